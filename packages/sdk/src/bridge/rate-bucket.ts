import type { Clock } from "@berth/core";

/** Sizes of a bucket and of the queue behind it (S-MSG-4). */
export interface RateLimits {
  bucketPosts: number;
  bucketBytes: number;
  refillPostsPerSecond: number;
  refillBytesPerSecond: number;
}

/** A token bucket over posts and bytes. */
export class RateBucket {
  readonly #limits: RateLimits;
  readonly #clock: Clock;
  #posts: number;
  #bytes: number;
  #at: number;

  constructor(limits: RateLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#posts = limits.bucketPosts;
    this.#bytes = limits.bucketBytes;
    this.#at = clock.monotonic();
  }

  /**
   * Takes one message of `bytes` and, if it begins a post, that post; or says no. One message larger than the whole
   * bucket passes when the bucket is full.
   */
  take(bytes: number, posts: 0 | 1): boolean {
    this.#refill();
    const need = Math.min(bytes, this.#limits.bucketBytes);
    if (this.#posts < posts || this.#bytes < need) return false;
    this.#posts -= posts;
    this.#bytes -= need;
    return true;
  }

  #refill(): void {
    const now = this.#clock.monotonic();
    const seconds = (now - this.#at) / 1000;
    if (seconds <= 0) return;
    this.#at = now;
    const l = this.#limits;
    this.#posts = Math.min(l.bucketPosts, this.#posts + seconds * l.refillPostsPerSecond);
    this.#bytes = Math.min(l.bucketBytes, this.#bytes + seconds * l.refillBytesPerSecond);
  }
}
