/**
 * Marks the longest increasing run of old positions: those rows stay where they are, all others move. `sources[i]` is
 * the old position of the row that is now at i, or -1 for a new one.
 */
export function stablePositions(sources: Int32Array): Uint8Array {
  const length = sources.length;
  const stable = new Uint8Array(length);
  const previous = new Int32Array(length);
  const tails = new Int32Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) {
    const source = sources[i]!;
    if (source < 0) continue;
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sources[tails[middle]!]! < source) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = i;
    if (low === count) count++;
  }
  for (let i = count > 0 ? tails[count - 1]! : -1; i >= 0; i = previous[i]!) stable[i] = 1;
  return stable;
}
