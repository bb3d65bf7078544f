/** Skew above which a device's clock is corrected (L-CLK-2), and how far ahead of receipt an event may lie (L-CLK-3). */
const SKEW_MS = 30_000;
const AHEAD_MS = 300_000;

/** The time an event counts at, and what was done to it. */
export interface CorrectedTime {
  time: number;
  /** The device's clock was off by more than 30 s and its times were moved. */
  skewed: boolean;
  /** It was still over 5 minutes ahead and got the time of receipt. */
  replaced: boolean;
}

/**
 * Corrects the time of an event by the clock of its receiver (L-CLK-2, L-CLK-3). All epoch milliseconds; `sentTime` null
 * when the sender gave none. Never part of an identity (L-CLK-4).
 */
export function correctTime(time: number, sentTime: number | null, receivedAt: number): CorrectedTime {
  const skew = sentTime === null ? 0 : receivedAt - sentTime;
  const skewed = Math.abs(skew) > SKEW_MS;
  const moved = skewed ? time + skew : time;
  const replaced = moved > receivedAt + AHEAD_MS;
  return { time: replaced ? receivedAt : moved, skewed, replaced };
}
