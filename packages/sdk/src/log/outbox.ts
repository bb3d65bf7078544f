import type { Cancel } from "@berth/core";
import { encodeLogs, type LogEvent, type LossAccount } from "@berth/core/events";
import { type BatchMaker, encodable } from "./batch-maker.js";
import type { Draft, Head, StoredBatch } from "./batch-store.js";
import type { FilledOptions } from "./filled-options.js";
import { postLogs } from "./post-logs.js";
import { Ring } from "./ring.js";
import { Sender } from "./sender.js";
import { StoreHolder, type Written } from "./store-holder.js";
import type { PendingEvent } from "./stream.js";

/** What the outbox asks its log. */
export interface OutboxOwner {
  readonly account: LossAccount;
  isOpen(): boolean;
  token(): string | null;
  collectionOff(): void;
  maker(): BatchMaker;
  instance(): string;
  /** session.end events to write in advance (L-EXIT-5). */
  drafts(): (PendingEvent & { streamId: string })[];
}

/** What one drain wrote. */
interface Drained {
  batches: StoredBatch[];
  head: Head;
  written: Promise<Written>;
}

/** Ring, disk and network: everything behind the gate (telemetry.md, 3.2 to 3.5). */
export class Outbox {
  readonly sender: Sender;
  readonly holder: StoreHolder;
  readonly #o: FilledOptions;
  readonly #owner: OutboxOwner;
  readonly #ring: Ring<PendingEvent>;
  readonly #subscribers = new Set<(event: Readonly<LogEvent>) => void>();
  #writing: Promise<unknown> = Promise.resolve();
  #purging: Promise<void> = Promise.resolve();
  #flushTimer: { at: number; cancel: Cancel } | null = null;
  #sendTimer: { at: number; cancel: Cancel } | null = null;
  #microtask = false;
  #exitBytes = 0;
  #exitRequests = 0;
  /** Purges under way: until they are over nothing is written or sent, or they would erase what came after. */
  #purges = 0;
  /** Written and in no request yet; what an exit request takes, newest last (L-EXIT-3). */
  #uncarried: Drained[] = [];
  #disposed = false;

  constructor(options: FilledOptions, owner: OutboxOwner) {
    const { clock, random, limits, fetch, gzip, locks, renewToken, databaseName: name } = options;
    this.#o = options;
    this.#owner = owner;
    this.#ring = new Ring(limits.ring);
    this.holder = new StoreHolder({
      factory: options.indexedDB,
      name,
      clock,
      limits,
      onReady: () => {
        owner.account.store = this.holder.kind;
        this.drain();
        // A database that came back may hold what a former run or connection left.
        this.#armSend(options.limits.sendDelay);
      },
      onDropped: (events) => {
        owner.account.dropped.store_full += events;
      },
    });
    this.sender = new Sender({
      holder: this.holder,
      clock,
      random,
      limits,
      fetch,
      gzip,
      locks,
      lockName: `berth-log:${name}`,
      url: options.logsUrl,
      account: owner.account,
      isOpen: () => owner.isOpen() && this.#purges === 0,
      token: () => owner.token(),
      renewToken,
      collectionOff: () => owner.collectionOff(),
      maker: () => owner.maker(),
      instance: () => owner.instance(),
    });
  }

  /** Events of this instance not yet on disk. */
  get queued(): number {
    return this.#ring.size;
  }

  /** Adds an event that passed the gate; what it pushes out is counted. */
  push(event: PendingEvent): void {
    if (!this.#ring.push(event)) this.#owner.account.dropped.ring_full++;
    this.#armFlush(event.class === 0);
  }

  subscribe(fn: (event: Readonly<LogEvent>) => void): () => void {
    this.#subscribers.add(fn);
    return () => this.#subscribers.delete(fn);
  }

  /** The gate opened: leftovers of a former run go out soon (L-LIM-4). */
  start(): void {
    const { leftoverDelay, leftoverJitter } = this.#o.limits;
    const [a = 0, b = 0] = this.#o.random.bytes(2);
    void this.holder.ready();
    this.#armSend(leftoverDelay + (leftoverJitter * (a * 256 + b)) / 65_536);
  }

  /** The gate closed: nothing more happens by itself, memory is empty. */
  stop(): void {
    this.#flushTimer?.cancel();
    this.#flushTimer = null;
    this.#sendTimer?.cancel();
    this.#sendTimer = null;
    this.#ring.clear();
  }

  /** Forgets what is in memory. */
  clear(): void {
    this.#ring.clear();
  }

  /** Erases everything on disk; `onPurged` gets the new generation, if anything was there (L-GATE-7). */
  purge(onPurged: (generation: number) => void): void {
    const before = this.#writing;
    this.#purges++;
    this.#uncarried = [];
    this.#purging = this.#purging
      .then(async () => {
        await before;
        // With a closed gate nothing is written, not even an empty database (H-GATE-9).
        if (!(await this.holder.exists())) return;
        const store = await this.holder.ready();
        const { batches, drafts } = await store.survey();
        if (batches.length === 0 && drafts.length === 0) return;
        const generation = await store.purge();
        this.sender.stored = 0;
        onPurged(generation);
      })
      .catch(() => undefined)
      .then(() => {
        this.#purges--;
        this.drain();
      });
  }

  eraseDraft(streamId: string): void {
    const store = this.holder.current;
    if (store === null) return;
    // After the write that may have stored it.
    this.#writing = this.#writing.then(() => store.eraseDrafts([streamId])).catch(() => undefined);
  }

  async flush(): Promise<"sent" | "stored" | "memory" | "closed"> {
    await this.#purging;
    const store = await this.holder.ready();
    this.drain();
    await this.#writing;
    this.#uncarried = [];
    const result = await this.sender.run();
    this.#scheduleAfterRun(result);
    if (result === "closed" || result === "sent") return result;
    return store.kind === "memory" ? "memory" : "stored";
  }

  /** The page goes away or sleeps: everything to disk, then one request that nothing depends on (L-EXIT-2, L-EXIT-3). */
  leaving(): void {
    this.drain(true);
    this.#exitRequest();
  }

  /** Page or network is back (L-SEND-4, L-EXIT-6). */
  back(): void {
    void this.holder.ready();
    if (this.sender.stored > 0 && this.sender.lastFailureWasNetwork) void this.#send(true);
  }

  async dispose(): Promise<void> {
    if (this.#owner.isOpen() && this.#ring.waiting > 0) await this.holder.ready();
    this.drain();
    this.#disposed = true;
    this.stop();
    this.#subscribers.clear();
    await this.#writing;
    await this.#purging;
    this.holder.close();
  }

  #armFlush(critical: boolean): void {
    const { batch, diskDelay, diskDelayCritical } = this.#o.limits;
    // Nothing may wait in a page that is going away: the microtask runs before the handler's task ends (L-DISK-4).
    if (!this.#o.page.visible() || this.#ring.waiting >= batch) {
      if (this.#microtask) return;
      this.#microtask = true;
      queueMicrotask(() => {
        this.#microtask = false;
        this.drain();
      });
      return;
    }
    const at = this.#o.clock.monotonic() + (critical ? diskDelayCritical : diskDelay);
    if (this.#flushTimer !== null && this.#flushTimer.at <= at) return;
    this.#flushTimer?.cancel();
    this.#flushTimer = {
      at,
      cancel: this.#o.clock.setTimer(critical ? diskDelayCritical : diskDelay, () => this.drain()),
    };
  }

  /** Everything in the ring to the store, without a wait up to the commit. Returns what was written. */
  drain(drafts = false): Drained | null {
    const store = this.holder.current;
    if (this.#disposed || this.#purges > 0 || !this.#owner.isOpen()) return null;
    if (store === null) {
      void this.holder.ready();
      return null;
    }
    this.#flushTimer?.cancel();
    this.#flushTimer = null;
    const ends = drafts ? this.#owner.drafts() : [];
    const pending = this.#ring.drain();
    if (pending.length + ends.length === 0) return null;
    const maker = this.#owner.maker();
    const { batches, head, events } = maker.make(pending, store.generation, this.#subscribers.size > 0);
    const heads = [head];
    const written: Draft[] = ends.flatMap((end) => {
      const made = maker.make([end], store.generation, false);
      heads.push(made.head);
      const [batch] = made.batches;
      return batch === undefined ? [] : [{ id: end.streamId, written: this.#o.clock.now(), batch }];
    });
    const done = this.holder.write(store, batches, heads, written);
    this.#writing = Promise.all([this.#writing, done]).catch(() => undefined);
    void done.then(() => {
      this.#ring.settled(pending.length);
      this.sender.stored += batches.reduce((sum, b) => sum + b.n, 0);
      this.#owner.account.store = this.holder.kind;
      this.#afterWrite(pending.some((event) => event.class === 0));
    });
    this.#publish(events);
    const out = { batches, head, written: done };
    if (batches.length > 0) this.#keepForExit(out);
    return out;
  }

  #publish(events: readonly LogEvent[]): void {
    for (const event of events) {
      for (const fn of this.#subscribers) {
        try {
          fn(event);
        } catch {
          // A failing reader is its own affair (L-GEN-5).
        }
      }
    }
  }

  #afterWrite(critical: boolean): void {
    const { limits } = this.#o;
    if (this.holder.kind === "memory") this.#armSend(limits.memorySendDelay);
    else if (this.sender.stored >= limits.sendEvents) this.#armSend(0);
    else this.#armSend(critical ? limits.sendDelayCritical : limits.sendDelay);
  }

  #armSend(ms: number): void {
    if (this.#disposed || !this.#owner.isOpen()) return;
    const at = this.#o.clock.monotonic() + ms;
    if (this.#sendTimer !== null && this.#sendTimer.at <= at) return;
    this.#sendTimer?.cancel();
    this.#sendTimer = { at, cancel: this.#o.clock.setTimer(ms, () => void this.#send()) };
  }

  async #send(retryNow = false): Promise<void> {
    this.#sendTimer?.cancel();
    this.#sendTimer = null;
    if (this.#disposed || !this.#owner.isOpen()) return;
    await this.holder.ready();
    this.#uncarried = [];
    this.#scheduleAfterRun(await this.sender.run(retryNow));
  }

  /** The timer runs only while something is stored (L-SEND-4). */
  #scheduleAfterRun(result: "sent" | "stored" | "closed" | "busy"): void {
    if (result !== "stored" && result !== "busy") return;
    const wait = (this.sender.nextTryAt ?? 0) - this.#o.clock.now();
    this.#armSend(wait > 0 ? wait : this.#o.limits.sendDelay);
  }

  #keepForExit(out: Drained): void {
    this.#uncarried.push(out);
    let bytes = this.#uncarried.reduce((sum, { batches }) => sum + batches.reduce((n, b) => n + b.bytes, 0), 0);
    while (bytes > this.#o.limits.keepaliveBytes && this.#uncarried.length > 1) {
      bytes -= this.#uncarried.shift()!.batches.reduce((n, b) => n + b.bytes, 0);
    }
  }

  /** One keepalive request with what was written last; the store has it too, so nothing depends on it (L-EXIT-3). */
  #exitRequest(): void {
    const { limits, fetch, clock, logsUrl: url } = this.#o;
    const token = this.#owner.token();
    if (token === null || this.#exitRequests >= limits.keepaliveRequests) return;
    const now = clock.now();
    const encode = (outs: readonly Drained[]): string =>
      encodeLogs(outs.flatMap(({ batches, head }) => batches.flatMap((b) => encodable(b, head, now, 0) ?? [])));
    const taken: Drained[] = [];
    let length = this.#exitBytes;
    // The newest first: what is older had its chance or has it at the next visit.
    for (let out = this.#uncarried.pop(); out !== undefined; out = this.#uncarried.pop()) {
      length += encode([out]).length;
      if (length > limits.keepaliveBytes) break;
      taken.unshift(out);
    }
    const body = encode(taken);
    this.#uncarried = [];
    if (taken.length === 0) return;
    this.#exitBytes += body.length;
    this.#exitRequests++;
    const times = { timeoutMs: limits.answerTimeout, retryAfterMaxMs: limits.retryAfterMax };
    void postLogs({ fetch, clock, url, token, body, gzip: null, keepalive: true, ...times }).then(async (outcome) => {
      this.#exitBytes -= body.length;
      this.#exitRequests--;
      if (outcome.kind !== "ok" || !this.#owner.isOpen()) return;
      // The store that has them, not the current one: a key means nothing in another.
      for (const { store, keys } of await Promise.all(taken.map((out) => out.written))) {
        await store.replace(keys, []).catch(() => undefined);
      }
      const events = taken.flatMap((out) => out.batches).reduce((sum, b) => sum + b.n, 0);
      this.sender.sent += events - outcome.rejected;
      this.#owner.account.dropped.rejected += outcome.rejected;
      this.sender.stored = Math.max(0, this.sender.stored - events);
    });
  }
}
