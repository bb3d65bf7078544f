/** One attribute value of OTLP/JSON, read without trusting its form. */
export type AttributeValue = string | number | boolean;

/** Attributes by key; unknown kinds of values are left out. */
export type Attributes = ReadonlyMap<string, AttributeValue>;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Reads a list of OTLP key-value pairs; anything that is none is skipped. */
export function readAttributes(list: unknown): Attributes {
  const found = new Map<string, AttributeValue>();
  if (!Array.isArray(list)) return found;
  for (const item of list.slice(0, 128)) {
    if (!isObject(item) || typeof item["key"] !== "string" || !isObject(item["value"])) continue;
    const value = readValue(item["value"]);
    if (value !== null) found.set(item["key"], value);
  }
  return found;
}

function readValue(value: Record<string, unknown>): AttributeValue | null {
  if (typeof value["stringValue"] === "string") return value["stringValue"];
  if (typeof value["boolValue"] === "boolean") return value["boolValue"];
  // 64-bit integers are decimal strings (L-WIRE-2); numbers are read too, as other OTLP clients write them.
  const whole = value["intValue"];
  if (typeof whole === "number" && Number.isSafeInteger(whole)) return whole;
  if (typeof whole === "string" && /^-?\d{1,16}$/.test(whole) && Number.isSafeInteger(Number(whole))) {
    return Number(whole);
  }
  return null;
}

/** The text of `key`, or undefined. */
export function textOf(attributes: Attributes, key: string, limit = 1_024): string | undefined {
  const value = attributes.get(key);
  return typeof value === "string" && value.length <= limit ? value : undefined;
}

/** The whole number of `key`, or undefined. */
export function wholeOf(attributes: Attributes, key: string): number | undefined {
  const value = attributes.get(key);
  return typeof value === "number" ? value : undefined;
}

/** Epoch milliseconds of a nanosecond text, or null. */
export function millisecondsOf(nanoseconds: unknown): number | null {
  if (typeof nanoseconds === "number" && Number.isFinite(nanoseconds)) return Math.floor(nanoseconds / 1e6);
  if (typeof nanoseconds !== "string" || !/^\d{1,20}$/.test(nanoseconds)) return null;
  return Number(nanoseconds.slice(0, -6) || "0");
}
