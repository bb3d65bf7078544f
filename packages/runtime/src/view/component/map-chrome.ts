import type { DrawnElement } from "../tree/marks.js";
import { numberOf, textOf, type ViewContext } from "./component.js";
import type { MapController } from "./map.js";
import { fields, listOf, showPicture } from "./map-marker.js";
import { pixelsPerMetre } from "./map-projection.js";

/** What the bar of the scale may stand for, metres. */
const LENGTHS = [5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6];

/** What lies over a map and does not move with it: controls of the program, scale and compass. */
export function drawChrome(map: MapController, owner: DrawnElement, context: ViewContext): HTMLElement[] {
  const { document } = context;
  const parts = listOf(map.values.get("controls"), 100).map((control, at) => {
    const button = document.createElement("map-control");
    const place = fields(control["position"]);
    button.dataset["at"] = String(at);
    for (const side of ["left", "top", "width", "height"] as const) {
      if (place[side] !== undefined) button.style[side] = `${numberOf(place[side], 0)}px`;
    }
    if (control["clickable"] === false) button.style.pointerEvents = "none";
    else button.tabIndex = 0;
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", `control ${textOf(control["id"])}`);
    showPicture(button, owner, control["iconPath"], context);
    return button;
  });
  const setting = fields(map.values.get("setting"));
  if (numberOf(setting["showScale"], 0) !== 0) {
    const perMetre = pixelsPerMetre(map.centre.latitude, map.scale);
    const metres = LENGTHS.find((length) => length * perMetre >= 40) ?? 1e6;
    const bar = document.createElement("map-scale");
    bar.style.width = `${(metres * perMetre).toFixed(0)}px`;
    bar.textContent = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
    parts.push(bar);
  }
  if (numberOf(setting["showCompass"], 0) !== 0) {
    const compass = document.createElement("map-compass");
    compass.textContent = "N";
    parts.push(compass);
  }
  return parts;
}
