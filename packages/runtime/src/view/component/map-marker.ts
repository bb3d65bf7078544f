import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { isOn, numberOf, textOf, type ViewContext } from "./component.js";

type Fields = { [key: string]: Json };

/** The members of a value that is an object, else none. */
export const fields = (value: Json | undefined): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};

/** The objects of a list, so many at most. */
export const listOf = (value: Json | undefined, most = 1000): Fields[] =>
  Array.isArray(value) ? value.slice(0, most).map(fields) : [];

/** A colour that a program names; nothing that could load. */
export const colourOf = (value: Json | undefined, otherwise: string): string =>
  /^(?:#[\da-f]{3,8}|[a-z]+|(?:rgb|hsl)a?\([\d\s.,%/]+\))$/i.test(textOf(value)) ? textOf(value) : otherwise;

/** Puts a picture into an element of a map, when the host has allowed it. */
export function showPicture(
  to: HTMLElement,
  owner: DrawnElement,
  address: Json | undefined,
  context: ViewContext,
): void {
  const full = context.address(owner, address ?? null);
  if (full === "") return;
  context.resources.want(full, "image", (outcome) => {
    if ("refused" in outcome) {
      context.toHost(["resourceError", full, "image", outcome.refused]);
      return;
    }
    const picture = context.document.createElement("img");
    picture.src = outcome.url;
    picture.alt = "";
    picture.draggable = false;
    to.classList.add("own");
    to.prepend(picture);
  });
}

/** What a callout says: its own text, lines of a custom one, or the marker's title. */
function calloutText(marker: Fields): string {
  const custom = listOf(fields(marker["customCallout"])["descList"]).map((line) => textOf(line["desc"]));
  return textOf(fields(marker["callout"])["content"]) || custom.join(" ") || textOf(marker["title"]);
}

/** Draws one marker: pin or picture, its label, and its callout while `open`. Its place is set by the map. */
export function drawMarker(marker: Fields, open: boolean, owner: DrawnElement, context: ViewContext): HTMLElement {
  const { document } = context;
  const pin = document.createElement("map-pin");
  const callout = calloutText(marker);
  const label = fields(marker["label"]);
  const name = textOf(marker["iconAppendStr"]) || textOf(label["content"]) || callout;
  pin.setAttribute("role", "button");
  pin.setAttribute("tabindex", "0");
  pin.setAttribute("aria-label", name || `marker ${textOf(marker["id"])}`);
  pin.style.zIndex = String(Math.round(numberOf(marker["markerLevel"], 0)));
  pin.style.opacity = String(numberOf(marker["alpha"], 1));
  const sign = document.createElement("map-sign");
  const [width, height] = [numberOf(marker["width"], 0), numberOf(marker["height"], 0)];
  if (width > 0) sign.style.width = `${width}px`;
  if (height > 0) sign.style.height = `${height}px`;
  const [x, y] = [numberOf(marker["anchorX"], 0.5), numberOf(marker["anchorY"], 1)];
  sign.style.transform = `translate(${-100 * x}%,${-100 * y}%) rotate(${numberOf(marker["rotate"], 0)}deg)`;
  sign.style.transformOrigin = `${100 * x}% ${100 * y}%`;
  showPicture(sign, owner, marker["iconPath"], context);
  pin.append(sign);
  const appended = textOf(marker["iconAppendStr"]);
  if (textOf(label["content"]) !== "" || appended !== "") {
    const text = document.createElement("map-label");
    text.textContent = textOf(label["content"]) || appended;
    text.style.color = colourOf(label["color"], "");
    text.style.background = colourOf(label["bgColor"], "");
    text.style.fontSize = label["fontSize"] === undefined ? "" : `${numberOf(label["fontSize"], 12)}px`;
    text.style.borderRadius = label["borderRadius"] === undefined ? "" : `${numberOf(label["borderRadius"], 0)}px`;
    text.style.padding = label["padding"] === undefined ? "" : `${numberOf(label["padding"], 0)}px`;
    pin.append(text);
  }
  const always =
    fields(marker["callout"])["display"] === "ALWAYS" || isOn(fields(marker["customCallout"])["isShow"] ?? 0);
  if (callout !== "" && (open || always)) {
    const bubble = document.createElement("map-callout");
    bubble.textContent = callout;
    bubble.setAttribute("role", "button");
    bubble.setAttribute("tabindex", "0");
    bubble.style.bottom = `${(height || 34) * y + 6}px`;
    pin.append(bubble);
  }
  return pin;
}
