import type { Clock } from "@berth/core";

/** Sizes of a bucket and of the queue behind it (S-MSG-4). */
export interface RateLimits {
  bucketMessages: number;
  bucketBytes: number;
  refillMessagesPerSecond: number;
  refillBytesPerSecond: number;
}

/** A token bucket over messages and bytes. */
export class RateBucket {
  readonly #limits: RateLimits;
  readonly #clock: Clock;
  #messages: number;
  #bytes: number;
  #at: number;

  constructor(limits: RateLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#messages = limits.bucketMessages;
    this.#bytes = limits.bucketBytes;
    this.#at = clock.monotonic();
  }

  /** Takes one message of `bytes`, or says no. One message larger than the whole bucket passes when the bucket is full. */
  take(bytes: number): boolean {
    this.#refill();
    const need = Math.min(bytes, this.#limits.bucketBytes);
    if (this.#messages < 1 || this.#bytes < need) return false;
    this.#messages -= 1;
    this.#bytes -= need;
    return true;
  }

  #refill(): void {
    const now = this.#clock.monotonic();
    const seconds = (now - this.#at) / 1000;
    if (seconds <= 0) return;
    this.#at = now;
    const l = this.#limits;
    this.#messages = Math.min(l.bucketMessages, this.#messages + seconds * l.refillMessagesPerSecond);
    this.#bytes = Math.min(l.bucketBytes, this.#bytes + seconds * l.refillBytesPerSecond);
  }
}
