import type { Json, QueryStep } from "@berth/core/wire";
import type { Reporter } from "../link/reporter.js";
import type { ProgramFunction } from "../owner/owner.js";
import type { ViewCalls } from "./view-calls.js";

type Want = QueryStep["want"][number];

/** `my.createSelectorQuery()`: collects questions about elements and asks the view once, after what is drawn. */
export class SelectorQuery {
  readonly #view: ViewCalls;
  readonly #reporter: Reporter;
  readonly #pageId: number;
  readonly #steps: QueryStep[] = [];
  readonly #callbacks: (ProgramFunction | null)[] = [];
  #selector: string | null = null;
  #all = false;

  constructor(view: ViewCalls, reporter: Reporter, pageId: number) {
    this.#view = view;
    this.#reporter = reporter;
    this.#pageId = pageId;
  }

  /** Accepted for programs that name a component; selectors are looked up in the page. */
  in(): this {
    return this;
  }

  select(selector: unknown): this {
    return this.#choose(String(selector), false);
  }

  selectAll(selector: unknown): this {
    return this.#choose(String(selector), true);
  }

  selectViewport(): this {
    return this.#choose(null, false);
  }

  boundingClientRect(callback?: unknown): this {
    return this.#ask(["rect"], callback);
  }

  scrollOffset(callback?: unknown): this {
    return this.#ask(["scroll"], callback);
  }

  fields(options: unknown, callback?: unknown): this {
    const wanted = (typeof options === "object" && options !== null ? options : {}) as Record<string, unknown>;
    const want: Want[] = [];
    for (const name of ["rect", "size", "dataset", "id", "properties"] as const) if (wanted[name]) want.push(name);
    if (wanted["scrollOffset"]) want.push("scroll");
    return this.#ask(want, callback);
  }

  /** Nodes are not handed out to the worker (S-MSG-13): the answer is `{node: null}`. */
  node(callback?: unknown): this {
    return this.#ask(["id"], callback);
  }

  context(callback?: unknown): this {
    return this.#ask(["id"], callback);
  }

  exec(callback?: unknown): this {
    this.#view.page(this.#pageId, "query", [this.#steps], (ok, value) => {
      const answers: Json[] = ok && Array.isArray(value) ? value : this.#steps.map(() => null);
      const results = answers.map((answer, index) => this.#complete(answer, this.#steps[index]?.want ?? []));
      results.forEach((result, index) => {
        const each = this.#callbacks[index];
        if (each) this.#reporter.guard(() => each(result));
      });
      if (typeof callback === "function") this.#reporter.guard(() => callback(results));
    });
    return this;
  }

  /** The view knows the node, the worker its dataset; numbers of nodes are nothing for the program. */
  #complete(answer: Json, want: Want[]): Json {
    if (Array.isArray(answer)) return answer.map((each) => this.#complete(each, want));
    if (typeof answer !== "object" || answer === null) return answer;
    const { node, ...facts } = answer;
    if (want.includes("dataset")) facts["dataset"] = this.#view.dataset(Number(node));
    return facts;
  }

  #choose(selector: string | null, all: boolean): this {
    this.#selector = selector;
    this.#all = all;
    return this;
  }

  #ask(want: Want[], callback: unknown): this {
    this.#steps.push({ selector: this.#selector, all: this.#all, want });
    this.#callbacks.push(typeof callback === "function" ? (callback as ProgramFunction) : null);
    return this;
  }
}
