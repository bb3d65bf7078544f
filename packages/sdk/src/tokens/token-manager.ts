import type { Instant, TokenKey } from "@berth/core/tokens";
import type { TokenEvent, TokenEventName } from "./token-event.js";

/** An access token and when it ends. */
export interface AccessToken {
  value: string;
  /** Wall clock, epoch milliseconds. */
  expiresAt: number;
}

/** Holds the tokens of trusted code: exchanges codes, refreshes in time and once, forgets on demand (tokens.md). */
export interface TokenManager {
  /**
   * Takes a code for its key; a code held before for the key is dropped.
   * @throws TokenError CODE_INVALID, CODE_USED, DISPOSED
   */
  offerCode(offer: {
    authCode: string;
    key: TokenKey;
    receivedAt?: Instant;
    /** Default 600. */
    lifetimeSeconds?: number;
    verifier?: string;
  }): void;
  /** A token whose remaining life is over the margin (T-CLK-6) and over `minLifeMs`. Rejects with a TokenError. */
  getToken(key: TokenKey, options?: { signal?: AbortSignal; minLifeMs?: number }): Promise<AccessToken>;
  /** Calls with a token; an answer "token invalid" leads to one forced refresh and at most one repetition (T-TOK-1). */
  withToken<T>(
    key: TokenKey,
    call: (token: string) => Promise<T>,
    options?: { idempotent?: boolean; signal?: AbortSignal },
  ): Promise<T>;
  /**
   * Wipes the key's tokens at once and tells the server, best effort. Like the two below it rejects with
   * STORAGE_UNAVAILABLE if a storage could not be wiped: call it again.
   */
  revoke(key: TokenKey): Promise<void>;
  /** Wipes everything of other users. */
  switchUser(userId: string | null): Promise<void>;
  /** Wipes everything of one mini program. */
  forgetApp(appId: string): Promise<void>;
  /** Calls `fn` for each notice of that kind; the result stops it. */
  on(event: TokenEventName, fn: (event: TokenEvent) => void): () => void;
  /** Ends timers and listeners; open calls get DISPOSED. */
  dispose(): Promise<void>;
}
