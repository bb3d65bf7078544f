import type { Realm } from "../boot/realm.js";
import type { ViewDone } from "../render/draw-queue.js";
import { pngAddress } from "./canvas-png.js";

/** Between two frames of `requestAnimationFrame`, ms. */
const frame = 1000 / 60;

/** A method of the page in the view. */
export type AskPage = (method: string, args: unknown[], done: ViewDone) => void;

/**
 * The nodes of canvases with `type="2d"` (F-TAG-35): each the engine's own OffscreenCanvas, which the view hands over
 * once, with the members that programs expect beside. What is drawn on it shows in the page without a message.
 */
export class CanvasNodes {
  readonly #realm: Realm;
  readonly #nodes = new Map<number, object>();

  constructor(realm: Realm) {
    this.#realm = realm;
  }

  /** Gives the node behind an element's number, or null and a warning with the reason. */
  get(element: number, ask: AskPage, done: (node: object | null) => void): void {
    const { draw, elements, reporter, updates } = this.#realm;
    for (const known of this.#nodes.keys()) if (elements.find(known) === null) this.#nodes.delete(known);
    const known = this.#nodes.get(element);
    if (known !== undefined) {
      done(known);
      return;
    }
    updates.hook(() =>
      draw.call(element, "node", [], (ok, value, thing) => {
        // Two questions in one go: the first one has it.
        let node = this.#nodes.get(element) ?? null;
        if (node === null && ok && thing !== undefined && "getContext" in thing) {
          node = this.#dress(thing, ask);
          this.#nodes.set(element, node);
        }
        if (node === null) reporter.warn("CANVAS", `no node of this element: ${String(value)}`);
        done(node);
      }),
    );
  }

  /** A canvas that no page shows; null and a warning where the engine has none. */
  make(width: number, height: number, ask: AskPage): object | null {
    if (typeof OffscreenCanvas !== "undefined") return this.#dress(new OffscreenCanvas(width, height), ask);
    this.#realm.reporter.warn("CANVAS", "this engine has no OffscreenCanvas: use my.createCanvasContext");
    return null;
  }

  /** Adds what programs expect of a canvas to the engine's. */
  #dress(canvas: OffscreenCanvas, ask: AskPage): object {
    const { env, reporter } = this.#realm;
    const frames = new Map<number, () => void>();
    let next = 1;
    return Object.assign(canvas, {
      requestAnimationFrame(fn: unknown) {
        const id = next++;
        const run = (): void => {
          frames.delete(id);
          if (typeof fn === "function") reporter.guard(() => fn(env.clock.monotonic()));
        };
        frames.set(id, env.clock.setTimer(frame - (env.clock.monotonic() % frame), run));
        return id;
      },
      cancelAnimationFrame(id: number) {
        frames.get(id)?.();
        frames.delete(id);
      },
      createImage: () => this.#picture(ask),
      createPath2D: (path?: string) => new Path2D(path),
      createImageData: (width: number, height: number) => new ImageData(width, height),
      toDataURL: () => pngAddress(canvas),
    });
  }

  /** A picture that the engine's `drawImage` takes: a canvas of its own, filled when the view has loaded it. */
  #picture(ask: AskPage): object {
    const { reporter } = this.#realm;
    const picture = new OffscreenCanvas(1, 1);
    const call = (name: string, event: object): void => {
      const fn: unknown = Reflect.get(picture, name);
      if (typeof fn === "function") reporter.guard(() => fn.call(picture, event));
    };
    let src = "";
    Object.assign(picture, { complete: false, onload: null, onerror: null });
    return Object.defineProperty(picture, "src", {
      get: () => src,
      set(value: unknown) {
        const wanted = String(value);
        src = wanted;
        ask("picture", [wanted], (ok, answer, thing) => {
          if (src !== wanted) return;
          if (!ok || !(thing instanceof ImageBitmap)) return call("onerror", { errMsg: String(answer) });
          picture.width = thing.width;
          picture.height = thing.height;
          picture.getContext("2d")?.drawImage(thing, 0, 0);
          thing.close();
          Object.assign(picture, { complete: true });
          call("onload", { target: picture });
        });
      },
    });
  }
}
