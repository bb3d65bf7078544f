import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { type Component, isOn, numberOf, textOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";
import { followDrag } from "./drag.js";
import { fieldName } from "./form.js";

class SliderController implements Controller {
  readonly #element: DrawnElement;
  readonly #context: ViewContext;
  readonly #track: HTMLElement;
  readonly #number: HTMLElement;
  readonly #stop: () => void;
  readonly #values = new Map<string, Json>();
  #value = 0;

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element;
    this.#context = context;
    this.#track = element.firstElementChild as HTMLElement;
    this.#number = element.lastElementChild as HTMLElement;
    let at = 0;
    this.#stop = followDrag(this.#track, {
      start: (event) => {
        if (this.#element.hasAttribute("disabled")) return false;
        at = event.clientX;
        this.#point(at, "");
        return true;
      },
      move: (dx) => this.#point(at + dx, "changing"),
      end: (dx) => {
        this.#point(at + dx, "");
        context.emit(element, "change", { value: this.#value });
      },
    });
    element.addEventListener("keydown", (event) => this.#key(event));
    this.#draw();
  }

  set(name: string, value: Json): void {
    this.#values.set(name, value);
    if (name === "value") this.#value = numberOf(value, 0);
    this.#draw();
  }

  dispose(): void {
    this.#stop();
  }

  #limits(): { min: number; max: number; step: number } {
    const min = numberOf(this.#values.get("min"), 0);
    const max = Math.max(min, numberOf(this.#values.get("max"), 100));
    const step = numberOf(this.#values.get("step"), 1);
    return { min, max, step: step > 0 ? step : 1 };
  }

  #point(x: number, event: string): void {
    const box = this.#track.getBoundingClientRect();
    const part = (x - box.left) / Math.max(1, box.width);
    const { min, max } = this.#limits();
    this.#move(min + (this.#context.look().direction === "rtl" ? 1 - part : part) * (max - min), event);
  }

  #move(to: number, event: string): void {
    const { min, max, step } = this.#limits();
    const stepped = min + Math.round((to - min) / step) * step;
    const value = Number(Math.min(max, Math.max(min, stepped)).toFixed(8));
    if (value === this.#value) return;
    this.#value = value;
    this.#draw();
    if (event !== "") this.#context.emit(this.#element, event, { value });
  }

  #key(event: KeyboardEvent): void {
    const { min, max, step } = this.#limits();
    const to: Record<string, number> = {
      ArrowRight: this.#value + step,
      ArrowUp: this.#value + step,
      ArrowLeft: this.#value - step,
      ArrowDown: this.#value - step,
      Home: min,
      End: max,
    };
    const value = to[event.key];
    if (value === undefined || this.#element.hasAttribute("disabled")) return;
    event.preventDefault();
    this.#move(value, "");
    this.#context.emit(this.#element, "change", { value: this.#value });
  }

  #draw(): void {
    const { min, max } = this.#limits();
    const shown = Math.min(max, Math.max(min, this.#value));
    const part = max > min ? (shown - min) / (max - min) : 0;
    const style = this.#track.style;
    style.setProperty("--berth-part", `${Math.round(part * 1e4) / 100}%`);
    for (const [name, variable, unit] of [
      ["active-color", "--berth-accent", ""],
      ["background-color", "--berth-line", ""],
      ["handle-color", "--berth-handle", ""],
      ["track-size", "--berth-track", "px"],
      ["handle-size", "--berth-knob", "px"],
    ] as const) {
      const value = this.#values.get(name);
      if (value !== undefined)
        style.setProperty(variable, unit === "" ? textOf(value) : `${numberOf(value, 4)}${unit}`);
    }
    this.#number.textContent = isOn(this.#values.get("show-value") ?? null) ? String(shown) : "";
    this.#element.setAttribute("aria-valuemin", String(min));
    this.#element.setAttribute("aria-valuemax", String(max));
    this.#element.setAttribute("aria-valuenow", String(shown));
  }
}

/** F-TAG-31. */
export const slider: Component = {
  make(element, document) {
    element.setAttribute("role", "slider");
    element.setAttribute("tabindex", "0");
    const track = document.createElement("slider-track");
    track.append(document.createElement("slider-fill"), document.createElement("slider-knob"));
    element.append(track, document.createElement("slider-value"));
  },
  attributes: {
    name: fieldName,
    min: "state",
    max: "state",
    step: "state",
    value: "state",
    "show-value": "state",
    "active-color": "state",
    "background-color": "state",
    "track-size": "state",
    "handle-size": "state",
    "handle-color": "state",
    disabled: (element, value) => element.toggleAttribute("disabled", isOn(value)),
  },
  value: (element): Json => numberOf(element.getAttribute("aria-valuenow"), 0),
  mount: (element, context) => new SliderController(element, context),
};
