import type { EventDeltas } from "@berth/core/events";

/** Target, environment and mini program to which everything counted belongs. */
export interface LogPlace {
  target: string;
  environment: string;
  app: string;
}

/** One event that passed validation, with its corrected time and its deltas. */
export interface LogRecord extends LogPlace {
  uid: string;
  stream: string;
  seq: number;
  /** session.end, which repeats the last number (L-EV-5). */
  ended: boolean;
  name: string;
  /** Corrected, epoch milliseconds (L-CLK-2). */
  time: number;
  /** Day of `time` in the zone of the workspace, yyyy-mm-dd (L-STO-6). */
  day: string;
  /** `user:` or `device:` and the key (P-AN-M02). */
  visitor: string;
  data: Record<string, unknown>;
  deltas: EventDeltas;
  /** false: counted, but too old for the raw events (L-CLK-5). */
  keepRaw: boolean;
}

/** The records of one batch of one installation. */
export interface AcceptedBatch {
  batchId: string;
  installation: string;
  receivedAt: number;
  records: readonly LogRecord[];
}

/** What became of a batch. Doubles count as accepted (L-ING-7). */
export interface CommitResult {
  accepted: number;
  duplicates: number;
  /** Uids refused because their stream belongs to another installation (L-ING-6). */
  foreign: string[];
}

/** Counters of one day. */
export interface CounterQuery extends LogPlace {
  day: string;
  metric: string;
}

/** One counter. */
export interface CounterRow {
  key: string;
  n: number;
  ok: number;
  fail: number;
  cancel: number;
  sumMs: number;
}

/** A raw event as reads give it. */
export interface RawEvent extends LogPlace {
  uid: string;
  name: string;
  time: number;
  visitor: string;
  data: Record<string, unknown>;
}

/** Raw events, newest first. */
export interface RawQuery {
  place?: LogPlace;
  name?: string;
  /** Events before this time are left out, whether they were purged or not (P-AN-3). */
  since: number;
  limit: number;
}

/** Where events are kept and counted. One contract suite runs against every implementation. */
export interface LogStore {
  /** Removes doubles, keeps raw events, applies deltas: one durable step for all batches (L-ING-3, L-ING-4). */
  commit(batches: readonly AcceptedBatch[]): CommitResult[];
  counters(query: CounterQuery): CounterRow[];
  /** Different visitors of a set on a day. */
  distinct(query: LogPlace & { day: string; set: string }): number;
  /** Durations of a day, ascending, with how often each occurred. */
  values(query: CounterQuery & { key: string }): { ms: number; n: number }[];
  /** Running totals that are never purged (P-AN-4). */
  total(query: LogPlace & { metric: "session" }): number;
  /** Different visitors ever seen (P-AN-M08). */
  everSeen(query: LogPlace): number;
  events(query: RawQuery): RawEvent[];
  /** Deletes what is past its time (L-RET-2, L-ING-5). */
  maintain(now: number, today: string): void;
  /** Events that must have been made and never arrived, over all remembered streams (L-LOSS-3). */
  lost(): number;
  /** Removes a mini program from every table (L-STO-7). */
  forgetApp(app: string): void;
}

/** Raw events live 72 hours (P-AN-3). */
export const rawLifeMs = 72 * 3_600_000;

/** Batch ids and streams are remembered 96 hours after the last receipt (L-ING-5). */
export const identityLifeMs = 96 * 3_600_000;

/** First day still kept when `today` is current: daily rows live 90 days (P-AN-3). */
export function oldestDay(today: string): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - 90 * 86_400_000).toISOString().slice(0, 10);
}
