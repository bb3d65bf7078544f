import type { Json } from "@berth/core/wire";
import { keepClass } from "../style/overlay.js";
import type { DrawnElement } from "../tree/marks.js";
import { type AttributeUse, type Component, isOn, textOf, type ViewContext } from "./component.js";
import { fieldName } from "./form.js";
import { nameByLabel } from "./label.js";

const isChecked = (element: Element): boolean => element.getAttribute("aria-checked") === "true";
/** Component libraries draw their own controls beside ours and select by these classes (mini-antui). */
const show = (element: DrawnElement, state: "checked" | "disabled", on: boolean): void => {
  element.setAttribute(`aria-${state}`, String(on));
  keepClass(element, `a-${element.localName}-${state}`, on);
};

/** Shows a state; a radio takes it from the others of its group (F-TAG-29). */
function check(element: DrawnElement, on: boolean): void {
  if (on && element.localName === "radio") {
    for (const other of element.closest("radio-group")?.querySelectorAll<DrawnElement>("radio") ?? []) {
      if (other !== element && isChecked(other)) show(other, "checked", false);
    }
  }
  show(element, "checked", on);
}

const attributes: Readonly<Record<string, AttributeUse>> = {
  name: fieldName,
  value: "keep",
  checked: {
    live: (element, value) => {
      const on = isOn(value);
      // An answer of data to a tap is not where a reset goes back to.
      if (on !== isChecked(element)) element.toggleAttribute("data-berth-initial", on);
      check(element, on);
    },
  },
  disabled: {
    live: (element, value) => {
      const on = isOn(value);
      element.toggleAttribute("disabled", on);
      element.setAttribute("tabindex", on ? "-1" : "0");
      show(element, "disabled", on);
    },
  },
  color: (element, value) =>
    (element.firstElementChild as HTMLElement).style.setProperty("--berth-accent", textOf(value)),
};

/** What checkbox, radio and switch share. */
const choice = (role: string): Pick<Component, "make" | "attributes" | "value" | "reset" | "mount"> => ({
  make(element, document) {
    element.setAttribute("role", role);
    element.setAttribute("tabindex", "0");
    element.setAttribute("aria-checked", "false");
    const mark = document.createElement("i");
    mark.setAttribute("aria-hidden", "true");
    element.appendChild(mark);
  },
  attributes,
  value: isChecked,
  reset: (element) => {
    if (!element.hasAttribute("controlled")) check(element, element.hasAttribute("data-berth-initial"));
  },
  mount(element, context) {
    nameByLabel(element, context);
    return {};
  },
});

const ownValue = (element: Element): string => element.getAttribute("value") ?? "";
const chosen = (group: Element, tag: string): string[] =>
  [...group.querySelectorAll(tag)].filter(isChecked).map(ownValue);

/** F-TAG-26. */
export const checkbox: Component = {
  ...choice("checkbox"),
  tap(element, context) {
    if (element.hasAttribute("disabled")) return;
    check(element, !isChecked(element));
    context.emit(element, "change", { value: isChecked(element) });
    const group = element.closest<DrawnElement>("checkbox-group");
    if (group !== null) context.emit(group, "change", { value: chosen(group, "checkbox") });
  },
};

/** F-TAG-27. */
export const checkboxGroup: Component = {
  make: (element) => element.setAttribute("role", "group"),
  attributes: { name: fieldName },
  value: (element): Json => chosen(element, "checkbox"),
};

function choose(element: DrawnElement, context: ViewContext): void {
  if (element.hasAttribute("disabled") || isChecked(element)) return;
  check(element, true);
  context.emit(element, "change", { value: true });
  const group = element.closest<DrawnElement>("radio-group");
  if (group !== null) context.emit(group, "change", { value: ownValue(element) });
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** F-TAG-28. Arrows go through its group, as in forms of the web. */
export const radio: Component = {
  ...choice("radio"),
  tap: choose,
  on: {
    keydown(element, event, context) {
      const step = STEPS[(event as KeyboardEvent).key];
      const group = element.closest("radio-group");
      if (step === undefined || group === null) return;
      event.preventDefault();
      const radios = [...group.querySelectorAll<DrawnElement>("radio:not([disabled])")];
      const next = radios.at((radios.indexOf(element) + step) % radios.length);
      next?.focus();
      if (next !== undefined) choose(next, context);
    },
  },
};

/** F-TAG-29. */
export const radioGroup: Component = {
  make: (element) => element.setAttribute("role", "radiogroup"),
  attributes: { name: fieldName },
  value: (element): Json => chosen(element, "radio")[0] ?? "",
};

/** F-TAG-30; with `controlled` only data move it. */
export const toggle: Component = {
  ...choice("switch"),
  attributes: { ...attributes, controlled: "keep" },
  tap(element, context) {
    if (element.hasAttribute("disabled")) return;
    const value = !isChecked(element);
    if (!element.hasAttribute("controlled")) check(element, value);
    context.emit(element, "change", { value });
  },
};
