/** Ends a timer; calling it twice is harmless. */
export type Cancel = () => void;

/** The two clocks and the timers of P-GEN-1. No module reads the system's clock by itself. */
export interface Clock {
  /** Wall clock, epoch milliseconds. May jump. */
  now(): number;
  /** Milliseconds from an arbitrary start; never goes back, may stand still while the device sleeps. */
  monotonic(): number;
  /** Calls `fn` once after `ms` milliseconds; returns a function that prevents it. */
  setTimer(ms: number, fn: () => void): Cancel;
}

/** Source of every random value (P-GEN-2), so that a test can repeat a run byte for byte. */
export interface Random {
  /** Fills and returns `length` random bytes. */
  bytes(length: number): Uint8Array;
}

/** The clock of the running engine. The only place that reads it. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    setTimer(ms, fn) {
      const handle = setTimeout(fn, ms);
      return () => clearTimeout(handle);
    },
  };
}

/** The cryptographic generator of the running engine. */
export function systemRandom(): Random {
  return { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) };
}

/** 128 random bits in UUID form (L-EV-1). */
export function uuid(random: Random): string {
  const b = random.bytes(16);
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x40;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
