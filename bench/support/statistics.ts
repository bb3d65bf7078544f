/** Middle value; of an even count the lower one of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Geometric mean of positive numbers. */
export function geomean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** Median with the quartiles that show the spread. */
export function spread(values: readonly number[]): { median: number; q1: number; q3: number; n: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { median: round(median(sorted)), q1: round(at(0.25)), q3: round(at(0.75)), n: sorted.length };
}

/** Three significant digits are more than such a measurement holds. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}
