import type { Json, QueryStep } from "@berth/core/wire";
import type { Reporter } from "../link/reporter.js";
import type { Owner, ProgramFunction } from "../owner/owner.js";
import type { AskPage } from "./canvas-nodes.js";
import type { ViewCalls } from "./view-calls.js";

type Want = QueryStep["want"][number];

/** `my.createSelectorQuery()`: collects questions about elements and asks the view once, after what is drawn. */
export class SelectorQuery {
  readonly #view: ViewCalls;
  readonly #reporter: Reporter;
  readonly #pageId: number;
  /** The questions so far. uni-app hangs callbacks of its own on the last one, so programs may see and extend them. */
  readonly actions: QueryStep[] = [];
  readonly #callbacks: (ProgramFunction | null)[] = [];
  /** Steps that want `{node}` and `{context}`. */
  readonly #nodes = new Set<number>();
  readonly #contexts = new Set<number>();
  #selector: string | null = null;
  #all = false;
  #owner: Owner | undefined;

  /** @param owner component whose elements alone are found */
  constructor(view: ViewCalls, reporter: Reporter, pageId: number, owner?: Owner) {
    this.#owner = owner;
    this.#view = view;
    this.#reporter = reporter;
    this.#pageId = pageId;
  }

  /** Selectors are looked up in that component. */
  in(component?: unknown): this {
    this.#owner = this.#view.ownerOf(component);
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
    if (wanted["node"]) this.#nodes.add(this.actions.length);
    if (wanted["context"]) this.#contexts.add(this.actions.length);
    return this.#ask(want, callback);
  }

  /** `{node}` of a canvas with `type="2d"`, null for other elements (F-TAG-35). */
  node(callback?: unknown): this {
    return this.fields({ node: true }, callback);
  }

  /** `{context}` of a canvas, video, map or the like. */
  context(callback?: unknown): this {
    return this.fields({ context: true, id: true }, callback);
  }

  exec(callback?: unknown): this {
    const within = this.#owner?.depth ? this.#owner.root?.base : undefined;
    const steps = this.actions.map(({ selector, all, want }) =>
      within === undefined ? { selector, all, want } : { selector, all, want, within },
    );
    this.#view.page(this.#pageId, "query", [steps], (ok, value) => {
      const answers: Json[] = ok && Array.isArray(value) ? value : steps.map(() => null);
      const results: unknown[] = answers.map((answer, i) => this.#complete(answer, steps[i]?.want ?? []));
      const finish = (): void => {
        results.forEach((result, index) => {
          const each = this.#callbacks[index];
          if (each) this.#reporter.guard(() => each(result));
        });
        if (typeof callback === "function") this.#reporter.guard(() => callback(results));
      };
      this.#addHandles(answers, results, finish);
    });
    return this;
  }

  /** Adds nodes and contexts, which the worker has, to what the view answered about single elements. */
  #addHandles(answers: Json[], results: unknown[], done: () => void): void {
    let open = 1;
    const close = (): void => {
      if (--open === 0) done();
    };
    answers.forEach((answer, index) => {
      if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return;
      const facts = results[index] as Record<string, unknown>;
      if (this.#contexts.has(index)) facts["context"] = this.#view.context(Number(answer["node"]), answer["id"]);
      if (!this.#nodes.has(index)) return;
      open++;
      const ask: AskPage = (...args) => this.#view.page(this.#pageId, ...args);
      this.#view.canvases.get(Number(answer["node"]), ask, (node) => {
        facts["node"] = node;
        close();
      });
    });
    close();
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
    this.actions.push({ selector: this.#selector, all: this.#all, want });
    this.#callbacks.push(typeof callback === "function" ? (callback as ProgramFunction) : null);
    return this;
  }
}
