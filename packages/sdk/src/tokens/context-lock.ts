import { type Clock, type Random, uuid } from "@berth/core";
import type { TokenChannel } from "./token-channel.js";
import { TokenError } from "./token-error.js";
import type { TokenStorage } from "./token-storage.js";

/** How long a context waits for another one (T-CTX-4). */
const WAIT_MS = 10_000;
/** A lease lasts so long unless its holder lives to prolong it, and is looked at again so often (T-CTX-5). */
const LEASE_MS = 10_000;
const PROLONG_MS = 4_000;
const LOOK_MS = 1_000;

/** Runs `work` while no other context does the same for this key; rejects with LOCK_TIMEOUT, having run nothing. */
export type ContextLock = <T>(keyHash: string, signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/** What a lock is made of; either `locks`, or a storage with leases and a channel. */
export interface ContextLockOptions {
  clock: Clock;
  random: Random;
  storage: TokenStorage;
  locks: Pick<LockManager, "request"> | undefined;
  channel: TokenChannel | undefined;
}

/** Web Locks, else leases in the storage, else null: such a storage cannot be shared (T-CTX-1, T-CTX-5). */
export function contextLock(o: ContextLockOptions): ContextLock | null {
  if (o.locks !== undefined) return webLock(o.locks, o.clock);
  const { lease } = o.storage;
  return lease === undefined || o.channel === undefined ? null : leaseLock(lease.bind(o.storage), o.channel, o);
}

function webLock(locks: Pick<LockManager, "request">, clock: Clock): ContextLock {
  return async (keyHash, signal, work) => {
    const waiting = new AbortController();
    const stop = (): void => waiting.abort();
    const cancel = clock.setTimer(WAIT_MS, stop);
    signal.addEventListener("abort", stop, { once: true });
    let entered = false;
    try {
      return await locks.request(`berth-token-${keyHash}`, { signal: waiting.signal }, () => {
        entered = true;
        cancel();
        return work();
      });
    } catch (error) {
      throw entered ? error : new TokenError("LOCK_TIMEOUT", keyHash);
    } finally {
      cancel();
      signal.removeEventListener("abort", stop);
    }
  };
}

function leaseLock(
  lease: NonNullable<TokenStorage["lease"]>,
  channel: TokenChannel,
  { clock, random }: ContextLockOptions,
): ContextLock {
  const owner = uuid(random);
  const take = (keyHash: string, waitedMs = 0): Promise<boolean> =>
    lease(keyHash, owner, clock.now(), clock.now() + LEASE_MS, waitedMs);

  /** Until the holder says that it is done, at most `ms`. */
  const freed = (keyHash: string, ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        cancel();
        silence();
        signal.removeEventListener("abort", done);
        resolve();
      };
      const cancel = clock.setTimer(ms, done);
      const silence = channel.listen((message) => {
        if ("freed" in message && message.freed === keyHash) done();
      });
      signal.addEventListener("abort", done, { once: true });
    });

  return async (keyHash, signal, work) => {
    const start = clock.monotonic();
    while (!(await take(keyHash, clock.monotonic() - start))) {
      const left = start + WAIT_MS - clock.monotonic();
      if (left <= 0 || signal.aborted) throw new TokenError("LOCK_TIMEOUT", keyHash);
      await freed(keyHash, Math.min(left, LOOK_MS), signal);
    }
    // Dies with the page, so that a crash blocks nobody for longer than one lease (T-INV-10).
    let cancel = clock.setTimer(PROLONG_MS, function prolong() {
      cancel = clock.setTimer(PROLONG_MS, prolong);
      take(keyHash).catch(() => undefined);
    });
    try {
      return await work();
    } finally {
      cancel();
      await lease(keyHash, owner, clock.now(), 0, 0).catch(() => undefined);
      channel.post({ freed: keyHash });
    }
  };
}

/**
 * Whether `owner` may take a lease: nobody has it, its time is over, or it lasts too long because the clock was set back. In
 * the last case a holder that lives prolongs it soon, by the new clock; so `owner` must have waited for that.
 */
export function leaseIsFree(
  held: { owner: string; until: number } | undefined,
  owner: string,
  now: number,
  waitedMs: number,
): boolean {
  if (held === undefined || held.owner === owner || held.until <= now) return true;
  return held.until > now + LEASE_MS && waitedMs > PROLONG_MS + LOOK_MS;
}
