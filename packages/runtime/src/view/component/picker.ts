import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { type Component, isOn, numberOf, textOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";
import { fieldName } from "./form.js";

/** What the sheet itself says, by language. */
const WORDS: Readonly<Record<string, { choose: string; cancel: string }>> = {
  en: { choose: "Choose", cancel: "Cancel" },
  zh: { choose: "请选择", cancel: "取消" },
};

class PickerController implements Controller {
  readonly #element: DrawnElement;
  readonly #context: ViewContext;
  #range: Json[] = [];
  #key = "";
  #title = "";
  #sheet: HTMLDialogElement | null = null;
  #initial = 0;
  #value = 0;

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element;
    this.#context = context;
  }

  /** Index within the range (F-TAG-4). */
  get value(): number {
    return Math.min(Math.max(0, this.#value), Math.max(0, this.#range.length - 1));
  }

  set(name: string, value: Json): void {
    if (name === "range") this.#range = Array.isArray(value) ? value : [];
    else if (name === "range-key") this.#key = textOf(value);
    else if (name === "title") this.#title = textOf(value);
    else {
      const to = Math.round(numberOf(value, 0));
      // An answer of data to the user is not where a reset goes back to.
      if (to !== this.#value) this.#initial = to;
      this.#value = to;
    }
  }

  reset(): void {
    this.#value = this.#initial;
  }

  dispose(): void {
    this.#close();
  }

  #label(item: Json): string {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return textOf(item);
    return textOf(Object.hasOwn(item, this.#key) ? item[this.#key] : null);
  }

  /** A dialog of the engine: it keeps the focus inside, and gives it back at the end. */
  open(): void {
    // Nothing to choose from: an empty sheet would only be in the way.
    if (this.#range.length === 0) return;
    const { document, pageOf, look } = this.#context;
    const page = pageOf(this.#element);
    if (this.#sheet !== null || page === null) return;
    const { locale, colorScheme } = look();
    const words = WORDS[locale.slice(0, 2)] ?? WORDS["en"]!;
    const make = (name: string, text: string, into: Element, more: Record<string, string> = {}): HTMLElement => {
      const made = document.createElement(name);
      made.textContent = text;
      for (const [key, value] of Object.entries(more)) made.setAttribute(key, value);
      into.append(made);
      return made;
    };
    const sheet = document.createElement("dialog");
    sheet.className = `picker-sheet ${colorScheme}`;
    sheet.setAttribute("aria-label", this.#title || words.choose);
    if (this.#title !== "") make("picker-title", this.#title, sheet);
    const list = make("picker-list", "", sheet, { role: "listbox", "aria-label": this.#title || words.choose });
    const at = this.value;
    for (const [i, item] of this.#range.entries()) {
      const selected = i === at;
      const more = { role: "option", tabindex: selected ? "0" : "-1", "aria-selected": String(selected) };
      make("picker-option", this.#label(item), list, more).onclick = () => this.#choose(i);
    }
    make("picker-cancel", words.cancel, sheet, { role: "button", tabindex: "0" }).onclick = () => this.#dismiss();
    // What happens in the sheet is no touch of the program.
    for (const type of ["click", "keydown", "pointerdown", "touchstart"]) {
      sheet.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
    }
    sheet.addEventListener("click", (event) => {
      if (event.target === sheet) this.#dismiss();
    });
    sheet.addEventListener("keydown", (event) => this.#keyboard(event, list));
    sheet.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#dismiss();
    });
    page.root.append(sheet);
    this.#sheet = sheet;
    sheet.showModal();
    const chosen = list.children[at] as HTMLElement | undefined;
    chosen?.scrollIntoView({ block: "center" });
    chosen?.focus({ preventScroll: true });
  }

  #keyboard(event: KeyboardEvent, list: HTMLElement): void {
    const from = event.target as HTMLElement;
    const options = [...list.children] as HTMLElement[];
    const at = options.indexOf(from);
    const ways: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 };
    const to = ways[event.key];
    if (event.key === "Enter" || event.key === " ") from.click();
    else if (to !== undefined && at >= 0) options[to]?.focus();
    else return;
    event.preventDefault();
  }

  #choose(index: number): void {
    this.#value = index;
    this.#close();
    this.#context.emit(this.#element, "change", { value: index });
  }

  #dismiss(): void {
    this.#close();
    this.#context.emit(this.#element, "cancel", {});
  }

  #close(): void {
    this.#sheet?.close();
    this.#sheet?.remove();
    this.#sheet = null;
  }
}

const controllers = new WeakMap<Element, PickerController>();

/** F-TAG-32: a bottom sheet with one list. */
export const picker: Component = {
  make(element) {
    element.setAttribute("role", "button");
    element.setAttribute("aria-haspopup", "dialog");
    element.setAttribute("tabindex", "0");
  },
  attributes: {
    name: fieldName,
    range: "state",
    "range-key": "state",
    value: "state",
    title: "state",
    mode: (element, value, context) => {
      if (value !== null && value !== "selector")
        context.warn(`picker: mode "${textOf(value)}" is not there; it chooses out of its range (F-TAG-32)`, element);
    },
    disabled: (element, value) => {
      element.toggleAttribute("disabled", isOn(value));
      element.setAttribute("aria-disabled", String(isOn(value)));
      element.setAttribute("tabindex", isOn(value) ? "-1" : "0");
    },
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
