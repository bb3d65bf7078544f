import {
  type BatchStore,
  type Draft,
  type Head,
  NO_FAILURES,
  type SendState,
  type StoredBatch,
  type Survey,
} from "./batch-store.js";
import { byAge } from "./by-age.js";

/** The store while there is no database (L-IDB-9): same interface, gone with the page. */
export class MemoryStore implements BatchStore {
  readonly kind = "memory";
  generation: number;
  readonly #batches = new Map<number, StoredBatch>();
  readonly #heads = new Map<string, Head>();
  readonly #drafts = new Map<string, Draft>();
  #state: SendState = NO_FAILURES;
  #last = 0;

  constructor(generation = 0) {
    this.generation = generation;
  }

  async write(batches: readonly StoredBatch[], heads: readonly Head[], drafts: readonly Draft[]): Promise<number[]> {
    for (const head of heads) this.#heads.set(head.id, head);
    for (const draft of drafts) this.#drafts.set(draft.id, draft);
    return batches.map((batch) => this.#add(batch));
  }

  async survey(): Promise<Survey> {
    return {
      batches: [...this.#batches].map(([key, batch]) => ({ ...batch, key })).sort(byAge),
      generation: this.generation,
      state: this.#state,
      drafts: [...this.#drafts.values()],
    };
  }

  async load(keys: readonly number[]): Promise<{ batches: (StoredBatch | null)[]; heads: Map<string, Head> }> {
    return { batches: keys.map((key) => this.#batches.get(key) ?? null), heads: new Map(this.#heads) };
  }

  async replace(erase: readonly number[], add: readonly StoredBatch[]): Promise<void> {
    for (const key of erase) this.#batches.delete(key);
    for (const batch of add) this.#add(batch);
  }

  async eraseDrafts(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#drafts.delete(id);
  }

  async eraseHeads(before: number): Promise<void> {
    for (const head of this.#heads.values()) if (head.written < before) this.#heads.delete(head.id);
  }

  async saveState(state: SendState): Promise<void> {
    this.#state = state;
  }

  async purge(): Promise<number> {
    this.#batches.clear();
    this.#heads.clear();
    this.#drafts.clear();
    this.#state = NO_FAILURES;
    this.generation++;
    return this.generation;
  }

  /** Everything held, which is forgotten here; heads stay, for batches that a request holds already. */
  take(): { batches: StoredBatch[]; heads: Head[]; drafts: Draft[] } {
    const taken = {
      batches: [...this.#batches.values()],
      heads: [...this.#heads.values()],
      drafts: [...this.#drafts.values()],
    };
    this.#batches.clear();
    this.#drafts.clear();
    return taken;
  }

  close(): void {}

  #add(batch: StoredBatch): number {
    this.#last++;
    this.#batches.set(this.#last, batch);
    return this.#last;
  }
}
