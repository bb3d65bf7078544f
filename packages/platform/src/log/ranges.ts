/** Numbers received, as ascending, disjoint, closed ranges. */
export type Ranges = [from: number, to: number][];

const limit = 256;

/** Whether a number was received. */
export function inRanges(ranges: Ranges, value: number): boolean {
  return ranges.some(([from, to]) => from <= value && value <= to);
}

/** Adds a number in place. Over 256 ranges the oldest gap closes: what lies in it counts as received (L-ING-4). */
export function addToRanges(ranges: Ranges, value: number): void {
  let at = ranges.findIndex(([from]) => from > value);
  if (at === -1) at = ranges.length;
  const before = ranges[at - 1];
  const after = ranges[at];
  if (before !== undefined && value <= before[1]) return;
  const joinsBefore = before !== undefined && before[1] + 1 === value;
  const joinsAfter = after !== undefined && after[0] - 1 === value;
  if (joinsBefore && joinsAfter) {
    before[1] = after[1];
    ranges.splice(at, 1);
  } else if (joinsBefore) before[1] = value;
  else if (joinsAfter) after[0] = value;
  else ranges.splice(at, 0, [value, value]);
  const [first, second] = ranges;
  if (ranges.length > limit && first !== undefined && second !== undefined) {
    first[1] = second[1];
    ranges.splice(1, 1);
  }
}
