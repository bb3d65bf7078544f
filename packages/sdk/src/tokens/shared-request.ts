import type { Clock } from "@berth/core";
import type { TokenError } from "./token-error.js";
import type { AccessToken } from "./token-manager.js";

/** How long a settled answer is shared (T-ONE-1). */
const SHARED_MS = 1_000;

interface Flight {
  /** What it was asked for; a caller that needs more looks again when it is over. */
  minLifeMs: number;
  promise: Promise<AccessToken>;
  fail(error: TokenError): void;
  controller: AbortController;
}

/** The one request of a key that may be under way, and all who wait for it (T-INV-9). */
export class SharedRequest {
  readonly #clock: Clock;
  readonly #asError: (cause: unknown) => TokenError;
  #flight: Flight | null = null;
  #recent: { mono: number; error: TokenError } | null = null;

  /** `asError` says what callers get for a failure. */
  constructor(clock: Clock, asError: (cause: unknown) => TokenError) {
    this.#clock = clock;
    this.#asError = asError;
  }

  get underWay(): boolean {
    return this.#flight !== null;
  }

  /** The answer of the request under way or its failure just now; null: there is neither. `again` is for who needs more. */
  join(minLifeMs: number, forced: string | undefined, again: () => Promise<AccessToken>): Promise<AccessToken> | null {
    const flight = this.#flight;
    if (flight !== null) {
      const look = (token: AccessToken): AccessToken | Promise<AccessToken> =>
        token.value === forced || token.expiresAt - this.#clock.now() <= minLifeMs ? again() : token;
      return minLifeMs > flight.minLifeMs || forced !== undefined ? flight.promise.then(look) : flight.promise;
    }
    const recent = this.#recent;
    if (recent !== null && this.#clock.monotonic() - recent.mono < SHARED_MS) return Promise.reject(recent.error);
    return null;
  }

  start(minLifeMs: number, fly: (signal: AbortSignal) => Promise<AccessToken>): Promise<AccessToken> {
    const controller = new AbortController();
    const flight: Flight = { minLifeMs, promise: Promise.resolve() as never, fail: () => {}, controller };
    flight.promise = new Promise<AccessToken>((resolve, reject) => {
      flight.fail = reject;
      fly(controller.signal).then(
        (token) => {
          if (this.#flight === flight) this.#flight = null;
          resolve(token);
        },
        (cause: unknown) => {
          const error = this.#asError(cause);
          if (this.#flight === flight) {
            this.#flight = null;
            this.#recent = { mono: this.#clock.monotonic(), error };
          }
          reject(error);
        },
      );
    });
    // Nobody may be waiting: a refresh in background, or callers that gave up (T-INV-20).
    flight.promise.catch(() => undefined);
    this.#flight = flight;
    return flight.promise;
  }

  /** A failure of before says nothing of what is there now. */
  forgetFailure(): void {
    this.#recent = null;
  }

  /** Whoever waits gets the error at once; what still comes is thrown away. */
  end(error: TokenError): void {
    const flight = this.#flight;
    this.#flight = null;
    flight?.fail(error);
    flight?.controller.abort();
  }
}
