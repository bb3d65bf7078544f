import type { DrawnElement } from "../tree/marks.js";
import { type Component, keep, type ViewContext } from "./component.js";

/** Controls that a label serves. */
const LABELLED = "input,textarea,checkbox,radio,switch,slider,picker,button";

/** The control of a label: the one that `for` names, else the first inside. */
function controlOf(label: Element, context: ViewContext): DrawnElement | null {
  const id = label.getAttribute("for");
  if (id === null) return label.querySelector<DrawnElement>(LABELLED);
  return (context.pageOf(label)?.root.getElementById(id) as DrawnElement | null | undefined) ?? null;
}

function labelOf(control: Element, context: ViewContext): Element | null {
  for (const label of context.pageOf(control)?.root.querySelectorAll("label[for]") ?? []) {
    if (label.getAttribute("for") === control.getAttribute("id")) return label;
  }
  const around = control.closest("label");
  return around?.querySelector(LABELLED) === control ? around : null;
}

let made = 0;
/** Makes a label the accessible name of a control that is none to the engine, unless the program has named it. */
export function nameByLabel(control: Element, context: ViewContext, label = labelOf(control, context)): void {
  if (label === null || control.hasAttribute("aria-label") || control.hasAttribute("aria-labelledby")) return;
  if (label.id === "") label.id = `berth-label-${++made}`;
  control.setAttribute("aria-labelledby", label.id);
}

function name(label: Element, context: ViewContext): void {
  const control = controlOf(label, context);
  if (control?.hasAttribute("role")) nameByLabel(control, context, label);
}

/** F-TAG-23: passes the tap on to its control, and is its name. */
export const label: Component = {
  attributes: {
    for: {
      live: (element, value, context) => {
        keep(element, "for", value);
        name(element, context);
      },
    },
  },
  // The engine would click its own controls a second time.
  on: { click: (_element, event) => event.preventDefault() },
  mount(element, context) {
    name(element, context);
    return {};
  },
  tap(element, context, path) {
    const control = controlOf(element, context);
    const inside = path.slice(0, path.indexOf(element)) as Element[];
    if (control === null || control.hasAttribute("disabled") || inside.some((each) => each.matches?.(LABELLED))) return;
    const component = context.component(control);
    if (control.localName === "button") control.click();
    else if (component?.tap !== undefined) component.tap(control, context, [control]);
    else control.focus();
  },
};
