import type { Json } from "@berth/core/wire";
import { isOn, numberOf } from "./component.js";
import { colourOf, listOf } from "./map-marker.js";
import { type Place, pixelsPerMetre, placeOf, type Spot } from "./map-projection.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST_POINTS = 5_000;

/** Lines, areas and circles of a map as SVG; `spot` gives px from the middle of the map. */
export function drawShapes(
  values: ReadonlyMap<string, Json>,
  scale: number,
  spot: (place: Place) => Spot,
  document: Document,
): SVGElement[] {
  const make = (name: string, attributes: Record<string, string | number>): SVGElement => {
    const shape = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, String(value));
    return shape;
  };
  const points = (value: Json | undefined): string =>
    listOf(value, MOST_POINTS)
      .map((each) => spot(placeOf(each)))
      .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
      .join(" ");
  const areas = listOf(values.get("polygon")).map((area) =>
    make("polygon", {
      points: points(area["points"]),
      fill: colourOf(area["fillColor"], "#1677ff33"),
      stroke: colourOf(area["color"], "#1677ff"),
      "stroke-width": numberOf(area["width"], 1),
    }),
  );
  const rounds = listOf(values.get("circles")).map((circle) => {
    const place = placeOf(circle);
    const { x, y } = spot(place);
    return make("circle", {
      cx: x.toFixed(1),
      cy: y.toFixed(1),
      r: (numberOf(circle["radius"], 0) * pixelsPerMetre(place.latitude, scale)).toFixed(1),
      fill: colourOf(circle["fillColor"], "#1677ff33"),
      stroke: colourOf(circle["color"], "#1677ff"),
      "stroke-width": numberOf(circle["strokeWidth"], 1),
    });
  });
  const lines = [...listOf(values.get("polyline")), ...listOf(values.get("route"))].map((line) => {
    const width = numberOf(line["width"], 4);
    return make("polyline", {
      points: points(line["points"]),
      fill: "none",
      stroke: colourOf(line["color"], "#1677ff"),
      "stroke-width": width,
      "stroke-linejoin": "round",
      "stroke-linecap": "round",
      ...(isOn(line["dottedLine"] ?? false) ? { "stroke-dasharray": `${width} ${width * 2}` } : {}),
    });
  });
  return [...areas, ...rounds, ...lines];
}
