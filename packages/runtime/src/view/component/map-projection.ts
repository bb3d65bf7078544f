import type { Json } from "@berth/core/wire";
import { numberOf } from "./component.js";

/** A place on earth, degrees. */
export interface Place {
  longitude: number;
  latitude: number;
}

/** A point of the map's plane, px. */
export interface Spot {
  x: number;
  y: number;
}

/** F-TAG-36. */
export const SCALES = { least: 5, usual: 16, most: 18 } as const;
/** The poles are infinitely far away. */
const HIGHEST = 85.0511;
const EQUATOR_M = 40_075_016.686;

export const clampScale = (scale: number): number => Math.min(SCALES.most, Math.max(SCALES.least, scale));

const world = (scale: number): number => 256 * 2 ** scale;

/** Web Mercator: px from the top left of the whole world. */
export function project({ longitude, latitude }: Place, scale: number): Spot {
  const sin = Math.sin((Math.min(HIGHEST, Math.max(-HIGHEST, latitude)) * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
  return { x: (longitude / 360 + 0.5) * world(scale), y: y * world(scale) };
}

/** The place at a point; longitudes come back into -180 to 180. */
export function unproject({ x, y }: Spot, scale: number): Place {
  const turn = x / world(scale) - 0.5;
  const n = Math.PI * (1 - (2 * y) / world(scale));
  const latitude = (Math.atan(Math.sinh(n)) * 180) / Math.PI;
  return { longitude: (turn - Math.round(turn)) * 360, latitude: Math.min(HIGHEST, Math.max(-HIGHEST, latitude)) };
}

/** A point after a turn around the middle, degrees clockwise. */
export function turn(spot: Spot, degrees: number): Spot {
  if (degrees === 0) return spot;
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return { x: spot.x * cos - spot.y * sin, y: spot.x * sin + spot.y * cos };
}

/** How many px a metre is at a latitude. */
export function pixelsPerMetre(latitude: number, scale: number): number {
  return world(scale) / (EQUATOR_M * Math.max(0.01, Math.cos((latitude * Math.PI) / 180)));
}

/** The place in `{longitude, latitude}` of a program's value. */
export function placeOf(value: Json | undefined): Place {
  const given = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  return { longitude: numberOf(given["longitude"], 0), latitude: numberOf(given["latitude"], 0) };
}

/** Middle and scale at which all places lie inside `width` by `height` px; one place keeps the scale. */
export function fit(places: readonly Place[], width: number, height: number, scale: number): Place & { scale: number } {
  const spots = places.map((place) => project(place, 0));
  const xs = spots.map(({ x }) => x);
  const ys = spots.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = Math.min(Math.max(1, width) / (right - left), Math.max(1, height) / (bottom - top));
  const middle = unproject({ x: (left + right) / 2, y: (top + bottom) / 2 }, 0);
  return { ...middle, scale: Number.isFinite(room) ? clampScale(Math.floor(Math.log2(room) * 4) / 4) : scale };
}
