import type { Json } from "@berth/core/wire";
import { isOn, numberOf } from "./component.js";
import type { CallAnswer } from "./controller.js";
import type { MapController } from "./map.js";
import { fields, listOf } from "./map-marker.js";
import { type Place, placeOf } from "./map-projection.js";

type Options = { [key: string]: Json };

const kebab = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

/** The methods of `my.createMapContext(id)` (F-CAT-M2); undefined for a method that is none. */
export function callMap(map: MapController, method: string, options: Options): CallAnswer {
  map.settle();
  const setting = (name: string, value: Json | undefined): null => {
    map.set("setting", { ...fields(map.values.get("setting")), [name]: isOn(value ?? false) ? 1 : 0 });
    return null;
  };
  switch (method) {
    case "getCenterLocation":
      return { ...map.centre, scale: map.scale };
    case "getScale":
      return { scale: map.scale };
    case "getRotate":
      return { rotate: numberOf(map.values.get("rotate"), 0) };
    case "getSkew":
      return { skew: numberOf(map.values.get("skew"), 0) };
    case "getRegion": {
      const { width, height } = map.size;
      // Of a turned map: what lies around all four corners.
      const corners = [-1, 1].flatMap((x) =>
        [-1, 1].map((y) => map.placeAt({ x: (x * width) / 2, y: (y * height) / 2 })),
      );
      const pick = (choose: (...values: number[]) => number): Options => ({
        longitude: choose(...corners.map(({ longitude }) => longitude)),
        latitude: choose(...corners.map(({ latitude }) => latitude)),
      });
      return { southwest: pick(Math.min), northeast: pick(Math.max) };
    }
    case "screenToMap": {
      const { width, height } = map.size;
      return {
        ...map.placeAt({ x: numberOf(options["x"], 0) - width / 2, y: numberOf(options["y"], 0) - height / 2 }),
      };
    }
    case "mapToScreen": {
      const { width, height } = map.size;
      const { x, y } = map.spot(placeOf(options));
      return { x: x + width / 2, y: y + height / 2 };
    }
    case "moveToLocation":
      if (options["longitude"] === undefined) map.home();
      else map.show([placeOf(options)]);
      return null;
    case "includePoints":
      if (listOf(options["points"]).length > 0) map.show(listOf(options["points"]).map(placeOf));
      return null;
    case "gestureEnable":
      map.set("gestureEnable", isOn(options["isGestureEnable"] ?? false));
      return null;
    case "showsScale":
      return setting("showScale", options["isShowsScale"]);
    case "showsCompass":
      return setting("showCompass", options["isShowsCompass"]);
    case "showRoute":
      map.set("route", [route(options)]);
      return null;
    case "clearRoute":
      map.set("route", null);
      return null;
    case "updateComponents":
      for (const [name, value] of Object.entries(options)) {
        if (name === "setting") map.set(name, { ...fields(map.values.get(name)), ...fields(value) });
        else if (name !== "command") map.set(kebab(name), value);
      }
      return null;
    case "changeMarkers":
      map.set("markers", changed(listOf(map.values.get("markers")), options));
      return null;
    case "translateMarker":
      return translate(map, options);
    case "setCenterOffset":
    case "setMapType":
    case "setLockZoom":
      return null;
    default:
      return undefined;
  }
}

/** The straight line: there are no streets here. */
function route(options: Options): Options {
  const point = (side: string): Options => ({
    longitude: options[`${side}Lng`] ?? 0,
    latitude: options[`${side}Lat`] ?? 0,
  });
  const through = listOf(options["throughPoints"]).map((each) => ({
    longitude: each["lng"] ?? 0,
    latitude: each["lat"] ?? 0,
  }));
  return {
    points: [point("start"), ...through, point("end")],
    color: options["routeColor"] ?? "#1677ff",
    width: options["routeWidth"] ?? 8,
  };
}

function changed(markers: Options[], options: Options): Json {
  const id = (marker: Options): string => String(marker["id"] ?? marker["markerId"]);
  const updates = new Map(listOf(options["update"]).map((marker) => [id(marker), marker]));
  const gone = new Set(
    Array.isArray(options["remove"])
      ? options["remove"].map((each) => (typeof each === "object" ? id(fields(each)) : String(each)))
      : [],
  );
  const kept = markers
    .filter((marker) => !gone.has(id(marker)))
    .map((marker) => ({ ...marker, ...updates.get(id(marker)) }));
  return [...kept, ...listOf(options["add"])];
}

/** Moves a marker there in `duration` ms, at once where motion is not wanted; answers when it has arrived. */
function translate(map: MapController, options: Options): Promise<Json> {
  const id = String(options["markerId"]);
  const from = listOf(map.values.get("markers")).find((marker) => String(marker["id"]) === id);
  if (from === undefined) return Promise.reject(new Error(`the map has no marker ${id}`));
  const [a, b] = [placeOf(from), placeOf(options["destination"])];
  const duration = map.still ? 0 : Math.min(60_000, numberOf(options["duration"], 1000));
  const put = (place: Place): void =>
    map.set("markers", changed(listOf(map.values.get("markers")), { update: [{ id: from["id"] ?? null, ...place }] }));
  return new Promise((resolve) => {
    const start = map.frames.performance.now();
    const step = (): void => {
      const part = duration <= 0 ? 1 : Math.min(1, (map.frames.performance.now() - start) / duration);
      const between = (name: keyof Place): number => a[name] + (b[name] - a[name]) * part;
      put({ longitude: between("longitude"), latitude: between("latitude") });
      if (part < 1) map.frames.requestAnimationFrame(step);
      else resolve(null);
    };
    step();
  });
}
