/** What a manager tells its owner; never a secret (T-SEE-7). */
export type TokenEventName = "authorizationRequired" | "refreshed" | "ended" | "warning";

/** One notice of a manager. */
export interface TokenEvent {
  type: TokenEventName;
  /** First 32 hex digits of the SHA-256 of the key. */
  keyHash: string;
  appId?: string;
  userId?: string;
  /**
   * Of warnings: `LIFETIME_CLAMPED` (over a day), `ACCESS_TOKEN_LIFETIME_LONG` (a day), `STORAGE_TAMPERED`, `BAD_ANSWER`.
   * Of ends: `revoked`, `userSwitched`, `appForgotten`, or `elsewhere` when another context did it.
   */
  code?: string;
}
