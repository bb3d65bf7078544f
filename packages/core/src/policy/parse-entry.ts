import type { UrlParser } from "./url-parser.js";

/** Codes of U-CFG-E01 to U-CFG-E21. */
export type EntryErrorCode =
  | "ENTRY_EMPTY"
  | "ENTRY_TOO_LONG"
  | "ENTRY_BLANK"
  | "WILDCARD_ALONE"
  | "WILDCARD_POSITION"
  | "LEADING_DOT"
  | "TRAILING_DOT"
  | "PATH_WITHOUT_SCHEME"
  | "PATH_WILDCARD"
  | "PATH_ENCODED"
  | "QUERY_OR_FRAGMENT"
  | "USER_INFO"
  | "SCHEME"
  | "PORT"
  | "HOST"
  | "WILDCARD_IP"
  | "MIXED_WILDCARD"
  | "REGEX_SYNTAX"
  | "REGEX_UNSUPPORTED"
  | "REGEX_TOO_LARGE"
  | "LIST";

/** An entry of class HOST or URL in canonical parts (U-ENT-6, U-ENT-7). */
export interface HostEntry {
  readonly kind: "host" | "url";
  /** Lower case without colon; "" for class HOST. */
  readonly scheme: string;
  /** Whether the entry starts with `*.` (U-MAT-3). */
  readonly wildcard: boolean;
  /** A-labels, dotted IPv4 or bracketed IPv6. */
  readonly host: string;
  readonly ip: boolean;
  /** Effective port. */
  readonly port: number;
  /** "" for the whole origin, else the parsed path. */
  readonly path: string;
}

/** One entry after section 1, before expressions are compiled. */
export type ParsedEntry =
  | HostEntry
  | { readonly kind: "all" }
  | { readonly kind: "regex" }
  | { readonly kind: "error"; readonly code: EntryErrorCode };

/** Ports a scheme implies; also the list of schemes a program can use at all (U-RAW-5). */
export const defaultPorts: Readonly<Record<string, number>> = { https: 443, wss: 443, http: 80, ws: 80 };

/** U-LIM-2. */
export const entryLimits = { length: 1024, count: 1000, instructions: 1000 } as const;

const blank = /[\s\0-\x20\x7f-\x9f]/;
const ipv6Literal = /^(?:[a-z][a-z0-9+.-]*:\/\/)?\[[0-9a-f:.]+\](?::[0-9]*)?(?=\/|$)/i;
// U-ENT-K2, `[` aside: characters and pairs that only expressions have.
const expressionMark = /[\\^$|(){}]|[.\]][*]|[.\]][+]/;
const address = /^[0-9.]+$/;

const fail = (code: EntryErrorCode): ParsedEntry => ({ kind: "error", code });

/** Class and canonical parts of one entry (U-ENT-3 to U-ENT-7, U-ENT-9), or the code of what is wrong with it. */
export function parseEntry(text: unknown, parser: UrlParser): ParsedEntry {
  if (typeof text !== "string") return fail("HOST");
  if (text === "") return fail("ENTRY_EMPTY");
  if (text.length > entryLimits.length) return fail("ENTRY_TOO_LONG");
  if (blank.test(text)) return fail("ENTRY_BLANK");
  if (text === ".*") return { kind: "all" };
  if (expressionMark.test(text) || text.replace(ipv6Literal, "").includes("[")) {
    return text.startsWith("*") || text.includes("://*") ? fail("MIXED_WILDCARD") : { kind: "regex" };
  }
  // A `://` behind `/`, `#` or a query belongs to those; `https?://b.com` is an author's idea of an expression.
  const before = /^([^/?#]*\??):\/\//.exec(text)?.[1]?.toLowerCase();
  if (before === undefined) return parseParts("", text, parser);
  if (Object.hasOwn(defaultPorts, before)) return parseParts(before, text.slice(before.length + 3), parser);
  return fail(before === "" ? "HOST" : "SCHEME");
}

function parseParts(scheme: string, rest: string, parser: UrlParser): ParsedEntry {
  const query = /[?#]/.test(rest);
  const plain = rest.replace(/[?#].*/, "");
  const slash = plain.indexOf("/");
  const path = slash < 0 ? "" : plain.slice(slash);
  let authority = slash < 0 ? plain : plain.slice(0, slash);
  if (authority === "") return fail("HOST");
  if (authority.includes("@")) return fail("USER_INFO");
  if (/^(?:\*\.?)(?::.*)?$/.test(authority)) return fail("WILDCARD_ALONE");
  const wildcard = authority.startsWith("*.");
  if (wildcard) authority = authority.slice(2);
  if (authority.includes("*")) return fail("WILDCARD_POSITION");
  if (authority.startsWith(".")) return fail("LEADING_DOT");
  if (query) return fail("QUERY_OR_FRAGMENT");
  const colon = authority.indexOf(":", authority.lastIndexOf("]") + 1);
  const name = colon < 0 ? authority : authority.slice(0, colon);
  const digits = colon < 0 ? "" : authority.slice(colon + 1);
  if (name.endsWith(".")) return fail("TRAILING_DOT");
  if (scheme === "" && path !== "") return fail("PATH_WITHOUT_SCHEME");
  if (path.includes("*")) return fail("PATH_WILDCARD");
  if (colon >= 0 && !(/^[1-9][0-9]{0,4}$/.test(digits) && +digits < 65536)) return fail("PORT");
  const host = canonicalHost(name, parser);
  if (host === null) return fail("HOST");
  if (host.endsWith(".")) return fail("TRAILING_DOT");
  const ip = host.startsWith("[") || address.test(host);
  if (ip && wildcard) return fail("WILDCARD_IP");
  const parsedPath = path === "" ? "/" : parser.parse(`https://${host}${path}`)?.pathname;
  if (parsedPath === undefined) return fail("HOST");
  if (/%2f|%5c/i.test(parsedPath)) return fail("PATH_ENCODED");
  return {
    kind: scheme === "" ? "host" : "url",
    scheme,
    wildcard,
    host,
    ip,
    port: digits === "" ? (defaultPorts[scheme] ?? 443) : +digits,
    path: parsedPath === "/" ? "" : parsedPath,
  };
}

/** The name as the parser writes it, or null if that is not a host and nothing but a host (U-ENT-6). */
function canonicalHost(name: string, parser: UrlParser): string | null {
  // U+1E9E: two parsers, two hosts (U-RAW-10).
  if (/[%\\\u1e9e]/.test(name)) return null;
  const host = parser.parse(`https://${name}/`)?.hostname;
  if (host === undefined || parser.parse(`https://${host}/`)?.href !== `https://${host}/`) return null;
  return /^(?:\[[0-9a-f:]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?)$/.test(host) ? host : null;
}

/** An entry of class HOST or URL in canonical ASCII form, as the platform delivers it (U-CAN-7). */
export function writeEntry(entry: HostEntry): string {
  const port = entry.port === (defaultPorts[entry.scheme] ?? 443) ? "" : `:${entry.port}`;
  const scheme = entry.scheme === "" ? "" : `${entry.scheme}://`;
  return `${scheme}${entry.wildcard ? "*." : ""}${entry.host}${port}${entry.path}`;
}
