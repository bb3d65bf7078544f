import type { Json } from "@berth/core/wire";
import { keepStyle } from "../style/overlay.js";
import { CONTROL, type DrawnElement } from "../tree/marks.js";
import { type Component, isOn, keep, numberOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";
import { followDrag } from "./drag.js";
import { followPinch } from "./pinch.js";

/** Share of a movement that is left where the area ends (`out-of-bounds`). */
const STRETCH = 0.4;
/** px and px a millisecond below which something stands still. */
const STILL = 0.3;

type Source = "" | "touch" | "touch-out-of-bounds" | "out-of-bounds" | "friction";

interface Place {
  x: number;
  y: number;
}

class MovableController implements Controller {
  readonly #element: DrawnElement;
  readonly #context: ViewContext;
  readonly #values = new Map<string, Json>();
  readonly #stops: (() => void)[] = [];
  #at: Place = { x: 0, y: 0 };
  #scale = 1;
  #from: Place = { x: 0, y: 0 };
  #pinchFrom = 1;
  #frame = 0;
  /** Where it is on its way to. */
  #target: Place | null = null;
  /** Attributes have their first values: what comes now moves. */
  #started = false;

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element;
    this.#context = context;
    this.#stops.push(
      followDrag(element, {
        start: () => {
          if (this.#direction === "none" || this.#on("disabled")) return false;
          this.#halt();
          this.#from = { ...this.#at };
          return true;
        },
        move: (dx, dy) => this.#drag(dx, dy),
        end: (dx, dy, speed, cancelled) => this.#release(dx, dy, cancelled ? { x: 0, y: 0 } : speed),
      }),
      followPinch(element, (factor) => this.pinch(factor)),
    );
    queueMicrotask(() => {
      this.#started = true;
    });
  }

  set(name: string, value: Json): void {
    this.#values.set(name, value);
    if (name === "x" || name === "y") {
      const to = { ...this.#at, [name]: numberOf(value, 0) };
      // Both coordinates of one update go one way.
      if (this.#target !== null) to[name === "x" ? "y" : "x"] = this.#target[name === "x" ? "y" : "x"];
      this.#goTo(this.#fit(to));
    } else if (name === "scale-value" || name === "scale-min" || name === "scale-max") {
      if (this.#values.has("scale-value")) this.#setScale(numberOf(this.#values.get("scale-value"), 1));
    } else if (name === "scale") keep(this.#element, "scale", isOn(value));
    else if (name === "direction") this.#element.setAttribute("direction", this.#direction);
  }

  /** Two fingers, on it or on its area, are `factor` times as far apart as at first; 0 begins. */
  pinch(factor: number): void {
    if (!this.#on("scale") || this.#on("disabled")) return;
    if (factor === 0) this.#pinchFrom = this.#scale;
    else this.#setScale(this.#pinchFrom * factor);
  }

  dispose(): void {
    this.#halt();
    for (const stop of this.#stops) stop();
  }

  #on(name: string): boolean {
    return isOn(this.#values.get(name) ?? null);
  }

  get #direction(): string {
    const direction = this.#values.get("direction");
    return direction === "all" || direction === "horizontal" || direction === "vertical" ? direction : "none";
  }

  /** The nearest place inside the area; something larger than the area covers it instead. */
  #fit({ x, y }: Place): Place {
    const element = this.#element;
    const area = element.parentElement;
    // Styles may put it elsewhere than in the corner: it moves from there.
    const inArea = element.offsetParent === area;
    const one = (to: number, start: number, size: number, room: number): number => {
      // It grows around its middle.
      const grown = (size * (this.#scale - 1)) / 2;
      const least = grown - (inArea ? start : 0);
      const most = room - size - grown - (inArea ? start : 0);
      return Math.min(Math.max(Math.min(least, most), to), Math.max(least, most));
    };
    return {
      x: one(x, element.offsetLeft, element.offsetWidth, area?.clientWidth ?? 0),
      y: one(y, element.offsetTop, element.offsetHeight, area?.clientHeight ?? 0),
    };
  }

  #drag(dx: number, dy: number): void {
    const direction = this.#direction;
    const to = {
      x: direction === "vertical" ? this.#at.x : this.#from.x + dx,
      y: direction === "horizontal" ? this.#at.y : this.#from.y + dy,
    };
    const inside = this.#fit(to);
    if (inside.x === to.x && inside.y === to.y) this.#place(to, "touch");
    else if (!this.#on("out-of-bounds")) this.#place(inside, "touch");
    else {
      const stretched = {
        x: inside.x + (to.x - inside.x) * STRETCH,
        y: inside.y + (to.y - inside.y) * STRETCH,
      };
      this.#place(stretched, "touch-out-of-bounds");
    }
  }

  #release(dx: number, dy: number, speed: Place): void {
    if (dx === 0 && dy === 0) return;
    this.#context.emit(this.#element, "changeEnd", { ...this.#at });
    const direction = this.#direction;
    const free = { x: direction === "vertical" ? 0 : speed.x, y: direction === "horizontal" ? 0 : speed.y };
    const still = this.#context.look().reducedMotion || Math.hypot(free.x, free.y) < 0.05;
    if (this.#on("inertia") && !still) this.#coast(free);
    else this.#comeBack();
  }

  /** Goes on by itself, slowed by `friction`. */
  #coast(speed: Place): void {
    const friction = Math.max(0.1, numberOf(this.#values.get("friction"), 2)) / 400;
    this.#run((ms) => {
      const kept = Math.exp(-friction * ms);
      const way = (1 - kept) / friction;
      const to = { x: this.#at.x + speed.x * way, y: this.#at.y + speed.y * way };
      speed = { x: speed.x * kept, y: speed.y * kept };
      const inside = this.#fit(to);
      this.#place(this.#on("out-of-bounds") ? to : inside, "friction");
      const out = inside.x !== to.x || inside.y !== to.y;
      if (!out && Math.hypot(speed.x, speed.y) > STILL / 16) return true;
      if (out) this.#comeBack();
      return false;
    });
  }

  #comeBack(): void {
    const inside = this.#fit(this.#at);
    if (inside.x !== this.#at.x || inside.y !== this.#at.y) this.#spring(inside, "out-of-bounds");
  }

  #goTo(to: Place): void {
    const moves = this.#started && this.#values.get("animation") !== false && !this.#context.look().reducedMotion;
    if (moves) this.#spring(to, "");
    else {
      this.#halt();
      this.#place(to, "");
    }
  }

  /** To a place and no further, the faster the higher `damping` is. */
  #spring(to: Place, source: Source): void {
    const rate = Math.max(1, numberOf(this.#values.get("damping"), 20)) / 1000;
    const from = { ...this.#at };
    let time = 0;
    this.#run((ms) => {
      time += ms;
      const left = Math.exp(-rate * time) * (1 + rate * time);
      const now = { x: to.x + (from.x - to.x) * left, y: to.y + (from.y - to.y) * left };
      const there = Math.hypot(now.x - to.x, now.y - to.y) < STILL;
      this.#place(there ? to : now, source);
      return !there;
    });
    this.#target = to;
  }

  #run(step: (ms: number) => boolean): void {
    const { window } = this.#context;
    this.#halt();
    let before = window.performance.now();
    const next = (): void => {
      const now = window.performance.now();
      const ms = Math.min(64, now - before);
      before = now;
      // A step may begin another run.
      this.#frame = 0;
      if (step(ms)) this.#frame = window.requestAnimationFrame(next);
      else if (this.#frame === 0) this.#target = null;
    };
    this.#frame = window.requestAnimationFrame(next);
  }

  #halt(): void {
    this.#context.window.cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#target = null;
  }

  #setScale(value: number): void {
    const least = numberOf(this.#values.get("scale-min"), 0.5);
    const most = numberOf(this.#values.get("scale-max"), 10);
    const scale = Math.min(most, Math.max(least, value));
    if (scale === this.#scale) return;
    this.#scale = scale;
    this.#at = this.#fit(this.#at);
    this.#draw();
    this.#context.emit(this.#element, "scale", { ...this.#at, scale });
  }

  #place(to: Place, source: Source): void {
    const x = Math.round(to.x * 100) / 100;
    const y = Math.round(to.y * 100) / 100;
    if (x === this.#at.x && y === this.#at.y) return;
    this.#at = { x, y };
    this.#draw();
    this.#context.emit(this.#element, "change", { x, y, source });
  }

  #draw(): void {
    const scale = this.#scale === 1 ? "" : ` scale(${this.#scale})`;
    // The place stays when the program sets another style.
    keepStyle(this.#element, "transform", `translate(${this.#at.x}px,${this.#at.y}px)${scale}`);
  }
}

/** Fingers anywhere in the area scale what can be scaled in it (`scale-area`). */
class AreaController implements Controller {
  readonly #stop: () => void;
  constructor(element: DrawnElement) {
    this.#stop = followPinch(element, (factor) => {
      if (!element.hasAttribute("scale-area")) return;
      for (const child of element.children) {
        const control = (child as DrawnElement)[CONTROL];
        if (control instanceof MovableController) control.pinch(factor);
      }
    });
  }
  dispose(): void {
    this.#stop();
  }
}

/** F-TAG-13. */
export const movableArea: Component = {
  attributes: { "scale-area": "keep" },
  mount: (element) => new AreaController(element),
};

/** F-TAG-14. */
export const movableView: Component = {
  attributes: {
    direction: "state",
    inertia: "state",
    "out-of-bounds": "state",
    damping: "state",
    friction: "state",
    disabled: "state",
    scale: "state",
    "scale-min": "state",
    "scale-max": "state",
    "scale-value": "state",
    animation: "state",
    x: "state",
    y: "state",
  },
  mount: (element, context) => new MovableController(element, context),
};
