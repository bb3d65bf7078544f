import type { Instant } from "./instant.js";
import { type Life, marginMs, remainingMs } from "./life.js";

/** An access token with its life. */
export interface HeldToken extends Life {
  value: string;
}

/** A refresh token; `usableUntil` by the wall clock, absent when the issuer did not say. */
export interface HeldRefresh {
  value: string;
  usableUntil?: number;
  /** Window in which it may be sent twice (P-TOK-37). */
  graceMs: number;
}

/** What is kept of one key (tokens.md, section 4). States are read from it and the clocks; nothing is a timer's. */
export interface TokenState {
  access: HeldToken | null;
  refresh: HeldRefresh | null;
  /** Failures of the way in a row, and when the next try may be made (monotonic). */
  failures: number;
  retryAt: number;
  /** A refresh ended unknown: the token may be spent (T-TOK-S13). */
  suspect: boolean;
  /** Code of a refusal that keeps the session, and until when (monotonic) nothing is tried (T-TOK-S10). */
  refusedCode: string | null;
}

/** Nothing held. */
export const EMPTY_TOKENS: Readonly<TokenState> = {
  access: null,
  refresh: null,
  failures: 0,
  retryAt: 0,
  suspect: false,
  refusedCode: null,
};

/** What a call for a token leads to. */
export type TokenNeed =
  | { kind: "serve"; access: HeldToken }
  | { kind: "refresh"; refresh: HeldRefresh }
  | { kind: "wait"; retryAfterMs: number; refusedCode: string | null }
  | { kind: "empty" };

/**
 * What a call for a token with more than `minLifeMs` left leads to (T-TOK-S2, S4, S5, S7, S14 to S16). `forced`: the
 * access token at hand was refused by a server and does not count (T-TOK-1).
 */
export function tokenNeed(state: TokenState, now: Instant, minLifeMs = 0, forced = false): TokenNeed {
  const { access, refresh } = state;
  if (!forced && access !== null && remainingMs(access, now) > Math.max(marginMs(access.lifeMs), minLifeMs)) {
    return { kind: "serve", access };
  }
  if (refresh === null || (refresh.usableUntil !== undefined && now.wall >= refresh.usableUntil)) {
    return { kind: "empty" };
  }
  if (now.mono < state.retryAt) {
    return { kind: "wait", retryAfterMs: state.retryAt - now.mono, refusedCode: state.refusedCode };
  }
  return { kind: "refresh", refresh };
}

/** Refusals after which a refresh token is worth nothing (T-TOK-S9). */
export function endsSession(code: string): boolean {
  return /^(INVALID|EXPIRED|USED)_REFRESH_TOKEN$/.test(code);
}

/** Pause after a refusal that keeps the session (T-TOK-S10). */
const REFUSAL_PAUSE_MS = 60_000;

/** Wait after failure `n` of the way in ms: 1, 2, 4 ... 60 s, 25 % up or down by `fraction` in 0..1 (T-TOK-S15). */
export function backoffMs(n: number, fraction: number): number {
  return Math.min(60_000, 1_000 * 2 ** (n - 1)) * (0.75 + fraction / 2);
}

/** State after a refresh that did not end the session and brought nothing (T-TOK-S10, S11, S13). */
export function afterFailure(
  state: TokenState,
  now: Instant,
  failure:
    | { kind: "refused"; code: string }
    | { kind: "busy"; retryAfterMs?: number }
    | { kind: "notSent" }
    | { kind: "unknown" },
  fraction: number,
): TokenState {
  if (failure.kind === "refused") {
    return { ...state, refusedCode: failure.code, retryAt: now.mono + REFUSAL_PAUSE_MS };
  }
  const failures = state.failures + 1;
  const least = failure.kind === "busy" ? (failure.retryAfterMs ?? 0) : 0;
  return {
    ...state,
    failures,
    retryAt: now.mono + Math.max(backoffMs(failures, fraction), least),
    suspect: state.suspect || failure.kind === "unknown",
    refusedCode: null,
  };
}
