import type { Json } from "@berth/core/wire";
import { keepStyle } from "../style/overlay.js";
import { type DrawnElement, FLAGS } from "../tree/marks.js";
import {
  type AttributeUse,
  type Component,
  isOn,
  keep,
  keptNumber,
  numberOf,
  textOf,
  type ViewContext,
} from "./component.js";
import type { Controller } from "./controller.js";
import { type Field, FieldValue } from "./field-value.js";
import { fieldName } from "./form.js";
import { oneOf } from "./one-of.js";

const KEYBOARDS: Readonly<Record<string, string>> = {
  text: "text",
  number: "numeric",
  digit: "decimal",
  numberpad: "numeric",
  digitpad: "decimal",
  // An identity card number may end in a letter.
  idcard: "text",
  idcardpad: "text",
};

/** An input or textarea in its page. */
class FieldController implements Controller {
  readonly #element: DrawnElement & Field;
  readonly #context: ViewContext;
  readonly #value: FieldValue;
  #due = false;
  #selects = false;
  /** Whether data want the focus here; null: they have said nothing. */
  #focus: boolean | null = null;
  /** Comings and goings of the focus that the program has not dealt with yet, oldest first; true: the user's. */
  #moves: boolean[] = [];
  #byData = false;
  /** Where the caret was left by what was typed and by data. */
  #caret: number | null = null;

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element as DrawnElement & Field;
    this.#context = context;
    this.#value = new FieldValue(this.#element);
    element.addEventListener("compositionstart", () => this.#value.compose(true));
    element.addEventListener("compositionend", () => this.#value.compose(false));
    grow(element);
  }

  set(name: string, value: Json): void {
    if (name === "value") this.#value.bind(textOf(value));
    else if (name === "focus") this.#focus = isOn(value);
    else if (name === "auto-focus") this.#focus ||= isOn(value);
    else if (name === "show-count") {
      this.#element.toggleAttribute("data-berth-no-count", value !== null && !isOn(value));
      grow(this.#element);
    } else if (name === "auto-height" || name === "maxlength") {
      if (name === "maxlength") limit(this.#element, value);
      else keep(this.#element, name, isOn(value));
      grow(this.#element);
    } else if (name.startsWith("placeholder")) {
      keep(this.#element, name, value);
      stylePlaceholder(this.#element, this.#context);
    } else {
      keep(this.#element, name, value);
      this.#selects = true;
    }
    this.#later();
  }

  /** The worker says after each render which events it has dealt with (F-TAG-3). */
  call(method: string, [type]: Json[]): null | undefined {
    if (method !== "heard") return undefined;
    if (type === "input") this.#value.heard();
    else this.#moves.shift();
    this.#later();
    return null;
  }

  /** The focus came or went. */
  moved(type: "focus" | "blur"): void {
    if (this.#element[FLAGS]?.[type] !== undefined) this.#moves.push(!this.#byData);
    this.#context.emit(this.#element, type, detailOf(this.#element));
  }

  typed(): void {
    const element = this.#element;
    const sent = element[FLAGS]?.["input"] !== undefined;
    const { value, selectionStart } = element;
    this.#value.typed(sent);
    this.#caret = element.selectionStart;
    if (sent) this.#context.emit(element, "input", { value, cursor: selectionStart ?? value.length });
    grow(element);
  }

  reset(): void {
    this.#value.reset();
    grow(this.#element);
  }

  /** Value and caret of one batch belong together. */
  #later(): void {
    if (this.#due) return;
    this.#due = true;
    this.#context.later(() => {
      this.#due = false;
      // The user has moved the caret since: an answer's place for it is old.
      const left = this.#value.answers && this.#element.selectionStart !== this.#caret;
      this.#value.settle();
      grow(this.#element);
      // So is its focus, while the program does not know that the user has come or gone.
      if (this.#focus !== null && !this.#moves.includes(true)) this.#take(this.#focus);
      this.#focus = null;
      if (this.#selects && !left && !this.#value.pending) select(this.#element);
      this.#selects = false;
      if (!left) this.#caret = this.#element.selectionStart;
    });
  }

  #take(focus: boolean): void {
    this.#byData = true;
    if (focus) this.#element.focus();
    else this.#element.blur();
    this.#byData = false;
    this.#selects ||= focus;
  }
}

function select(field: Field): void {
  const start = keptNumber(field, "selection-start", -1);
  const end = keptNumber(field, "selection-end", -1);
  const cursor = keptNumber(field, "cursor", -1);
  if ((field.getRootNode() as ShadowRoot).activeElement !== field) return;
  if (start >= 0 && end >= 0) field.setSelectionRange(start, end);
  else if (cursor >= 0) field.setSelectionRange(cursor, cursor);
}

/** A pseudo element takes no class: the few properties that matter are read from a probe and handed on. */
function stylePlaceholder(element: DrawnElement, context: ViewContext): void {
  const probe = context.document.createElement("text");
  probe.className = element.getAttribute("placeholder-class") ?? "";
  const style = element.getAttribute("placeholder-style") ?? "";
  if (!/url|image|\\|expression|@/i.test(style)) probe.style.cssText = style;
  probe.style.position = "fixed";
  element.after(probe);
  const computed = context.window.getComputedStyle(probe);
  keepStyle(element, "--berth-placeholder-color", computed.color);
  keepStyle(element, "--berth-placeholder-size", computed.fontSize);
  keepStyle(element, "--berth-placeholder-weight", computed.fontWeight);
  probe.remove();
}

function limit(element: Element, value: Json): void {
  const most = numberOf(value, 140);
  if (most < 0) element.removeAttribute("maxlength");
  else element.setAttribute("maxlength", String(Math.floor(most)));
}

/** "12/140" in a corner of a textarea. It is a picture: a textarea can hold neither elements nor generated content. */
function count(element: DrawnElement): void {
  const most = element.getAttribute("maxlength");
  const shown = most !== null && !element.hasAttribute("data-berth-no-count");
  const text = `${(element as Element as Field).value.length}/${most}`;
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='80' height='18'><text x='78' y='13' text-anchor='end' font-size='12' font-family='sans-serif' fill='%23767676'>${text}</text></svg>`;
  keepStyle(element, "background-image", shown ? `url("data:image/svg+xml,${svg}")` : "");
  element.toggleAttribute("data-berth-count", shown);
}

/** A textarea counts its letters, and grows with its text when it says so. */
function grow(element: DrawnElement): void {
  if (element.localName !== "textarea") return;
  count(element);
  if (!element.hasAttribute("auto-height")) return;
  element.style.height = "auto";
  keepStyle(element, "height", `${element.scrollHeight}px`);
}

const controllers = new WeakMap<Element, FieldController>();
const detailOf = (element: Element): { value: Json } => ({ value: (element as Field).value });

const attributes: Readonly<Record<string, AttributeUse>> = {
  name: fieldName,
  value: "state",
  placeholder: "keep",
  "placeholder-class": "state",
  "placeholder-style": "state",
  disabled: (element, value) => element.toggleAttribute("disabled", isOn(value)),
  maxlength: "state",
  focus: "state",
  "auto-focus": "state",
  cursor: "state",
  "selection-start": "state",
  "selection-end": "state",
  "confirm-type": oneOf("confirm-type", ["done", "go", "next", "search", "send"], "done", "enterkeyhint"),
  "confirm-hold": "keep",
  controlled: "keep",
};
// Wishes to the keyboard and the native layer of a phone: there is nothing to do for them here.
for (const name of ["enable-native", "always-system", "adjust-position", "random-number"]) {
  (attributes as Record<string, AttributeUse>)[name] = "keep";
}

const shared: Omit<Component, "attributes"> = {
  make(element) {
    limit(element, null);
    element.setAttribute("autocomplete", "off");
    element.setAttribute("enterkeyhint", element.localName === "input" ? "done" : "enter");
  },
  on: {
    input: (element) => controllers.get(element)?.typed(),
    focusin: (element) => controllers.get(element)?.moved("focus"),
    focusout: (element) => controllers.get(element)?.moved("blur"),
    keydown: (element, event, context) => {
      const key = event as KeyboardEvent;
      // The Enter that ends a composition is no confirmation; 229 is what Safari says of it.
      if (key.key !== "Enter" || key.isComposing || key.keyCode === 229) return;
      if (element.localName === "textarea" && !(key.ctrlKey || key.metaKey)) return;
      // Enter would press the first button of a real form.
      event.preventDefault();
      context.emit(element, "confirm", detailOf(element));
      if (!element.hasAttribute("confirm-hold")) element.blur();
    },
  },
  tap: (element) => element.focus(),
  value: (element) => detailOf(element).value,
  reset: (element) => controllers.get(element)?.reset(),
  mount(element, context) {
    const controller = new FieldController(element, context);
    controllers.set(element, controller);
    return controller;
  },
};

const setKeyboard = oneOf("type", Object.keys(KEYBOARDS), null, "kind");

/** F-TAG-24. */
export const input: Component = {
  ...shared,
  attributes: {
    ...attributes,
    type: (element, value, context) => {
      setKeyboard(element, value, context);
      element.setAttribute("inputmode", KEYBOARDS[textOf(value)] ?? "text");
    },
    password: (element, value) => element.setAttribute("type", isOn(value) ? "password" : "text"),
  },
};

/** F-TAG-25. */
export const textarea: Component = {
  ...shared,
  attributes: { ...attributes, "show-count": "state", "auto-height": "state" },
};
