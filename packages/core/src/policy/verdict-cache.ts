const half = 1024;

/**
 * Verdicts by raw string (U-ENG-4): two generations of half the limit each, so that the oldest half goes at once and no
 * order has to be kept on the way.
 *
 * An address is kept from its second appearance on. Most are seen once; for those a mark by a cheap hash costs a tenth
 * of a map entry. A mark set by another address only means that one is kept a little early.
 */
export class VerdictCache<V> {
  #young = new Map<string, V>();
  #old = new Map<string, V>();
  #marks = new Uint8Array(16384);
  #marked = 0;

  /** The verdict kept for `raw`. */
  get(raw: string): V | undefined {
    return this.#marks[sample(raw)] === 0 ? undefined : (this.#young.get(raw) ?? this.#old.get(raw));
  }

  /** Keeps the verdict if `raw` was seen before. */
  set(raw: string, verdict: V): void {
    if (raw.length > 2048) return;
    const mark = sample(raw);
    if (this.#marks[mark] === 0) {
      this.#marks[mark] = 1;
      // Few marks of many, so that a new address rarely meets a stranger's.
      if (++this.#marked > 2 * half) this.#forget();
      return;
    }
    if (this.#young.size >= half) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(raw, verdict);
  }

  /** Verdicts kept. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  #forget(): void {
    this.#marks.fill(0);
    this.#marked = 0;
    for (const generation of [this.#old, this.#young]) {
      for (const raw of generation.keys()) this.#marks[sample(raw)] = 1;
    }
  }
}

/** A mark's place: length, last characters and a few on the way, where addresses of one program differ. */
function sample(raw: string): number {
  const end = raw.length - 1;
  let hash = end;
  hash = Math.imul(hash ^ raw.charCodeAt(end), 0x01000193);
  hash = Math.imul(hash ^ raw.charCodeAt(end - 1), 0x01000193);
  hash = Math.imul(hash ^ raw.charCodeAt(end - 2), 0x01000193);
  hash = Math.imul(hash ^ raw.charCodeAt(end - 3), 0x01000193);
  hash = Math.imul(hash ^ raw.charCodeAt(9), 0x01000193);
  hash = Math.imul(hash ^ raw.charCodeAt(end >> 1), 0x01000193);
  return (hash ^ (hash >>> 14)) & 16383;
}
