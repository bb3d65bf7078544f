import type { Clock } from "@berth/core";
import type { GateState } from "../log/event-log.js";

/** Longest time an open waits for the terms of collection, ms. */
export const termsWaitMs = 300;

/**
 * Asks the platform whether events are collected before the first program is opened. While that is unknown the gate is
 * closed and nothing is kept for later (H-GATE-2, H-GATE-3), so a device whose first open came before the answer would
 * never count its first session (H-GATE-5).
 */
export class CollectionTerms {
  readonly #clock: Clock;
  readonly #gate: () => GateState;
  readonly #refresh: () => Promise<void>;
  #asking: Promise<void> | null = null;

  /** `refresh` asks the platform; its answer reaches the log before it resolves. */
  constructor(clock: Clock, gate: () => GateState, refresh: () => Promise<void>) {
    this.#clock = clock;
    this.#gate = gate;
    this.#refresh = refresh;
  }

  /** Asks, unless the host does not collect, the terms are known, or a question is under way. */
  ask(): void {
    if (this.#gate() !== "unknown" || this.#asking !== null) return;
    const over = (): void => {
      this.#asking = null;
    };
    this.#asking = this.#refresh().then(over, over);
  }

  /** Resolves with the answer or after {@link termsWaitMs}; at once when nothing is to be asked. */
  async settled(): Promise<void> {
    this.ask();
    const asking = this.#asking;
    if (asking === null) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.setTimer(termsWaitMs, resolve);
      void asking.then(() => {
        cancel();
        resolve();
      });
    });
  }
}
