import type { Json } from "@berth/core/wire";
import { jsonCopy } from "../link/json-copier.js";
import type { ViewCalls } from "./view-calls.js";

/** Drawing commands by name with their arguments; `["set", property, value]` sets a property of the context. */
export type CanvasCommand = [name: string, ...args: Json[]];

const methods =
  "arc arcTo beginPath bezierCurveTo clearRect clip closePath drawImage ellipse fill fillRect fillText lineTo moveTo " +
  "quadraticCurveTo rect resetTransform restore rotate save scale setLineDash setTransform stroke strokeRect strokeText " +
  "transform translate";
const setters: Readonly<Record<string, string>> = {
  setFillStyle: "fillStyle",
  setStrokeStyle: "strokeStyle",
  setGlobalAlpha: "globalAlpha",
  setLineCap: "lineCap",
  setLineJoin: "lineJoin",
  setLineWidth: "lineWidth",
  setMiterLimit: "miterLimit",
  setTextAlign: "textAlign",
  setTextBaseline: "textBaseline",
};
const properties =
  "fillStyle strokeStyle globalAlpha globalCompositeOperation lineCap lineJoin lineWidth lineDashOffset miterLimit " +
  "textAlign textBaseline font shadowBlur shadowColor shadowOffsetX shadowOffsetY";

/** `my.createCanvasContext(id)`: records commands until `draw()` sends them to the view as one list (S-VIEW-7). */
export function createCanvasContext(
  view: ViewCalls,
  pageId: () => number,
  id: unknown,
  toFile: (options: unknown) => unknown,
): Record<string, unknown> {
  const canvas = String(id ?? "");
  let commands: CanvasCommand[] = [];
  let fontSize = 10;
  const values: Record<string, unknown> = { font: "10px sans-serif", lineWidth: 1, globalAlpha: 1 };
  const context: Record<string, unknown> = {};
  const record = (name: string, args: unknown[]): void => {
    commands.push([name, ...(jsonCopy(args.map(plainStyle)) as Json[])]);
  };
  for (const name of methods.split(" ")) context[name] = (...args: unknown[]) => record(name, args);
  for (const name of properties.split(" ")) {
    Object.defineProperty(context, name, {
      enumerable: true,
      get: () => values[name],
      set: (value: unknown) => {
        values[name] = value;
        record("set", [name, value]);
      },
    });
  }
  for (const [name, property] of Object.entries(setters)) {
    context[name] = (value: unknown) => {
      context[property] = value;
    };
  }
  context["setFontSize"] = (size: unknown) => {
    fontSize = Number(size) || fontSize;
    context["font"] = `${fontSize}px sans-serif`;
  };
  context["setShadow"] = (x: unknown, y: unknown, blur: unknown, color: unknown) => {
    Object.assign(context, { shadowOffsetX: x, shadowOffsetY: y, shadowBlur: blur, shadowColor: color });
  };
  const gradient = (kind: "linear" | "radial", args: unknown[]): unknown => {
    const stops: unknown[] = [];
    const plain = { gradient: kind, args, stops };
    return { [gradientMark]: plain, addColorStop: (at: unknown, color: unknown) => stops.push([at, color]) };
  };
  context["createLinearGradient"] = (...args: unknown[]) => gradient("linear", args);
  context["createRadialGradient"] = (...args: unknown[]) => gradient("radial", args);
  context["createCircularGradient"] = (x: unknown, y: unknown, r: unknown) => gradient("radial", [x, y, 0, x, y, r]);
  // Near enough for layout of labels: the worker has no fonts.
  context["measureText"] = (text: unknown) => {
    const size = Number.parseFloat(/(\d+(?:\.\d+)?)px/.exec(String(values["font"]))?.[1] ?? "10");
    let units = 0;
    for (const letter of String(text ?? "")) units += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.55;
    return { width: units * size };
  };
  context["draw"] = (reserve: unknown, callback?: unknown) => {
    const keep = reserve === true;
    const sent = commands;
    commands = [];
    const done = typeof reserve === "function" ? reserve : callback;
    view.element(pageId(), canvas, "canvas", [sent, keep], (ok) => {
      if (ok && typeof done === "function") done();
    });
  };
  context["toTempFilePath"] = toFile;
  context["toDataURL"] = (options: unknown) => askView(view, pageId(), canvas, "toDataURL", options);
  return context;
}

const gradientMark = Symbol("gradient");

/** A gradient travels as data: `{gradient: "linear" | "radial", args, stops}`. */
function plainStyle(value: unknown): unknown {
  if (typeof value === "object" && value !== null && gradientMark in value) return value[gradientMark];
  return value;
}

/** A method of an element with the callbacks of a JSAPI; resolves with the answer or the failure. */
export function askView(
  view: ViewCalls,
  pageId: number,
  id: string,
  method: string,
  options: unknown,
): Promise<unknown> {
  const { success, fail, complete, ...params } = (
    typeof options === "object" && options !== null ? options : {}
  ) as Record<string, unknown>;
  return new Promise((resolve) => {
    view.element(pageId, id, method, [params], (ok, value) => {
      const result = ok ? (value ?? {}) : { error: 1, errorMessage: String(value) };
      const first = ok ? success : fail;
      if (typeof first === "function") first(result);
      if (typeof complete === "function") complete(result);
      resolve(result);
    });
  });
}
