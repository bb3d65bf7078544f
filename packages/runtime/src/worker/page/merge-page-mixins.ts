/** Members whose own members are merged. */
const together = new Set(["observers", "options", "events"]);

/** Options of a page with its mixins: hooks of both run, mixins first; other members of the page win (F-CMP-9). */
export function mergePageMixins(options: Readonly<Record<string, unknown>>, depth = 0): Record<string, unknown> {
  const mixins = options["mixins"];
  if (!Array.isArray(mixins) || depth > 20) return { ...options };
  const merged: Record<string, unknown> = {};
  for (const mixin of [...mixins, { ...options, mixins: undefined }]) {
    if (typeof mixin !== "object" || mixin === null) continue;
    const { methods, data, ...members } = mergePageMixins(mixin as Record<string, unknown>, depth + 1);
    if (data !== undefined) merged["data"] = mergeData(merged["data"], data);
    for (const [name, value] of Object.entries({ ...(methods as object | undefined), ...members })) {
      if (name === "mixins") continue;
      if (together.has(name)) merged[name] = Object.assign({}, merged[name], value);
      else merged[name] = /^on[A-Z]/.test(name) ? inSequence(merged[name], value) : value;
    }
  }
  return merged;
}

function mergeData(first: unknown, second: unknown): unknown {
  if (first === undefined) return second;
  if (typeof first !== "function" && typeof second !== "function")
    return { ...(first as object), ...(second as object) };
  return () => ({
    ...(typeof first === "function" ? first() : (first as object)),
    ...(typeof second === "function" ? second() : (second as object)),
  });
}

function inSequence(first: unknown, second: unknown): unknown {
  if (typeof first !== "function" || typeof second !== "function") return second ?? first;
  return function (this: unknown, ...args: unknown[]): unknown {
    first.apply(this, args);
    return second.apply(this, args);
  };
}
