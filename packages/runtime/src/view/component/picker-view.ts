import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { type Component, numberOf, textOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";
import { fieldName } from "./form.js";

/** Milliseconds without movement after which a column stands still. */
const STILL = 120;

class PickerViewController implements Controller {
  readonly #element: DrawnElement;
  readonly #context: ViewContext;
  readonly #indicator: HTMLElement;
  readonly #observer: MutationObserver;
  #value: number[] = [];
  #timer = 0;

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element;
    this.#context = context;
    this.#indicator = context.document.createElement("picker-indicator");
    element.append(this.#indicator);
    this.#observer = new context.window.MutationObserver(() => this.#place());
    this.#observer.observe(element, { childList: true, subtree: true });
    this.#place();
  }

  get value(): number[] {
    return [...this.#value];
  }

  set(name: string, value: Json): void {
    if (name === "value") {
      this.#value = Array.isArray(value) ? value.map((v) => Math.max(0, Math.round(numberOf(v, 0)))) : [];
    } else if (name === "indicator-class") this.#indicator.className = textOf(value);
    else if (name === "indicator-style") {
      const style = textOf(value);
      if (!/url|image|\\|expression|@/i.test(style)) this.#indicator.style.cssText = style;
    }
    this.#place();
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#context.window.clearTimeout(this.#timer);
  }

  #columns(): HTMLElement[] {
    return [...this.#element.querySelectorAll<HTMLElement>("picker-view-column")];
  }

  #height(column: HTMLElement): number {
    return Math.max(1, (column.firstElementChild as HTMLElement | null)?.offsetHeight ?? 1);
  }

  #place(): void {
    this.#columns().forEach((column, i) => {
      const height = this.#height(column);
      column.style.setProperty("--berth-item", `${height}px`);
      if (i === 0) this.#element.style.setProperty("--berth-item", `${height}px`);
      const last = Math.max(0, column.childElementCount - 1);
      const to = Math.min(this.#value[i] ?? 0, last) * height;
      if (Math.abs(column.scrollTop - to) > 1) column.scrollTop = to;
    });
  }

  /** Called for every scroll of a column. */
  moved(): void {
    this.#context.window.clearTimeout(this.#timer);
    this.#timer = this.#context.window.setTimeout(() => {
      const value = this.#columns().map((column) => Math.round(column.scrollTop / this.#height(column)));
      if (value.every((v, i) => v === (this.#value[i] ?? 0))) return;
      this.#value = value;
      this.#context.emit(this.#element, "change", { value });
    }, STILL);
  }
}

const controllers = new WeakMap<Element, PickerViewController>();

/** F-TAG-33. Columns are scroll snap containers of the engine. */
export const pickerView: Component = {
  attributes: {
    name: fieldName,
    value: "state",
    "indicator-style": "state",
    "indicator-class": "state",
    "mask-style": "keep",
    "mask-class": "keep",
  },
  value: (element): Json => controllers.get(element)?.value ?? [],
  mount(element, context) {
    const controller = new PickerViewController(element, context);
    controllers.set(element, controller);
    return controller;
  },
};

/** F-TAG-33. A tap on an item brings it to the middle, for those without a finger. */
export const pickerViewColumn: Component = {
  make: (element) => element.setAttribute("tabindex", "0"),
  attributes: {},
  on: {
    scroll: (element) => {
      const view = element.closest("picker-view");
      if (view !== null) controllers.get(view)?.moved();
    },
  },
  tap(element, _context, path) {
    const item = [...element.children].find((child) => path.includes(child)) as HTMLElement | undefined;
    item?.scrollIntoView({ block: "center", behavior: "smooth" });
  },
};
