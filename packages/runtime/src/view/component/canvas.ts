import type { Json } from "@berth/core/wire";
import { loadPicture } from "../resource/load-picture.js";
import { keepStyle } from "../style/overlay.js";
import { DRAWN, type DrawnElement } from "../tree/marks.js";
import { picturesOf, runCommand } from "./canvas-commands.js";
import { type Component, numberOf, textOf, type ViewContext } from "./component.js";
import { type CallAnswer, type Controller, Handed } from "./controller.js";

const SIZES = { width: 300, height: 225 } as const;
const LARGEST = 16_384;

class CanvasController implements Controller {
  readonly #element: HTMLCanvasElement;
  readonly #context: ViewContext;
  readonly #pictures = new Map<string, HTMLImageElement>();
  readonly #given: { width: number | null; height: number | null } = { width: null, height: null };
  /** Its surface is in the worker. */
  #away = false;
  /** Draws wait for each other, since pictures come late. */
  #before: Promise<unknown> = Promise.resolve();

  constructor(element: DrawnElement, context: ViewContext) {
    this.#element = element as unknown as HTMLCanvasElement; // the component table makes a real canvas
    this.#context = context;
    context.later(() => context.emit(element, "ready", {}));
  }

  set(name: string, value: Json): void {
    const side = name as keyof typeof SIZES;
    const given = value === null ? null : Math.min(LARGEST, Math.max(0, numberOf(value, SIZES[side])));
    if (this.#given[side] === given) return;
    this.#given[side] = given;
    // The box is as large as the attribute says, unless the program styles it (F-TAG-35).
    keepStyle(this.#drawn, `--berth-${side}`, given === null ? "" : `${given}px`);
    if (given !== null) this.#fit();
  }

  call(method: string, args: Json[]): CallAnswer {
    const first = args[0] ?? null;
    const options = typeof first === "object" && !Array.isArray(first) ? (first ?? {}) : {};
    switch (method) {
      case "canvas":
        return this.#then(() => this.#draw(Array.isArray(first) ? first : [], args[1] === true));
      case "node":
        return this.#then(() => this.#hand());
      case "toDataURL":
        return this.#then(() => this.#dataAddress(options));
      case "getImageData":
        return this.#then(() => this.#pixels(options));
      case "putImageData":
        return this.#then(() => this.#put(options));
      default:
        return undefined;
    }
  }

  get #drawn(): DrawnElement {
    return this.#element as unknown as DrawnElement;
  }

  #then<T extends Json | Handed>(task: () => T | Promise<T>): Promise<T> {
    const next = this.#before.then(task);
    this.#before = next.catch(() => undefined);
    return next;
  }

  /** Makes the backing store fit and gives its pixels for one of the program. Without width and height it follows the
   * box at the screen's resolution; a program with its own surface counts in px of the box. */
  #fit(): number {
    const canvas = this.#element;
    if (this.#away) return 1;
    const { width, height } = this.#given;
    const own = width !== null || height !== null;
    const ratio = own ? 1 : this.#context.window.devicePixelRatio || 1;
    const wide = own ? (width ?? SIZES.width) : Math.round((canvas.clientWidth || SIZES.width) * ratio);
    const high = own ? (height ?? SIZES.height) : Math.round((canvas.clientHeight || SIZES.height) * ratio);
    // An assignment clears it.
    if (canvas.width !== wide) canvas.width = wide;
    if (canvas.height !== high) canvas.height = high;
    return ratio;
  }

  #pen(): CanvasRenderingContext2D {
    const pen = this.#away ? null : this.#element.getContext("2d");
    if (pen === null) throw new Error('the canvas has type="2d": draw on its node');
    return pen;
  }

  /** The surface for the worker (F-TAG-35). From then on the canvas shows what the program draws there. */
  #hand(): Handed {
    const canvas = this.#element;
    if (this.#away) throw new Error("the canvas has given its node away");
    if (typeof canvas.transferControlToOffscreen !== "function") {
      throw new Error("this engine has no OffscreenCanvas: use my.createCanvasContext");
    }
    const { width, height } = this.#given;
    canvas.width = width ?? (canvas.clientWidth || SIZES.width);
    canvas.height = height ?? (canvas.clientHeight || SIZES.height);
    const surface = canvas.transferControlToOffscreen();
    this.#away = true;
    (canvas as DrawnElement)[DRAWN] = true;
    return new Handed(null, surface);
  }

  async #draw(commands: Json[], keep: boolean): Promise<null> {
    const ratio = this.#fit();
    const pen = this.#pen();
    const context = this.#context;
    await Promise.all(
      [...picturesOf(commands)].map(async (address) => {
        if (this.#pictures.has(address)) return;
        const picture = await loadPicture(context, this.#element, address);
        if (typeof picture !== "string") this.#pictures.set(address, picture);
        else context.warn(`canvas: ${address.slice(0, 100)}: ${picture}`, this.#drawn);
      }),
    );
    if (!keep) {
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.clearRect(0, 0, this.#element.width, this.#element.height);
    }
    pen.save();
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    // Each list begins with the same pen, also when it leaves saves open or restores too often.
    let saved = 0;
    for (const command of commands) {
      if (!Array.isArray(command)) continue;
      if (command[0] === "save") saved++;
      if (command[0] === "restore" && saved-- === 0) saved = 0;
      else {
        try {
          runCommand(pen, command, this.#pictures, ratio);
        } catch {
          context.warn(`canvas: ${textOf(command[0])} failed`, this.#drawn);
        }
      }
    }
    for (; saved >= 0; saved--) pen.restore();
    if (commands.length > 0) (this.#element as DrawnElement)[DRAWN] = true;
    return null;
  }

  /** A copy of the drawing, or of a part of it, in the size wanted; by default one pixel for each of the screen. */
  #copy(options: Record<string, Json>, exact: boolean): HTMLCanvasElement {
    const ratio = this.#fit();
    const { width, height } = this.#element;
    const x = numberOf(options["x"], 0);
    const y = numberOf(options["y"], 0);
    const w = numberOf(options["width"], width / ratio - x);
    const h = numberOf(options["height"], height / ratio - y);
    const copy = this.#context.document.createElement("canvas");
    const side = (name: string, size: number): number =>
      Math.min(LARGEST, Math.max(1, Math.round(exact ? size : numberOf(options[name], size * ratio))));
    copy.width = side("destWidth", w);
    copy.height = side("destHeight", h);
    const to = copy.getContext("2d");
    to?.drawImage(this.#element, x * ratio, y * ratio, w * ratio, h * ratio, 0, 0, copy.width, copy.height);
    return copy;
  }

  #dataAddress(options: Record<string, Json>): string {
    const type = /jpe?g/i.test(textOf(options["fileType"])) ? "image/jpeg" : "image/png";
    return readable(() => this.#copy(options, false).toDataURL(type, numberOf(options["quality"], 0.92)));
  }

  #pixels(options: Record<string, Json>): Handed {
    const copy = this.#copy(options, true);
    const { width, height } = copy;
    const pixels = readable(() => copy.getContext("2d")!.getImageData(0, 0, width, height));
    return new Handed({ width, height }, pixels.data.buffer as ArrayBuffer);
  }

  #put(options: Record<string, Json>): null {
    const bytes = Uint8ClampedArray.from(atob(textOf(options["data"])), (c) => c.charCodeAt(0));
    const width = Math.floor(numberOf(options["width"], 0));
    if (width < 1 || bytes.length === 0 || bytes.length % (width * 4) !== 0) {
      throw new Error("putImageData: data must have four values for each pixel of whole rows");
    }
    const ratio = this.#fit();
    const pen = this.#pen();
    const copy = this.#context.document.createElement("canvas");
    const pixels = new ImageData(bytes, width);
    copy.width = width;
    copy.height = pixels.height;
    copy.getContext("2d")?.putImageData(pixels, 0, 0);
    const place = [numberOf(options["x"], 0), numberOf(options["y"], 0), width, copy.height].map((n) => n * ratio);
    const [x, y, w, h] = place as [number, number, number, number];
    pen.clearRect(x, y, w, h);
    pen.drawImage(copy, x, y, w, h);
    (this.#element as DrawnElement)[DRAWN] = true;
    return null;
  }
}

/** Reads pixels; the engine refuses when a picture of a server that does not admit it is among them. */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new Error("the canvas shows a picture that was loaded by its address alone and cannot be read (S-VIEW-7)");
  }
}

/** F-TAG-35. Drawn from recorded commands (S-VIEW-7), or with `type="2d"` by the program on the node it is handed. */
export const canvas: Component = {
  attributes: { type: "keep", width: "state", height: "state", "disable-scroll": "keep" },
  mount: (element, context) => new CanvasController(element, context),
};
