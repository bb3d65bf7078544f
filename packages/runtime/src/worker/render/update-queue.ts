import type { Owner } from "../owner/owner.js";
import { type BlockRenderer, reads } from "./block-instance.js";
import type { DrawQueue } from "./draw-queue.js";

/** Rounds of hooks that change data again within one batch; what comes later gets a batch of its own. */
const roundLimit = 8;
/**
 * Batches in a row that end with hooks still changing data; then it is an endless loop. With the rounds above these are
 * 96 updates, each the cause of the next; programs that end need one for each level of their components at most (F-CMP-12).
 */
const overrunLimit = 12;

/** Merges all updates of a macrotask into one render and one batch (F-DATA-7), and runs hooks and callbacks in order. */
export class UpdateQueue {
  readonly #draw: DrawQueue;
  readonly #macrotask: (fn: () => void) => void;
  readonly #dirty = new Set<Owner>();
  #hooks: (() => void)[] = [];
  #callbacks: (() => void)[] = [];
  #scheduled = false;
  #flushing = false;
  #overruns = 0;
  #muted = false;
  /** Hooks of the program run, or what goes on from them: see `setData`. */
  quiet = false;
  /** Set once by the runtime, after the interpreter exists. */
  blocks: BlockRenderer | null = null;
  /** Runs at the start of each flush. */
  onRender: () => void = () => {};
  /** Each update of an owner causes the next; gets the names of data it changes. No hook runs after the coming render. */
  onEndless: (owner: Owner, names: readonly string[]) => void = () => {};

  constructor(draw: DrawQueue, macrotask: (fn: () => void) => void) {
    this.#draw = draw;
    this.#macrotask = macrotask;
  }

  /** No owner waits for a render. */
  get idle(): boolean {
    return this.#dirty.size === 0;
  }

  /** An owner's data or props changed. */
  changed(owner: Owner): void {
    this.#dirty.add(owner);
    this.schedule();
  }

  /** Runs `fn` after the render under way: didMount, didUpdate and the like. */
  hook(fn: () => void): void {
    this.#hooks.push(fn);
    this.schedule();
  }

  /** Runs `fn` when the coming render is in the DOM. */
  afterDrawn(fn: () => void): void {
    this.#callbacks.push(fn);
    this.schedule();
  }

  /** Runs `fn` as a part of a hook. */
  quietly(fn: () => void): void {
    const before = this.quiet;
    this.quiet = true;
    try {
      fn();
    } finally {
      this.quiet = before;
    }
  }

  /** Sees to a flush at the end of this macrotask. */
  schedule(): void {
    if (this.#scheduled || this.#flushing) return;
    this.#scheduled = true;
    this.#macrotask(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  /** Renders what changed, runs hooks, posts the batch. */
  flush(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    this.onRender();
    try {
      this.quietly(() => {
        for (let round = 0; round < roundLimit; round++) {
          if (this.#dirty.size === 0 && this.#hooks.length === 0) break;
          this.#renderDirty();
          this.#runHooks();
        }
      });
    } finally {
      this.#flushing = false;
      this.#muted = false;
      for (const fn of this.#callbacks) this.#draw.afterDrawn(fn);
      this.#callbacks = [];
      this.#draw.post();
      if (this.#dirty.size === 0 && this.#hooks.length === 0) this.#overruns = 0;
      else {
        if (++this.#overruns >= overrunLimit) this.#breakLoop();
        this.schedule();
      }
    }
  }

  /** Renders one owner if something of it changed. */
  render(owner: Owner): void {
    if (!owner.alive || owner.root === null) return;
    owner.settle();
    if (owner.dirty.size === 0) return;
    const dirty = new Set(owner.dirty);
    owner.dirty.clear();
    owner.fresh.clear();
    for (const name of dirty) owner.scope[name] = owner.read(name);
    if (reads(owner.root.block.u, dirty)) {
      this.blocks?.enter(owner.pageId);
      this.blocks?.update(owner.root, dirty);
    }
    if (this.#muted) owner.forgive();
    else owner.updated();
  }

  /** The next flush draws what changed and tells nobody of it. */
  #breakLoop(): void {
    this.#overruns = 0;
    this.#muted = true;
    for (const owner of this.#dirty) if (owner.alive) this.onEndless(owner, [...owner.dirty]);
  }

  #renderDirty(): void {
    const owners = [...this.#dirty];
    this.#dirty.clear();
    // Owners first: their render may bring new props to components that changed by themselves as well.
    if (owners.length > 1) owners.sort((a, b) => a.depth - b.depth);
    for (const owner of owners) this.render(owner);
  }

  #runHooks(): void {
    const hooks = this.#hooks;
    this.#hooks = [];
    for (const hook of hooks) hook();
  }
}
