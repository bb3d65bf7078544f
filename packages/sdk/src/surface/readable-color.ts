type Rgba = [r: number, g: number, b: number, a: number];

/** Parts of a computed colour, 0 to 1; null for what is none. */
function parse(color: string): Rgba | null {
  const numbers = (color.match(/-?[\d.]+(?:e-?\d+)?%?/g) ?? []).map((part) =>
    part.endsWith("%") ? Number.parseFloat(part) / 100 : Number(part),
  );
  const [r, g, b, a = 1] = numbers;
  if (r === undefined || g === undefined || b === undefined) return null;
  return color.startsWith("rgb") ? [r / 255, g / 255, b / 255, a] : [r, g, b, a];
}

/** Contrast that is enough for a title in white; where it is less, black reads better. */
const enough = 4;

/** Black or white, what reads better on a computed colour that lies on another one. */
export function readableColor(color: string, below: string): "#111" | "#fff" {
  const top = parse(color) ?? [1, 1, 1, 0];
  const ground = parse(below) ?? [1, 1, 1, 1];
  const linear = [0, 1, 2].map((i) => {
    const mixed = (top[i] ?? 0) * top[3] + (ground[i] ?? 0) * (1 - top[3]);
    return mixed <= 0.04045 ? mixed / 12.92 : ((mixed + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
  return 1.05 / (luminance + 0.05) >= enough ? "#fff" : "#111";
}
