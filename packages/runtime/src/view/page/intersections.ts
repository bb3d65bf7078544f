import type { IntersectionWish, Json } from "@berth/core/wire";
import { numberOf, textOf, type ViewContext } from "../component/component.js";
import type { Page } from "./page.js";

/** Observers of one program page at most; more are a leak of the program. */
const MOST = 500;

/** `createIntersectionObserver` of the program, as observers of the engine: nothing is measured while nothing crosses. */
export class Intersections {
  readonly #page: Page;
  readonly #context: ViewContext;
  readonly #send: (type: string, detail: Json) => void;
  readonly #observers = new Map<number, IntersectionObserver>();

  constructor(page: Page, context: ViewContext, send: (type: string, detail: Json) => void) {
    this.#page = page;
    this.#context = context;
    this.#send = send;
    page.ends.push(() => {
      for (const each of this.#observers.values()) each.disconnect();
    });
  }

  observe(number: number, value: Json): void {
    this.unobserve(number);
    if (typeof value !== "object" || value === null || Array.isArray(value) || this.#observers.size >= MOST) return;
    const wish = value as unknown as Partial<IntersectionWish>; // fields are checked one by one below
    const { root, scroller } = this.#page;
    const { window } = this.#context;
    let targets: Element[];
    let frame: Element = scroller;
    try {
      targets = [...root.querySelectorAll(textOf(wish.selector))];
      if (typeof wish.relative === "string") frame = root.querySelector(wish.relative) ?? scroller;
    } catch {
      return; // No selector of this engine: nothing matches.
    }
    const { within } = wish;
    if (typeof within === "number") targets = targets.filter((each) => this.#context.inside(within, each));
    if (wish.all !== true) targets.length = Math.min(1, targets.length);
    const side = (name: "top" | "right" | "bottom" | "left"): string => `${numberOf(wish.margins?.[name], 0)}px`;
    const thresholds = Array.isArray(wish.thresholds) ? wish.thresholds.map((each) => numberOf(each, 0)) : [];
    /** Ratios as told; elements that only touch the frame are none of its content. */
    const told = new Map<Element, number>();
    const observer = new window.IntersectionObserver(
      (entries) => {
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
      },
      {
        root: frame,
        rootMargin: `${side("top")} ${side("right")} ${side("bottom")} ${side("left")}`,
        threshold: thresholds.filter((each) => each >= 0 && each <= 1),
      },
    );
    this.#observers.set(number, observer);
    for (const target of targets) observer.observe(target);
  }

  unobserve(number: number): void {
    this.#observers.get(number)?.disconnect();
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
