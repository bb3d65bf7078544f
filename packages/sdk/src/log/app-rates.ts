import type { Clock } from "@berth/core";
import type { EventClass } from "@berth/core/events";
import type { FilledOptions } from "./filled-options.js";
import { TokenBucket } from "./token-bucket.js";

interface Buckets {
  high: TokenBucket;
  low: TokenBucket;
}

/** How many events each app may have recorded; a busy one takes no room from the others. */
export class AppRates {
  readonly #clock: Clock;
  readonly #limits: FilledOptions["limits"];
  readonly #buckets = new Map<string, Buckets>();

  constructor(clock: Clock, limits: FilledOptions["limits"]) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** False: too many of this app came of late. */
  take(appId: string, eventClass: EventClass): boolean {
    const { high, low } = this.#of(appId);
    return (eventClass <= 1 ? high : low).take(this.#clock.monotonic());
  }

  #of(appId: string): Buckets {
    const found = this.#buckets.get(appId);
    if (found !== undefined) return found;
    const { rateHigh, burstHigh, rateLow, burstLow } = this.#limits;
    const now = this.#clock.monotonic();
    const made = { high: new TokenBucket(rateHigh, burstHigh, now), low: new TokenBucket(rateLow, burstLow, now) };
    this.#buckets.set(appId, made);
    return made;
  }
}
