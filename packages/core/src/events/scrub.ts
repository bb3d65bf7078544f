import type { EventName } from "./catalogue.js";
import { type Field, fieldsOf } from "./fields.js";
import { originParts } from "./origin.js";

/** What a mini program's own names are held against (L-SCR-2), and the largest text (L-LIM-9). */
export interface ScrubRules {
  /** UTF-8 bytes of one text value; default 1,024. */
  textBytes?: number;
  /** True for a page of the manifest; absent: every page. */
  isPage?: (path: string) => boolean;
  /** True for a registered API name; absent: every name. */
  isApi?: (name: string) => boolean;
}

/** Characters of a message (H-LOG-4). */
const MESSAGE_CHARACTERS = 512;
const encoder = new TextEncoder();

/**
 * The data of an event as it may be stored and sent, or null when a required field is missing or has a wrong type:
 * keys outside the row removed, numbers whole, text masked and cut (L-SCR-1, H-LOG-4). Reads getters of `data` once
 * each; what they throw is the caller's to count (L-EMIT-3).
 */
export function scrubData(
  name: EventName,
  data: Readonly<Record<string, unknown>>,
  rules: ScrubRules = {},
): Record<string, string | number | boolean> | null {
  const clean: Record<string, string | number | boolean> = {};
  for (const field of fieldsOf(name)) {
    const raw = data[field.key];
    const value = raw === undefined || raw === null ? null : scrubValue(field, raw, rules);
    if (value !== null) clean[field.key] = value;
    else if (!field.optional) return null;
  }
  return clean;
}

function scrubValue(field: Field, raw: unknown, rules: ScrubRules): string | number | boolean | null {
  switch (field.base) {
    case "int":
      return typeof raw === "number" && Number.isFinite(raw) ? Math.max(0, Math.round(raw)) : null;
    case "bool":
      return typeof raw === "boolean" ? raw : null;
    case "enum":
      return typeof raw === "string" && field.values?.has(raw) ? raw : null;
    case "code":
      return typeof raw === "number" || typeof raw === "string" ? cutBytes(wellFormed(String(raw)), 64) : null;
    default:
      return typeof raw === "string" ? scrubText(field, raw, rules) : null;
  }
}

function scrubText(field: Field, raw: string, rules: ScrubRules): string | null {
  const limit = rules.textBytes ?? 1_024;
  switch (field.base) {
    case "origin":
      return originParts(raw)?.origin ?? null;
    case "path": {
      const path = raw.replace(/[?#].*$/s, "");
      return rules.isPage === undefined || rules.isPage(path) ? cutBytes(wellFormed(path), limit) : "(unknown)";
    }
    case "message":
      return cutCharacters(wellFormed(mask(raw)), MESSAGE_CHARACTERS);
    case "stack":
      return cutBytes(wellFormed(mask(raw)), limit);
    default:
      if (field.key === "api" && rules.isApi !== undefined && !rules.isApi(raw)) return "(unknown)";
      if (field.key === "file") return cutBytes(wellFormed(raw.replace(/[?#].*$/s, "")), limit);
      return cutBytes(wellFormed(raw), limit);
  }
}

/** Query strings of addresses and runs of 6 or more digits are nobody's business (H-LOG-4). */
function mask(text: string): string {
  // Cut first: a program may throw megabytes, and masking never makes a text longer.
  return text
    .slice(0, 4_096)
    .replace(/([a-z][a-z0-9+.-]{0,20}:\/\/)(?:[^\s/?#"'()]{0,256}@)?([^\s?#"'()]+)[?#][^\s"'()]*/gi, "$1$2")
    .replace(/\d{6,}/g, (run) => "*".repeat(run.length));
}

/** Lone surrogates cannot be encoded (L-SCR-1). */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}

function cutCharacters(text: string, count: number): string {
  if (text.length <= count) return text;
  return Array.from(text.slice(0, count * 2))
    .slice(0, count)
    .join("");
}

/** Cuts at a code point so that the UTF-8 form has at most `limit` bytes. */
function cutBytes(text: string, limit: number): string {
  if (text.length * 3 <= limit) return text;
  const { read } = encoder.encodeInto(text, new Uint8Array(limit));
  return text.slice(0, read);
}
