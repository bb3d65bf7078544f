import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { type Component, numberOf, textOf, type ViewContext } from "./component.js";
import type { Controller } from "./controller.js";

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
    "globalAlpha,globalCompositeOperation,shadowColor,shadowBlur,shadowOffsetX,shadowOffsetY,filter,imageSmoothingEnabled"
  ).split(","),
);

/** Whether a canvas has been drawn on, for the blank check. */
export const drawnCanvases = new WeakSet<Element>();

class CanvasController implements Controller {
  readonly #element: HTMLCanvasElement;
  readonly #context: ViewContext;
  readonly #pictures = new Map<string, HTMLImageElement>();
  /** A picture of the network was drawn. */
  #foreign = false;
  /** Draws wait for each other, since pictures come late. */
  #before: Promise<void> = Promise.resolve();

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element as unknown as HTMLCanvasElement; // the component table makes a real canvas
    this.#context = context;
    this.#fit();
    context.emit(element, "ready", {});
  }

  set(name: string, value: Json): void {
    if (name === "width" || name === "height") {
      if (value === null) this.#element.removeAttribute(name);
      else this.#element[name] = Math.min(16_384, Math.max(0, numberOf(value, name === "width" ? 300 : 225)));
    }
  }

  call(method: string, args: Json[]): Json | Promise<Json> | undefined {
    if (method === "canvas") {
      const commands = Array.isArray(args[0]) ? args[0] : [];
      const keep = Boolean(args[1]);
      this.#before = this.#before.then(() => this.#draw(commands, keep)).catch(() => undefined);
      return this.#before.then(() => null);
    }
    if (method === "toDataURL") return this.#before.then(() => this.#read(args[0] ?? null));
    if (method === "measureText") {
      const pen = this.#element.getContext("2d");
      if (pen === null) return { width: 0 };
      pen.save();
      if (args[1] !== undefined) pen.font = textOf(args[1]);
      const width = pen.measureText(textOf(args[0])).width;
      pen.restore();
      return { width };
    }
    return undefined;
  }

  /** Without width and height the backing store follows the box at the screen's resolution. */
  #fit(): number {
    const canvas = this.#element;
    if (canvas.hasAttribute("width") && canvas.dataset["berthFit"] === undefined) return 1;
    const ratio = this.#context.window.devicePixelRatio || 1;
    const width = Math.round((canvas.clientWidth || 300) * ratio);
    const height = Math.round((canvas.clientHeight || 225) * ratio);
    canvas.dataset["berthFit"] = "";
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    return ratio;
  }

  async #draw(commands: Json[], keep: boolean): Promise<void> {
    const ratio = this.#fit();
    await this.#loadPictures(commands);
    const pen = this.#element.getContext("2d");
    if (pen === null) return;
    if (!keep) {
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.clearRect(0, 0, this.#element.width, this.#element.height);
    }
    pen.save();
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const command of commands) {
      if (!Array.isArray(command)) continue;
      try {
        this.#command(pen, command);
      } catch {
        this.#context.warn(`canvas: ${textOf(command[0])} failed`, this.#element as unknown as DrawnElement);
      }
    }
    pen.restore();
    if (commands.length > 0) drawnCanvases.add(this.#element);
  }

  #command(pen: CanvasRenderingContext2D, command: Json[]): void {
    const [name, ...args] = command;
    if (name === "set") {
      const property = textOf(args[0]);
      if (PROPERTIES.has(property)) Reflect.set(pen, property, this.#paint(pen, args[1] ?? null));
    } else if (name === "drawImage") {
      const picture = this.#pictures.get(textOf(args[0]));
      const numbers = args.slice(1).map((n) => numberOf(n, 0));
      if (picture !== undefined) Reflect.apply(pen.drawImage, pen, [picture, ...numbers]);
    } else if (typeof name === "string" && METHODS.has(name)) {
      const method: unknown = Reflect.get(pen, name);
      if (typeof method === "function") Reflect.apply(method, pen, args);
    }
  }

  /** `{gradient: "linear"|"radial", args: number[], stops: [offset, colour][]}` becomes a gradient. */
  #paint(pen: CanvasRenderingContext2D, value: Json): unknown {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const numbers = Array.isArray(value["args"]) ? value["args"].map((n) => numberOf(n, 0)) : [];
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
    const gradient =
      value["gradient"] === "radial"
        ? pen.createRadialGradient(a, b, c, d, e, f)
        : pen.createLinearGradient(a, b, c, d);
    for (const stop of Array.isArray(value["stops"]) ? value["stops"] : []) {
      if (Array.isArray(stop)) gradient.addColorStop(numberOf(stop[0], 0), textOf(stop[1]));
    }
    return gradient;
  }

  /**
   * The drawing, or a part of it, as a data address. Pictures of the network are for showing: what the lists allow to be
   * shown may not be allowed to be read, so a canvas that showed one is not read back (S-VIEW-7).
   *
   * @throws Error with the reason, which becomes the answer
   */
  #read(value: Json): Json {
    if (this.#foreign) throw new Error("the canvas shows a picture of the network and cannot be read (S-VIEW-7)");
    const options = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
    const ratio = this.#fit();
    const { width, height } = this.#element;
    const part = [
      numberOf(options["x"], 0),
      numberOf(options["y"], 0),
      numberOf(options["width"], width / ratio),
      numberOf(options["height"], height / ratio),
    ] as const;
    const copy = this.#context.document.createElement("canvas");
    copy.width = Math.min(16_384, numberOf(options["destWidth"], part[2] * ratio));
    copy.height = Math.min(16_384, numberOf(options["destHeight"], part[3] * ratio));
    const [x, y, w, h] = part.map((n) => n * ratio) as [number, number, number, number];
    copy.getContext("2d")?.drawImage(this.#element, x, y, w, h, 0, 0, copy.width, copy.height);
    const type = /jpe?g/i.test(textOf(options["fileType"])) ? "image/jpeg" : "image/png";
    return copy.toDataURL(type, numberOf(options["quality"], 0.92));
  }

  async #loadPictures(commands: Json[]): Promise<void> {
    const addresses = new Set<string>();
    for (const command of commands) {
      if (Array.isArray(command) && command[0] === "drawImage") addresses.add(textOf(command[1]));
    }
    await Promise.all([...addresses].filter((a) => !this.#pictures.has(a)).map((address) => this.#load(address)));
  }

  #load(address: string): Promise<void> {
    const full = this.#context.address(this.#element, address);
    if (/^https?:/i.test(full)) this.#foreign = true;
    return new Promise((resolve) => {
      this.#context.resources.want(full, "image", (outcome) => {
        if ("refused" in outcome) {
          this.#context.toHost(["resourceError", address, "image", outcome.refused]);
          return resolve();
        }
        const picture = this.#context.document.createElement("img");
        picture.onload = () => {
          this.#pictures.set(address, picture);
          resolve();
        };
        picture.onerror = () => resolve();
        picture.src = outcome.url;
      });
    });
  }
}

/** F-TAG-35. Drawn from recorded commands (S-VIEW-7). */
export const canvas: Component = {
  attributes: { type: "keep", width: "state", height: "state", "disable-scroll": "keep" },
  mount: (element, context) => new CanvasController(element, context),
};
