import type { ElementMeta, Json, Scope } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import { jsonCopy } from "../link/json-copier.js";
import type { Owner } from "../owner/owner.js";
import type { ViewDone } from "../render/draw-queue.js";
import type { CanvasNodes } from "./canvas-nodes.js";

/** Methods of pages and built-in components in the view, called in order with what is drawn. */
export class ViewCalls {
  /** Makes the context object of an element with that tag and id; set by those who make such objects. */
  makeContext: (tag: string, id: unknown) => unknown = () => null;
  readonly #realm: Realm;
  #canvases: CanvasNodes | undefined;

  constructor(realm: Realm) {
    this.#realm = realm;
  }

  /** The nodes of canvases. */
  get canvases(): CanvasNodes {
    this.#canvases ??= new (this.#realm.extra().CanvasNodes)(this.#realm);
    return this.#canvases;
  }

  /** The page or component that an instance of the program is. */
  ownerOf(instance: unknown): Owner | undefined {
    return this.#realm.owners.get(instance as object);
  }

  /** A method of the page; page 0 answers with a failure. */
  page(pageId: number, method: string, args: unknown[], done: ViewDone | null): void {
    if (pageId === 0) done?.(false, "no page is open");
    else this.#call(pageId, method, args, done);
  }

  /** A method of the element with that id attribute in the page; an element with an id always has a number. */
  element(pageId: number, id: string, method: string, args: unknown[], done: ViewDone | null): void {
    // Copied now: the program may go on with its objects (F-GEN-1).
    const copied = copyArgs(args);
    this.#realm.updates.hook(() => {
      const node = this.#find(pageId, id);
      if (node !== 0) this.#realm.draw.call(node, method, copied, done);
      else done?.(false, `no element with the id "${id}" in this page`);
    });
  }

  /** The dataset of a node, {} when it has none. */
  dataset(node: number): Json {
    const place = this.#realm.elements.find(node);
    const data = place?.instance.block.e?.[place.slot]?.d;
    if (place === null || data === undefined) return {};
    return jsonCopy(this.#realm.blocks.evaluate(data, place.instance.scope)) ?? {};
  }

  /** The context object of an element. */
  context(node: number, id: unknown): unknown {
    const place = this.#realm.elements.find(node);
    return this.makeContext(place?.instance.block.e?.[place.slot]?.t ?? "", id);
  }

  /** Node number of the first living element of that tag in the page; 0 for none. */
  findTag(pageId: number, tag: string): number {
    return this.#search(pageId, (meta) => meta.t === tag);
  }

  #find(pageId: number, id: string): number {
    const { blocks } = this.#realm;
    return this.#search(pageId, (meta, scope) => {
      const own = typeof meta.i === "function" ? blocks.evaluate(meta.i, scope) : meta.i;
      return own !== undefined && own !== null && String(own) === id;
    });
  }

  #search(pageId: number, matches: (meta: ElementMeta, scope: Scope) => boolean): number {
    for (const instance of this.#realm.elements.instances()) {
      if (instance.owner.pageId !== pageId) continue;
      for (const [slot, meta] of Object.entries(instance.block.e ?? {})) {
        if (matches(meta, instance.scope)) return instance.base + Number(slot);
      }
    }
    return 0;
  }

  #call(node: number, method: string, args: unknown[], done: ViewDone | null): void {
    // As a hook, so that it comes after the render of data set before it.
    const copied = copyArgs(args);
    this.#realm.updates.hook(() => this.#realm.draw.call(node, method, copied, done));
  }
}

function copyArgs(args: unknown[]): Json[] {
  return jsonCopy(args) as Json[];
}
