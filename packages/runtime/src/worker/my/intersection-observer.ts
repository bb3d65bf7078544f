import type { IntersectionWish, Json } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import type { Owner, ProgramFunction } from "../owner/owner.js";
import type { ViewCalls } from "./view-calls.js";

/** What runs for the observers that are on, by the number the view knows them by. */
const running = new Map<number, (event: Record<string, Json>) => void>();
let nextNumber = 1;

/** Takes the page event `intersection` to its observer. */
export function intersected({ observer, ...event }: Record<string, Json>): void {
  running.get(Number(observer))?.(event);
}

/** `my.createIntersectionObserver()`, or that of a page or component: the view watches and reports each crossing. */
export class IntersectionObserver {
  readonly #realm: Realm;
  readonly #view: ViewCalls;
  readonly #pageId: number;
  readonly #owner: Owner | undefined;
  readonly #number = nextNumber++;
  readonly #options: { thresholds?: unknown; initialRatio?: unknown; selectAll?: unknown; dataset?: unknown };
  #relative: string | null = null;
  #margins = {};

  /** @param owner component whose elements alone are watched */
  constructor(realm: Realm, view: ViewCalls, pageId: number, options: unknown, owner?: Owner) {
    this.#realm = realm;
    this.#view = view;
    this.#pageId = pageId;
    this.#owner = owner;
    this.#options = Object(options) as object;
  }

  relativeTo(selector: unknown, margins?: unknown): this {
    this.#relative = String(selector);
    this.#margins = Object(margins) as object;
    return this;
  }

  relativeToViewport(margins?: unknown): this {
    this.#relative = null;
    this.#margins = Object(margins) as object;
    return this;
  }

  observe(selector: unknown, callback: unknown): void {
    this.disconnect();
    if (typeof callback !== "function") return;
    const { thresholds, initialRatio, selectAll, dataset } = this.#options;
    const owner = this.#owner;
    running.set(this.#number, ({ node, ...event }) => {
      if (owner?.alive === false) return;
      if (dataset === true) event["dataset"] = this.#view.dataset(Number(node));
      this.#realm.reporter.guard(() => (callback as ProgramFunction)(event));
    });
    const margins = { left: 0, top: 0, right: 0, bottom: 0, ...this.#margins };
    const wish: IntersectionWish = {
      selector: String(selector),
      all: selectAll === true,
      relative: this.#relative,
      margins,
      thresholds: Array.isArray(thresholds) ? thresholds.map(Number) : [0],
      initial: Number(initialRatio ?? 0),
    };
    const begin = (): void => {
      if (owner?.depth && owner.root !== null) wish.within = owner.root.base;
      this.#view.page(this.#pageId, "observe", [this.#number, wish], null);
    };
    // Asked for in onLoad or onInit, before there is anything to watch: after the first render.
    if (owner !== undefined && owner.root === null) this.#realm.updates.afterDrawn(begin);
    else begin();
  }

  disconnect(): void {
    if (running.delete(this.#number)) this.#view.page(this.#pageId, "unobserve", [this.#number], null);
  }
}
