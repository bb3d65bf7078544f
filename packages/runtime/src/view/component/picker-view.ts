import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { type Component, numberOf, textOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";
import { followDrag } from "./drag.js";
import { fieldName } from "./form.js";

/** Milliseconds without movement after which a column stands still. */
const STILL = 120;
/** Height of an item that nothing has styled, px; as in the base sheet. */
const ITEM = 34;
/** How far a column runs on after a drag with the mouse: ms at the speed of its end. */
const RUN = 220;

class PickerViewController implements Controller {
  readonly #element: DrawnElement;
  readonly #context: ViewContext;
  readonly #indicator: HTMLElement;
  readonly #mask: HTMLElement;
  readonly #ends: (() => void)[] = [];
  /** Columns whose mouse is followed, with the place where data want them. */
  readonly #placed = new Map<HTMLElement, number>();
  /** Columns that the user moves. */
  readonly #moving = new Set<HTMLElement>();
  /** Items that columns run to. */
  readonly #aims = new Map<HTMLElement, number>();
  #value: number[] = [];
  #initial: number[] = [];
  #timer = 0;

  constructor(element: DrawnElement, context: ViewContext) {
    const { document, window } = context;
    this.#element = element;
    this.#context = context;
    this.#mask = document.createElement("picker-mask");
    this.#indicator = document.createElement("picker-indicator");
    element.append(this.#mask, this.#indicator);
    const mutations = new window.MutationObserver(() => this.#place());
    mutations.observe(element, { childList: true, subtree: true, characterData: true });
    // It may be made where it is not shown, and has no sizes until it is.
    const sizes = new window.ResizeObserver(() => this.#place());
    sizes.observe(element);
    this.#ends.push(
      () => mutations.disconnect(),
      () => sizes.disconnect(),
      () => window.clearTimeout(this.#timer),
    );
    this.#place();
  }

  get value(): number[] {
    return [...this.#value];
  }

  set(name: string, value: Json): void {
    if (name === "value") {
      const to = Array.isArray(value) ? value.map((v) => Math.max(0, Math.round(numberOf(v, 0)))) : [];
      // An answer of data to the user is not where a reset goes back to.
      if (to.join() !== this.#value.join()) this.#initial = to;
      this.#value = to;
    } else {
      const part = name.startsWith("mask") ? this.#mask : this.#indicator;
      const text = textOf(value);
      if (name.endsWith("class")) part.className = text;
      else this.#context.setStyle(part, text);
      if (part === this.#mask && text !== "") this.#element.setAttribute("data-berth-mask", "");
    }
    this.#place();
  }

  /** `settle`: what moves stands where it would come to rest. */
  call(method: string): null | undefined {
    if (method !== "settle") return undefined;
    for (const [column, at] of this.#aims) {
      this.#moving.add(column);
      column.scrollTo({ top: at * this.#indicator.offsetHeight, behavior: "instant" });
    }
    if (this.#moving.size > 0) this.#rest();
    return null;
  }

  reset(): void {
    this.#value = this.#initial;
    this.#moving.clear();
    this.#aims.clear();
    this.#place();
  }

  dispose(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  #columns(): HTMLElement[] {
    return [...this.#element.querySelectorAll<HTMLElement>("picker-view-column")];
  }

  /** Height of an item: the indicator's where the program styled it, else that of the first item (F-TAG-33). */
  #measure(): void {
    const { style } = this.#element;
    style.removeProperty("--berth-item");
    this.#element.removeAttribute("data-berth-fixed");
    const styled = this.#indicator.offsetHeight;
    const first = this.#element.querySelector<HTMLElement>("picker-view-column>*")?.offsetHeight ?? 0;
    this.#element.toggleAttribute("data-berth-fixed", styled !== ITEM);
    style.setProperty("--berth-item", `${styled === ITEM ? Math.max(ITEM, first) : styled}px`);
  }

  /** Brings every column to its value. */
  #place(): void {
    if (this.#element.offsetHeight === 0) return;
    this.#measure();
    for (const [i, column] of this.#columns().entries()) {
      if (!this.#placed.has(column)) this.#ends.push(this.#follow(column));
      const at = this.#within(column, i);
      this.#say(column, at, i);
      if (this.#moving.has(column)) continue;
      const top = at * this.#indicator.offsetHeight;
      this.#placed.set(column, top);
      if (Math.abs(column.scrollTop - top) > 1) column.scrollTop = top;
    }
  }

  #within(column: HTMLElement, i: number): number {
    return Math.min(this.#value[i] ?? 0, Math.max(0, column.childElementCount - 1));
  }

  #say(column: HTMLElement, at: number, i: number): void {
    const name = this.#element.getAttribute("aria-label") ?? "";
    const says: Record<string, string> = {
      label: column.getAttribute("aria-label") ?? `${name} ${i + 1}`.trim(),
      valuemin: "0",
      valuemax: String(Math.max(0, column.childElementCount - 1)),
      valuenow: String(at),
      valuetext: column.children[at]?.textContent?.trim() ?? "",
    };
    for (const [key, text] of Object.entries(says)) column.setAttribute(`aria-${key}`, text);
  }

  /** Fingers and wheels scroll by themselves; the mouse takes hold here, and the column runs on when it lets go. */
  #follow(column: HTMLElement): () => void {
    let top = 0;
    return followDrag(column, {
      start: (event) => {
        this.#aims.delete(column);
        top = column.scrollTop;
        return event.pointerType === "mouse";
      },
      move: (_dx, dy) => {
        column.toggleAttribute("data-berth-drag", true);
        column.scrollTop = top - dy;
      },
      end: (_dx, dy, speed) => {
        if (!column.hasAttribute("data-berth-drag")) return;
        this.go(column, Math.round((top - dy - speed.y * RUN) / this.#indicator.offsetHeight));
        column.removeAttribute("data-berth-drag");
      },
    });
  }

  /** Lets a column run to an item. */
  go(column: HTMLElement, index: number): void {
    const at = Math.min(Math.max(0, index), column.childElementCount - 1);
    this.#aims.set(column, at);
    const behavior = this.#context.look().reducedMotion ? "auto" : "smooth";
    column.scrollTo({ top: at * this.#indicator.offsetHeight, behavior });
  }

  key(column: HTMLElement, event: KeyboardEvent): void {
    // Keys may come faster than the column runs.
    const at = this.#aims.get(column) ?? Math.round(column.scrollTop / this.#indicator.offsetHeight);
    const ways: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 5,
      PageUp: at - 5,
      Home: 0,
      End: column.childElementCount - 1,
    };
    const to = ways[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.go(column, to);
  }

  /** Called for every scroll of a column. */
  moved(column: HTMLElement): void {
    const { window } = this.#context;
    if (!this.#moving.has(column) && Math.abs(column.scrollTop - (this.#placed.get(column) ?? 0)) <= 1) return;
    this.#moving.add(column);
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      if (column.hasAttribute("data-berth-drag")) this.moved(column);
      else this.#rest();
    }, STILL);
  }

  #rest(): void {
    this.#context.window.clearTimeout(this.#timer);
    const height = this.#indicator.offsetHeight;
    const columns = this.#columns();
    const before = columns.map((column, i) => this.#within(column, i));
    const value = before.map((at, i) =>
      this.#moving.has(columns[i]!) ? Math.round(columns[i]!.scrollTop / height) : at,
    );
    this.#moving.clear();
    this.#aims.clear();
    this.#value = value;
    this.#place();
    if (value.join() !== before.join()) this.#context.emit(this.#element, "change", { value });
  }
}

const controllers = new WeakMap<Element, PickerViewController>();
const viewOf = (column: Element): PickerViewController | undefined =>
  controllers.get(column.closest("picker-view") ?? column);

/** F-TAG-33. Columns are scroll snap containers of the engine. */
export const pickerView: Component = {
  make: (element) => element.setAttribute("role", "group"),
  attributes: {
    name: fieldName,
    value: "state",
    "indicator-style": "state",
    "indicator-class": "state",
    "mask-style": "state",
    "mask-class": "state",
  },
  value: (element): Json => controllers.get(element)?.value ?? [],
  reset: (element) => controllers.get(element)?.reset(),
  mount(element, context) {
    const controller = new PickerViewController(element, context);
    controllers.set(element, controller);
    return controller;
  },
};

/** F-TAG-33. A tap on an item brings it to the middle; so do arrows. */
export const pickerViewColumn: Component = {
  make(element) {
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "spinbutton");
  },
  attributes: {},
  on: {
    scroll: (element) => viewOf(element)?.moved(element),
    keydown: (element, event) => viewOf(element)?.key(element, event as KeyboardEvent),
  },
  tap(element, _context, path) {
    const index = [...element.children].findIndex((child) => path.includes(child));
    if (index >= 0) viewOf(element)?.go(element, index);
  },
};
