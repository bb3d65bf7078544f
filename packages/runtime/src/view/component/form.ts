import type { Json } from "@berth/core/wire";
import { type DrawnElement, SLOT } from "../tree/marks.js";
import { type Component, keep, type ViewContext } from "./component.js";

const CONTROLS = "input,textarea,checkbox,radio,checkbox-group,radio-group,switch,slider,picker,picker-view";

/** Attribute for the name of a control: not `name`, for a real form hands out its controls under that. */
export const fieldName: Component["attributes"][string] = (element, value) => keep(element, "field", value);

const formOf = (element: Element): DrawnElement | null => element.closest<DrawnElement>("form");
const all = (form: Element, selector: string): DrawnElement[] =>
  [...Element.prototype.querySelectorAll.call(form, selector)] as DrawnElement[];

/** Values of a form by name, in document order (F-TAG-3, F-TAG-22). */
export function formValues(form: Element, context: ViewContext): Record<string, Json> {
  const values: Record<string, Json> = {};
  for (const control of all(form, CONTROLS)) {
    const name = control.getAttribute("field");
    const read = context.component(control)?.value;
    if (name === null || name === "" || name === "__proto__" || read === undefined) continue;
    values[name] = read(control);
  }
  return values;
}

/** Sends onSubmit of the form around a button. `buttonTarget` is a node; the worker makes it what programs get. */
export function submit(button: DrawnElement, context: ViewContext): void {
  const form = formOf(button);
  if (form === null) return;
  const detail: Record<string, Json> = { value: formValues(form, context), buttonTarget: button[SLOT] ?? 0 };
  if (Element.prototype.hasAttribute.call(form, "report-submit")) detail["formId"] = `form-${Date.now()}`;
  context.emit(form, "submit", detail);
}

/** Puts every control back and sends onReset. */
export function reset(button: DrawnElement, context: ViewContext): void {
  const form = formOf(button);
  if (form === null) return;
  for (const control of all(form, CONTROLS)) context.component(control)?.reset?.(control, context);
  context.emit(form, "reset", {});
}

/** F-TAG-22. */
export const form: Component = {
  attributes: { "report-submit": "keep", name: "keep" },
  // A form of the engine would navigate; ours sends an event when a button says so.
  on: { submit: (_element, event) => event.preventDefault() },
};
