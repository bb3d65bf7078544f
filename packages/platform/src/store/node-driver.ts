import { createRequire } from "node:module";
import { BerthError } from "@berth/core";
import type { SqlDriver, SqlRow, SqlValue } from "./sql-driver.js";

interface Statement {
  run(...params: SqlValue[]): { changes: number | bigint };
  all(...params: SqlValue[]): unknown[];
}
interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}
type DatabaseClass = new (path: string) => Database;

const require = createRequire(import.meta.url);

/** The first SQLite driver that loads: the engine's own (Node 22.13), else `better-sqlite3` (L-STO-2). */
function databaseClass(): DatabaseClass | null {
  const candidates = [
    () => (require("node:sqlite") as { DatabaseSync: DatabaseClass }).DatabaseSync,
    () => require("better-sqlite3") as DatabaseClass,
  ];
  for (const candidate of candidates) {
    try {
      const found = candidate();
      new found(":memory:").close();
      return found;
    } catch {
      // Not there, or not built for this engine: the next one.
    }
  }
  return null;
}

/**
 * Opens a database file, or null if no driver loads. WAL with `synchronous=FULL`: what was acknowledged survives the loss
 * of power (L-STO-1).
 *
 * @param path A file, or `:memory:`.
 */
export function openSqlite(path: string): SqlDriver | null {
  const found = databaseClass();
  if (found === null) return null;
  const database = new found(path);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST;");
  const statements = new Map<string, Statement>();
  const prepared = (sql: string): Statement => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  let open = false;
  return {
    exec: (sql) => database.exec(sql),
    run: (sql, params) => Number(prepared(sql).run(...params).changes),
    all: (sql, params) => prepared(sql).all(...params) as SqlRow[],
    transaction(fn) {
      if (open) throw new BerthError("STORE_NESTED", "a transaction runs already", { fault: "platform" });
      open = true;
      try {
        database.exec("BEGIN IMMEDIATE");
        try {
          const value = fn();
          database.exec("COMMIT");
          return value;
        } catch (error) {
          database.exec("ROLLBACK");
          throw error;
        }
      } finally {
        open = false;
      }
    },
    close: () => database.close(),
  };
}
