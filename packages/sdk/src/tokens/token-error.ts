import { BerthError, type Fault } from "@berth/core";

/** Codes of a `TokenError` (T-ERR-1 to T-ERR-15). */
export type TokenErrorCode =
  | "AUTH_REQUIRED"
  | "CODE_EXPIRED"
  | "CODE_USED"
  | "CODE_MISMATCH"
  | "CODE_INVALID"
  | "REFUSED"
  | "OUTCOME_UNKNOWN"
  | "RETRY_LATER"
  | "OFFLINE"
  | "LIFETIME_INVALID"
  | "LOCK_TIMEOUT"
  | "STORAGE_UNAVAILABLE"
  | "ENDED"
  | "ABORTED"
  | "DISPOSED";

const TEXT: Readonly<Record<TokenErrorCode, readonly [message: string, fault: Fault]>> = {
  AUTH_REQUIRED: ["no usable token and no code: ask for a code", "program"],
  CODE_EXPIRED: ["the code became too old before it was used", "program"],
  CODE_USED: ["this code was offered before", "program"],
  CODE_MISMATCH: ["the code held was issued for another key", "program"],
  CODE_INVALID: ["the code or its key has a wrong form", "program"],
  REFUSED: ["the issuer refused", "platform"],
  OUTCOME_UNKNOWN: ["the exchange ended without a known outcome; the code is burnt", "network"],
  RETRY_LATER: ["the issuer could not be reached; waiting before the next try", "network"],
  OFFLINE: ["the request could not be sent", "network"],
  LIFETIME_INVALID: ["the issuer gave a life that is not a positive number", "platform"],
  LOCK_TIMEOUT: ["another context held the lock for too long", "host"],
  STORAGE_UNAVAILABLE: ["token storage cannot be used", "host"],
  ENDED: ["revoked, user switched or app removed", "host"],
  ABORTED: ["the caller gave up waiting", "program"],
  DISPOSED: ["the manager was disposed", "host"],
};

/** Failure of a token operation; match on `code`. Holds no secret, not even in `cause` (T-SEE-7). */
export class TokenError extends BerthError {
  declare readonly code: TokenErrorCode;
  /** First 32 hex digits of the SHA-256 of the key; empty where no key is concerned. */
  readonly keyHash: string;
  /** Milliseconds; set on RETRY_LATER. */
  readonly retryAfterMs: number | undefined;
  /** Code of the issuer; set on REFUSED. */
  readonly platformCode: string | undefined;

  constructor(code: TokenErrorCode, keyHash: string, facts: { retryAfterMs?: number; platformCode?: string } = {}) {
    const [message, fault] = TEXT[code];
    super(code, facts.platformCode === undefined ? message : `${message}: ${facts.platformCode}`, {
      fault,
      details: { keyHash, ...facts },
    });
    this.name = "TokenError";
    this.keyHash = keyHash;
    this.retryAfterMs = facts.retryAfterMs;
    this.platformCode = facts.platformCode;
  }
}
