import type { Json } from "@berth/core/wire";
import { pictureAddress } from "../resource/load-picture.js";
import { numberOf, textOf } from "./component.js";

/** Methods of the 2D context that a program may record. */
const METHODS = new Set(
  (
    "save,restore,scale,rotate,translate,transform,setTransform,resetTransform,beginPath,closePath,moveTo,lineTo," +
    "quadraticCurveTo,bezierCurveTo,arc,arcTo,ellipse,rect,roundRect,fill,stroke,clip,fillRect,strokeRect,clearRect," +
    "fillText,strokeText,setLineDash"
  ).split(","),
);
const PROPERTIES = new Set(
  (
    "fillStyle,strokeStyle,lineWidth,lineCap,lineJoin,miterLimit,lineDashOffset,font,textAlign,textBaseline,direction," +
    "globalAlpha,globalCompositeOperation,shadowColor,shadowBlur,shadowOffsetX,shadowOffsetY,filter,letterSpacing," +
    "imageSmoothingEnabled,imageSmoothingQuality"
  ).split(","),
);

type Pictures = ReadonlyMap<string, CanvasImageSource>;
type Pen = CanvasRenderingContext2D;

/** Addresses of all pictures that a list of commands draws or paints with. */
export function picturesOf(commands: readonly Json[]): Set<string> {
  const addresses = new Set<string>();
  for (const command of commands) {
    if (!Array.isArray(command)) continue;
    const [name, first, second] = command;
    const pattern = name === "set" ? (second as { pattern?: unknown } | null)?.pattern : undefined;
    const address = pictureAddress(name === "drawImage" ? first : pattern);
    if (address !== "") addresses.add(address);
  }
  return addresses;
}

/**
 * Does one recorded command; what is in no list is passed over. `base` is the transformation a program knows as identity:
 * the canvas has more pixels than it knows of.
 */
export function runCommand(pen: Pen, [name, ...args]: Json[], pictures: Pictures, base: number): void {
  if (name === "set") {
    const property = textOf(args[0]);
    const value = paint(pen, args[1] ?? null, pictures);
    // A filter by address would load it (S-VIEW-5).
    if (!PROPERTIES.has(property) || (property === "filter" && /url|\\|\/\*/i.test(String(value)))) return;
    if (value !== undefined) Reflect.set(pen, property, value);
  } else if (name === "drawImage") {
    const picture = pictures.get(pictureAddress(args[0]));
    const numbers = args.slice(1).map((n) => numberOf(n, 0));
    if (picture !== undefined) Reflect.apply(pen.drawImage, pen, [picture, ...numbers]);
  } else if (typeof name === "string" && METHODS.has(name)) {
    Reflect.apply(Reflect.get(pen, name) as (...all: Json[]) => void, pen, args);
    if (base !== 1 && (name === "setTransform" || name === "resetTransform")) {
      const { a, b, c, d, e, f } = pen.getTransform();
      pen.setTransform(a * base, b * base, c * base, d * base, e * base, f * base);
    }
  }
}

/** `{gradient: "linear" | "radial", args, stops}` and `{pattern: address, repeat}` become what they stand for. */
function paint(pen: Pen, value: Json, pictures: Pictures): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if ("pattern" in value) {
    const picture = pictures.get(pictureAddress(value["pattern"]));
    return picture === undefined ? undefined : pen.createPattern(picture, textOf(value["repeat"]) || "repeat");
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.isArray(value["args"])
    ? value["args"].map((n) => numberOf(n, 0))
    : [];
  const gradient =
    value["gradient"] === "radial" ? pen.createRadialGradient(a, b, c, d, e, f) : pen.createLinearGradient(a, b, c, d);
  for (const stop of Array.isArray(value["stops"]) ? value["stops"] : []) {
    if (Array.isArray(stop)) gradient.addColorStop(numberOf(stop[0], 0), textOf(stop[1]));
  }
  return gradient;
}
