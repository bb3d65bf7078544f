import { SqlLogStore } from "../log/sql-log-store.js";
import { migrate } from "./migrations.js";
import type { Rows, TableName } from "./rows.js";
import { rowKeys } from "./rows.js";
import type { SqlDriver, SqlRow } from "./sql-driver.js";
import type { Store, StoreTransaction } from "./store.js";

/** A store in SQLite. Console objects are documents by key and scope; telemetry has tables of its own. */
export function sqliteStore(driver: SqlDriver): Store {
  migrate(driver);
  let appended = Number(driver.all("SELECT count(*) AS n FROM doc_audit", [])[0]?.n ?? 0);
  appended += Number(driver.all("SELECT count(*) AS n FROM doc_outbox", [])[0]?.n ?? 0);

  const parse = <T extends TableName>(row: SqlRow): Rows[T] => JSON.parse(String(row.body)) as Rows[T];
  const write = (name: TableName, id: string, scope: string, row: unknown): void => {
    driver.run(
      `INSERT INTO doc_${name} (id, scope, body) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, body = excluded.body`,
      [id, scope, JSON.stringify(row)],
    );
  };
  const tx: StoreTransaction = {
    get(name, id) {
      const row = driver.all(`SELECT body FROM doc_${name} WHERE id = ?`, [id])[0];
      return row === undefined ? undefined : parse(row);
    },
    list(name, scope) {
      const rows =
        scope === undefined
          ? driver.all(`SELECT body FROM doc_${name} ORDER BY n`, [])
          : driver.all(`SELECT body FROM doc_${name} WHERE scope = ? ORDER BY n`, [scope]);
      return rows.map((row) => parse(row));
    },
    put: (name, row) => write(name, rowKeys[name].id(row), rowKeys[name].scope(row), row),
    append(name, row) {
      appended += 1;
      write(name, `${rowKeys[name].id(row)}/${appended}`, rowKeys[name].scope(row), row);
    },
    delete: (name, id) => void driver.run(`DELETE FROM doc_${name} WHERE id = ?`, [id]),
    getBlob(sha256) {
      const bytes = driver.all("SELECT bytes FROM blob WHERE sha256 = ?", [sha256])[0]?.bytes;
      return bytes instanceof Uint8Array ? bytes : undefined;
    },
    putBlob: (sha256, bytes) =>
      void driver.run("INSERT INTO blob (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING", [sha256, bytes]),
  };
  return {
    kind: "sqlite",
    log: new SqlLogStore(driver),
    transaction: (fn) => driver.transaction(() => fn(tx)),
    close: () => driver.close(),
  };
}
