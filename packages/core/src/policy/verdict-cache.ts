const limit = 2048;
const slots = 2 * limit;
const probes = 8;

interface Kept<V> {
  readonly raw: string;
  readonly hash: number;
  readonly verdict: V;
}

/**
 * Verdicts by raw string (U-ENG-4), an open table addressed by a few characters of the string. A `Map` has to hash the
 * whole of it, which for an address that is seen once costs as much as half a parse. The price: addresses that agree in
 * all sampled characters share `probes` places, and the rest of them are decided again.
 *
 * A verdict is kept from the second appearance of its hash on. Most addresses are seen once; keeping those would cost a
 * garbage collector more than it ever saves.
 */
export class VerdictCache<V> {
  readonly #table = new Array<Kept<V> | null>(slots).fill(null);
  /** What the table holds, the oldest first. */
  #kept: Kept<V>[] = [];
  /** Hashes met once, one byte each; emptied when they grow so many that strangers meet. */
  readonly #marks = new Uint8Array(8 * limit);
  #marked = 0;

  /** The verdict kept for `raw`, whose `sampleHash` is `hash`. */
  get(raw: string, hash: number): V | undefined {
    const table = this.#table;
    for (let i = 0; i < probes; i++) {
      const kept = table[(hash + i) & (slots - 1)]!;
      if (kept === null) return undefined;
      if (kept.hash === hash && kept.raw === raw) return kept.verdict;
    }
    return undefined;
  }

  /** Keeps a verdict whose string was seen before; at the limit the oldest half goes at once. */
  set(raw: string, hash: number, verdict: V): void {
    const place = hash & (8 * limit - 1);
    if (this.#marks[place] !== 0) {
      this.#keep({ raw, hash, verdict });
      return;
    }
    if (++this.#marked > limit) {
      this.#marks.fill(0);
      this.#marked = 1;
    }
    this.#marks[place] = 1;
  }

  #keep(kept: Kept<V>): void {
    if (this.#kept.length === limit) {
      const young = this.#kept.slice(limit / 2);
      this.#kept = [];
      this.#table.fill(null);
      for (const one of young) this.#keep(one);
    }
    for (let i = 0; i < probes; i++) {
      const slot = (kept.hash + i) & (slots - 1);
      if (this.#table[slot] === null) {
        this.#table[slot] = kept;
        this.#kept.push(kept);
        return;
      }
    }
  }

  /** Verdicts kept. */
  get size(): number {
    return this.#kept.length;
  }
}

/**
 * A hash of the length, the last characters and some on the way, where addresses of one program differ. Negative for
 * strings that are not kept: those over 2,048 code units, and those too short to be an address.
 */
export function sampleHash(raw: string): number {
  const { length } = raw;
  if (length < 10 || length > 2048) return -1;
  const tail =
    raw.charCodeAt(length - 1) ^
    (raw.charCodeAt(length - 2) << 7) ^
    (raw.charCodeAt(length - 3) << 14) ^
    (raw.charCodeAt(length - 4) << 21);
  const way = raw.charCodeAt(9) ^ (raw.charCodeAt(length >> 1) << 8) ^ (length << 16);
  const hash = Math.imul(Math.imul(tail, 0x01000193) ^ way, 0x85ebca6b);
  return (hash ^ (hash >>> 15)) & 0x3fffffff;
}
