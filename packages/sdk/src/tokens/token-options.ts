import type { Clock, Random } from "@berth/core";
import type { TokenChannel } from "./token-channel.js";
import type { TokenEndpoint } from "./token-endpoint.js";
import type { TokenStorage } from "./token-storage.js";

/** Settings of a token manager. */
export interface TokenManagerOptions {
  endpoint: TokenEndpoint;
  clock?: Clock;
  random?: Random;
  /** Shared or lasting storage; absent: memory of this manager (T-STO-1). Needs `locks`, or leases and `channel`. */
  storage?: TokenStorage;
  /** Makes one of several contexts refresh (T-CTX-1); without it the leases of `storage` do (T-CTX-5). */
  locks?: Pick<LockManager, "request">;
  /** Tells the other contexts of ends at once; without it they learn at their next request. */
  channel?: TokenChannel;
  /** Whether a refresh in background makes sense now; default: the page, if there is one, is visible and online (T-TOK-S6). */
  isActive?: () => boolean;
  /** What a call's result or error says of its token; the default knows HTTP 401 and the platform's codes (T-TOK-1). */
  isTokenInvalid?: (outcome: { value: unknown } | { error: unknown }) => boolean;
}
