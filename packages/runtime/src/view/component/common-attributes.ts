import type { Json } from "@berth/core/wire";
import { setClass } from "../style/overlay.js";
import type { DrawnElement } from "../tree/marks.js";
import { type AttributeUse, isOn, keep, type Setter, textOf, type ViewContext } from "./component.js";

/** Elements that the engine knows, and gives a role. */
const NAMED = /^(?:button|input|textarea|video|canvas|form|label)$/;

/** Attributes of every component (F-TAG-1). */
export const commonAttributes: Readonly<Record<string, AttributeUse>> = {
  id: (element, value) => (value === null ? element.removeAttribute("id") : element.setAttribute("id", textOf(value))),
  class: (element, value) => setClass(element, textOf(value)),
  style: (element, value, context) => context.setStyle(element, styleText(value)),
  hidden: (element, value) => element.toggleAttribute("hidden", isOn(value)),
  role: "keep",
  // A name needs a role to be said; what the program or the component has said of it stands.
  "aria-label": (element, value) => {
    keep(element, "aria-label", value);
    if (element.hasAttribute("role") || NAMED.test(element.localName)) return;
    element.setAttribute("role", /image|icon/.test(element.localName) ? "img" : "group");
  },
  animation: { live: (element, value, context) => context.extra()?.applyAnimation(element, value, context) },
};

/** Style objects are text when they come from a binder; a static one may still be an object (F-CSS-4). */
function styleText(value: Json): string {
  if (typeof value !== "object" || value === null) return textOf(value);
  return Object.entries(value)
    .map(([name, v]) => `${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}:${textOf(v)}`)
    .join(";");
}

/** Names that carry data or accessibility and load nothing. */
export const HARMLESS = /^(?:data|aria)-[-a-z0-9]+$/;

/** Applies an attribute that needs no controller and no page. */
export function commonAttribute(
  element: DrawnElement,
  name: string,
  use: AttributeUse,
  value: Json,
  context: ViewContext,
): void {
  if (use === "keep") keep(element, name, value);
  else if (typeof use === "function") (use as Setter)(element, value, context);
}
