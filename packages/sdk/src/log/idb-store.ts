import { type DBSchema, type IDBPDatabase, wrap } from "idb";
import {
  type BatchStore,
  type Draft,
  type Head,
  type Lane,
  NO_FAILURES,
  type Placed,
  type SendState,
  type StoredBatch,
  type Survey,
} from "./batch-store.js";
import { byAge } from "./by-age.js";

type Facts = [Lane, number, number, number, number, string, string, number];

interface LogSchema extends DBSchema {
  batches: { key: number; value: StoredBatch; indexes: { facts: Facts } };
  heads: { key: string; value: Head };
  meta: { key: string; value: unknown };
}

/** Facts of a batch as one index key: a survey reads keys only and never loads events. */
const FACTS = ["lane", "n", "bytes", "maxTime", "generation", "instance", "head", "parked"];
const VERSION = 1;
/** Keys of drafts in `meta` are this and the stream id. */
const DRAFT = "draft:";
const ignore = (): void => {};

/** Batches in IndexedDB: one record for each (L-DISK-1, L-DISK-2). */
export class IdbStore implements BatchStore {
  readonly kind = "idb";
  generation = 0;
  readonly #db: IDBPDatabase<LogSchema>;

  private constructor(db: IDBPDatabase<LogSchema>) {
    this.#db = db;
  }

  /**
   * Opens the database; rejects where IndexedDB is absent, broken or newer than this code (L-IDB-1, L-IDB-6). `onLost`
   * is called when the connection ends by itself or another tab wants to upgrade (L-IDB-2, L-IDB-5).
   */
  static async open(factory: IDBFactory, name: string, onLost: () => void): Promise<IdbStore> {
    const request = factory.open(name, VERSION);
    request.onupgradeneeded = () => {
      const batches = request.result.createObjectStore("batches", { autoIncrement: true });
      batches.createIndex("facts", FACTS);
      request.result.createObjectStore("heads", { keyPath: "id" });
      request.result.createObjectStore("meta");
    };
    const db = (await wrap(request)) as unknown as IDBPDatabase<LogSchema>; // wrap() does not know the schema
    const store = new IdbStore(db);
    db.addEventListener("close", onLost);
    db.addEventListener("versionchange", () => {
      db.close();
      onLost();
    });
    store.generation = Number((await db.get("meta", "generation")) ?? 0);
    return store;
  }

  write(batches: readonly StoredBatch[], heads: readonly Head[], drafts: readonly Draft[]): Promise<number[]> {
    const tx = this.#db.transaction(["batches", "heads", "meta"], "readwrite", { durability: "relaxed" });
    const keys = batches.map((batch) => tx.objectStore("batches").add(batch));
    const others: Promise<unknown>[] = [
      ...heads.map((head) => tx.objectStore("heads").put(head)),
      ...drafts.map((draft) => tx.objectStore("meta").put(draft, DRAFT + draft.id)),
    ];
    // Their failures come out of `done`; unhandled ones would be printed (L-IDB-9).
    for (const promise of [...keys, ...others]) promise.catch(ignore);
    // A write begun in pagehide without an explicit commit was lost in every try (L-DISK-4).
    tx.commit();
    return tx.done.then(() => Promise.all(keys));
  }

  async survey(): Promise<Survey> {
    const tx = this.#db.transaction(["batches", "meta"], "readonly");
    const batches: Placed[] = [];
    for (
      let cursor = await tx.objectStore("batches").index("facts").openKeyCursor();
      cursor !== null;
      cursor = await cursor.continue()
    ) {
      const [lane, n, bytes, maxTime, generation, instance, head, parked] = cursor.key;
      batches.push({ key: cursor.primaryKey, lane, n, bytes, maxTime, generation, instance, head, parked });
    }
    const meta = tx.objectStore("meta");
    this.generation = Number((await meta.get("generation")) ?? 0);
    const state = ((await meta.get("state")) as SendState | undefined) ?? NO_FAILURES;
    const drafts = (await meta.getAll(IDBKeyRange.bound(DRAFT, `${DRAFT}\uffff`))) as Draft[];
    batches.sort(byAge);
    return { batches, generation: this.generation, state, drafts };
  }

  async load(keys: readonly number[]): Promise<{ batches: (StoredBatch | null)[]; heads: Map<string, Head> }> {
    const tx = this.#db.transaction(["batches", "heads"], "readonly");
    const found = await Promise.all(keys.map((key) => tx.objectStore("batches").get(key)));
    const names = [...new Set(found.flatMap((batch) => (batch === undefined ? [] : [batch.head])))];
    const heads = await Promise.all(names.map((name) => tx.objectStore("heads").get(name)));
    return {
      batches: found.map((batch) => batch ?? null),
      heads: new Map(heads.flatMap((head) => (head === undefined ? [] : [[head.id, head]]))),
    };
  }

  async replace(erase: readonly number[], add: readonly StoredBatch[]): Promise<void> {
    if (erase.length + add.length === 0) return;
    const tx = this.#db.transaction("batches", "readwrite", { durability: "relaxed" });
    for (const key of erase) tx.store.delete(key).catch(ignore);
    for (const batch of add) tx.store.add(batch).catch(ignore);
    tx.commit();
    await tx.done;
  }

  async eraseDrafts(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const tx = this.#db.transaction("meta", "readwrite", { durability: "relaxed" });
    for (const id of ids) tx.store.delete(DRAFT + id).catch(ignore);
    await tx.done;
  }

  async eraseHeads(before: number): Promise<void> {
    const tx = this.#db.transaction("heads", "readwrite", { durability: "relaxed" });
    for (const head of await tx.store.getAll()) if (head.written < before) tx.store.delete(head.id).catch(ignore);
    await tx.done;
  }

  async saveState(state: SendState): Promise<void> {
    await this.#db.put("meta", state, "state");
  }

  async purge(): Promise<number> {
    const tx = this.#db.transaction(["batches", "heads", "meta"], "readwrite");
    const meta = tx.objectStore("meta");
    const generation = Number((await meta.get("generation")) ?? 0) + 1;
    tx.objectStore("batches").clear().catch(ignore);
    tx.objectStore("heads").clear().catch(ignore);
    meta.clear().catch(ignore);
    meta.put(generation, "generation").catch(ignore);
    await tx.done;
    this.generation = generation;
    return generation;
  }

  close(): void {
    this.#db.close();
  }
}
