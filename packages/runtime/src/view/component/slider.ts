import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { type Component, isOn, keptNumber, numberOf, textOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";
import { followDrag } from "./drag.js";
import { fieldName } from "./form.js";
import { nameByLabel } from "./label.js";

/** Attributes of the drawing: custom property and default size in px. */
const LOOKS: Readonly<Record<string, readonly [variable: string, size?: number]>> = {
  "active-color": ["--berth-accent"],
  "background-color": ["--berth-line"],
  "handle-color": ["--berth-handle"],
  "track-size": ["--berth-track", 4],
  "handle-size": ["--berth-knob", 22],
};

class SliderController implements Controller {
  readonly #element: DrawnElement;
  readonly #context: ViewContext;
  readonly #track: HTMLElement;
  readonly #stop: () => void;
  readonly #values = new Map<string, Json>();
  #initial = 0;
  #value = 0;

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element;
    this.#context = context;
    this.#track = element.firstElementChild as HTMLElement;
    let x = 0;
    let before = 0;
    this.#stop = followDrag(this.#track, {
      start: (event) => {
        if (this.#element.hasAttribute("disabled")) return false;
        x = event.clientX;
        before = this.#value;
        // A finger may be about to scroll.
        if (event.pointerType === "mouse") this.#point(x, false);
        return true;
      },
      move: (dx) => this.#point(x + dx, true),
      end: (dx, _dy, _speed, cancelled) => {
        if (cancelled) this.#move(before, false);
        else this.#point(x + dx, false);
        this.#release(before);
      },
    });
    element.addEventListener("keydown", (event) => this.#key(event));
    nameByLabel(element, context);
    this.#draw();
  }

  set(name: string, value: Json): void {
    this.#values.set(name, value);
    const look = LOOKS[name];
    if (name === "value") {
      const to = numberOf(value, 0);
      // An answer of data to the user is not where a reset goes back to.
      if (to !== this.#value) this.#initial = to;
      this.#value = to;
    } else if (look !== undefined) {
      const [variable, size] = look;
      const text = size === undefined ? textOf(value) : `${Math.max(0, numberOf(value, size))}px`;
      this.#track.style.setProperty(variable, value === null ? "" : text);
    }
    this.#draw();
  }

  reset(): void {
    this.#value = this.#initial;
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

  /** Value as it shows: within its range, and the same digits for 0.1 + 0.2 as for 0.3. */
  #within(value: number): number {
    const { min, max } = this.#limits();
    return Number(Math.min(max, Math.max(min, value)).toFixed(8));
  }

  #point(x: number, tells: boolean): void {
    const box = this.#track.getBoundingClientRect();
    const part = (x - box.left) / Math.max(1, box.width);
    const { min, max, step } = this.#limits();
    const to = (this.#context.look().direction === "rtl" ? 1 - part : part) * (max - min);
    // The end counts as a step even where the steps do not meet it.
    this.#move(to >= max - min ? max : min + Math.round(to / step) * step, tells);
  }

  #move(to: number, tells: boolean): void {
    const value = this.#within(to);
    if (value === this.#value) return;
    this.#value = value;
    this.#draw();
    if (tells) this.#context.emit(this.#element, "changing", { value });
  }

  #release(before: number): void {
    if (this.#value !== before) this.#context.emit(this.#element, "change", { value: this.#value });
  }

  #key(event: KeyboardEvent): void {
    const { min, max, step } = this.#limits();
    const before = this.#within(this.#value);
    const ahead = this.#context.look().direction === "rtl" ? -step : step;
    const ways: Record<string, number> = {
      ArrowRight: before + ahead,
      ArrowLeft: before - ahead,
      ArrowUp: before + step,
      ArrowDown: before - step,
      PageUp: before + 10 * step,
      PageDown: before - 10 * step,
      Home: min,
      End: max,
    };
    const to = ways[event.key];
    if (to === undefined || this.#element.hasAttribute("disabled")) return;
    event.preventDefault();
    this.#move(to, false);
    this.#release(before);
  }

  #draw(): void {
    const { min, max } = this.#limits();
    const shown = this.#within(this.#value);
    const part = max > min ? (shown - min) / (max - min) : 0;
    this.#track.style.setProperty("--berth-part", `${Math.round(part * 1e4) / 100}%`);
    const number = this.#element.lastElementChild as HTMLElement;
    number.textContent = isOn(this.#values.get("show-value") ?? null) ? String(shown) : "";
    this.#element.setAttribute("aria-valuemin", String(min));
    this.#element.setAttribute("aria-valuemax", String(max));
    this.#element.setAttribute("aria-valuenow", String(shown));
  }
}

const controllers = new WeakMap<Element, SliderController>();

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
    disabled: (element, value) => {
      element.toggleAttribute("disabled", isOn(value));
      element.setAttribute("aria-disabled", String(isOn(value)));
      element.setAttribute("tabindex", isOn(value) ? "-1" : "0");
    },
  },
  value: (element) => keptNumber(element, "aria-valuenow", 0),
  reset: (element) => controllers.get(element)?.reset(),
  mount(element, context) {
    const controller = new SliderController(element, context);
    controllers.set(element, controller);
    return controller;
  },
};
