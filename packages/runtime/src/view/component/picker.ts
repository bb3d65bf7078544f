import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { type Component, isOn, numberOf, textOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";
import { fieldName } from "./form.js";

class PickerController implements Controller {
  readonly element: DrawnElement;
  readonly #context: ViewContext;
  #range: Json[] = [];
  #key = "";
  #title = "";
  #sheet: HTMLElement | null = null;
  #initial = -1;
  value = 0;

  constructor(element: DrawnElement, context: ViewContext) {
    this.element = element;
    this.#context = context;
  }

  set(name: string, value: Json): void {
    if (name === "range") this.#range = Array.isArray(value) ? value : [];
    else if (name === "range-key") this.#key = textOf(value);
    else if (name === "title") this.#title = textOf(value);
    else if (name === "value") {
      this.value = numberOf(value, 0);
      if (this.#initial < 0) this.#initial = this.value;
    }
  }

  reset(): void {
    this.value = Math.max(0, this.#initial);
  }

  dispose(): void {
    this.#close();
  }

  #label(item: Json): string {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return textOf(item);
    return textOf(Object.hasOwn(item, this.#key) ? item[this.#key] : null);
  }

  open(): void {
    const page = this.#context.pageOf(this.element);
    if (this.#sheet !== null || page === null) return;
    const make = (name: string, text = ""): HTMLElement => {
      const made = this.#context.document.createElement(name);
      made.textContent = text;
      return made;
    };
    const sheet = make("picker-sheet");
    const panel = make("picker-panel");
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-modal", "true");
    panel.setAttribute("aria-label", this.#title || "Choose");
    const list = make("picker-list");
    list.setAttribute("role", "listbox");
    this.#range.forEach((item, i) => {
      const option = make("picker-option", this.#label(item));
      option.setAttribute("role", "option");
      option.setAttribute("tabindex", "0");
      option.setAttribute("aria-selected", String(i === this.value));
      option.addEventListener("click", () => this.#choose(i));
      list.append(option);
    });
    const cancel = make("picker-cancel", "Cancel");
    cancel.setAttribute("role", "button");
    cancel.setAttribute("tabindex", "0");
    const dismiss = (): void => {
      this.#close();
      this.#context.emit(this.element, "cancel", {});
    };
    cancel.addEventListener("click", dismiss);
    sheet.addEventListener("click", (event) => {
      event.stopPropagation();
      if (event.target === sheet) dismiss();
    });
    sheet.addEventListener("keydown", (event) => {
      event.stopPropagation();
      this.#keyboard(event, dismiss);
    });
    if (this.#title !== "") panel.append(make("picker-title", this.#title));
    panel.append(list, cancel);
    sheet.append(panel);
    page.layer.getRootNode();
    page.root.append(sheet);
    this.#sheet = sheet;
    const selected = list.children[this.value] ?? list.firstElementChild;
    selected?.scrollIntoView({ block: "center" });
    (selected as HTMLElement | null)?.focus({ preventScroll: true });
  }

  #keyboard(event: KeyboardEvent, dismiss: () => void): void {
    const at = event.target as HTMLElement;
    if (event.key === "Escape") dismiss();
    else if (event.key === "Enter" || event.key === " ") at.click();
    else if (event.key === "ArrowDown") (at.nextElementSibling as HTMLElement | null)?.focus();
    else if (event.key === "ArrowUp") (at.previousElementSibling as HTMLElement | null)?.focus();
    else return;
    event.preventDefault();
  }

  #choose(index: number): void {
    this.value = index;
    this.#close();
    this.#context.emit(this.element, "change", { value: index });
  }

  #close(): void {
    this.#sheet?.remove();
    this.#sheet = null;
  }
}

const controllers = new WeakMap<Element, PickerController>();

/** F-TAG-32: a bottom sheet with one list. */
export const picker: Component = {
  make(element) {
    element.setAttribute("role", "button");
    element.setAttribute("aria-haspopup", "listbox");
    element.setAttribute("tabindex", "0");
  },
  attributes: {
    name: fieldName,
    range: "state",
    "range-key": "state",
    value: "state",
    title: "state",
    mode: "keep",
    disabled: (element, value) => element.toggleAttribute("disabled", isOn(value)),
  },
  tap(element) {
    if (!element.hasAttribute("disabled")) controllers.get(element)?.open();
  },
  value: (element): Json => controllers.get(element)?.value ?? 0,
  reset: (element) => controllers.get(element)?.reset(),
  mount(element, context) {
    const controller = new PickerController(element, context);
    controllers.set(element, controller);
    return controller;
  },
};
