/** Items of an `a:for` value and, for an object, their keys as index (F-DIR-3). */
export interface LoopList {
  items: readonly unknown[];
  keys: readonly string[] | null;
}

const nothing: LoopList = { items: [], keys: null };

/** F-DIR-3: an array as it is; n gives 0..n-1; an object its own members; anything else nothing. */
export function listOf(value: unknown): LoopList {
  if (Array.isArray(value)) return { items: value, keys: null };
  if (typeof value === "number") {
    if (!Number.isInteger(value) || value <= 0) return nothing;
    return { items: Array.from({ length: Math.min(value, 100_000) }, (_, index) => index), keys: null };
  }
  if (typeof value === "object" && value !== null) {
    const keys = Object.keys(value);
    return { items: keys.map((key) => (value as Record<string, unknown>)[key]), keys };
  }
  return nothing;
}
