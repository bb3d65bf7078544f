import type { Json } from "@berth/core/wire";
import { isTaken } from "../gesture/follower.js";
import { keepStyle } from "../style/overlay.js";
import { CONTROL, type DrawnElement } from "../tree/marks.js";
import { type AttributeUse, type Component, isOn, keep, numberOf, textOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";
import { followDrag } from "./drag.js";
import { marginLength } from "./margin-length.js";
import { SwiperDots } from "./swiper-dots.js";

/** A swipe faster than this goes to the next item however short it is; px a millisecond. */
const FLICK = 0.3;
/** ms that a fast swipe would go on by itself; with `acceleration` it takes items on its way. */
const CARRY = 300;
/** px after which a movement has a direction. */
const SLACK = 6;

type Source = "" | "touch" | "autoplay";

class SwiperController implements Controller {
  readonly #element: DrawnElement;
  readonly #context: ViewContext;
  readonly #dots: SwiperDots;
  readonly #children: MutationObserver;
  readonly #stopDrag: () => void;
  readonly #values = new Map<string, Json>();
  #items: HTMLElement[] = [];
  #current = 0;
  /** Where the row stands, in items; equals #current at rest, up to whole turns. */
  #position = 0;
  #drag: { from: number; along: boolean } | null = null;
  /** The row is on its way by itself. */
  #glide: { from: number; to: number; at: number; time: number; passes: boolean; source: Source } | null = null;
  #frame = 0;
  #timer = 0;
  /** Attributes have their first values: what comes now is a change. */
  #started = false;

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element;
    this.#context = context;
    this.#dots = new SwiperDots(context.document);
    element.append(this.#dots.element);
    this.#children = new context.window.MutationObserver(() => this.#refresh());
    this.#children.observe(element, { childList: true });
    this.#stopDrag = followDrag(element, {
      start: (event) => this.#startDrag(event),
      move: (dx, dy) => this.#moveDrag(dx, dy),
      end: (dx, dy, speed, cancelled) => this.#endDrag(dx, dy, cancelled ? { x: 0, y: 0 } : speed),
    });
    queueMicrotask(() => {
      this.#started = true;
    });
    this.#refresh();
  }

  set(name: string, value: Json): void {
    this.#values.set(name, value);
    if (name !== "current") this.#refresh();
    // After the batch: what it says of items and of `circular` counts.
    else if (value !== null) this.#context.later(() => this.#go(Math.round(numberOf(value, 0)), ""));
  }

  dispose(): void {
    this.#children.disconnect();
    this.#stopDrag();
    this.#context.window.clearTimeout(this.#timer);
    this.#context.window.cancelAnimationFrame(this.#frame);
  }

  /** Arrow keys, Home and End. */
  key(key: string): boolean {
    const back = this.#on("vertical") ? "ArrowUp" : this.#sign < 0 ? "ArrowRight" : "ArrowLeft";
    const on = this.#on("vertical") ? "ArrowDown" : this.#sign < 0 ? "ArrowLeft" : "ArrowRight";
    const to =
      key === back
        ? this.#current - 1
        : key === on
          ? this.#current + 1
          : key === "Home"
            ? 0
            : key === "End"
              ? this.#items.length - 1
              : null;
    if (to === null) return false;
    this.#go(to, "touch");
    return true;
  }

  #on(name: string): boolean {
    return isOn(this.#values.get(name) ?? null);
  }

  /** Items follow each other to the left where text does. */
  get #sign(): 1 | -1 {
    return !this.#on("vertical") && this.#context.look().direction === "rtl" ? -1 : 1;
  }

  get #circular(): boolean {
    return this.#on("circular") && this.#items.length > this.#many;
  }

  /** Items side by side (`display-multiple-items`). */
  get #many(): number {
    return Math.max(1, Math.floor(numberOf(this.#values.get("display-multiple-items"), 1)));
  }

  /** The last item that can be the current one; without `circular` no room is left behind the last. */
  get #last(): number {
    return this.#circular ? this.#items.length - 1 : Math.max(0, this.#items.length - this.#many);
  }

  #refresh(): void {
    const children = ([...this.#element.children] as HTMLElement[]).filter((child) => child !== this.#dots.element);
    const items = children.filter((child) => child.localName === "swiper-item");
    // Tabs of component libraries put views into a swiper: each is an item then, and the tallest says how tall it is.
    this.#items = items.length > 0 ? items : children;
    keep(this.#element, "data-berth-plain", items.length < this.#items.length);
    const count = this.#items.length;
    keep(this.#element, "vertical", this.#on("vertical"));
    for (const [name, key] of [
      ["--berth-before", "previous-margin"],
      ["--berth-after", "next-margin"],
    ] as const) {
      keepStyle(this.#element, name, marginLength(this.#values.get(key)));
    }
    keepStyle(this.#element, "--berth-many", String(this.#many));
    if (count > 0 && this.#current > this.#last) this.#rest(this.#last);
    else if (this.#drag === null && this.#glide === null) this.#position = this.#current;
    this.#paint();
    this.#drawDots();
    this.#schedule();
  }

  #rest(index: number): void {
    this.#glide = null;
    this.#current = index;
    this.#position = index;
  }

  #drawDots(): void {
    const shown = this.#on("indicator-dots") ? this.#items.length : 0;
    const [colour, active] = [this.#values.get("indicator-color"), this.#values.get("indicator-active-color")];
    this.#dots.draw(shown, this.#current, textOf(colour), textOf(active));
  }

  /** Puts every item where it belongs; around the corner when circular. */
  #paint(): void {
    const count = this.#items.length;
    const moving = this.#drag !== null || this.#glide !== null;
    // Items beside the current one show in the margins and can be touched there.
    const margins = [this.#values.get("previous-margin"), this.#values.get("next-margin")];
    const seen = margins.some((margin) => Number.parseFloat(marginLength(margin)) > 0) ? 1.99 : 0.99;
    const many = this.#many;
    const half = (count - many + 1) / 2;
    this.#items.forEach((item, i) => {
      let offset = i - this.#position;
      if (this.#circular) offset = ((((offset + half) % count) + count) % count) - half;
      const shown = Math.round(Math.max(-3, Math.min(many + 2, offset)) * 1e4) / 100;
      const shift = `${shown * this.#sign}%`;
      keepStyle(item, "transform", this.#on("vertical") ? `translateY(${shift})` : `translateX(${shift})`);
      item.inert = !moving && (offset < -seen || offset > many - 1 + seen);
    });
  }

  #go(index: number, source: Source): void {
    const count = this.#items.length;
    if (count === 0) {
      this.#rest(Math.max(0, index));
      return;
    }
    if (!this.#started) {
      this.#rest(Math.min(Math.max(0, index), this.#last));
      this.#refresh();
      return;
    }
    this.#glideTo(this.#circular ? index : Math.min(Math.max(0, index), this.#last), source);
  }

  /** Begins the way to an item; beyond the ends when circular. */
  #glideTo(to: number, source: Source): void {
    const count = this.#items.length;
    const current = ((to % count) + count) % count;
    const { look, document } = this.#context;
    const jumps =
      look().reducedMotion || document.hidden || (source === "" && this.#on("disable-programmatic-animation"));
    const time = jumps ? 0 : Math.max(0, numberOf(this.#values.get("duration"), 500));
    const passes = this.#on("acceleration") && source === "touch" && Math.abs(to - this.#position) > 1;
    // The program's own number may be a turn away from where the row stands.
    const from = source === "touch" ? this.#position : to + this.#nearest(this.#position - to);
    this.#glide = { from, to, at: this.#context.window.performance.now(), time, passes, source };
    if (!passes) this.#change(current, false, source);
    this.#schedule();
    this.#step();
  }

  /** A distance in items, the short way round when circular. */
  #nearest(distance: number): number {
    if (!this.#circular) return distance;
    const count = this.#items.length;
    return ((((distance + count / 2) % count) + count) % count) - count / 2;
  }

  #change(current: number, isChanging: boolean, source: Source, always = isChanging): void {
    if (current === this.#current && !always) return;
    this.#current = current;
    this.#drawDots();
    this.#context.emit(this.#element, "change", { current, isChanging, source });
  }

  #step(): void {
    const glide = this.#glide;
    const { window } = this.#context;
    window.cancelAnimationFrame(this.#frame);
    if (glide === null) return;
    const part = glide.time === 0 ? 1 : Math.min(1, (window.performance.now() - glide.at) / glide.time);
    const before = Math.round(this.#position);
    this.#position = glide.from + (glide.to - glide.from) * (1 - (1 - part) ** 3);
    const count = this.#items.length;
    const passed = ((Math.round(this.#position) % count) + count) % count;
    if (part < 1) {
      this.#paint();
      this.#tellMove();
      // With acceleration each item on the way is one for a moment.
      if (glide.passes && Math.round(this.#position) !== before) this.#change(passed, true, glide.source);
      this.#frame = window.requestAnimationFrame(() => this.#step());
      return;
    }
    this.#change(passed, false, glide.source, glide.passes);
    this.#rest(passed);
    this.#paint();
    this.#context.emit(this.#element, "animationEnd", { current: passed, source: glide.source });
  }

  #tellMove(): void {
    const moved = Math.round((this.#position - this.#current) * this.#size * 100) / 100;
    const vertical = this.#on("vertical");
    this.#context.emit(this.#element, "transition", { dx: vertical ? 0 : moved, dy: vertical ? moved : 0 });
  }

  #schedule(): void {
    const { window, document } = this.#context;
    window.clearTimeout(this.#timer);
    if (!this.#on("autoplay") || this.#drag !== null || this.#items.length < 2) return;
    this.#timer = window.setTimeout(
      () => {
        // Out of sight, or read with the keyboard: it waits.
        const page = this.#context.pageOf(this.#element);
        const read = this.#element.matches(":focus-visible,:has(:focus-visible)");
        const waits = document.hidden || page?.layer.inert !== false || read;
        const next = this.#current >= this.#last && !this.#circular ? 0 : this.#current + 1;
        if (waits || this.#element.offsetParent === null) this.#schedule();
        else this.#go(next, "autoplay");
      },
      Math.max(200, numberOf(this.#values.get("interval"), 5000)),
    );
  }

  get #size(): number {
    const item = this.#items[0];
    return Math.max(1, (this.#on("vertical") ? item?.offsetHeight : item?.offsetWidth) ?? 1);
  }

  #startDrag(event: PointerEvent): boolean {
    if (this.#on("disable-touch") || this.#items.length === 0) return false;
    const path = event.composedPath();
    const inner = path.slice(0, path.indexOf(this.#element));
    if (isTaken(inner, this.#context.window, this.#on("vertical") ? "y" : "x")) return false;
    this.#context.window.cancelAnimationFrame(this.#frame);
    this.#context.window.clearTimeout(this.#timer);
    // A finger stops a row that is on its way.
    this.#drag = { from: this.#position, along: this.#glide !== null };
    this.#glide = null;
    return true;
  }

  #moveDrag(dx: number, dy: number): void {
    const drag = this.#drag;
    if (drag === null) return;
    const [along, across] = this.#on("vertical") ? [dy, dx] : [dx * this.#sign, dy];
    if (!drag.along) {
      if (Math.hypot(dx, dy) <= SLACK) return;
      const angle = (Math.atan2(Math.abs(across), Math.abs(along)) * 180) / Math.PI;
      if (angle > numberOf(this.#values.get("touch-angle"), 45)) {
        this.#drag = null;
        this.#schedule();
        return;
      }
      drag.along = true;
    }
    const last = this.#last;
    let position = drag.from - along / this.#size;
    // Beyond the ends it follows ever less.
    if (!this.#circular && position < 0) position *= 0.3;
    else if (!this.#circular && position > last) position = last + (position - last) * 0.3;
    this.#position = position;
    this.#paint();
    this.#tellMove();
  }

  #endDrag(dx: number, dy: number, speed: { x: number; y: number }): void {
    const drag = this.#drag;
    this.#drag = null;
    if (drag === null) return;
    if (!drag.along) {
      this.#schedule();
      return;
    }
    const [along, pace] = this.#on("vertical") ? [dy, speed.y] : [dx * this.#sign, speed.x * this.#sign];
    const start = Math.round(drag.from);
    let to = Math.round(this.#position);
    if (this.#on("acceleration")) to = Math.round(this.#position - (pace * CARRY) / this.#size);
    if (to === start && Math.abs(pace) > FLICK && Math.abs(along) > SLACK) to = start - Math.sign(pace);
    if (!this.#on("acceleration")) to = Math.max(start - 1, Math.min(start + 1, to));
    this.#glideTo(this.#circular ? to : Math.min(Math.max(0, to), this.#last), "touch");
  }
}

const state: AttributeUse = "state";

/** F-TAG-12. */
export const swiper: Component = {
  make(element) {
    element.setAttribute("role", "group");
    element.setAttribute("aria-roledescription", "carousel");
    element.setAttribute("tabindex", "0");
  },
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
    "display-multiple-items": state,
    "previous-margin": state,
    "next-margin": state,
    acceleration: state,
    "disable-touch": state,
    "disable-programmatic-animation": state,
    "touch-angle": state,
  },
  on: {
    keydown: (element, event) => {
      const controller = element[CONTROL] as SwiperController | undefined;
      if (controller?.key((event as KeyboardEvent).key) === true) event.preventDefault();
    },
  },
  mount: (element, context) => new SwiperController(element, context),
};

/** F-TAG-12. */
export const swiperItem: Component = { attributes: { "item-id": "keep", "skip-hidden-item-layout": "keep" } };
