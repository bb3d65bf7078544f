const half = 1024;
const slots = 2 * half;
const probes = 8;

/**
 * Verdicts by raw string (U-ENG-4): two generations of at most half the limit each, so that the oldest half goes at once.
 *
 * A generation is an open table addressed by a few characters of the string. A `Map` has to hash the whole of it, which
 * for an address that is seen once costs as much as half a parse; here that is some 20 ns, and a hit is cheaper too. The
 * price: addresses that agree in all sampled characters share `probes` places, and the rest of them are decided again.
 *
 * A verdict is kept from the second appearance of its hash on. Most addresses are seen once; keeping those would cost a
 * garbage collector more than it ever saves.
 */
export class VerdictCache<V> {
  #young = new Generation<V>();
  #old = new Generation<V>();
  /** Hashes met once, one byte each; emptied when they grow so many that strangers meet. */
  readonly #marks = new Uint8Array(16 * half);
  #marked = 0;

  /** The verdict kept for `raw`. */
  get(raw: string): V | undefined {
    const hash = sample(raw);
    return this.#young.get(raw, hash) ?? this.#old.get(raw, hash);
  }

  /** Keeps a verdict whose string was seen before, unless it is longer than 2,048 code units. */
  set(raw: string, verdict: V): void {
    if (raw.length > 2048) return;
    const hash = sample(raw);
    const place = hash & (this.#marks.length - 1);
    if (this.#marks[place] === 0) {
      if (++this.#marked > 2 * half) {
        this.#marks.fill(0);
        this.#marked = 1;
      }
      this.#marks[place] = 1;
      return;
    }
    if (this.#young.size === half) {
      const emptied = this.#old;
      this.#old = this.#young;
      this.#young = emptied;
      emptied.clear();
    }
    this.#young.set(raw, hash, verdict);
  }

  /** Verdicts kept. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }
}

class Generation<V> {
  size = 0;
  /** Of the key in the same place, 0 for a free one: strings are compared only where these agree. */
  readonly #hashes = new Int32Array(slots);
  readonly #keys: (string | undefined)[] = new Array(slots).fill(undefined);
  readonly #verdicts: (V | undefined)[] = new Array(slots).fill(undefined);

  get(raw: string, hash: number): V | undefined {
    const hashes = this.#hashes;
    for (let i = 0; i < probes; i++) {
      const slot = (hash + i) & (slots - 1);
      const known = hashes[slot]!;
      if (known === hash && this.#keys[slot] === raw) return this.#verdicts[slot];
      if (known === 0) return undefined;
    }
    return undefined;
  }

  set(raw: string, hash: number, verdict: V): void {
    let i = 0;
    while (i < probes && this.#hashes[(hash + i) & (slots - 1)] !== 0) i++;
    // All places taken: the first one makes room.
    if (i === probes) i = 0;
    else this.size++;
    const slot = (hash + i) & (slots - 1);
    this.#hashes[slot] = hash;
    this.#keys[slot] = raw;
    this.#verdicts[slot] = verdict;
  }

  clear(): void {
    this.size = 0;
    this.#hashes.fill(0);
    this.#keys.fill(undefined);
    this.#verdicts.fill(undefined);
  }
}

/** A hash, never 0, of the length, the last characters and some on the way, where addresses of one program differ. */
function sample(raw: string): number {
  const end = raw.length - 1;
  let hash = (end << 16) ^ (raw.charCodeAt(end) << 8) ^ raw.charCodeAt(end - 1);
  hash = Math.imul(hash ^ (raw.charCodeAt(end - 2) << 24), 0x01000193);
  hash = Math.imul(hash ^ (raw.charCodeAt(9) << 16) ^ (raw.charCodeAt(10) << 8) ^ raw.charCodeAt(end >> 1), 0x01000193);
  return hash ^ (hash >>> 15) || 1;
}
