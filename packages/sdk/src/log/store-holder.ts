import type { Cancel, Clock } from "@berth/core";
import type { BatchStore, Draft, Head, StoredBatch } from "./batch-store.js";
import { IdbStore } from "./idb-store.js";
import type { LogLimits } from "./limits.js";
import { MemoryStore } from "./memory-store.js";

const HEAD_REWRITE_MS = 24 * 3_600_000;

/** Where batches went, and their places there. */
export interface Written {
  store: BatchStore;
  keys: number[];
}

/** What the holder needs; `onReady` is called whenever a store became usable. */
export interface StoreHolderOptions {
  factory: IDBFactory | null;
  name: string;
  clock: Clock;
  limits: LogLimits;
  onReady: () => void;
  /** Events of bulk batches given up for room (L-IDB-3). */
  onDropped: (events: number) => void;
}

/**
 * Keeps a usable store at hand: the database, or memory while the database fails (L-IDB-1 to L-IDB-9). Opens only when
 * first asked, so that a closed gate leaves no trace (H-GATE-9).
 */
export class StoreHolder {
  readonly #o: StoreHolderOptions;
  #store: BatchStore | null = null;
  #opening: Promise<BatchStore> | null = null;
  #reopen: Cancel | null = null;
  #closed = false;
  /** Failures of an open database in a row; the first ones are tried again soon (L-IDB-2). */
  #losses = 0;
  /** When which head was written to which store: once is enough, and once a day so that it outlives its batches. */
  readonly #heads = new WeakMap<BatchStore, Map<string, number>>();

  constructor(options: StoreHolderOptions) {
    this.#o = options;
  }

  /** The store if it is open now; null while it is being opened. */
  get current(): BatchStore | null {
    return this.#store;
  }

  get kind(): "idb" | "memory" {
    return this.#store?.kind ?? (this.#o.factory === null ? "memory" : "idb");
  }

  /** The open store; opens it if need be. Never rejects. */
  ready(): Promise<BatchStore> {
    if (this.#store !== null) return Promise.resolve(this.#store);
    this.#opening ??= this.#open().then((store) => {
      this.#opening = null;
      this.#store = store;
      if (this.#closed) store.close();
      else this.#o.onReady();
      return store;
    });
    return this.#opening;
  }

  /** True if the database was there before, so that a purge is needed at all. Creates nothing where it can be avoided. */
  async exists(): Promise<boolean> {
    if (this.#store !== null || this.#opening !== null) return true;
    const { factory, name } = this.#o;
    if (factory === null) return false;
    try {
      const all = await factory.databases();
      return all.some((database) => database.name === name);
    } catch {
      return true;
    }
  }

  /**
   * Writes to `store`, synchronously up to the commit. On failure: quota, room is made and the write tried again;
   * otherwise the connection is renewed and the write tried again; then memory takes it. Never rejects.
   */
  async write(
    store: BatchStore,
    batches: readonly StoredBatch[],
    heads: readonly Head[],
    drafts: readonly Draft[],
  ): Promise<Written> {
    let failure: unknown;
    try {
      const keys = await this.#writeTo(store, batches, heads, drafts);
      this.#losses = 0;
      return { store, keys };
    } catch (error) {
      failure = error;
    }
    if (this.#closed) return { store, keys: [] };
    try {
      if (failure instanceof Error && failure.name === "QuotaExceededError") await this.#makeRoom(store);
      else this.lost(store);
      const again = await this.ready();
      return { store: again, keys: await this.#writeTo(again, batches, heads, drafts) };
    } catch {
      const memory = this.#toMemory();
      return { store: memory, keys: await memory.write(batches, heads, drafts) };
    }
  }

  async #writeTo(
    store: BatchStore,
    batches: readonly StoredBatch[],
    heads: readonly Head[],
    drafts: readonly Draft[],
  ): Promise<number[]> {
    const known = this.#heads.get(store) ?? new Map<string, number>();
    this.#heads.set(store, known);
    const fresh = heads.filter((head) => head.written - (known.get(head.id) ?? 0) > HEAD_REWRITE_MS);
    const keys = await store.write(batches, fresh, drafts);
    for (const head of fresh) known.set(head.id, head.written);
    return keys;
  }

  /** The connection of `store` is gone: the next `ready` opens again (L-IDB-2). */
  lost(store: BatchStore | null = this.#store): void {
    if (store === null || store !== this.#store || store.kind === "memory") return;
    store.close();
    this.#store = null;
  }

  close(): void {
    this.#closed = true;
    this.#reopen?.();
    this.#store?.close();
    this.#store = null;
  }

  async #open(): Promise<BatchStore> {
    const { factory, name } = this.#o;
    if (factory !== null) {
      try {
        return await this.#openDatabase(factory, name);
      } catch {
        this.#reopenLater();
      }
    }
    return new MemoryStore();
  }

  /** Some browsers never answer `open()`; what opens too late is closed again (L-IDB-1). */
  #openDatabase(factory: IDBFactory, name: string): Promise<BatchStore> {
    return new Promise((resolve, reject) => {
      let late = false;
      const cancel = this.#o.clock.setTimer(this.#o.limits.openTimeout, () => {
        late = true;
        reject(new Error("no answer"));
      });
      const opened = IdbStore.open(factory, name, () => this.lost());
      opened.then((store) => (late ? store.close() : resolve(store)), reject).finally(cancel);
    });
  }

  #toMemory(): BatchStore {
    const before = this.#store;
    if (before?.kind === "memory") return before;
    before?.close();
    this.#store = new MemoryStore(before?.generation ?? 0);
    this.#losses++;
    this.#reopenLater();
    return this.#store;
  }

  #reopenLater(): void {
    if (this.#closed || this.#o.factory === null) return;
    const { reopenDelay, reopenDelaySoon } = this.#o.limits;
    const soon = this.#losses > 0 && this.#losses <= 2;
    this.#reopen?.();
    this.#reopen = this.#o.clock.setTimer(soon ? reopenDelaySoon : reopenDelay, () => void this.#moveBack());
  }

  /** The database may be back: what is in memory moves there (L-IDB-9). */
  async #moveBack(): Promise<void> {
    const memory = this.#store;
    const { factory, name } = this.#o;
    if (this.#closed || factory === null || !(memory instanceof MemoryStore)) return;
    try {
      const database = await this.#openDatabase(factory, name);
      for (;;) {
        const held = memory.take();
        // Memory is empty and nothing can come between here and the switch.
        if (this.#closed || (held.batches.length === 0 && held.drafts.length === 0)) {
          if (this.#closed) return database.close();
          this.#store = database;
          return this.#o.onReady();
        }
        // A purge elsewhere has happened or not; what this page collected under its own open gate is of today's generation.
        const batches = held.batches.map((batch) => ({ ...batch, generation: database.generation }));
        try {
          await database.write(batches, held.heads, held.drafts);
        } catch (error) {
          database.close();
          await memory.write(held.batches, held.heads, held.drafts);
          throw error;
        }
      }
    } catch {
      this.#losses++;
      this.#reopenLater();
    }
  }

  /** Drops the oldest fifth of the bulk lane (L-IDB-3). */
  async #makeRoom(store: BatchStore): Promise<void> {
    const bulk = (await store.survey()).batches.filter((b) => b.lane === 1);
    const victims = bulk.slice(0, Math.ceil(bulk.length / 5));
    await store.replace(
      victims.map((b) => b.key),
      [],
    );
    this.#o.onDropped(victims.reduce((sum, b) => sum + b.n, 0));
  }
}
