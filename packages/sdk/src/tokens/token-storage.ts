import type { HeldRefresh } from "@berth/core/tokens";
import { leaseIsFree } from "./context-lock.js";

/** What a storage keeps of one key. Holds secrets: a storage outside memory must encrypt it (T-STO-2). */
export interface TokenRecord {
  /** First 32 hex digits of the SHA-256 of the key. */
  name: string;
  userId: string;
  appId: string;
  /** Raised by revocation, user switch and removal; answers of an older one are thrown away. */
  generation: number;
  /** Raised by every write. */
  rev: number;
  /** `sentAt` by the wall clock: monotonic clocks of two contexts have nothing in common. */
  access: { value: string; sentAt: number; lifeMs: number } | null;
  refresh: HeldRefresh | null;
}

/**
 * Where tokens lie when several contexts or runs share them (T-CTX-3, T-STO-3). A method that rejects makes the call fail
 * with STORAGE_UNAVAILABLE.
 */
export interface TokenStorage {
  /** The record of a key, or null; "tampered": it could not be opened and was removed (T-STO-2). */
  read(name: string): Promise<TokenRecord | "tampered" | null>;
  /** Writes if the stored `rev` is `expectedRev` (0: nothing stored), in one step; false otherwise. */
  write(record: TokenRecord, expectedRev: number): Promise<boolean>;
  /** Every record that can be opened. */
  list(): Promise<TokenRecord[]>;
  /** Remembers a code's hash until `until` (wall clock); false if it was there (T-CODE-S3, T-STO-5). */
  markUsed(hash: string, until: number): Promise<boolean>;
  /** The code never left after all (T-CODE-S6). */
  unmarkUsed(hash: string): Promise<void>;
  /**
   * Takes or prolongs the lease of a key for `owner` in one step, false if another has it; `until` 0 gives it back. Times
   * by the wall clock; `waitedMs`: how long `owner` has tried. Needed where there are no Web Locks (T-CTX-5).
   */
  lease?(name: string, owner: string, now: number, until: number, waitedMs: number): Promise<boolean>;
}

/** A storage in memory; share one object between managers to act out several contexts. */
export function createMemoryTokenStorage(now: () => number = Date.now): TokenStorage {
  const records = new Map<string, TokenRecord>();
  const used = new Map<string, number>();
  const leases = new Map<string, { owner: string; until: number }>();
  return {
    read: async (name) => records.get(name) ?? null,
    async write(record, expectedRev) {
      if ((records.get(record.name)?.rev ?? 0) !== expectedRev) return false;
      records.set(record.name, record);
      return true;
    },
    list: async () => [...records.values()],
    async markUsed(hash, until) {
      for (const [old, end] of used) if (end < now()) used.delete(old);
      if (used.has(hash)) return false;
      used.set(hash, until);
      return true;
    },
    async unmarkUsed(hash) {
      used.delete(hash);
    },
    async lease(name, owner, at, until, waitedMs) {
      if (!leaseIsFree(leases.get(name), owner, at, waitedMs)) return false;
      leases.set(name, { owner, until });
      return true;
    },
  };
}
