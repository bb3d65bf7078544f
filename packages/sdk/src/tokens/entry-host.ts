import type { Clock } from "@berth/core";
import type { HeldRefresh } from "@berth/core/tokens";
import type { KeyEntry } from "./key-entry.js";
import type { TokenEndpoint } from "./token-endpoint.js";
import type { TokenEventName } from "./token-event.js";
import type { TokenStorage } from "./token-storage.js";

/** What an entry needs of its manager. */
export interface EntryHost {
  readonly clock: Clock;
  readonly endpoint: TokenEndpoint;
  readonly storage: TokenStorage | null;
  fraction(): number;
  isActive(): boolean;
  tell(type: TokenEventName, entry: KeyEntry, code?: string): void;
  /** Runs `work` while no other context does the same (T-CTX-1); rejects with LOCK_TIMEOUT. `signal` ends the waiting. */
  exclusively<T>(entry: KeyEntry, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /** True when a code is held for a key that differs only in client or scopes (T-CODE-S4). */
  hasRelatedCode(entry: KeyEntry): boolean;
  announce(entry: KeyEntry, ended?: boolean): void;
  /** One request for each refresh token over all keys (T-ONE-3); `work` gets its successor if another key spent it. */
  alone<T>(refresh: HeldRefresh, work: (refresh: HeldRefresh) => Promise<T>): Promise<T>;
  succeeded(spent: string, successor: HeldRefresh): void;
}
