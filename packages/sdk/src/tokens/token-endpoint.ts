import type { TokenKey } from "@berth/core/tokens";

/** Deadline and cancellation of one request (T-ONE-4). */
export interface CallContext {
  signal: AbortSignal;
  deadlineMs: number;
}

/** Cause of an `unknown` answer that broke the schema; it brings a warning of that name (T-MAP-6). */
export const BAD_ANSWER = "BAD_ANSWER";

/** What an endpoint answered, by what it means for the code or token that was sent (T-MAP-1 to T-MAP-6). */
export type EndpointAnswer =
  | {
      kind: "issued";
      accessToken: string;
      lifeSeconds?: number;
      /** Epoch milliseconds of the server's clock, like `serverTime` and `refreshExpiresAt`. */
      expiresAt?: number;
      serverTime?: number;
      refreshToken?: string;
      refreshExpiresAt?: number;
      graceSeconds?: number;
    }
  | { kind: "refused"; code: string }
  | { kind: "busy"; retryAfterMs?: number }
  | { kind: "notSent"; cause: unknown }
  | { kind: "unknown"; cause: unknown };

/** applyToken of the platform, or a plain OAuth 2 endpoint. A method that throws counts as `unknown`. */
export interface TokenEndpoint {
  /** Exchanges a code. */
  exchange(request: { authCode: string; key: TokenKey; verifier?: string }, c: CallContext): Promise<EndpointAnswer>;
  /** Exchanges a refresh token for a new pair. */
  refresh(request: { refreshToken: string; key: TokenKey }, c: CallContext): Promise<EndpointAnswer>;
  /** Ends an access token and its family. */
  revoke(request: { accessToken: string; key: TokenKey }, c: CallContext): Promise<EndpointAnswer>;
}
