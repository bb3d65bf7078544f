import type { EventResource, EventScope, LossAccount } from "@berth/core/events";

/** 0 urgent (classes 0 and 1), 1 bulk (L-DISK-3). */
export type Lane = 0 | 1;

/** What a store tells of a batch without reading its events. */
export interface BatchFacts {
  lane: Lane;
  /** Events in it. */
  n: number;
  bytes: number;
  maxTime: number;
  /** Purges that the store had seen when it was made (L-GATE-7). */
  generation: number;
  instance: string;
  head: string;
  /** Epoch milliseconds of the refusal that set it aside; 0 when it is not parked (L-SEND-R3). */
  parked: number;
}

/** Up to 200 events as one unit (L-DISK-2). */
export interface StoredBatch extends BatchFacts {
  id: string;
  minTime: number;
  /** `wall - monotonic` of its instance when it was made (L-CLK-1). */
  offset: number;
  account: LossAccount;
  /** One JSON row `[scope, seq, time, event, data]` a line. */
  body: string;
}

/** What the rows of several batches refer to. */
export interface Head {
  id: string;
  written: number;
  resource: EventResource;
  scopes: EventScope[];
}

/** A session.end written in advance (L-EXIT-5). */
export interface Draft {
  /** Stream id. */
  id: string;
  written: number;
  batch: StoredBatch;
}

/** Back-off of all tabs (L-SEND-4). */
export interface SendState {
  failures: number;
  nextTryAt: number;
  /** The last failure was the network's: `online` and "visible again" allow a try at once. */
  network: boolean;
}

/** A batch with its place in the store. */
export type Placed = BatchFacts & { key: number };

/** Everything a sender needs to know before it reads events. */
export interface Survey {
  /** Oldest first. */
  batches: Placed[];
  generation: number;
  state: SendState;
  drafts: Draft[];
}

/** Where batches wait. Methods reject on failure; the caller decides what becomes of the events (L-IDB). */
export interface BatchStore {
  readonly kind: "idb" | "memory";
  /** Purges seen so far, as of opening or the last survey. */
  readonly generation: number;
  /** Begins and commits before it returns (L-DISK-4); resolves with the places once everything is written. */
  write(batches: readonly StoredBatch[], heads: readonly Head[], drafts: readonly Draft[]): Promise<number[]>;
  survey(): Promise<Survey>;
  load(keys: readonly number[]): Promise<{ batches: (StoredBatch | null)[]; heads: Map<string, Head> }>;
  /** Erases and adds in one transaction. */
  replace(erase: readonly number[], add: readonly StoredBatch[]): Promise<void>;
  eraseDrafts(ids: readonly string[]): Promise<void>;
  /** Erases heads written before `time`. */
  eraseHeads(before: number): Promise<void>;
  saveState(state: SendState): Promise<void>;
  /** Erases everything and raises the generation (L-GATE-7). */
  purge(): Promise<number>;
  close(): void;
}

/** Nothing failed yet. */
export const NO_FAILURES: Readonly<SendState> = { failures: 0, nextTryAt: 0, network: false };
