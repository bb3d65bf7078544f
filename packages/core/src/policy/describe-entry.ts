import { parseEntry, writeEntry } from "./parse-entry.js";
import { nativeUrlParser, type UrlParser } from "./url-parser.js";
import type { EntryRef } from "./verdict.js";

/** What a console needs to know of an entry that `checkEntries` found no error in. */
export interface EntryDescription {
  readonly kind: EntryRef["kind"];
  /** The form to deliver and to compare by (U-CAN-7, P-DOM-4); expressions stay as they are. */
  readonly canonical: string;
  /** The host is an IP address (P-DOM-7). */
  readonly ip: boolean;
  /** The entry names http or ws (P-DOM-7). */
  readonly insecure: boolean;
}

/**
 * Class and canonical form of an entry; null if it is none. Expressions are not compiled here.
 *
 * @example
 * ```ts
 * import { describeEntry } from "@berth/core/policy-tools";
 * console.log(describeEntry("API.Example.com:443")?.canonical); // "api.example.com"
 * ```
 */
export function describeEntry(text: string, parser: UrlParser = nativeUrlParser): EntryDescription | null {
  const entry = parseEntry(text, parser);
  if (entry.kind === "error") return null;
  if (entry.kind === "all" || entry.kind === "regex") {
    return { kind: entry.kind, canonical: text, ip: false, insecure: /^\^?(?:http|ws):/.test(text) };
  }
  const insecure = entry.scheme === "http" || entry.scheme === "ws";
  return { kind: entry.kind, canonical: writeEntry(entry), ip: entry.ip, insecure };
}
