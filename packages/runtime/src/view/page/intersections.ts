import type { IntersectionWish, Json } from "@berth/core/wire";
import { numberOf, textOf, type ViewContext } from "../component/component.js";
import { type Crossing, measureCrossings } from "./measured-crossings.js";
import type { Page } from "./page.js";

/** Observers of one program page at most; more are a leak of the program. */
const MOST = 500;

/** `createIntersectionObserver` of the program, as observers of the engine: nothing is measured while nothing crosses. */
export class Intersections {
  readonly #page: Page;
  readonly #context: ViewContext;
  readonly #send: (type: string, detail: Json) => void;
  /** What ends each observer. */
  readonly #observers = new Map<number, () => void>();

  constructor(page: Page, context: ViewContext, send: (type: string, detail: Json) => void) {
    this.#page = page;
    this.#context = context;
    this.#send = send;
    page.ends.push(() => {
      for (const end of this.#observers.values()) end();
    });
  }

  observe(number: number, value: Json): void {
    this.unobserve(number);
    if (typeof value !== "object" || value === null || Array.isArray(value) || this.#observers.size >= MOST) return;
    const wish = value as unknown as Partial<IntersectionWish>; // fields are checked one by one below
    const { root, scroller } = this.#page;
    const { window } = this.#context;
    const { within } = wish;
    const find = (selector: string): Element[] => {
      const found = [...root.querySelectorAll(selector)];
      return typeof within === "number" ? found.filter((each) => this.#context.inside(within, each)) : found;
    };
    let targets: Element[];
    let frame: Element = scroller;
    try {
      targets = find(textOf(wish.selector));
      if (typeof wish.relative === "string") frame = find(wish.relative)[0] ?? scroller;
    } catch {
      return; // No selector of this engine: nothing matches.
    }
    if (wish.all !== true) targets.length = Math.min(1, targets.length);
    const side = (name: "top" | "right" | "bottom" | "left"): number => numberOf(wish.margins?.[name], 0);
    const margins = { top: side("top"), right: side("right"), bottom: side("bottom"), left: side("left") };
    const asked = Array.isArray(wish.thresholds) ? wish.thresholds.map((each) => numberOf(each, 0)) : [];
    const thresholds = asked.filter((each) => each >= 0 && each <= 1);
    /** Ratios as told; elements that only touch the frame are none of its content. */
    const told = new Map<Element, number>();
    const tell = (entries: readonly Crossing[]): void => {
      for (const entry of entries) {
        if (entry.intersectionRatio === (told.get(entry.target) ?? numberOf(wish.initial, 0))) continue;
        told.set(entry.target, entry.intersectionRatio);
        this.#send("intersection", {
          observer: number,
          node: this.#context.nodeOf(entry.target),
          id: entry.target.getAttribute("id") ?? "",
          intersectionRatio: entry.intersectionRatio,
          intersectionRect: box(entry.intersectionRect),
          boundingClientRect: box(entry.boundingClientRect),
          relativeRect: box(entry.rootBounds ?? frame.getBoundingClientRect()),
          time: entry.time,
        });
      }
    };
    if (!targets.every((each) => frame === scroller || frame.contains(each))) {
      const end = measureCrossings([root, scroller], frame, targets, margins, thresholds, tell);
      this.#observers.set(number, end);
      return;
    }
    const rootMargin = `${margins.top}px ${margins.right}px ${margins.bottom}px ${margins.left}px`;
    const observer = new window.IntersectionObserver(tell, { root: frame, rootMargin, threshold: thresholds });
    this.#observers.set(number, () => observer.disconnect());
    for (const target of targets) observer.observe(target);
  }

  unobserve(number: number): void {
    this.#observers.get(number)?.();
    this.#observers.delete(number);
  }
}

const box = ({ left, top, right, bottom, width, height }: DOMRectReadOnly): Json => ({
  left,
  top,
  right,
  bottom,
  width,
  height,
});
