import type { Json } from "@berth/core/wire";
import { keepStyle } from "../style/overlay.js";
import type { DrawnElement } from "../tree/marks.js";
import { type AttributeUse, type Component, isOn, keep, numberOf, textOf, type ViewContext } from "./component.js";
import { bindValue, boundValue, type Field, sendValue } from "./field-value.js";
import { fieldName } from "./form.js";

const KEYBOARDS: Readonly<Record<string, string>> = {
  text: "text",
  number: "numeric",
  digit: "decimal",
  numberpad: "numeric",
  digitpad: "decimal",
  idcard: "text",
  idcardpad: "text",
};
const asField = (element: Element): Field => element as Field;

function select(element: DrawnElement): void {
  const start = numberOf(element.getAttribute("selection-start"), -1);
  const end = numberOf(element.getAttribute("selection-end"), -1);
  const cursor = numberOf(element.getAttribute("cursor"), -1);
  if (start >= 0 && end >= 0) asField(element).setSelectionRange(start, end);
  else if (cursor >= 0) asField(element).setSelectionRange(cursor, cursor);
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
const placeholderPart = (name: string): AttributeUse => ({
  live: (element, value, context) => {
    keep(element, name, value);
    stylePlaceholder(element, context);
  },
});

const attributes: Readonly<Record<string, AttributeUse>> = {
  name: fieldName,
  value: (element, value) => bindValue(asField(element), textOf(value), Date.now()),
  placeholder: "keep",
  "placeholder-class": placeholderPart("placeholder-class"),
  "placeholder-style": placeholderPart("placeholder-style"),
  disabled: (element, value) => element.toggleAttribute("disabled", isOn(value)),
  maxlength: (element, value) => {
    const most = numberOf(value, 140);
    if (most < 0) element.removeAttribute("maxlength");
    else element.setAttribute("maxlength", String(Math.floor(most)));
  },
  focus: {
    live: (element, value) => {
      if (!isOn(value)) return element.blur();
      element.focus();
      select(element);
    },
  },
  cursor: "keep",
  "selection-start": "keep",
  "selection-end": "keep",
  "confirm-type": (element, value) =>
    keep(element, "enterkeyhint", /^(?:done|go|next|search|send)$/.test(textOf(value)) ? value : "done"),
  "confirm-hold": "keep",
  controlled: "keep",
  "enable-native": "keep",
};

const on: Component["on"] = {
  input: (element, _event, context) => {
    const field = asField(element);
    const controlled = field.hasAttribute("controlled");
    sendValue(field, Date.now(), controlled ? (ms, fn) => timer(context, ms, fn) : null);
    grow(element);
    context.emit(element, "input", { value: field.value, cursor: field.selectionStart ?? field.value.length });
  },
  focusin: (element, _event, context) => context.emit(element, "focus", { value: asField(element).value }),
  focusout: (element, _event, context) => context.emit(element, "blur", { value: asField(element).value }),
  keydown: (element, event, context) => {
    const key = event as KeyboardEvent;
    if (key.key !== "Enter" || key.isComposing || element.localName === "textarea") return;
    // Enter would press the first button of a real form.
    event.preventDefault();
    context.emit(element, "confirm", { value: asField(element).value });
    if (!element.hasAttribute("confirm-hold")) element.blur();
  },
};

function timer(context: ViewContext, ms: number, fn: () => void): () => void {
  const handle = context.window.setTimeout(fn, ms);
  return () => context.window.clearTimeout(handle);
}

/** "12/140" in a corner of a textarea. It is a picture: a textarea can hold neither elements nor generated content. */
function count(element: DrawnElement): void {
  const most = element.getAttribute("maxlength");
  if (element.localName !== "textarea") return;
  const shown = most !== null && !element.hasAttribute("data-berth-no-count");
  const text = `${asField(element).value.length}/${most}`;
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='80' height='18'><text x='78' y='13' text-anchor='end' font-size='12' font-family='sans-serif' fill='%23767676'>${text}</text></svg>`;
  keepStyle(element, "background-image", shown ? `url("data:image/svg+xml,${svg}")` : "");
}

/** A field grows with its text when it says so. */
function grow(element: DrawnElement): void {
  count(element);
  if (!element.hasAttribute("auto-height")) return;
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight}px`;
}

const shared: Omit<Component, "attributes"> = {
  make(element) {
    element.setAttribute("maxlength", "140");
    element.setAttribute("autocomplete", "off");
  },
  on,
  tap: (element) => element.focus(),
  value: (element): Json => asField(element).value,
  reset: (element) => {
    asField(element).value = boundValue(asField(element));
  },
};

/** F-TAG-24. */
export const input: Component = {
  ...shared,
  attributes: {
    ...attributes,
    type: (element, value) => element.setAttribute("inputmode", KEYBOARDS[textOf(value)] ?? "text"),
    password: (element, value) => element.setAttribute("type", isOn(value) ? "password" : "text"),
  },
};

/** F-TAG-25. */
export const textarea: Component = {
  ...shared,
  mount(element) {
    count(element);
    return {};
  },
  attributes: {
    ...attributes,
    "show-count": {
      live: (element, value) => {
        element.toggleAttribute("data-berth-no-count", value !== null && !isOn(value));
        count(element);
      },
    },
    "auto-height": {
      live: (element, value) => {
        keep(element, "auto-height", isOn(value));
        grow(element);
      },
    },
    value: {
      live: (element, value) => {
        bindValue(asField(element), textOf(value), Date.now());
        grow(element);
      },
    },
  },
};
