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

const rawLimit = 200_000;
const key = (...parts: string[]): string => parts.join("\n");
const placeKey = (place: LogPlace): string => key(place.target, place.environment, place.app);

interface Day {
  counters: Map<string, Map<string, CounterRow>>;
  sets: Map<string, Set<string>>;
  values: Map<string, Map<number, number>>;
}

/** Maps in memory with the same answers as SQLite (L-STO-3). */
export class MemoryLogStore implements LogStore {
  readonly #streams = new Map<string, StreamState>();
  readonly #batches = new Map<string, number>();
  readonly #days = new Map<string, Map<string, Day>>();
  readonly #totals = new Map<string, number>();
  readonly #seen = new Map<string, Set<string>>();
  #raw: RawEvent[] = [];

  commit(batches: readonly AcceptedBatch[]): CommitResult[] {
    return batches.map((batch) => {
      const result: CommitResult = { accepted: 0, duplicates: 0, foreign: [] };
      if (this.#batches.has(batch.batchId)) {
        this.#batches.set(batch.batchId, batch.receivedAt);
        return { accepted: batch.records.length, duplicates: batch.records.length, foreign: [] };
      }
      for (const record of batch.records) {
        let stream = this.#streams.get(record.stream);
        if (stream === undefined) {
          stream = newStream(record, batch.installation, batch.receivedAt);
          this.#streams.set(record.stream, stream);
        }
        const verdict = admit(stream, record, batch.installation, batch.receivedAt);
        if (verdict === "foreign") {
          result.foreign.push(record.uid);
          continue;
        }
        result.accepted += 1;
        if (verdict === "double") result.duplicates += 1;
        else this.#add(record);
      }
      this.#batches.set(batch.batchId, batch.receivedAt);
      return result;
    });
  }

  #day(place: LogPlace, day: string): Day {
    let days = this.#days.get(placeKey(place));
    if (days === undefined) {
      days = new Map();
      this.#days.set(placeKey(place), days);
    }
    let found = days.get(day);
    if (found === undefined) {
      found = { counters: new Map(), sets: new Map(), values: new Map() };
      days.set(day, found);
    }
    return found;
  }

  #add(record: LogRecord): void {
    const day = this.#day(record, record.day);
    for (const delta of record.deltas.counters) {
      const metric = day.counters.get(delta.metric) ?? new Map<string, CounterRow>();
      day.counters.set(delta.metric, metric);
      const row = metric.get(delta.key) ?? { key: delta.key, n: 0, ok: 0, fail: 0, cancel: 0, sumMs: 0 };
      metric.set(delta.key, row);
      row.n += delta.n;
      row.ok += delta.ok;
      row.fail += delta.fail;
      row.cancel += delta.cancel;
      row.sumMs += delta.sumMs;
      if (delta.metric === "session") {
        const total = placeKey(record);
        this.#totals.set(total, (this.#totals.get(total) ?? 0) + delta.n);
      }
    }
    for (const name of record.deltas.sets) {
      const set = day.sets.get(name) ?? new Set<string>();
      day.sets.set(name, set.add(record.visitor));
      if (name === "seen") {
        const seen = this.#seen.get(placeKey(record)) ?? new Set<string>();
        this.#seen.set(placeKey(record), seen.add(record.visitor));
      }
    }
    for (const value of record.deltas.values) {
      const at = key(value.metric, value.key);
      const counts = day.values.get(at) ?? new Map<number, number>();
      day.values.set(at, counts.set(value.ms, (counts.get(value.ms) ?? 0) + value.n));
    }
    if (!record.keepRaw) return;
    const { uid, target, environment, app, name, time, visitor, data } = record;
    this.#raw.push({ uid, target, environment, app, name, time, visitor, data });
    if (this.#raw.length > rawLimit) this.#raw = this.#raw.slice(-rawLimit);
  }

  counters(query: CounterQuery): CounterRow[] {
    const rows = this.#days.get(placeKey(query))?.get(query.day)?.counters.get(query.metric);
    return [...(rows?.values() ?? [])].map((row) => ({ ...row })).sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  distinct(query: LogPlace & { day: string; set: string }): number {
    return this.#days.get(placeKey(query))?.get(query.day)?.sets.get(query.set)?.size ?? 0;
  }

  values(query: CounterQuery & { key: string }): { ms: number; n: number }[] {
    const counts = this.#days.get(placeKey(query))?.get(query.day)?.values.get(key(query.metric, query.key));
    return [...(counts ?? [])].map(([ms, n]) => ({ ms, n })).sort((a, b) => a.ms - b.ms);
  }

  total(query: LogPlace): number {
    return this.#totals.get(placeKey(query)) ?? 0;
  }

  everSeen(query: LogPlace): number {
    return this.#seen.get(placeKey(query))?.size ?? 0;
  }

  events(query: RawQuery): RawEvent[] {
    const { place, name, since, limit } = query;
    return this.#raw
      .filter(
        (event) =>
          event.time >= since &&
          (name === undefined || event.name === name) &&
          (place === undefined || placeKey(event) === placeKey(place)),
      )
      .sort((a, b) => b.time - a.time || (a.uid < b.uid ? 1 : -1))
      .slice(0, limit);
  }

  maintain(now: number, today: string): void {
    this.#raw = this.#raw.filter((event) => now - event.time <= rawLifeMs);
    const oldest = oldestDay(today);
    for (const days of this.#days.values()) for (const day of [...days.keys()]) if (day < oldest) days.delete(day);
    for (const [id, stream] of [...this.#streams]) if (now - stream.last > identityLifeMs) this.#streams.delete(id);
    for (const [id, received] of [...this.#batches]) if (now - received > identityLifeMs) this.#batches.delete(id);
  }

  lost(): number {
    return [...this.#streams.values()].reduce((sum, stream) => sum + missing(stream), 0);
  }

  forgetApp(app: string): void {
    this.#raw = this.#raw.filter((event) => event.app !== app);
    for (const map of [this.#days, this.#totals, this.#seen]) {
      for (const at of [...map.keys()]) if (at.endsWith(`\n${app}`)) map.delete(at);
    }
  }
}
