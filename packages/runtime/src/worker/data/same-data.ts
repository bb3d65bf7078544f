/** Deeper values count as different, so that a cycle ends. */
const depthLimit = 64;

/** Whether two values of data are deeply equal as JSON; a missing member and an undefined one are the same. */
export function sameData(a: unknown, b: unknown, depth = 0): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || depth > depthLimit) return false;
  const list = Array.isArray(a);
  if (list !== Array.isArray(b)) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const keys = Object.keys(left);
  if (list ? (a as unknown[]).length !== (b as unknown[]).length : keys.length !== Object.keys(right).length) {
    return false;
  }
  return keys.every((key) => sameData(left[key], right[key], depth + 1));
}
