import type { SqlDriver } from "./sql-driver.js";

const documentTables = [
  "workspace",
  "setting",
  "targetApp",
  "member",
  "session",
  "app",
  "assignment",
  "grantSwitch",
  "version",
  "release",
  "approval",
  "audit",
  "outbox",
  "client",
  "family",
  "secret",
  "attempt",
  "state",
];

/** One step of the schema; steps are only ever added, never changed. */
const migrations: readonly string[] = [
  documentTables
    .map(
      (name) =>
        `CREATE TABLE doc_${name} (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, body TEXT NOT NULL);
         CREATE INDEX doc_${name}_scope ON doc_${name} (scope);`,
    )
    .join("\n"),
  "CREATE TABLE blob (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;",
  // Tables L-STO-T1 to L-STO-T6, T8 and T10; days are yyyy-mm-dd in the zone of the workspace (L-STO-6).
  `CREATE TABLE ev (stream TEXT NOT NULL, seq INTEGER NOT NULL, ended INTEGER NOT NULL, hour INTEGER NOT NULL,
     time INTEGER NOT NULL, target TEXT NOT NULL, env TEXT NOT NULL, app TEXT NOT NULL, name TEXT NOT NULL,
     visitor TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (stream, seq, ended)) WITHOUT ROWID;
   CREATE INDEX ev_hour ON ev (hour);
   CREATE INDEX ev_app ON ev (target, env, app, time);
   CREATE TABLE log_stream (id TEXT PRIMARY KEY, installation TEXT NOT NULL, app TEXT NOT NULL, first INTEGER NOT NULL,
     last INTEGER NOT NULL, max_seq INTEGER NOT NULL, ranges TEXT NOT NULL, ended INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX log_stream_last ON log_stream (last);
   CREATE TABLE log_batch (id TEXT PRIMARY KEY, received INTEGER NOT NULL, n INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE cnt_day (target TEXT NOT NULL, env TEXT NOT NULL, app TEXT NOT NULL, day TEXT NOT NULL,
     metric TEXT NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL, ok INTEGER NOT NULL, fail INTEGER NOT NULL,
     cancel INTEGER NOT NULL, sum_ms INTEGER NOT NULL, PRIMARY KEY (target, env, app, day, metric, key)) WITHOUT ROWID;
   CREATE TABLE set_day (target TEXT NOT NULL, env TEXT NOT NULL, app TEXT NOT NULL, day TEXT NOT NULL,
     name TEXT NOT NULL, visitor TEXT NOT NULL, PRIMARY KEY (target, env, app, day, name, visitor)) WITHOUT ROWID;
   CREATE TABLE val_day (target TEXT NOT NULL, env TEXT NOT NULL, app TEXT NOT NULL, day TEXT NOT NULL,
     metric TEXT NOT NULL, key TEXT NOT NULL, ms INTEGER NOT NULL, n INTEGER NOT NULL,
     PRIMARY KEY (target, env, app, day, metric, key, ms)) WITHOUT ROWID;
   CREATE TABLE total (target TEXT NOT NULL, env TEXT NOT NULL, app TEXT NOT NULL, metric TEXT NOT NULL,
     n INTEGER NOT NULL, PRIMARY KEY (target, env, app, metric)) WITHOUT ROWID;
   CREATE TABLE first_seen (target TEXT NOT NULL, env TEXT NOT NULL, app TEXT NOT NULL, visitor TEXT NOT NULL,
     day TEXT NOT NULL, PRIMARY KEY (target, env, app, visitor)) WITHOUT ROWID;`,
];

/** Brings a database to the newest schema, one transaction for each step, and refuses one that is newer than this code. */
export function migrate(driver: SqlDriver): void {
  const version = Number(driver.all("PRAGMA user_version", [])[0]?.user_version ?? 0);
  for (let step = version; step < migrations.length; step += 1) {
    driver.transaction(() => {
      driver.exec(migrations[step] ?? "");
      driver.exec(`PRAGMA user_version = ${step + 1}`);
    });
  }
}
