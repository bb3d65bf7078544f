import type { Clock, Random } from "@berth/core";
import { encodeLogs, type LossAccount } from "@berth/core/events";
import { type BatchMaker, encodable, halve } from "./batch-maker.js";
import { type BatchStore, NO_FAILURES, type Placed, type StoredBatch, type Survey } from "./batch-store.js";
import type { LogLimits } from "./limits.js";
import { maintainStore } from "./maintain-store.js";
import { postLogs } from "./post-logs.js";
import type { StoreHolder } from "./store-holder.js";

/** What the sender needs of its log. */
export interface SenderOptions {
  holder: StoreHolder;
  clock: Clock;
  random: Random;
  limits: LogLimits;
  fetch: typeof fetch;
  gzip: ((text: string) => Promise<Uint8Array>) | null;
  locks: Pick<LockManager, "request"> | null;
  lockName: string;
  url: string;
  account: LossAccount;
  /** False once the gate closed: nothing is sent, answers are ignored (H-GATE-4). */
  isOpen: () => boolean;
  token: () => string | null;
  renewToken: () => Promise<void>;
  collectionOff: () => void;
  maker: () => BatchMaker;
  instance: () => string;
}

/** How a sending run ended. */
export type RunResult = "sent" | "stored" | "closed" | "busy";

/** Empties the store, one request at a time over all tabs (L-SEND-1, L-SEND-2). */
export class Sender {
  readonly #o: SenderOptions;
  readonly #startedAt: number;
  #running: Promise<RunResult> | null = null;
  #pausedUntil = 0;
  /** Largest batch that merging makes; smaller after the platform called one too large (L-SEND-R2). */
  #mergeTo: number;
  #reportedDrops = 0;
  /** Places of records that cannot be read; left until they expire (L-IDB-7). */
  readonly #unreadable = new Set<number>();
  /** Events acknowledged, tries after a failure, events stored at the last look. */
  sent = 0;
  stored = 0;
  nextTryAt: number | null = null;
  lastFailureWasNetwork = false;

  constructor(options: SenderOptions) {
    this.#o = options;
    this.#mergeTo = options.limits.batch;
    this.#startedAt = options.clock.now();
  }

  /** Ends the pause after refused tokens (L-SEND-R4). */
  resume(): void {
    this.#pausedUntil = 0;
  }

  /** Makes one run; joins the one under way. Never rejects. */
  run(retryNow = false): Promise<RunResult> {
    this.#running ??= this.#underLock(retryNow)
      .catch((): RunResult => {
        // Only the store rejects; a dead connection is found out here and opened again at the next need (L-IDB-2).
        this.#o.holder.lost();
        return "stored";
      })
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  #underLock(retryNow: boolean): Promise<RunResult> {
    const { locks, lockName } = this.#o;
    if (locks === null) return this.#drain(retryNow);
    return locks.request(lockName, { ifAvailable: true }, (lock) =>
      lock === null ? Promise.resolve<RunResult>("busy") : this.#drain(retryNow),
    );
  }

  async #drain(retryNow: boolean): Promise<RunResult> {
    const { holder, clock, limits } = this.#o;
    let most = Number.POSITIVE_INFINITY;
    let renewed = false;
    let ignoreWait = retryNow;
    await (await holder.ready()).eraseHeads(clock.now() - 4 * 24 * 3_600_000);
    for (;;) {
      if (!this.#o.isOpen()) return "closed";
      const store = await holder.ready();
      const survey = await this.#survey(store);
      const { state } = survey;
      this.nextTryAt = state.failures > 0 ? state.nextTryAt : null;
      this.lastFailureWasNetwork = state.failures > 0 && state.network;
      const wait = state.nextTryAt - clock.now();
      // A wait longer than any we give comes from a device clock that was set back since.
      const waiting = wait > 0 && wait <= Math.max(limits.backoffMax, limits.retryAfterMax * 1.1);
      if (waiting && !(ignoreWait && state.network)) return this.#left(survey);
      ignoreWait = false;
      if (this.#pausedUntil > clock.now()) return this.#left(survey);
      const picked = this.#pick(survey.batches).slice(0, most);
      if (picked.length === 0) {
        if (await this.#reportDrops(store, survey)) continue;
        return this.#left(survey);
      }
      if (this.#o.token() === null && !renewed) {
        renewed = true;
        await this.#o.renewToken().catch(() => undefined);
      }
      if (this.#o.token() === null) {
        this.#pausedUntil = clock.now() + limits.authPause;
        return "stored";
      }
      const request = await this.#request(store, picked);
      if (request === null) continue;
      if (request.body.length > limits.requestBytes && picked.length > 1) {
        most = Math.ceil(picked.length / 2);
        continue;
      }
      if (!this.#o.isOpen()) return "closed";
      // Another tab's purge, told meanwhile: what was read here is of an older generation (L-GATE-7).
      if (store.generation !== survey.generation) continue;
      const outcome = await this.#post(request.body);
      if (!this.#o.isOpen()) return "closed";
      const keys = request.batches.map((b) => b.key);
      const first = request.batches[0]!;
      switch (outcome.kind) {
        case "ok":
          await store.replace(keys, []);
          this.sent += request.batches.reduce((sum, b) => sum + b.batch.n, 0) - outcome.rejected;
          this.#o.account.dropped.rejected += outcome.rejected;
          if (state.failures > 0) await store.saveState(NO_FAILURES);
          break;
        case "retry":
          await this.#backOff(store, survey, outcome);
          return "stored";
        case "tooLarge":
          if (keys.length > 1) most = Math.floor(keys.length / 2);
          else if (first.batch.n > 1) {
            this.#mergeTo = Math.ceil(first.batch.n / 2);
            await store.replace(keys, halve(first.batch));
            most = 1;
          } else await this.#drop(store, first, "too_big");
          break;
        case "refused":
          if (keys.length > 1) most = Math.floor(keys.length / 2);
          else {
            if (first.batch.parked > 0) await this.#drop(store, first, "rejected");
            else await store.replace(keys, [{ ...first.batch, parked: clock.now() }]);
            most = Number.POSITIVE_INFINITY;
          }
          break;
        case "auth":
          if (renewed) {
            this.#pausedUntil = clock.now() + limits.authPause;
            return "stored";
          }
          renewed = true;
          await this.#o.renewToken().catch(() => undefined);
          break;
        case "off":
          this.#o.collectionOff();
          return "closed";
      }
    }
  }

  async #survey(store: BatchStore): Promise<Survey> {
    const { clock, limits, account } = this.#o;
    const survey = await maintainStore(store, {
      now: clock.now(),
      limits,
      mergeTo: this.#mergeTo,
      account,
      merge: (batches) => this.#o.maker().merge(batches),
    });
    this.stored = survey.batches.reduce((sum, b) => sum + b.n, 0);
    return survey;
  }

  #left(survey: Survey): RunResult {
    return survey.batches.some((b) => b.n > 0) ? "stored" : "sent";
  }

  /** Whole batches, urgent lane first, oldest first; a parked one only by itself and when nothing else waits. */
  #pick(batches: readonly Placed[]): Placed[] {
    const { limits, clock } = this.#o;
    const readable = batches.filter((b) => !this.#unreadable.has(b.key));
    const waiting = readable.filter((b) => b.parked === 0).sort((a, b) => a.lane - b.lane);
    const total = waiting.reduce((sum, b) => sum + b.n, 0);
    const most = total > limits.backlog ? limits.requestEventsBacklog : limits.requestEvents;
    const picked: Placed[] = [];
    let events = 0;
    for (const batch of waiting) {
      if (picked.length > 0 && (events + batch.n > most || picked.length >= 64)) break;
      picked.push(batch);
      events += batch.n;
    }
    if (picked.length > 0) return picked;
    const due = (b: Placed): boolean => b.parked < this.#startedAt || clock.now() - b.parked >= limits.parkDelay;
    return readable.filter((b) => b.parked > 0 && due(b)).slice(0, 1);
  }

  async #request(
    store: BatchStore,
    picked: readonly Placed[],
  ): Promise<{ body: string; batches: { key: number; batch: StoredBatch }[] } | null> {
    const { clock, limits } = this.#o;
    const { batches, heads } = await store.load(picked.map((b) => b.key));
    const now = clock.now();
    const offset = now - clock.monotonic();
    const read = picked.flatMap(({ key }, at) => {
      const batch = batches[at] ?? null;
      const head = batch === null ? undefined : heads.get(batch.head);
      const moved = batch === null || batch.instance !== this.#o.instance() ? 0 : offset - batch.offset;
      const shift = Math.abs(moved) > limits.clockStep ? Math.round(moved) : 0;
      const ready = batch === null || head === undefined ? null : encodable(batch, head, now, shift);
      if (batch !== null && ready !== null) return [{ key, batch, ready }];
      this.#unreadable.add(key);
      return [];
    });
    return read.length === 0 ? null : { body: encodeLogs(read.map((r) => r.ready)), batches: read };
  }

  #post(body: string): ReturnType<typeof postLogs> {
    const { fetch, clock, url, gzip, limits } = this.#o;
    const token = this.#o.token() ?? "";
    const times = { timeoutMs: limits.answerTimeout, retryAfterMaxMs: limits.retryAfterMax };
    return postLogs({ fetch, clock, url, gzip, token, body, ...times });
  }

  async #backOff(
    store: BatchStore,
    survey: Survey,
    failure: { network: boolean; retryAfterMs: number },
  ): Promise<void> {
    const { limits, clock } = this.#o;
    const failures = survey.state.failures + 1;
    const ceiling = Math.min(limits.backoffMax, limits.backoffBase * 2 ** Math.min(failures, 30));
    const wait = Math.max(
      limits.backoffMin,
      this.#fraction() * ceiling,
      failure.retryAfterMs * (1 + this.#fraction() / 10),
    );
    this.#o.account.retries++;
    this.nextTryAt = clock.now() + Math.round(wait);
    this.lastFailureWasNetwork = failure.network;
    await store.saveState({ failures, nextTryAt: this.nextTryAt, network: failure.network });
  }

  async #drop(
    store: BatchStore,
    victim: { key: number; batch: StoredBatch },
    reason: "too_big" | "rejected",
  ): Promise<void> {
    await store.replace([victim.key], []);
    this.#o.account.dropped[reason] += victim.batch.n;
  }

  /** What was dropped since the last report goes out even if no event does (L-LOSS-2). */
  async #reportDrops(store: BatchStore, survey: Survey): Promise<boolean> {
    const drops = Object.values(this.#o.account.dropped).reduce((sum, n) => sum + n, 0);
    if (drops === this.#reportedDrops) return false;
    this.#reportedDrops = drops;
    const { batch, head } = this.#o.maker().empty(survey.generation);
    await this.#o.holder.write(store, [batch], [head], []);
    return true;
  }

  #fraction(): number {
    const [a = 0, b = 0, c = 0] = this.#o.random.bytes(3);
    return (a * 65_536 + b * 256 + c) / 16_777_216;
  }
}
