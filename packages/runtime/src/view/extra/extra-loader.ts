import type { ViewExtra } from "./view-extra.js";

/** Under this name the second script finds who waits for it, for as long as it is being read. */
const GIVE: unique symbol = Symbol.for("berth.extra");

/** Hands the second script's content to the view that reads it. */
export function giveExtra(extra: ViewExtra): void {
  (globalThis as { [GIVE]?: (extra: ViewExtra) => void })[GIVE]?.(extra);
}

/** Reads the second script of the view when somebody needs it, once. */
export class ExtraLoader {
  /** Its content once it is there. */
  extra: ViewExtra | null = null;
  /** It is there, or will never be. */
  settled = false;
  readonly #window: Window & typeof globalThis;
  readonly #ask: () => void;
  readonly #came: (extra: ViewExtra | null) => void;
  #waiting: (() => void)[] = [];
  #asked = false;

  /** @param came is told once, before those who wait go on */
  constructor(window: Window & typeof globalThis, ask: () => void, came: (extra: ViewExtra | null) => void) {
    this.#window = window;
    this.#ask = ask;
    this.#came = came;
  }

  /** Asks for it, and runs `then` when it is settled. */
  want(then: () => void): void {
    if (this.settled) {
      then();
      return;
    }
    this.#waiting.push(then);
    if (this.#asked) return;
    this.#asked = true;
    this.#ask();
  }

  /** The host's answer, asked for or not. It is script of ours, so it may run in this document (S-GEN-3). */
  give(code: string | null): void {
    if (this.settled) return;
    this.#asked = true;
    if (code === null) {
      this.#settle();
      return;
    }
    const { document, URL, Blob } = this.#window;
    const scope = this.#window as { [GIVE]?: (extra: ViewExtra) => void };
    scope[GIVE] = (extra) => {
      this.extra = extra;
    };
    const script = document.createElement("script");
    script.src = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    script.onload = script.onerror = () => {
      delete scope[GIVE];
      script.remove();
      URL.revokeObjectURL(script.src);
      this.#settle();
    };
    document.head.append(script);
  }

  #settle(): void {
    if (this.settled) return;
    this.settled = true;
    this.#came(this.extra);
    for (const then of this.#waiting.splice(0)) then();
  }
}
