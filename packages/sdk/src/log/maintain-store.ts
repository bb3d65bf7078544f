import type { LossAccount } from "@berth/core/events";
import type { BatchStore, Placed, StoredBatch, Survey } from "./batch-store.js";
import type { LogLimits } from "./limits.js";

/** What keeping house needs. */
export interface MaintainOptions {
  now: number;
  limits: LogLimits;
  /** Largest batch that merging may make. */
  mergeTo: number;
  account: LossAccount;
  merge: (batches: readonly StoredBatch[]) => StoredBatch;
}

/**
 * Looks at the store and puts it in order before a request: batches from before a purge go (L-GATE-7), expired ones and
 * what is over the limits too and are counted (L-DISK-6), old drafts become batches (L-EXIT-5), small batches are merged
 * (L-DISK-8). Returns what is there afterwards.
 */
export async function maintainStore(store: BatchStore, o: MaintainOptions): Promise<Survey> {
  const survey = await store.survey();
  let changed = await eraseWhatMustGo(store, survey, o);
  changed = (await promoteDrafts(store, survey, o)) || changed;
  const rest = changed ? await store.survey() : survey;
  return (await mergeSmall(store, rest, o)) ? store.survey() : rest;
}

async function eraseWhatMustGo(store: BatchStore, survey: Survey, o: MaintainOptions): Promise<boolean> {
  const { limits, account, now } = o;
  const gone: number[] = [];
  let expired = 0;
  let full = 0;
  const living: Placed[] = [];
  for (const batch of survey.batches) {
    if (batch.generation < survey.generation) gone.push(batch.key);
    else if (batch.maxTime < now - limits.storeAge) {
      gone.push(batch.key);
      expired += batch.n;
    } else living.push(batch);
  }
  const [mostBytes, mostEvents] =
    store.kind === "memory" ? [limits.memoryBytes, limits.memoryEvents] : [limits.storeBytes, limits.storeEvents];
  let bytes = living.reduce((sum, b) => sum + b.bytes, 0);
  let events = living.reduce((sum, b) => sum + b.n, 0);
  for (const batch of [...living].sort((a, b) => b.lane - a.lane)) {
    if (bytes <= mostBytes && events <= mostEvents) break;
    gone.push(batch.key);
    bytes -= batch.bytes;
    events -= batch.n;
    full += batch.n;
  }
  await store.replace(gone, []);
  // Counted once they are gone: a store that fails here is looked at again.
  account.dropped.expired += expired;
  account.dropped.store_full += full;
  return gone.length > 0;
}

async function promoteDrafts(store: BatchStore, survey: Survey, o: MaintainOptions): Promise<boolean> {
  const due = survey.drafts.filter((draft) => o.now - draft.written > o.limits.draftAge);
  const current = due.filter((draft) => draft.batch.generation >= survey.generation);
  await store.replace(
    [],
    current.map((draft) => draft.batch),
  );
  await store.eraseDrafts(due.map((draft) => draft.id));
  return current.length > 0;
}

async function mergeSmall(store: BatchStore, survey: Survey, o: MaintainOptions): Promise<boolean> {
  const groups = new Map<string, Placed[][]>();
  for (const batch of survey.batches) {
    if (batch.parked > 0 || batch.n >= o.mergeTo) continue;
    const name = `${batch.instance} ${batch.lane} ${batch.head} ${batch.generation}`;
    const open = groups.get(name) ?? [[]];
    groups.set(name, open);
    const last = open[open.length - 1]!;
    if (last.reduce((sum, b) => sum + b.n, batch.n) <= o.mergeTo) last.push(batch);
    else open.push([batch]);
  }
  let merged = false;
  for (const group of [...groups.values()].flat()) {
    if (group.length < 2) continue;
    const keys = group.map((b) => b.key);
    const { batches } = await store.load(keys);
    const all = batches.flatMap((batch) => (batch === null ? [] : [batch]));
    const [first] = all;
    // Another tab may have sent some meanwhile; times of batches made under different clocks cannot move together.
    if (first === undefined || all.length < keys.length) continue;
    if (all.some((b) => Math.abs(b.offset - first.offset) > 1_000)) continue;
    await store.replace(keys, [o.merge(all)]);
    merged = true;
  }
  return merged;
}
