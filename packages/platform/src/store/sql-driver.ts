/** What goes into and comes out of a column. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** One row by column name. */
export type SqlRow = Record<string, SqlValue>;

/** What SQLite is reached through (telemetry.md 5.1). Statements are kept by their text. */
export interface SqlDriver {
  /** Runs statements without parameters. */
  exec(sql: string): void;
  /** Runs a statement and returns the number of changed rows. */
  run(sql: string, params: readonly SqlValue[]): number;
  /** Runs a statement and gives its rows. */
  all(sql: string, params: readonly SqlValue[]): SqlRow[];
  /** Rolls back and rethrows if `fn` throws. */
  transaction<T>(fn: () => T): T;
  /** Closes the data base. */
  close(): void;
}
