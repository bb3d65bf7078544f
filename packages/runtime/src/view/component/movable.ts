import type { Json } from "@berth/core/wire";
import { keepStyle } from "../style/overlay.js";
import type { DrawnElement } from "../tree/marks.js";
import { type Component, isOn, numberOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";
import { followDrag } from "./drag.js";

class MovableController implements Controller {
  readonly #element: DrawnElement;
  readonly #context: ViewContext;
  readonly #values = new Map<string, Json>();
  readonly #stop: () => void;
  #x = 0;
  #y = 0;
  #scale = 1;
  #from = { x: 0, y: 0 };

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element;
    this.#context = context;
    this.#stop = followDrag(element, {
      start: () => {
        this.#from = { x: this.#x, y: this.#y };
        return this.#direction() !== "none" && !this.#on("disabled");
      },
      move: (dx, dy) => this.#go(this.#from.x + dx, this.#from.y + dy, "touch", this.#on("out-of-bounds"), false),
      end: (dx, dy, speed) => this.#release(dx, dy, speed),
    });
  }

  set(name: string, value: Json): void {
    this.#values.set(name, value);
    if (name === "x") this.#go(numberOf(value, 0), this.#y, "", false, true);
    else if (name === "y") this.#go(this.#x, numberOf(value, 0), "", false, true);
    else if (name === "scale-value") {
      const limits = [
        numberOf(this.#values.get("scale-min"), 0.5),
        numberOf(this.#values.get("scale-max"), 10),
      ] as const;
      this.#scale = Math.min(limits[1], Math.max(limits[0], numberOf(value, 1)));
      this.#draw(true);
      this.#context.emit(this.#element, "scale", { x: this.#x, y: this.#y, scale: this.#scale });
    } else if (name === "direction") this.#element.setAttribute("direction", this.#direction());
  }

  dispose(): void {
    this.#stop();
  }

  #on(name: string): boolean {
    return isOn(this.#values.get(name) ?? null);
  }

  #direction(): string {
    const direction = this.#values.get("direction");
    return direction === "all" || direction === "horizontal" || direction === "vertical" ? direction : "none";
  }

  #release(dx: number, dy: number, speed: { x: number; y: number }): void {
    // friction 2 stops within about 200 ms; more stops sooner.
    const glide = this.#on("inertia") ? 400 / Math.max(0.5, numberOf(this.#values.get("friction"), 2)) : 0;
    if (dx === 0 && dy === 0) return;
    this.#go(this.#x + speed.x * glide, this.#y + speed.y * glide, glide > 0 ? "friction" : "touch", false, true);
    this.#context.emit(this.#element, "changeEnd", { x: this.#x, y: this.#y });
  }

  #go(x: number, y: number, source: string, free: boolean, animated: boolean): void {
    const area = this.#element.parentElement;
    const direction = this.#direction();
    const fit = (to: number, room: number): number =>
      free ? to : Math.min(Math.max(Math.min(0, room), to), Math.max(0, room));
    const roomX = (area?.clientWidth ?? 0) - this.#element.offsetWidth;
    const roomY = (area?.clientHeight ?? 0) - this.#element.offsetHeight;
    // Data may place it anywhere inside; the direction binds the finger only.
    const nextX = source !== "" && direction === "vertical" ? this.#x : fit(x, roomX);
    const nextY = source !== "" && direction === "horizontal" ? this.#y : fit(y, roomY);
    if (nextX === this.#x && nextY === this.#y) return;
    this.#x = nextX;
    this.#y = nextY;
    this.#draw(animated);
    this.#context.emit(this.#element, "change", { x: nextX, y: nextY, source });
  }

  #draw(animated: boolean): void {
    const moves = animated && this.#values.get("animation") !== false && !this.#context.look().reducedMotion;
    const scale = this.#scale === 1 ? "" : ` scale(${this.#scale})`;
    // The place stays when the program sets another style.
    keepStyle(this.#element, "transition", moves ? "transform 200ms ease-out" : "none");
    keepStyle(this.#element, "transform", `translate(${this.#x}px,${this.#y}px)${scale}`);
  }
}

/** F-TAG-13. */
export const movableArea: Component = { attributes: { "scale-area": "keep" } };

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
