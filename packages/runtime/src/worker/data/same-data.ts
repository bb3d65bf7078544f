/** Deeper values count as different, so that a cycle ends. */
const depthLimit = 64;

/** Whether two values of data are deeply equal as JSON; a missing member and an undefined one are the same. */
export function sameData(a: unknown, b: unknown, depth = 0): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || depth > depthLimit) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (a instanceof Date || b instanceof Date) return Number(a) === Number(b);
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return (
    Object.keys(left).every((key) => sameData(left[key], right[key], depth + 1)) &&
    Object.keys(right).every((key) => right[key] === undefined || left[key] !== undefined)
  );
}
