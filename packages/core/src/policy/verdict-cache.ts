/**
 * Verdicts by raw string (U-ENG-4): two generations of half the limit each, so that the oldest half goes at once and no
 * order has to be kept on the way.
 */
export class VerdictCache<V> {
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  get(raw: string): V | undefined {
    return this.#young.get(raw) ?? this.#old.get(raw);
  }

  set(raw: string, verdict: V): void {
    if (raw.length > 2048) return;
    if (this.#young.size >= 1024) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(raw, verdict);
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }
}
