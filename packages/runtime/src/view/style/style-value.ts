import type { ViewContext } from "../component/component.js";
import { type DrawnElement, STYLE } from "../tree/marks.js";
import { valueAddress } from "./address-rules.js";
import { filterStyle, type StylePart } from "./css-filter.js";
import { restoreStyle } from "./overlay.js";
import { styleAddress } from "./style-address.js";

/** Most values hold none of this and are set as they are. */
const SUSPICIOUS =
  /rpx|\\|\burl|image|src|cross-fade|element|expression|paint|behavior|binding|@|display\s*:\s*inline/i;

/**
 * Sets the style of an element from text: rpx becomes vw, pictures are resources, what could load anything else is
 * dropped (S-VIEW-5).
 */
export function setStyle(element: DrawnElement, value: string, context: ViewContext): void {
  element[STYLE] = value;
  if (!SUSPICIOUS.test(value)) {
    element.style.cssText = value;
    restoreStyle(element);
    return;
  }
  const filtered = filterStyle(value, valueAddress, true);
  for (const what of filtered.dropped) {
    context.warn(`style: ${what} was dropped (S-VIEW-5)`, element);
    context.toHost(["dropped", `style ${what}`, 1]);
  }
  const draw = (): void => {
    element.style.cssText = filtered.parts.map((part) => partText(part, element, context)).join("");
    restoreStyle(element);
  };
  draw();
  const wanted = filtered.parts.filter((part) => typeof part !== "string");
  for (const part of wanted) {
    const address = context.address(element, part.address);
    if (context.resources.known(address) !== null) continue;
    context.resources.want(address, "image", (outcome) => {
      if (element[STYLE] !== value) return;
      if ("url" in outcome) draw();
      else context.toHost(["resourceError", address, "image", outcome.refused]);
    });
  }
}

function partText(part: StylePart, element: DrawnElement, context: ViewContext): string {
  if (typeof part === "string") return part;
  const known = context.resources.known(context.address(element, part.address));
  return known !== null && "url" in known ? styleAddress(known.url) : "none";
}
