import type { Clock, Random } from "@berth/core";
import { uuid } from "@berth/core";
import {
  type EncodableBatch,
  type EventName,
  type EventRecord,
  type EventResource,
  type EventScope,
  eventId,
  type LogEvent,
  type LossAccount,
  scrubData,
} from "@berth/core/events";
import type { Head, Lane, StoredBatch } from "./batch-store.js";
import type { LogLimits } from "./limits.js";
import type { PendingEvent } from "./stream.js";

/** Scopes that a head keeps when a new one joins; older ones have seldom anything left to say. */
const SCOPES_KEPT = 16;

type Row = [scope: number, seq: number, time: number, name: EventName, data: EventRecord["data"]];

/** What a drain of the ring becomes. */
export interface MadeBatches {
  batches: StoredBatch[];
  head: Head;
  /** The same events for subscribers; empty unless asked for. */
  events: LogEvent[];
}

/** Turns events of the ring into batches: scrubs, counts what cannot be kept, writes rows (L-SCR-1, L-DISK-2). */
export class BatchMaker {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #limits: LogLimits;
  readonly #account: LossAccount;
  readonly #resource: EventResource;
  #scopes: EventScope[] = [];
  #headId = "";

  constructor(o: { clock: Clock; random: Random; limits: LogLimits; account: LossAccount; resource: EventResource }) {
    this.#clock = o.clock;
    this.#random = o.random;
    this.#limits = o.limits;
    this.#account = o.account;
    this.#resource = o.resource;
  }

  make(pending: readonly PendingEvent[], generation: number, wantEvents: boolean): MadeBatches {
    const head = this.#headFor(pending);
    const places = new Map(head.scopes.map((scope, at) => [scope, at]));
    const lanes: [LaneRows, LaneRows] = [new LaneRows(), new LaneRows()];
    const made: MadeBatches = { batches: [], head, events: [] };
    for (const event of pending) {
      const row = this.#row(event, places.get(event.scope) ?? 0);
      if (row === null) continue;
      const lane: Lane = event.class <= 1 ? 0 : 1;
      const rows = lanes[lane];
      rows.add(row.text, event.time);
      if (wantEvents) made.events.push(this.#event(event, row.data));
      if (rows.lines.length >= this.#limits.batch) made.batches.push(this.#close(rows, lane, head.id, generation));
    }
    for (const lane of [0, 1] as const) {
      if (lanes[lane].lines.length > 0) made.batches.push(this.#close(lanes[lane], lane, head.id, generation));
    }
    return made;
  }

  /** A batch without events that carries the account (L-LOSS-2). */
  empty(generation: number): { batch: StoredBatch; head: Head } {
    const head = this.#headFor([]);
    return { batch: this.#close(new LaneRows(), 1, head.id, generation), head };
  }

  #row(event: PendingEvent, scope: number): { text: string; data: EventRecord["data"] } | null {
    try {
      const data = scrubData(event.name, event.data, { ...event.rules, textBytes: this.#limits.textBytes });
      if (data === null) {
        this.#account.dropped.rejected++;
        return null;
      }
      const text = JSON.stringify([scope, event.seq, event.time, event.name, data] satisfies Row);
      if (text.length * 3 <= this.#limits.eventBytes || utf8Length(text) <= this.#limits.eventBytes)
        return { text, data };
    } catch {
      // A getter of the caller's object threw (L-EMIT-3).
    }
    this.#account.dropped.too_big++;
    return null;
  }

  #event(event: PendingEvent, data: EventRecord["data"]): LogEvent {
    const { name, seq, time, scope } = event;
    const id = eventId(scope.streamId, name, seq);
    return { v: 1, eventId: id, name, time, seq, ...this.#resource, ...scope, data } as LogEvent;
  }

  #close(rows: LaneRows, lane: Lane, head: string, generation: number): StoredBatch {
    const body = rows.lines.join("\n");
    const now = this.#clock.now();
    const batch: StoredBatch = {
      id: uuid(this.#random),
      instance: this.#resource.instanceId,
      generation,
      lane,
      n: rows.lines.length,
      bytes: body.length,
      minTime: rows.lines.length === 0 ? now : rows.minTime,
      maxTime: rows.lines.length === 0 ? now : rows.maxTime,
      offset: Math.round(now - this.#clock.monotonic()),
      account: { ...this.#account, dropped: { ...this.#account.dropped } },
      head,
      parked: 0,
      body,
    };
    rows.clear();
    return batch;
  }

  /** A head that has the scopes of all these events: the last one if it has them, else a new one. */
  #headFor(pending: readonly PendingEvent[]): Head {
    const missing = new Set(pending.map((event) => event.scope));
    for (const scope of this.#scopes) missing.delete(scope);
    if (missing.size > 0 || this.#headId === "") {
      const used = new Set(pending.map((event) => event.scope));
      const recent = this.#scopes.slice(-SCOPES_KEPT).filter((scope) => !used.has(scope));
      this.#scopes = [...recent, ...used];
      this.#headId = uuid(this.#random);
    }
    return { id: this.#headId, written: this.#clock.now(), resource: this.#resource, scopes: this.#scopes };
  }

  /** Several batches of one instance, lane and head as one under a new id (L-DISK-8). */
  merge(batches: readonly StoredBatch[]): StoredBatch {
    const last = batches[batches.length - 1]!;
    const body = batches
      .map((b) => b.body)
      .filter((text) => text !== "")
      .join("\n");
    return {
      ...last,
      id: uuid(this.#random),
      n: batches.reduce((sum, b) => sum + b.n, 0),
      bytes: body.length,
      minTime: Math.min(...batches.map((b) => b.minTime)),
      maxTime: Math.max(...batches.map((b) => b.maxTime)),
      body,
    };
  }
}

/** The two halves of a batch that is too large for the platform (L-SEND-R2). */
export function halve(batch: StoredBatch): [StoredBatch, StoredBatch] {
  const lines = batch.body.split("\n");
  const middle = Math.ceil(lines.length / 2);
  const part = (from: number, to: number, at: number): StoredBatch => {
    const body = lines.slice(from, to).join("\n");
    return { ...batch, id: `${batch.id}/${at}`, n: to - from, bytes: body.length, body };
  };
  return [part(0, middle, 0), part(middle, lines.length, 1)];
}

/** A stored batch as the encoder takes it, or null if its rows cannot be read; `shift` moves all times (L-CLK-1). */
export function encodable(batch: StoredBatch, head: Head, sentTime: number, shift: number): EncodableBatch | null {
  try {
    const lines = batch.body === "" ? [] : batch.body.split("\n");
    const records = lines.map((line): EventRecord => {
      const [scope, seq, time, name, data] = JSON.parse(line) as Row;
      return { scope, seq, time: Math.max(0, time + shift), name, data };
    });
    const { id: batchId, account } = batch;
    return { batchId, sentTime, resource: head.resource, account, scopes: head.scopes, records };
  } catch {
    return null;
  }
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Rows of one lane until they fill a batch. */
class LaneRows {
  lines: string[] = [];
  minTime = Number.POSITIVE_INFINITY;
  maxTime = 0;

  add(line: string, time: number): void {
    this.lines.push(line);
    this.minTime = Math.min(this.minTime, time);
    this.maxTime = Math.max(this.maxTime, time);
  }

  clear(): void {
    this.lines = [];
    this.minTime = Number.POSITIVE_INFINITY;
    this.maxTime = 0;
  }
}
