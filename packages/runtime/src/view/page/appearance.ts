import type { ViewContext } from "../component/component.js";
import type { DrawnElement } from "../tree/marks.js";

/** onAppear, onDisappear and onFirstAppear of every component (F-TAG-1). */
export class Appearance {
  readonly #observer: IntersectionObserver;
  /** Whether an element was in sight; absent = never seen. */
  readonly #inSight = new WeakMap<Element, boolean>();

  constructor(context: ViewContext) {
    this.#observer = new context.window.IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const element = target as DrawnElement;
        const before = this.#inSight.get(element);
        if (before === isIntersecting || (before === undefined && !isIntersecting)) continue;
        this.#inSight.set(element, isIntersecting);
        if (isIntersecting && before === undefined) context.emit(element, "firstAppear", {});
        context.emit(element, isIntersecting ? "appear" : "disappear", {});
      }
    });
  }

  watch(element: DrawnElement): void {
    this.#observer.observe(element);
  }

  dispose(): void {
    this.#observer.disconnect();
  }
}
