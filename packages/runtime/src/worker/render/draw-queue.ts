import {
  Draw,
  type DrawOps,
  type Fragment,
  type HandedThing,
  type Json,
  type PageLook,
  type PageTransition,
  type TemplateModule,
  type ViewToWorker,
  type WorkerToView,
} from "@berth/core/wire";
import type { RuntimeClock, RuntimePort } from "../boot/worker-environment.js";

/** Operands after which a batch is posted early, well below the node limit of S-MSG-6. */
const batchLimit = 50_000;
/** Characters after which a batch is posted early: with numbers and operation codes well below 4 MiB (S-MSG-1). */
const textLimit = 1_500_000;

/** Batches that may go at once, and how many more each ms: together 200 in any second (S-MSG-5). */
const burst = 80;
const perMs = 0.12;

/** Takes the answer to a call of the view. */
export type ViewDone = (ok: boolean, value: Json, thing?: HandedThing) => void;

/**
 * Collects drawing operations in one flat array and posts them as batches; numbers nodes, fragments, batches and calls.
 */
export class DrawQueue {
  readonly #port: RuntimePort;
  readonly #clock: RuntimeClock;
  readonly #fragments = new WeakMap<TemplateModule, (number | undefined)[]>();
  readonly #waiting = new Map<number, (() => void)[]>();
  readonly #calls = new Map<number, ViewDone>();
  #ops: DrawOps = [];
  #afterDrawn: (() => void)[] = [];
  /** Of the texts in `#ops`, near enough. */
  #characters = 0;
  #nextNode = 1;
  #nextFragment = 1;
  #nextBatch = 1;
  #nextCall = 1;
  #allowed = burst;
  #allowedAt = 0;
  #later = false;

  /** Gets events, page events and warnings of the view. */
  onMessage: (message: ViewToWorker) => void = () => {};

  constructor(port: RuntimePort, clock: RuntimeClock) {
    this.#port = port;
    this.#clock = clock;
    port.onmessage = (event) => this.#receive(event.data as ViewToWorker);
  }

  /** Reserves `count` node numbers and returns the first. */
  number(count: number): number {
    const first = this.#nextNode;
    this.#nextNode += count;
    return first;
  }

  /** Creates an instance of fragment `index` and returns its base. */
  create(module: TemplateModule, index: number, anchorNode: number, before: number): number {
    this.#room(0);
    const fragment = module.fragments[index] as Fragment;
    const id = this.#fragmentId(module, index, fragment);
    const base = this.number(fragment.n + 1);
    this.#ops.push(Draw.create, id, base, anchorNode, before);
    return base;
  }

  text(node: number, value: string): void {
    this.#room(value.length);
    this.#ops.push(Draw.text, node, value);
  }

  attribute(node: number, name: string, value: Json): void {
    this.#room(typeof value === "string" ? value.length : typeof value === "object" ? sizeOf(value) : 0);
    this.#ops.push(Draw.attribute, node, name, value);
  }

  remove(base: number): void {
    this.#ops.push(Draw.remove, base);
  }

  move(base: number, before: number): void {
    this.#ops.push(Draw.move, base, before);
  }

  openPage(pageId: number, path: string, look: PageLook): void {
    this.#ops.push(Draw.openPage, pageId, path, look);
  }

  showPage(pageId: number, transition: PageTransition): void {
    this.#ops.push(Draw.showPage, pageId, transition);
  }

  closePage(pageId: number): void {
    this.#ops.push(Draw.closePage, pageId);
  }

  /** Calls a method of a page or built-in component, after everything drawn so far. */
  call(node: number, method: string, args: Json[], done: ViewDone | null): void {
    let id = 0;
    if (done !== null) {
      id = this.#nextCall++;
      this.#calls.set(id, done);
    }
    this.#room(sizeOf(args));
    this.#ops.push(Draw.call, id, node, method, args);
  }

  /** Runs `fn` when everything drawn so far, and what joins its batch, is in the DOM. */
  afterDrawn(fn: () => void): void {
    this.#afterDrawn.push(fn);
  }

  /**
   * Posts the batch, if there is something to draw or somebody waits for it. When there were too many of late, a little
   * later, together with what joins it (S-MSG-5); a `full` one goes now.
   */
  post(full = false): void {
    if (!this.pending) return;
    const now = this.#clock.monotonic();
    this.#allowed = Math.min(burst, this.#allowed + (now - this.#allowedAt) * perMs);
    this.#allowedAt = now;
    if (this.#allowed < 1 && !full) {
      if (this.#later) return;
      this.#later = true;
      this.#clock.setTimer(10, () => {
        this.#later = false;
        this.post();
      });
      return;
    }
    this.#allowed -= 1;
    const batch = this.#nextBatch++;
    if (this.#afterDrawn.length > 0) {
      this.#waiting.set(batch, this.#afterDrawn);
      this.#afterDrawn = [];
    }
    const message: WorkerToView = ["draw", batch, this.#ops];
    this.#ops = [];
    this.#characters = 0;
    this.#port.postMessage(message);
  }

  /** Whether operations wait for `post`. */
  get pending(): boolean {
    return this.#ops.length > 0 || this.#afterDrawn.length > 0;
  }

  /** Posts what there is when the next operation would make the batch too large; one value alone may still be. */
  #room(characters: number): void {
    const { length } = this.#ops;
    if (length > batchLimit || (length > 0 && this.#characters + characters > textLimit)) this.post(true);
    this.#characters += characters;
  }

  #fragmentId(module: TemplateModule, index: number, fragment: Fragment): number {
    let ids = this.#fragments.get(module);
    if (ids === undefined) {
      ids = [];
      this.#fragments.set(module, ids);
    }
    let id = ids[index];
    if (id === undefined) {
      id = this.#nextFragment++;
      ids[index] = id;
      this.#room(sizeOf(fragment as unknown as Json));
      this.#ops.push(Draw.define, id, fragment);
    }
    return id;
  }

  #receive(message: ViewToWorker): void {
    if (message[0] === "drawn") {
      const waiting = this.#waiting.get(message[1]);
      this.#waiting.delete(message[1]);
      for (const fn of waiting ?? []) fn();
    } else if (message[0] === "result") {
      const done = this.#calls.get(message[1]);
      this.#calls.delete(message[1]);
      done?.(message[2] === 1, message[3], message[4]);
    } else {
      this.onMessage(message);
    }
  }
}

/** Characters of a value, names included. */
function sizeOf(value: Json): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 4;
  let size = 8;
  for (const key of Object.keys(value)) size += 8 + sizeOf((value as Record<string, Json>)[key] ?? null);
  if (!Array.isArray(value)) for (const key of Object.keys(value)) size += key.length;
  return size;
}
