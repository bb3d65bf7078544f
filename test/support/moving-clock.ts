import type { Clock } from "@berth/core";

/** Two clocks that can part, and timers on the monotonic one; everything moves only when told. */
export class MovingClock implements Clock {
  wall = 1_790_000_000_000;
  mono = 5_000;
  readonly #settle: () => Promise<void>;
  readonly #killed = new Set<string>();
  #timers: { at: number; fn: () => void; owner: string }[] = [];

  /** `settle` lets everything that is due happen: promises, and what a test's stand-ins need beyond them. */
  constructor(settle: () => Promise<void>) {
    this.#settle = settle;
  }
  now(): number {
    return this.wall;
  }
  monotonic(): number {
    return this.mono;
  }
  setTimer(ms: number, fn: () => void, owner = ""): () => void {
    if (this.#killed.has(owner)) return () => {};
    const timer = { at: this.mono + ms, fn, owner };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((t) => t !== timer);
    };
  }
  /** The same clocks for one of several contexts, whose timers die with it. */
  of(owner: string): Clock {
    return {
      now: () => this.wall,
      monotonic: () => this.mono,
      setTimer: (ms, fn) => this.setTimer(ms, fn, owner),
    };
  }
  get timers(): number {
    return this.#timers.length;
  }
  /** What a killed page leaves: nothing of it runs again. */
  dropTimers(): void {
    this.#timers = [];
  }
  /** The same for one of several contexts; it sets no timer any more. */
  kill(owner: string): void {
    this.#killed.add(owner);
    this.#timers = this.#timers.filter((t) => t.owner !== owner);
  }
  /** Moves both clocks and runs what falls due, letting its consequences happen in between. */
  async tick(ms: number): Promise<void> {
    const end = this.mono + ms;
    for (;;) {
      await this.#settle();
      const due = this.#timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#move(Math.max(due.at, this.mono));
      this.#timers = this.#timers.filter((t) => t !== due);
      due.fn();
    }
    this.#move(end);
    await this.#settle();
  }
  #move(to: number): void {
    this.wall += to - this.mono;
    this.mono = to;
  }
}

/** Lets a number of turns of the event loop pass. */
export async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Random bytes that repeat for a seed. */
export function seededRandom(seed = 1): { bytes(length: number): Uint8Array } {
  let x = seed;
  return {
    bytes: (length) =>
      Uint8Array.from({ length }, () => {
        x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
        return x >>> 24;
      }),
  };
}
