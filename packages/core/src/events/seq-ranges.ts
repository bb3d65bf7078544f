/** Numbers received of one stream as sorted, disjoint, inclusive ranges (L-ING-4). */
export type SeqRanges = readonly (readonly [from: number, to: number])[];

/** Most ranges kept for a stream; beyond it the oldest gap closes. */
const MOST_RANGES = 256;

/** The ranges with `seq` in them, or null when it was there already: the record is a double. */
export function addSeq(ranges: SeqRanges, seq: number): SeqRanges | null {
  let at = ranges.length;
  while (at > 0 && ranges[at - 1]![0] > seq) at--;
  const before = ranges[at - 1];
  const after = ranges[at];
  if (before !== undefined && before[1] >= seq) return null;
  const from = before !== undefined && before[1] === seq - 1 ? before[0] : seq;
  const to = after !== undefined && after[0] === seq + 1 ? after[1] : seq;
  const next = ranges.slice();
  const start = from === seq ? at : at - 1;
  const end = to === seq ? at : at + 1;
  next.splice(start, end - start, [from, to]);
  if (next.length > MOST_RANGES) next.splice(0, 2, [next[0]![0], next[1]![1]]);
  return next;
}

/** How many different numbers the ranges hold. */
export function countSeqs(ranges: SeqRanges): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}
