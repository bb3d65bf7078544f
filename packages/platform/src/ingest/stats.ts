/** Counts of the pipeline page since the platform started (L-ING-10). */
export class IngestStats {
  #accepted = 0;
  #duplicates = 0;
  #requests = 0;
  #skewedDevices = new Set<string>();
  readonly #rejected = new Map<string, number>();

  request(): void {
    this.#requests += 1;
  }

  accepted(count: number, duplicates: number): void {
    this.#accepted += count;
    this.#duplicates += duplicates;
  }

  rejected(reason: string): void {
    this.#rejected.set(reason, (this.#rejected.get(reason) ?? 0) + 1);
  }

  skewed(deviceKey: string): void {
    if (this.#skewedDevices.size < 10_000) this.#skewedDevices.add(deviceKey);
  }

  view(): {
    accepted: number;
    duplicates: number;
    requests: number;
    rejected: Record<string, number>;
    skewedDevices: number;
  } {
    return {
      accepted: this.#accepted,
      duplicates: this.#duplicates,
      requests: this.#requests,
      rejected: Object.fromEntries(this.#rejected),
      skewedDevices: this.#skewedDevices.size,
    };
  }
}
