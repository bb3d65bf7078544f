import type { LogStore } from "../log/log-store.js";
import type { Rows, TableName } from "./rows.js";

/** What a transaction can do. Everything is synchronous, so that no other request can step in between. */
export interface StoreTransaction {
  /** The row with that key, or undefined. */
  get<T extends TableName>(table: T, id: string): Rows[T] | undefined;
  /** Rows in the order in which they were first put; `scope` narrows to one scope of `rowKeys`. */
  list<T extends TableName>(table: T, scope?: string): Rows[T][];
  /** Adds or replaces the row with the same key. */
  put<T extends TableName>(table: T, row: Rows[T]): void;
  /** Adds a row that never replaces another: for the audit log and the outbox. */
  append<T extends TableName>(table: T, row: Rows[T]): void;
  /** Removes a row; nothing happens if there is none. */
  delete(table: TableName, id: string): void;
  /** Bytes by their SHA-256, or undefined. */
  getBlob(sha256: string): Uint8Array | undefined;
  /** Keeps bytes under their SHA-256. */
  putBlob(sha256: string, bytes: Uint8Array): void;
}

/** Where a platform keeps everything. One contract suite runs against every implementation. */
export interface Store {
  readonly kind: "sqlite" | "memory";
  readonly log: LogStore;
  /**
   * Runs `fn` as one step: if it throws, nothing was changed and the error goes on to the caller. When it returns, the
   * changes are durable (sqlite). Nesting is an error.
   */
  transaction<T>(fn: (tx: StoreTransaction) => T): T;
  /** Closes the store. */
  close(): void;
}
