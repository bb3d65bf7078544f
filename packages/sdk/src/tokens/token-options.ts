import type { Clock, Random } from "@berth/core";
import type { TokenEndpoint } from "./token-endpoint.js";
import type { TokenStorage } from "./token-storage.js";

/** A channel to other contexts; carries hashes and generations only (T-CTX-6). */
export interface TokenChannel {
  /** Tells the other contexts. */
  post(message: { keyHash: string; generation: number }): void;
  /** Calls `fn` for messages of other contexts; the result stops it. */
  listen(fn: (message: { keyHash: string; generation: number }) => void): () => void;
}

/** Settings of a token manager. */
export interface TokenManagerOptions {
  endpoint: TokenEndpoint;
  clock?: Clock;
  random?: Random;
  /** Shared or lasting storage; absent: memory of this manager (T-STO-1). Needs `locks`. */
  storage?: TokenStorage;
  /** Required with `storage`: makes one of several contexts refresh (T-CTX-1). */
  locks?: Pick<LockManager, "request">;
  channel?: TokenChannel;
  /** Whether a refresh in background makes sense now; default yes (T-TOK-S6). */
  isActive?: () => boolean;
  /** What a call's result or error says of its token; the default knows HTTP 401 and the platform's codes (T-TOK-1). */
  isTokenInvalid?: (outcome: { value: unknown } | { error: unknown }) => boolean;
}
