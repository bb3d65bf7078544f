import { BerthError } from "@berth/core";
import { MemoryLogStore } from "../log/memory-log-store.js";
import type { Rows, TableName } from "./rows.js";
import { rowKeys } from "./rows.js";
import type { Store, StoreTransaction } from "./store.js";

interface Entry {
  scope: string;
  /** JSON text, so that a caller never shares an object with the store. */
  body: string;
}

/** A store of maps in memory: for tests, pages, and where no SQLite driver loads. Gone when the process ends. */
export function memoryStore(): Store {
  const tables = new Map<TableName, Map<string, Entry>>();
  const blobs = new Map<string, Uint8Array>();
  let appended = 0;
  let undo: (() => void)[] | null = null;

  const tableOf = (name: TableName): Map<string, Entry> => {
    let table = tables.get(name);
    if (table === undefined) {
      table = new Map();
      tables.set(name, table);
    }
    return table;
  };
  const set = (name: TableName, id: string, entry: Entry | undefined): void => {
    const table = tableOf(name);
    const before = table.get(id);
    undo?.push(() => (before === undefined ? table.delete(id) : table.set(id, before)));
    if (entry === undefined) table.delete(id);
    else table.set(id, entry);
  };
  const entryOf = <T extends TableName>(name: T, row: Rows[T]): Entry => ({
    scope: rowKeys[name].scope(row),
    body: JSON.stringify(row),
  });

  const tx: StoreTransaction = {
    get(name, id) {
      const entry = tableOf(name).get(id);
      return entry === undefined ? undefined : JSON.parse(entry.body);
    },
    list(name, scope) {
      const entries = [...tableOf(name).values()];
      return entries
        .filter((entry) => scope === undefined || entry.scope === scope)
        .map((entry) => JSON.parse(entry.body));
    },
    put: (name, row) => set(name, rowKeys[name].id(row), entryOf(name, row)),
    append(name, row) {
      appended += 1;
      set(name, `${rowKeys[name].id(row)}/${appended}`, entryOf(name, row));
    },
    delete: (name, id) => set(name, id, undefined),
    getBlob: (sha256) => blobs.get(sha256),
    putBlob: (sha256, bytes) => void blobs.set(sha256, bytes),
  };

  return {
    kind: "memory",
    log: new MemoryLogStore(),
    transaction(fn) {
      if (undo !== null) throw new BerthError("STORE_NESTED", "a transaction runs already", { fault: "platform" });
      const steps: (() => void)[] = [];
      undo = steps;
      try {
        return fn(tx);
      } catch (error) {
        for (const step of steps.reverse()) step();
        throw error;
      } finally {
        undo = null;
      }
    },
    close() {},
  };
}
