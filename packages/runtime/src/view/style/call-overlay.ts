import type { Json } from "@berth/core/wire";
import { textOf } from "../component/component.js";
import type { DrawnElement } from "../tree/marks.js";
import { filterStyle } from "./css-filter.js";
import { keepClass, keepStyle, overlayOf } from "./overlay.js";

/** The element methods of SJS handlers; undefined when `method` is none of them. */
export function callOverlay(element: DrawnElement, method: string, args: Json[]): Json | undefined {
  const value = textOf(args[0]);
  if (method === "setStyle") {
    // No addresses here: a handler runs for every move of a finger.
    const { parts } = filterStyle(value, () => null, true);
    const probe = element.ownerDocument.createElement("i").style;
    probe.cssText = parts.join("");
    for (const name of probe) keepStyle(element, name, probe.getPropertyValue(name));
    return null;
  }
  if (method !== "addClass" && method !== "removeClass") return undefined;
  for (const name of value.split(/\s+/)) {
    if (name === "") continue;
    overlayOf(element);
    keepClass(element, name, method === "addClass");
  }
  return null;
}
