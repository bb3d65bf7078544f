import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** A place for named values, grouped in areas; the one thing the SDK needs of a store. */
export interface LocalStore {
  readonly kind: "indexeddb" | "memory";
  get(area: StoreArea, key: string): Promise<unknown>;
  set(area: StoreArea, key: string, value: unknown): Promise<void>;
  delete(area: StoreArea, key: string): Promise<void>;
  /** Keys that begin with `prefix`, in order. */
  keys(area: StoreArea, prefix: string): Promise<string[]>;
  /** Entries whose key begins with `prefix`, in key order. */
  entries(area: StoreArea, prefix: string): Promise<[key: string, value: unknown][]>;
  clear(area: StoreArea, prefix: string): Promise<void>;
  close(): void;
}

/** Areas of the store: packages by digest, releases by app, values of programs, everything else. */
export type StoreArea = "packages" | "releases" | "storage" | "settings";

const areas: readonly StoreArea[] = ["packages", "releases", "storage", "settings"];

type Schema = DBSchema & Record<StoreArea, { key: string; value: unknown }>;

/** A store that forgets everything with the page. */
export function memoryStore(): LocalStore {
  const maps = new Map<StoreArea, Map<string, unknown>>(areas.map((area) => [area, new Map()]));
  const map = (area: StoreArea): Map<string, unknown> => maps.get(area) ?? new Map();
  return {
    kind: "memory",
    get: async (area, key) => map(area).get(key),
    async set(area, key, value) {
      map(area).set(key, value);
    },
    async delete(area, key) {
      map(area).delete(key);
    },
    keys: async (area, prefix) => [...map(area).keys()].filter((key) => key.startsWith(prefix)).sort(),
    entries: async (area, prefix) =>
      [...map(area)].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1)),
    async clear(area, prefix) {
      for (const key of [...map(area).keys()]) if (key.startsWith(prefix)) map(area).delete(key);
    },
    close() {},
  };
}

function range(prefix: string): IDBKeyRange | null {
  return prefix === "" ? null : IDBKeyRange.bound(prefix, `${prefix}\uffff`);
}

function indexedStore(db: IDBPDatabase<Schema>): LocalStore {
  return {
    kind: "indexeddb",
    get: (area, key) => db.get(area, key),
    async set(area, key, value) {
      await db.put(area, value, key);
    },
    delete: (area, key) => db.delete(area, key),
    keys: (area, prefix) => db.getAllKeys(area, range(prefix)),
    async entries(area, prefix) {
      const tx = db.transaction(area);
      const [keys, values] = await Promise.all([
        tx.store.getAllKeys(range(prefix)),
        tx.store.getAll(range(prefix)),
        tx.done,
      ]);
      return keys.map((key, i) => [key, values[i]]);
    },
    async clear(area, prefix) {
      const all = range(prefix);
      const tx = db.transaction(area, "readwrite");
      await (all === null ? tx.store.clear() : tx.store.delete(all));
      await tx.done;
    },
    close: () => db.close(),
  };
}

/** Opens the store named `name`; falls back to memory where IndexedDB is absent, blocked or broken. */
export async function openLocalStore(name: string, kind: "indexeddb" | "memory"): Promise<LocalStore> {
  if (kind === "memory" || typeof indexedDB === "undefined") return memoryStore();
  try {
    const db = await openDB<Schema>(name, 1, {
      upgrade(database) {
        for (const area of areas) database.createObjectStore(area);
      },
    });
    return indexedStore(db);
  } catch {
    return memoryStore();
  }
}
