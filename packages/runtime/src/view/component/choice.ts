import type { Json } from "@berth/core/wire";
import { keepClass } from "../style/overlay.js";
import type { DrawnElement } from "../tree/marks.js";
import { type AttributeUse, type Component, isOn, textOf } from "./component.js";
import { fieldName } from "./form.js";

const isChecked = (element: Element): boolean => element.getAttribute("aria-checked") === "true";
/** Component libraries draw their own controls beside ours and select by these classes (mini-antui). */
const show = (element: DrawnElement, state: "checked" | "disabled", on: boolean): void => {
  element.setAttribute(`aria-${state}`, String(on));
  keepClass(element, `a-${element.localName}-${state}`, on);
};
const check = (element: DrawnElement, on: boolean): void => show(element, "checked", on);

function maker(role: string): NonNullable<Component["make"]> {
  return (element, document) => {
    element.setAttribute("role", role);
    element.setAttribute("tabindex", "0");
    element.setAttribute("aria-checked", "false");
    const mark = document.createElement("i");
    mark.setAttribute("aria-hidden", "true");
    element.appendChild(mark);
  };
}

const attributes: Readonly<Record<string, AttributeUse>> = {
  name: fieldName,
  value: "keep",
  checked: {
    live: (element, value) => {
      check(element, isOn(value));
      element.toggleAttribute("data-berth-initial", isOn(value));
    },
  },
  disabled: {
    live: (element, value) => {
      element.toggleAttribute("disabled", isOn(value));
      show(element, "disabled", isOn(value));
    },
  },
  color: (element, value) =>
    (element.firstElementChild as HTMLElement).style.setProperty("--berth-accent", textOf(value)),
};
const restore = (element: DrawnElement): void => check(element, element.hasAttribute("data-berth-initial"));

const ownValue = (element: Element): string => element.getAttribute("value") ?? "";
const chosen = (group: Element, tag: string): string[] =>
  [...group.querySelectorAll(tag)].filter(isChecked).map(ownValue);

/** F-TAG-26. */
export const checkbox: Component = {
  make: maker("checkbox"),
  attributes,
  tap(element, context) {
    if (element.hasAttribute("disabled")) return;
    check(element, !isChecked(element));
    context.emit(element, "change", { value: isChecked(element) });
    const group = element.closest<DrawnElement>("checkbox-group");
    if (group !== null) context.emit(group, "change", { value: chosen(group, "checkbox") });
  },
  value: isChecked,
  reset: restore,
};

/** F-TAG-27. */
export const checkboxGroup: Component = {
  make: (element) => element.setAttribute("role", "group"),
  attributes: { name: fieldName },
  value: (element): Json => chosen(element, "checkbox"),
};

/** F-TAG-28. */
export const radio: Component = {
  make: maker("radio"),
  attributes,
  tap(element, context) {
    if (element.hasAttribute("disabled") || isChecked(element)) return;
    const group = element.closest<DrawnElement>("radio-group");
    for (const other of group?.querySelectorAll<DrawnElement>("radio") ?? []) check(other, false);
    check(element, true);
    context.emit(element, "change", { value: true });
    if (group !== null) context.emit(group, "change", { value: ownValue(element) });
  },
  value: isChecked,
  reset: restore,
};

/** F-TAG-29. */
export const radioGroup: Component = {
  make: (element) => element.setAttribute("role", "radiogroup"),
  attributes: { name: fieldName },
  value: (element): Json => chosen(element, "radio")[0] ?? "",
};

/** F-TAG-30; with `controlled` only data move it. */
export const toggle: Component = {
  make: maker("switch"),
  attributes: { ...attributes, controlled: "keep" },
  tap(element, context) {
    if (element.hasAttribute("disabled")) return;
    const value = !isChecked(element);
    if (!element.hasAttribute("controlled")) check(element, value);
    context.emit(element, "change", { value });
  },
  value: isChecked,
  reset: restore,
};
