/** Names that would reach a prototype. */
const forbidden = new Set<string | number>(["__proto__", "constructor", "prototype"]);

/**
 * Sets `value` at `path` in `data`, copying each container on the way once (F-PAGE-4): `fresh` holds containers that
 * were copied since the last render and may be written in place. Parts that do not exist are created, an object for a
 * name, an array for an index (F-DATA-1).
 */
export function setPath(
  data: Record<string, unknown>,
  path: readonly (string | number)[],
  value: unknown,
  fresh: Set<object>,
): void {
  let container = data as Record<string | number, unknown>;
  const last = path.length - 1;
  for (let i = 0; i < last; i++) {
    const part = path[i]!;
    if (forbidden.has(part)) return;
    const child = container[part];
    if (typeof child === "object" && child !== null && fresh.has(child)) {
      container = child as Record<string | number, unknown>;
      continue;
    }
    const copy = copyOf(child, path[i + 1]!);
    fresh.add(copy);
    container[part] = copy;
    container = copy as Record<string | number, unknown>;
  }
  if (!forbidden.has(path[last]!)) container[path[last]!] = value;
}

function copyOf(child: unknown, next: string | number): object {
  if (Array.isArray(child)) return child.slice();
  if (typeof child === "object" && child !== null) return Object.assign({}, child);
  return typeof next === "number" ? [] : {};
}

/** The value at `path`, or undefined. */
export function getPath(data: unknown, path: readonly (string | number)[]): unknown {
  let value: unknown = data;
  for (const part of path) {
    if (value === null || value === undefined) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}
