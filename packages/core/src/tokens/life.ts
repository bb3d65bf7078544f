import type { Instant } from "./instant.js";

/** Life when the issuer names none, and the longest that is used (T-CLK-3). */
export const DEFAULT_LIFE_MS = 600_000;
/** See `DEFAULT_LIFE_MS`. */
export const LONGEST_LIFE_MS = 86_400_000;
/** A wall clock this far behind the start of a life was set back (T-CLK-5). */
const SET_BACK_MS = 1_000;
/** Codes are not sent in the last seconds of their life (T-CODE-4). */
const CODE_RESERVE_MS = 30_000;

/** What an issuer says of a life. Times are epoch milliseconds of the issuer's clock. */
export interface StatedLife {
  lifeSeconds?: number | undefined;
  expiresAt?: number | undefined;
  serverTime?: number | undefined;
}

/** A life that began when its request left (T-CLK-2). */
export interface Life {
  sent: Instant;
  lifeMs: number;
}

/**
 * How long a token lives, in ms (T-CLK-3); `clamped` when the issuer gave more than a day. Null: not a positive number,
 * the answer is refused.
 */
export function lifeOf(stated: StatedLife, sent: Instant): { lifeMs: number; clamped: boolean } | null {
  const { lifeSeconds, expiresAt, serverTime } = stated;
  let lifeMs = DEFAULT_LIFE_MS;
  if (lifeSeconds !== undefined) lifeMs = lifeSeconds * 1_000;
  else if (expiresAt !== undefined) lifeMs = expiresAt - (serverTime ?? sent.wall);
  if (!(lifeMs > 0)) return null;
  return lifeMs > LONGEST_LIFE_MS ? { lifeMs: LONGEST_LIFE_MS, clamped: true } : { lifeMs, clamped: false };
}

/** Milliseconds left by the clock that says less; 0 or less is expired, as is any wall clock set back (T-CLK-4, T-CLK-5). */
export function remainingMs({ sent, lifeMs }: Life, now: Instant): number {
  if (now.wall < sent.wall - SET_BACK_MS) return Number.NEGATIVE_INFINITY;
  return lifeMs - Math.max(now.wall - sent.wall, now.mono - sent.mono);
}

/** Life that must be left for a token to be handed out (T-CLK-6). */
export function marginMs(lifeMs: number): number {
  return Math.min(30_000, lifeMs / 10);
}

/** True while a code may be sent: younger than its life less 30 s by both clocks (T-CODE-4, T-INV-2). */
export function codeIsYoung(code: Life, now: Instant): boolean {
  return remainingMs(code, now) > CODE_RESERVE_MS;
}

/** Milliseconds until a code is dropped unused. */
export function codeUsableMs(code: Life, now: Instant): number {
  return remainingMs(code, now) - CODE_RESERVE_MS;
}
