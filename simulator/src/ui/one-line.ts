/** A JSON value as one short line of text; strings without quotes. */
export function oneLine(value: unknown): string {
  if (typeof value === "string") return value.length > 600 ? `${value.slice(0, 600)}…` : value.replaceAll("\n", " ⏎ ");
  if (value === undefined) return "undefined";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
