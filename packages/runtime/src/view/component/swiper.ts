import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { type AttributeUse, type Component, isOn, numberOf, textOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";
import { followDrag } from "./drag.js";

/** A swipe faster than this goes to the next item however short it is; px a millisecond. */
const FLICK = 0.3;

class SwiperController implements Controller {
  readonly #element: DrawnElement;
  readonly #context: ViewContext;
  readonly #dots: HTMLElement;
  readonly #children: MutationObserver;
  readonly #stopDrag: () => void;
  readonly #values = new Map<string, Json>();
  #current = 0;
  /** Where the row stands, in items; equals #current at rest. */
  #position = 0;
  #drag: { from: number; axis: "" | "along" | "across" } | null = null;
  #timer = 0;
  #settling = 0;

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element;
    this.#context = context;
    this.#dots = context.document.createElement("swiper-dots");
    this.#dots.setAttribute("aria-hidden", "true");
    element.append(this.#dots);
    this.#children = new context.window.MutationObserver(() => this.#refresh());
    this.#children.observe(element, { childList: true });
    this.#stopDrag = followDrag(element, {
      start: () => this.#startDrag(),
      move: (dx, dy) => this.#moveDrag(dx, dy),
      end: (dx, dy, speed) => this.#endDrag(dx, dy, speed),
    });
    this.#refresh();
  }

  set(name: string, value: Json): void {
    if (name === "current") {
      if (value !== null) this.#go(Math.round(numberOf(value, 0)), true, false);
      return;
    }
    this.#values.set(name, value);
    this.#refresh();
  }

  dispose(): void {
    this.#children.disconnect();
    this.#stopDrag();
    this.#context.window.clearTimeout(this.#timer);
    this.#context.window.clearTimeout(this.#settling);
  }

  #on(name: string): boolean {
    return isOn(this.#values.get(name) ?? null);
  }

  #items(): HTMLElement[] {
    return [...this.#element.children].filter((child): child is HTMLElement => child.localName === "swiper-item");
  }

  #refresh(): void {
    const count = this.#items().length;
    const vertical = this.#on("vertical");
    this.#element.toggleAttribute("vertical", vertical);
    const [axis, ends] = vertical ? ["block", ["top", "bottom"]] : ["inline", ["left", "right"]];
    this.#element.style.setProperty("--berth-before", textOf(this.#values.get("previous-margin")) || "0px");
    this.#element.style.setProperty("--berth-after", textOf(this.#values.get("next-margin")) || "0px");
    this.#element.dataset["axis"] = `${axis} ${(ends as string[])[0]}`;
    if (count > 0 && this.#current >= count && this.#drag === null) this.#current = count - 1;
    if (this.#drag === null) this.#position = this.#current;
    this.#place(false);
    this.#drawDots(count);
    this.#schedule();
  }

  #drawDots(count: number): void {
    const shown = this.#on("indicator-dots") ? count : 0;
    while (this.#dots.childElementCount > shown) this.#dots.lastElementChild?.remove();
    while (this.#dots.childElementCount < shown) this.#dots.append(this.#context.document.createElement("i"));
    const colour = textOf(this.#values.get("indicator-color"));
    const active = textOf(this.#values.get("indicator-active-color"));
    [...this.#dots.children].forEach((dot, i) => {
      dot.classList.toggle("on", i === this.#current);
      (dot as HTMLElement).style.backgroundColor = i === this.#current ? active : colour;
    });
  }

  /** Puts every item where it belongs; around the corner when circular. */
  #place(animated: boolean): void {
    const items = this.#items();
    const count = items.length;
    const duration = animated && !this.#context.look().reducedMotion ? numberOf(this.#values.get("duration"), 500) : 0;
    const circular = this.#on("circular") && count > 1;
    items.forEach((item, i) => {
      let offset = i - this.#position;
      if (circular) offset = ((((offset + count / 2) % count) + count) % count) - count / 2;
      const shift = `${Math.round(offset * 1e4) / 100}%`;
      // An item that jumps around the corner must not fly through the picture.
      const far = Math.abs(offset) > 1.01;
      item.style.transition = duration > 0 && !far ? `transform ${duration}ms ease-out` : "none";
      item.style.transform = this.#on("vertical") ? `translate(0,${shift})` : `translate(${shift},0)`;
      item.toggleAttribute("inert", Math.abs(offset) > 0.99 && this.#drag === null);
    });
    return;
  }

  #go(index: number, animated: boolean, user: boolean): void {
    const count = this.#items().length;
    const circular = this.#on("circular") && count > 1;
    const wrapped =
      count === 0
        ? Math.max(0, index)
        : circular
          ? ((index % count) + count) % count
          : Math.min(Math.max(0, index), count - 1);
    const changed = wrapped !== this.#current;
    this.#current = wrapped;
    this.#position = wrapped;
    this.#place(animated);
    this.#drawDots(count);
    this.#schedule();
    if (changed && count > 0) {
      this.#context.emit(this.#element, "change", { current: wrapped, isChanging: false, source: user ? "touch" : "" });
    }
    this.#context.window.clearTimeout(this.#settling);
    const duration = animated ? numberOf(this.#values.get("duration"), 500) : 0;
    this.#settling = this.#context.window.setTimeout(
      () => this.#context.emit(this.#element, "animationEnd", { current: wrapped, source: user ? "touch" : "" }),
      duration,
    );
  }

  #schedule(): void {
    this.#context.window.clearTimeout(this.#timer);
    if (!this.#on("autoplay") || this.#drag !== null || this.#items().length < 2) return;
    this.#timer = this.#context.window.setTimeout(
      () => {
        const last = this.#current === this.#items().length - 1;
        this.#go(last && !this.#on("circular") ? 0 : this.#current + 1, true, false);
      },
      Math.max(200, numberOf(this.#values.get("interval"), 5000)),
    );
  }

  #startDrag(): boolean {
    if (this.#on("disable-touch") || this.#items().length === 0) return false;
    this.#drag = { from: this.#position, axis: "" };
    this.#context.window.clearTimeout(this.#timer);
    return true;
  }

  #size(): number {
    const item = this.#items()[0];
    return Math.max(1, (this.#on("vertical") ? item?.offsetHeight : item?.offsetWidth) ?? 1);
  }

  #moveDrag(dx: number, dy: number): void {
    if (this.#drag === null) return;
    const [along, across] = this.#on("vertical") ? [dy, dx] : [dx, dy];
    if (this.#drag.axis === "" && Math.hypot(dx, dy) > 6) {
      this.#drag.axis = Math.abs(along) >= Math.abs(across) ? "along" : "across";
    }
    if (this.#drag.axis !== "along") return;
    const count = this.#items().length;
    let position = this.#drag.from - along / this.#size();
    if (!this.#on("circular")) position = Math.min(Math.max(-0.3, position), count - 0.7);
    this.#position = position;
    this.#place(false);
    this.#context.emit(this.#element, "transition", {
      dx: this.#on("vertical") ? 0 : -dx,
      dy: this.#on("vertical") ? -dy : 0,
    });
  }

  #endDrag(dx: number, dy: number, speed: { x: number; y: number }): void {
    const drag = this.#drag;
    this.#drag = null;
    if (drag === null) return;
    const [along, pace] = this.#on("vertical") ? [dy, speed.y] : [dx, speed.x];
    if (drag.axis !== "along") {
      this.#schedule();
      return;
    }
    const steps = -along / this.#size();
    const flick = Math.abs(pace) > FLICK ? -Math.sign(pace) : Math.round(steps);
    this.#go(Math.round(drag.from) + (flick === 0 ? 0 : Math.sign(flick)), true, true);
  }
}

const state: AttributeUse = "state";

/** F-TAG-12. */
export const swiper: Component = {
  attributes: {
    "indicator-dots": state,
    "indicator-color": state,
    "indicator-active-color": state,
    autoplay: state,
    interval: state,
    duration: state,
    current: state,
    circular: state,
    vertical: state,
    "previous-margin": state,
    "next-margin": state,
    acceleration: state,
    "disable-touch": state,
    "disable-programmatic-animation": state,
    "touch-angle": state,
  },
  mount: (element, context) => new SwiperController(element, context),
};

/** F-TAG-12. */
export const swiperItem: Component = { attributes: { "item-id": "keep", "skip-hidden-item-layout": "keep" } };
