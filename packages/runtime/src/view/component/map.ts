import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { type Component, numberOf, textOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";

const record = (value: Json): { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};

/** A grid with markers at their places (F-TAG-5): no map source is needed, positions and events are true. */
class MapController implements Controller {
  readonly #element: DrawnElement;
  readonly #context: ViewContext;
  readonly #grid: HTMLElement;
  readonly #values = new Map<string, Json>();

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element;
    this.#context = context;
    this.#grid = context.document.createElement("map-grid");
    element.prepend(this.#grid);
  }

  set(name: string, value: Json): void {
    this.#values.set(name, value);
    this.#draw();
  }

  /** Web Mercator, px from the middle of the map. */
  #place(longitude: number, latitude: number): { x: number; y: number } {
    const world = 256 * 2 ** Math.min(18, Math.max(5, numberOf(this.#values.get("scale"), 16)));
    const project = (lon: number, lat: number): { x: number; y: number } => {
      const sin = Math.min(0.9999, Math.max(-0.9999, Math.sin((lat * Math.PI) / 180)));
      return { x: (lon / 360 + 0.5) * world, y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * world };
    };
    const centre = project(numberOf(this.#values.get("longitude"), 0), numberOf(this.#values.get("latitude"), 0));
    const point = project(longitude, latitude);
    return { x: point.x - centre.x, y: point.y - centre.y };
  }

  #draw(): void {
    const list = this.#values.get("markers");
    const markers = Array.isArray(list) ? list.slice(0, 1000) : [];
    this.#grid.replaceChildren(
      ...markers.map((each) => {
        const marker = record(each);
        const { x, y } = this.#place(numberOf(marker["longitude"], 0), numberOf(marker["latitude"], 0));
        const pin = this.#context.document.createElement("map-pin");
        pin.style.left = `calc(50% + ${x}px)`;
        pin.style.top = `calc(50% + ${y}px)`;
        pin.setAttribute("role", "button");
        pin.setAttribute("tabindex", "0");
        pin.setAttribute("aria-label", textOf(marker["title"]) || `marker ${textOf(marker["id"])}`);
        const label = textOf(record(marker["callout"] ?? null)["content"]) || textOf(marker["title"]);
        if (label !== "") pin.dataset["label"] = label;
        pin.addEventListener("click", (event) => {
          event.stopPropagation();
          this.#context.emit(this.#element, "markerTap", { markerId: marker["id"] ?? null });
        });
        return pin;
      }),
    );
  }
}

/** F-TAG-36. */
export const map: Component = {
  attributes: Object.fromEntries(
    (
      "longitude,latitude,scale,markers,polyline,polygon,circles,controls,include-points,include-padding," +
      "show-location,rotate,skew,setting,ground-overlays,tile-overlay,panels,custom-map-style,default-mode,optimize"
    )
      .split(",")
      .map((name) => [name, "state"] as const),
  ),
  mount: (element, context) => new MapController(element, context),
};
