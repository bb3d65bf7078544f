import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BerthError } from "@berth/core";
import { memoryStore } from "./memory-store.js";
import { openSqlite } from "./node-driver.js";
import { sqliteStore } from "./sqlite-store.js";
import type { Store } from "./store.js";

/** A store, and what the operator has to know about it. */
export interface OpenedStore {
  store: Store;
  /** Said once at start when the store is in memory for want of a driver (L-STO-2). */
  notice?: string;
}

/**
 * The store of a data folder, made if it is not there.
 *
 * @param options.fresh Removes what the folder held.
 * @param options.kind `auto` (default) falls back to memory; `sqlite` fails instead.
 * @throws BerthError `STORE_UNAVAILABLE` for `sqlite` without a driver.
 */
export function openStore(options: {
  dataDir: string;
  fresh?: boolean;
  kind?: "auto" | "sqlite" | "memory";
}): OpenedStore {
  const { dataDir, fresh = false, kind = "auto" } = options;
  if (kind === "memory") return { store: memoryStore() };
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, "platform.sqlite");
  if (fresh) for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
  const driver = openSqlite(path);
  if (driver !== null) return { store: sqliteStore(driver) };
  const notice =
    "No SQLite driver loads, so everything is kept in memory and gone at the end. " +
    "Remedies: run Node 22.13 or newer, or install the optional package better-sqlite3 with its install script allowed.";
  if (kind === "sqlite") throw new BerthError("STORE_UNAVAILABLE", notice, { fault: "platform" });
  return { store: memoryStore(), notice };
}
