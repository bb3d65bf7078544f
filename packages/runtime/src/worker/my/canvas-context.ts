import type { Json } from "@berth/core/wire";
import { jsonCopy } from "../link/json-copier.js";
import { arrayBufferToBase64 } from "./base64.js";
import type { ViewCalls } from "./view-calls.js";

/** Drawing commands by name with their arguments; `["set", property, value]` sets a property of the context. */
export type CanvasCommand = [name: string, ...args: Json[]];

const methods =
  "arc arcTo beginPath bezierCurveTo clearRect clip closePath drawImage ellipse fill fillRect fillText lineTo moveTo " +
  "quadraticCurveTo rect resetTransform restore rotate roundRect save scale setLineDash setTransform stroke strokeRect " +
  "strokeText transform translate";
/** Properties, each with a `set` method of its name. */
const properties =
  "direction fillStyle filter font globalAlpha globalCompositeOperation imageSmoothingEnabled imageSmoothingQuality " +
  "letterSpacing lineCap lineDashOffset lineJoin lineWidth miterLimit shadowBlur shadowColor shadowOffsetX shadowOffsetY " +
  "strokeStyle textAlign textBaseline";

/** `my.createCanvasContext(id)`: records commands until `draw()` sends them to the view as one list (S-VIEW-7). */
export function createCanvasContext(
  view: ViewCalls,
  pageId: () => number,
  id: unknown,
  toFile: (options: unknown) => unknown,
): Record<string, unknown> {
  const canvas = String(id ?? "");
  let commands: CanvasCommand[] = [];
  const values: Record<string, unknown> = {
    fillStyle: "#000000",
    strokeStyle: "#000000",
    font: "10px sans-serif",
    lineWidth: 1,
    globalAlpha: 1,
  };
  const context: Record<string, unknown> = {};
  const record = (name: string, args: unknown[]): void => {
    commands.push([name, ...(jsonCopy(args.map(plain)) as Json[])]);
  };
  for (const name of methods.split(" ")) context[name] = (...args: unknown[]) => record(name, args);
  for (const name of properties.split(" ")) {
    const set = (value: unknown): void => {
      values[name] = value;
      record("set", [name, value]);
    };
    Object.defineProperty(context, name, { enumerable: true, get: () => values[name], set });
    context[`set${name[0]!.toUpperCase()}${name.slice(1)}`] = set;
  }
  // Every set method takes one value but these.
  context["setFontSize"] = (size: unknown) => {
    context["font"] = String(values["font"]).replace(/[\d.]+(?:px|pt|em|rem|%)/, `${Number(size) || 10}px`);
  };
  context["setShadow"] = (x: unknown, y: unknown, blur: unknown, color: unknown) => {
    Object.assign(context, { shadowOffsetX: x, shadowOffsetY: y, shadowBlur: blur, shadowColor: color });
  };
  const lineDash = context["setLineDash"] as (...args: unknown[]) => void;
  context["setLineDash"] = (dash: unknown, offset?: unknown) => {
    lineDash(dash);
    if (offset !== undefined) context["lineDashOffset"] = offset;
  };
  const gradient = (kind: "linear" | "radial", args: unknown[]): unknown => {
    const stops: unknown[] = [];
    const data = { gradient: kind, args, stops };
    return { [asData]: data, addColorStop: (at: unknown, color: unknown) => stops.push([at, color]) };
  };
  context["createLinearGradient"] = (...args: unknown[]) => gradient("linear", args);
  context["createRadialGradient"] = (...args: unknown[]) => gradient("radial", args);
  context["createCircularGradient"] = (x: unknown, y: unknown, r: unknown) => gradient("radial", [x, y, 0, x, y, r]);
  context["createPattern"] = (pattern: unknown, repeat: unknown) => ({
    [asData]: { pattern: plain(pattern), repeat: repeat ?? "repeat" },
  });
  context["measureText"] = (text: unknown) => measureText(String(text ?? ""), String(values["font"]));
  context["draw"] = (reserve: unknown, callback?: unknown) => {
    const sent = commands;
    commands = [];
    const done = typeof reserve === "function" ? reserve : callback;
    view.element(pageId(), canvas, "canvas", [sent, reserve === true], () => {
      if (typeof done === "function") done();
    });
  };
  const ask = (method: string, options: unknown): Promise<unknown> => askView(view, pageId(), canvas, method, options);
  context["toTempFilePath"] = toFile;
  context["toDataURL"] = (options: unknown) => ask("toDataURL", options);
  context["getImageData"] = (options: unknown) => ask("getImageData", options);
  context["putImageData"] = (options: unknown) => {
    const { data, ...rest } = Object(options) as { data?: unknown };
    return ask("putImageData", { ...rest, data: arrayBufferToBase64(bytesOf(data)) });
  };
  return context;
}

const asData = Symbol("data");

/** Gradients and patterns travel as data, pictures as their addresses. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (asData in value) return value[asData];
  const { src } = value as { src?: unknown };
  return typeof src === "string" ? src : value;
}

function bytesOf(data: unknown): ArrayBuffer {
  if (data instanceof ArrayBuffer) return data;
  if (ArrayBuffer.isView(data)) return Uint8Array.from(data as Uint8Array).buffer;
  return Array.isArray(data) ? Uint8Array.from(data.map(Number)).buffer : new ArrayBuffer(0);
}

let pen: OffscreenCanvasRenderingContext2D | null | undefined;

/** Measured at once, in the worker: its fonts are those of the device. */
function measureText(text: string, font: string): unknown {
  if (pen === undefined) {
    pen = typeof OffscreenCanvas === "undefined" ? null : new OffscreenCanvas(1, 1).getContext("2d");
  }
  if (pen !== null) {
    pen.font = font;
    return pen.measureText(text);
  }
  // Near enough for the layout of labels where the engine has no canvas in workers.
  const size = Number.parseFloat(/(\d+(?:\.\d+)?)px/.exec(font)?.[1] ?? "10");
  let units = 0;
  for (const letter of text) units += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.55;
  return { width: units * size };
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
    view.element(pageId, id, method, [params], (ok, value, thing) => {
      const result = !ok
        ? { error: 1, errorMessage: String(value) }
        : thing instanceof ArrayBuffer
          ? { ...(value as object), data: new Uint8ClampedArray(thing) }
          : (value ?? {});
      const first = ok ? success : fail;
      if (typeof first === "function") first(result);
      if (typeof complete === "function") complete(result);
      resolve(result);
    });
  });
}
