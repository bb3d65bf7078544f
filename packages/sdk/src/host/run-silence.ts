import type { InspectHub } from "../inspect/inspect-hub.js";

/** What it needs of the run. */
interface SilenceParts {
  readonly hub: InspectHub;
  /** Aborted when the run is closed. */
  readonly signal: AbortSignal;
  /** True when the host sees to it. */
  question(sinceMs: number): boolean;
  /** Hears that it answers again. */
  answered(): void;
  /** Asks the user; true to end it. `over` takes the sheet away. */
  ask(over: AbortSignal): Promise<boolean>;
  end(): Promise<void>;
}

/** A program that does not answer: the host and then the user are asked whether to end it (S-MSG-11). */
export class RunSilence {
  readonly #parts: SilenceParts;
  /** Ended when the program answers again; null while it does. */
  #silence: AbortController | null = null;

  constructor(parts: SilenceParts) {
    this.#parts = parts;
  }

  /** Whether it has been silent for so long that the user was told. */
  get told(): boolean {
    return this.#silence !== null;
  }

  /** Takes the word of the watchdog: ms without an answer, 0 when the program answers again. */
  async heard(sinceMs: number): Promise<void> {
    const { hub, signal, question, answered, ask, end } = this.#parts;
    // Takes the sheet away, and no dialog of the program's own.
    this.#silence?.abort();
    this.#silence = sinceMs === 0 ? null : new AbortController();
    if (this.#silence === null) {
      hub.emit({ type: "responsive" });
      answered();
      return;
    }
    const over = AbortSignal.any([signal, this.#silence.signal]);
    hub.emit({ type: "unresponsive", sinceMs });
    if (question(sinceMs)) return;
    if (await ask(over)) await end();
  }
}
