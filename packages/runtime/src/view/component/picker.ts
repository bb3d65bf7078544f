import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { type Component, isOn, numberOf, textOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";
import { fieldName } from "./form.js";
import { PickerCalendar } from "./picker-calendar.js";
import { type OpenColumns, type PickerState, pickerColumns } from "./picker-columns.js";
import { PickerDialog } from "./picker-dialog.js";
import { pickerList } from "./picker-list.js";

const MODES = ["selector", "multiSelector", "date", "time"];

class PickerController implements Controller {
  readonly #element: DrawnElement;
  readonly #context: ViewContext;
  readonly #values = new Map<string, Json>();
  #initial: Json = null;
  #value: Json = null;
  #dialog: PickerDialog | null = null;
  #columns: OpenColumns | null = null;
  /** Places of the open columns of a `multiSelector`. */
  #at: readonly number[] = [];

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element;
    this.#context = context;
  }

  /** What it says in a form: an index within the range (F-TAG-4), one for each column, or a date or time. */
  get value(): Json {
    const mode = this.#mode;
    if (mode === "date" || mode === "time") return textOf(this.#value);
    if (mode === "multiSelector") return [...this.#places(this.#value)];
    return within(this.#value, this.#range);
  }

  set(name: string, value: Json): void {
    if (name !== "value") {
      this.#values.set(name, value);
      // A program gives the columns that follow from another one while the user turns it.
      if (name === "range" && this.#turning) this.#columns?.show(this.#several(this.#at));
      return;
    }
    // An answer of data to the user is not where a reset goes back to.
    if (textOf(value) !== textOf(this.#value)) this.#initial = value;
    this.#value = value;
    if (this.#turning) this.#columns?.show(this.#several(this.#places(value)));
  }

  reset(): void {
    this.#value = this.#initial;
  }

  dispose(): void {
    this.#close();
  }

  get #mode(): string {
    const mode = textOf(this.#values.get("mode"));
    return MODES.includes(mode) ? mode : "selector";
  }

  /** Its sheet with columns of the program's is open. */
  get #turning(): boolean {
    return this.#columns !== null && this.#mode === "multiSelector";
  }

  get #range(): Json[] {
    return listOf(this.#values.get("range"));
  }

  #label(item: Json): string {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return textOf(item);
    const key = textOf(this.#values.get("range-key"));
    return textOf(Object.hasOwn(item, key) ? item[key] : null);
  }

  open(): void {
    const mode = this.#mode;
    const dated = mode === "date" || mode === "time";
    // Nothing to choose from: an empty sheet would only be in the way.
    if (this.#dialog !== null || (!dated && this.#range.length === 0)) return;
    const title = textOf(this.#values.get("title"));
    const cancelled = (): void => {
      this.#close();
      this.#context.emit(this.#element, "cancel", {});
    };
    const dialog = new PickerDialog(this.#context, title, cancelled);
    this.#dialog = dialog;
    let focus = (): void => this.#columns?.focus();
    if (mode === "selector") {
      const labels = this.#range.map((item) => this.#label(item));
      focus = pickerList(dialog, labels, within(this.#value, this.#range), title, (i) => this.#choose(i), cancelled);
    } else if (dated) {
      const calendar = this.#calendar(mode);
      const moved = (at: readonly number[]): PickerState => {
        calendar.turn(at);
        return calendar.state;
      };
      const done = (): void => this.#choose(calendar.value);
      const { state } = calendar;
      this.#columns = pickerColumns(dialog, this.#context, { title, state, moved, done, cancelled });
    } else {
      this.#at = this.#places(this.#value);
      const state = this.#several(this.#at);
      const done = (): void => this.#choose([...this.#at]);
      const moved = (at: readonly number[]): PickerState => this.#turned(at);
      this.#columns = pickerColumns(dialog, this.#context, { title, state, moved, done, cancelled });
    }
    dialog.open(this.#context, this.#element);
    focus();
  }

  #calendar(mode: "date" | "time"): PickerCalendar {
    const text = (name: string): string => textOf(this.#values.get(name));
    const { locale } = this.#context.look();
    const wish = { mode, value: textOf(this.#value), start: text("start"), end: text("end"), fields: text("fields") };
    return new PickerCalendar({ ...wish, locale }, new Date());
  }

  #places(value: Json): number[] {
    const given = listOf(value);
    return this.#range.map((items, i) => within(given[i] ?? 0, listOf(items)));
  }

  #several(at: readonly number[]): PickerState {
    const columns = this.#range.map((items, i) => ({
      label: `${this.#dialog?.label ?? ""} ${i + 1}`,
      items: listOf(items).map((item) => this.#label(item)),
    }));
    this.#at = columns.map(({ items }, i) => within(at[i] ?? 0, items));
    return { columns, at: this.#at };
  }

  #turned(at: readonly number[]): PickerState {
    const before = this.#at;
    const state = this.#several(at);
    for (const [column, value] of this.#at.entries()) {
      if (value !== before[column]) this.#context.emit(this.#element, "columnChange", { column, value });
    }
    return state;
  }

  #choose(value: Json): void {
    this.#value = value;
    this.#close();
    this.#context.emit(this.#element, "change", { value });
  }

  #close(): void {
    this.#columns?.dispose();
    this.#dialog?.close();
    this.#dialog = null;
    this.#columns = null;
  }
}

const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** An index within a list (F-TAG-4). */
const within = (value: Json, list: readonly unknown[]): number =>
  Math.min(Math.max(0, Math.round(numberOf(value, 0))), Math.max(0, list.length - 1));

const controllers = new WeakMap<Element, PickerController>();

/** F-TAG-32: a bottom sheet with one list; with columns for the modes of other platforms, which programs for several use. */
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
    mode: {
      live: (element, value, context) => {
        if (value !== null && !MODES.includes(textOf(value)))
          context.warn(`picker: mode "${textOf(value)}" is not there; it chooses out of its range (F-TAG-32)`, element);
        controllers.get(element)?.set("mode", value);
      },
    },
    start: "state",
    end: "state",
    fields: "state",
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
