import type { Json } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import type { ProgramFunction } from "../owner/owner.js";
import type { ViewCalls } from "./view-calls.js";

/** ms between two looks; the view has no message for crossings yet. */
const interval = 300;

interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
  width: number;
  height: number;
}

/** `my.createIntersectionObserver()`: looks at the page several times a second and reports crossed thresholds. */
export class IntersectionObserver {
  readonly #realm: Realm;
  readonly #view: ViewCalls;
  readonly #pageId: number;
  readonly #thresholds: number[];
  #relative: string | null = null;
  #cancel: (() => void) | null = null;

  constructor(realm: Realm, view: ViewCalls, pageId: number, options: unknown) {
    this.#realm = realm;
    this.#view = view;
    this.#pageId = pageId;
    const { thresholds } = (options ?? {}) as { thresholds?: unknown };
    this.#thresholds = Array.isArray(thresholds) ? thresholds.map(Number) : [0];
  }

  relativeTo(selector: unknown): this {
    this.#relative = String(selector);
    return this;
  }

  relativeToViewport(): this {
    this.#relative = null;
    return this;
  }

  observe(selector: unknown, callback: unknown): void {
    this.disconnect();
    let last = -1;
    const look = (): void => {
      const steps: Json[] = [
        { selector: String(selector), all: false, want: ["rect"] },
        { selector: this.#relative, all: false, want: ["rect"] },
      ];
      this.#view.page(this.#pageId, "query", [steps], (ok, value) => {
        if (this.#cancel === null || !ok || !Array.isArray(value)) return;
        const [target, frame] = value as unknown as [Rect | null, Rect | null];
        if (target === null || frame === null) return;
        const ratio = covered(target, frame);
        const level = this.#thresholds.filter(
          (threshold) => ratio > threshold || (ratio === 1 && threshold === 1),
        ).length;
        if (level === last) return;
        last = level;
        const event = {
          intersectionRatio: ratio,
          boundingClientRect: target,
          relativeRect: frame,
          time: this.#realm.env.clock.now(),
        };
        if (typeof callback === "function") this.#realm.reporter.guard(() => (callback as ProgramFunction)(event));
      });
      this.#cancel = this.#realm.env.clock.setTimer(interval, look);
    };
    this.#cancel = () => {};
    look();
  }

  disconnect(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}

/** Share of `target` that lies within `frame`. */
function covered(target: Rect, frame: Rect): number {
  const right = Math.min(target.right, frame.right ?? frame.width);
  const bottom = Math.min(target.bottom, frame.bottom ?? frame.height);
  const width = right - Math.max(target.left, frame.left ?? 0);
  const height = bottom - Math.max(target.top, frame.top ?? 0);
  const area = target.width * target.height;
  if (width <= 0 || height <= 0 || area <= 0) return 0;
  return (width * height) / area;
}
