import type { Cancel, Clock } from "@berth/core";

/** What a watchdog does; times in ms (S-MSG-11). */
export interface WatchdogOptions {
  clock: Clock;
  everyMs: number;
  unresponsiveAfterMs: number;
  hangAfterMs: number;
  /** Whether the watch runs: app active and page visible. */
  watching(): boolean;
  ping(n: number): void;
  /** Once for each silence, `sinceMs` after the unanswered ping; and once more with 0 when the guest answers again. */
  unresponsive(sinceMs: number): void;
  hang(): void;
}

const stepMs = 1_000;
/** A timer that comes later than this was held up by the device, not by the guest. */
const lateMs = 2_000;

/**
 * Pings the guest and says when it stays silent. Time in which the page was hidden, the app in background or our own
 * timers late does not count: each step adds at most its nominal length to the silence.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #cancel: Cancel | null = null;
  #expectedAt = 0;
  #n = 0;
  #awaited: number | null = null;
  #silentMs = 0;
  #sincePingMs = 0;
  #reported = false;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#arm();
  }

  /** The guest answered ping `n`; 0: it is alive, and the ping still waits behind other work. */
  pong(n: number): void {
    if (n === 0 ? this.#awaited === null : n !== this.#awaited) return;
    if (n !== 0) this.#awaited = null;
    this.#silentMs = 0;
    if (this.#reported) {
      this.#reported = false;
      this.#options.unresponsive(0);
    }
  }

  dispose(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #arm(): void {
    this.#expectedAt = this.#options.clock.monotonic() + stepMs;
    this.#cancel = this.#options.clock.setTimer(stepMs, () => this.#step());
  }

  #step(): void {
    const { clock, everyMs, unresponsiveAfterMs, hangAfterMs } = this.#options;
    const late = clock.monotonic() - this.#expectedAt > lateMs;
    this.#arm();
    if (late || !this.#options.watching()) return;
    if (this.#awaited !== null) {
      this.#silentMs += stepMs;
      if (this.#silentMs >= hangAfterMs) {
        this.dispose();
        this.#options.hang();
      } else if (this.#silentMs >= unresponsiveAfterMs && !this.#reported) {
        this.#reported = true;
        this.#options.unresponsive(this.#silentMs);
      }
      return;
    }
    this.#sincePingMs += stepMs;
    if (this.#sincePingMs < everyMs) return;
    this.#sincePingMs = 0;
    this.#n += 1;
    this.#awaited = this.#n;
    this.#options.ping(this.#n);
  }
}
