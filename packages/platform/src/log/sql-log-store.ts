import type { SeqRanges } from "@berth/core/events";
import type { SqlDriver, SqlRow } from "../store/sql-driver.js";
import type {
  AcceptedBatch,
  CommitResult,
  CounterQuery,
  CounterRow,
  LogPlace,
  LogRecord,
  LogStore,
  RawEvent,
  RawQuery,
} from "./log-store.js";
import { identityLifeMs, oldestDay, rawLifeMs } from "./log-store.js";
import { admit, missing, newStream, type StreamState } from "./stream-state.js";

const hourMs = 3_600_000;
const placeOf = (place: LogPlace): [string, string, string] => [place.target, place.environment, place.app];
const wherePlace = "target = ? AND env = ? AND app = ?";

/** Tables of telemetry.md 5.2 in SQLite; one transaction for each commit. */
export class SqlLogStore implements LogStore {
  readonly #driver: SqlDriver;

  constructor(driver: SqlDriver) {
    this.#driver = driver;
  }

  commit(batches: readonly AcceptedBatch[]): CommitResult[] {
    return this.#driver.transaction(() => {
      const streams = new Map<string, StreamState>();
      const results = batches.map((batch) => this.#commitBatch(batch, streams));
      for (const [id, stream] of streams) this.#saveStream(id, stream);
      return results;
    });
  }

  #commitBatch(batch: AcceptedBatch, streams: Map<string, StreamState>): CommitResult {
    const known = this.#driver.run("UPDATE log_batch SET received = ? WHERE id = ?", [batch.receivedAt, batch.batchId]);
    if (known > 0) return { accepted: batch.records.length, duplicates: batch.records.length, foreign: [] };
    const result: CommitResult = { accepted: 0, duplicates: 0, foreign: [] };
    for (const record of batch.records) {
      const stream = streams.get(record.stream) ?? this.#loadStream(record, batch);
      streams.set(record.stream, stream);
      const verdict = admit(stream, record, batch.installation, batch.receivedAt);
      if (verdict === "foreign") {
        result.foreign.push(record.uid);
        continue;
      }
      result.accepted += 1;
      if (verdict === "double") result.duplicates += 1;
      else this.#add(record);
    }
    this.#driver.run("INSERT INTO log_batch (id, received, n) VALUES (?, ?, ?)", [
      batch.batchId,
      batch.receivedAt,
      batch.records.length,
    ]);
    return result;
  }

  #loadStream(record: LogRecord, batch: AcceptedBatch): StreamState {
    const row = this.#driver.all("SELECT * FROM log_stream WHERE id = ?", [record.stream])[0];
    if (row === undefined) return newStream(record, batch.installation, batch.receivedAt);
    return {
      installation: String(row.installation),
      app: String(row.app),
      first: Number(row.first),
      last: Number(row.last),
      maxSeq: Number(row.max_seq),
      ranges: JSON.parse(String(row.ranges)) as SeqRanges,
      ended: row.ended === 1,
    };
  }

  #saveStream(id: string, stream: StreamState): void {
    this.#driver.run(
      `INSERT INTO log_stream (id, installation, app, first, last, max_seq, ranges, ended) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET last = excluded.last, max_seq = excluded.max_seq, ranges = excluded.ranges,
         ended = excluded.ended`,
      [
        id,
        stream.installation,
        stream.app,
        stream.first,
        stream.last,
        stream.maxSeq,
        JSON.stringify(stream.ranges),
        stream.ended ? 1 : 0,
      ],
    );
  }

  #add(record: LogRecord): void {
    const place = placeOf(record);
    for (const delta of record.deltas.counters) {
      this.#driver.run(
        `INSERT INTO cnt_day (target, env, app, day, metric, key, n, ok, fail, cancel, sum_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (target, env, app, day, metric, key) DO UPDATE SET n = n + excluded.n, ok = ok + excluded.ok,
           fail = fail + excluded.fail, cancel = cancel + excluded.cancel, sum_ms = sum_ms + excluded.sum_ms`,
        [...place, record.day, delta.metric, delta.key, delta.n, delta.ok, delta.fail, delta.cancel, delta.sumMs],
      );
      if (delta.metric === "session")
        this.#driver.run(
          `INSERT INTO total (target, env, app, metric, n) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (target, env, app, metric) DO UPDATE SET n = n + excluded.n`,
          [...place, delta.metric, delta.n],
        );
    }
    for (const set of record.deltas.sets) {
      this.#driver.run(
        "INSERT INTO set_day (target, env, app, day, name, visitor) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [...place, record.day, set, record.visitor],
      );
      if (set === "seen")
        this.#driver.run(
          "INSERT INTO first_seen (target, env, app, visitor, day) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
          [...place, record.visitor, record.day],
        );
    }
    for (const value of record.deltas.values) {
      this.#driver.run(
        `INSERT INTO val_day (target, env, app, day, metric, key, ms, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (target, env, app, day, metric, key, ms) DO UPDATE SET n = n + excluded.n`,
        [...place, record.day, value.metric, value.key, value.ms, value.n],
      );
    }
    if (!record.keepRaw) return;
    this.#driver.run(
      `INSERT INTO ev (stream, seq, ended, hour, time, target, env, app, name, visitor, data)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      [
        record.stream,
        record.seq,
        record.ended ? 1 : 0,
        Math.floor(record.time / hourMs),
        record.time,
        ...place,
        record.name,
        record.visitor,
        JSON.stringify(record.data),
      ],
    );
  }

  counters(query: CounterQuery): CounterRow[] {
    return this.#driver
      .all(
        `SELECT key, n, ok, fail, cancel, sum_ms FROM cnt_day WHERE ${wherePlace} AND day = ? AND metric = ? ORDER BY key`,
        [...placeOf(query), query.day, query.metric],
      )
      .map((row) => ({
        key: String(row.key),
        n: Number(row.n),
        ok: Number(row.ok),
        fail: Number(row.fail),
        cancel: Number(row.cancel),
        sumMs: Number(row.sum_ms),
      }));
  }

  distinct(query: LogPlace & { day: string; set: string }): number {
    return this.#count(
      `SELECT COUNT(DISTINCT visitor) AS n FROM set_day WHERE ${wherePlace} AND day = ? AND name = ?`,
      [...placeOf(query), query.day, query.set],
    );
  }

  values(query: CounterQuery & { key: string }): { ms: number; n: number }[] {
    return this.#driver
      .all(`SELECT ms, n FROM val_day WHERE ${wherePlace} AND day = ? AND metric = ? AND key = ? ORDER BY ms`, [
        ...placeOf(query),
        query.day,
        query.metric,
        query.key,
      ])
      .map((row) => ({ ms: Number(row.ms), n: Number(row.n) }));
  }

  total(query: LogPlace & { metric: "session" }): number {
    return this.#count(`SELECT sum(n) AS n FROM total WHERE ${wherePlace} AND metric = ?`, [
      ...placeOf(query),
      query.metric,
    ]);
  }

  everSeen(query: LogPlace): number {
    return this.#count(`SELECT count(*) AS n FROM first_seen WHERE ${wherePlace}`, placeOf(query));
  }

  #count(sql: string, params: string[]): number {
    return Number(this.#driver.all(sql, params)[0]?.n ?? 0);
  }

  events(query: RawQuery): RawEvent[] {
    const { place, name, since, limit } = query;
    const conditions = ["time >= ?"];
    const params: (string | number)[] = [since];
    if (place !== undefined) {
      conditions.push(wherePlace);
      params.push(...placeOf(place));
    }
    if (name !== undefined) {
      conditions.push("name = ?");
      params.push(name);
    }
    return this.#driver
      .all(`SELECT * FROM ev WHERE ${conditions.join(" AND ")} ORDER BY time DESC, stream DESC, seq DESC LIMIT ?`, [
        ...params,
        limit,
      ])
      .map(toRawEvent);
  }

  maintain(now: number, today: string): void {
    this.#driver.transaction(() => {
      this.#driver.run("DELETE FROM ev WHERE hour < ?", [Math.floor((now - rawLifeMs) / hourMs)]);
      for (const table of ["cnt_day", "set_day", "val_day"])
        this.#driver.run(`DELETE FROM ${table} WHERE day < ?`, [oldestDay(today)]);
      this.#driver.run("DELETE FROM log_stream WHERE last < ?", [now - identityLifeMs]);
      this.#driver.run("DELETE FROM log_batch WHERE received < ?", [now - identityLifeMs]);
    });
  }

  lost(): number {
    const streams = this.#driver.all("SELECT max_seq, ranges FROM log_stream", []);
    return streams.reduce(
      (sum, row) => sum + missing({ maxSeq: Number(row.max_seq), ranges: JSON.parse(String(row.ranges)) as SeqRanges }),
      0,
    );
  }

  forgetApp(app: string): void {
    this.#driver.transaction(() => {
      for (const table of ["ev", "cnt_day", "set_day", "val_day", "total", "first_seen", "log_stream"])
        this.#driver.run(`DELETE FROM ${table} WHERE app = ?`, [app]);
    });
  }
}

function toRawEvent(row: SqlRow): RawEvent {
  const uid = row.ended === 1 ? `${row.stream}-end` : `${row.stream}-${row.seq}`;
  return {
    uid,
    target: String(row.target),
    environment: String(row.env),
    app: String(row.app),
    name: String(row.name),
    time: Number(row.time),
    visitor: String(row.visitor),
    data: JSON.parse(String(row.data)) as Record<string, unknown>,
  };
}
