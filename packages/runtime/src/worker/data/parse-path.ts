const cache = new Map<string, readonly (string | number)[]>();

/**
 * The parts of a setData key (F-DATA-1): `a.b.c`, `list[2].name`. A number is an index of an array. A key that is no
 * path, for instance with an unclosed bracket, is taken as one name.
 */
export function parsePath(key: string): readonly (string | number)[] {
  let parts = cache.get(key);
  if (parts === undefined) {
    parts = key.includes(".") || key.includes("[") ? split(key) : [key];
    if (cache.size > 5000) cache.clear();
    cache.set(key, parts);
  }
  return parts;
}

function split(key: string): (string | number)[] {
  const parts: (string | number)[] = [];
  // Taro writes `cn.[0]`, with a dot before the bracket.
  const pattern = /\.?(?:([^.[\]]+)|\[\s*(?:(\d+)|"([^"]*)"|'([^']*)'|([^\]]*))\s*\])/gy;
  let end = 0;
  for (let match = pattern.exec(key); match !== null; match = pattern.exec(key)) {
    end = pattern.lastIndex;
    if (match[2] !== undefined) parts.push(Number(match[2]));
    else parts.push(match[1] ?? match[3] ?? match[4] ?? match[5] ?? "");
  }
  return end === key.length && parts.length > 0 ? parts : [key];
}
