import type { RuntimeClock } from "./worker-environment.js";

/**
 * The clock of deterministic mode (F-GEN-4): time stands still while code runs and jumps to a timer's due time when that
 * timer fires, so a run shows the same times on every machine. Timers still wait in real time.
 */
export class VirtualClock implements RuntimeClock {
  readonly #real: RuntimeClock;
  readonly #start: number;
  #now: number;
  #next = 0;
  readonly #timers = new Map<number, { due: number; fn: () => void; cancel: () => void }>();

  constructor(real: RuntimeClock, now: number) {
    this.#real = real;
    this.#start = now;
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.#start;
  }

  setTimer(ms: number, fn: () => void): () => void {
    const id = this.#next++;
    const due = this.#now + Math.max(0, ms);
    const cancel = this.#real.setTimer(ms, () => this.#fire(due));
    this.#timers.set(id, { due, fn, cancel });
    return () => {
      cancel();
      this.#timers.delete(id);
    };
  }

  /** Runs everything due by then, earliest first; ties in order of creation. */
  #fire(until: number): void {
    for (;;) {
      let first: number | undefined;
      for (const [id, timer] of this.#timers) {
        if (timer.due <= until && (first === undefined || timer.due < this.#timers.get(first)!.due)) first = id;
      }
      if (first === undefined) return;
      const timer = this.#timers.get(first)!;
      this.#timers.delete(first);
      timer.cancel();
      if (timer.due > this.#now) this.#now = timer.due;
      timer.fn();
    }
  }
}

/** A generator of numbers in [0, 1) that a seed determines (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
