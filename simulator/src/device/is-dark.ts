/** Whether light text reads better on a colour written as #rgb or #rrggbb; false for anything else. */
export function isDark(color: string): boolean {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color);
  const hex = short ? short.slice(1).map((it) => it + it) : /^#(..)(..)(..)$/.exec(color)?.slice(1);
  if (!hex) return false;
  const [r = 0, g = 0, b = 0] = hex.map((it) => Number.parseInt(it, 16));
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
}
