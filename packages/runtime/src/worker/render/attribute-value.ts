import type { Json } from "@berth/core/wire";
import { jsonCopy } from "../link/json-copier.js";

/** A bound value as the view takes it: class and style as text, functions and undefined as null, the rest copied. */
export function attributeValue(name: string, value: unknown): Json {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value === null || value === undefined || typeof value === "function") return null;
  if (name === "style") return styleText(value);
  if (name === "class") return classText(value);
  return jsonCopy(value) ?? null;
}

/** A style object as text (F-CSS-4); camel case becomes kebab case, custom properties stay. */
export function styleText(value: unknown): string {
  if (typeof value !== "object" || value === null) return value === undefined || value === null ? "" : String(value);
  if (Array.isArray(value)) return value.map(styleText).join(";");
  let text = "";
  for (const key of Object.keys(value)) {
    const part = (value as Record<string, unknown>)[key];
    if (part === undefined || part === null || part === "" || part === false) continue;
    const name = key.startsWith("--") ? key : key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    text += `${name}:${String(part)};`;
  }
  return text;
}

/** A class list: text, a list, or an object whose true members are the names. */
export function classText(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(classText).filter(Boolean).join(" ");
  if (typeof value === "object" && value !== null) {
    return Object.keys(value)
      .filter((key) => (value as Record<string, unknown>)[key])
      .join(" ");
  }
  return value === undefined || value === null || value === false ? "" : String(value);
}

/** Whether two attribute values draw the same; keeps a literal list in a template from being drawn at every update. */
export function sameValue(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameValue(item, b[index] as Json));
  }
  if (Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key] as Json, b[key] as Json));
}
