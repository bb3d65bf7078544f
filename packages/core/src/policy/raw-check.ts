import type { RefusalCode } from "./verdict.js";

/** U-LIM-1. */
export const addressLimit = 8192;

// Everything that section 2 lets through, in one linear expression; only what fails here is looked at step by step.
// No `i` flag: with `u` it would fold U+017F to s and U+1E9E to U+00DF. With `u`, the last range means lone surrogates.
const acceptable =
  /^(?:[hH][tT][tT][pP]|[wW][sS])[sS]?:\/\/[^/?#\\@%\0-\x20\x7f\u1e9e\ud800-\udfff]+(?:\/[^?#\\\0-\x20\x7f\ud800-\udfff]*)?(?:[?#][^\0-\x20\x7f\ud800-\udfff]*)?$/u;
const forbidden = /[\0-\x20\x7f\ud800-\udfff]/u;

/** The code of the first rule of section 2 that refuses the raw string, or null. */
export function checkRaw(raw: unknown): RefusalCode | null {
  if (typeof raw !== "string" || raw === "") return "URL_INVALID";
  if (raw.length > addressLimit) return "URL_TOO_LONG";
  if (acceptable.test(raw)) return null;
  if (forbidden.test(raw)) return "URL_AMBIGUOUS";
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(raw);
  if (!scheme) return "URL_NOT_ABSOLUTE";
  if (!/^(?:https?|wss?)$/.test(scheme[1]!.toLowerCase())) return "SCHEME_NOT_NETWORK";
  if (/^[^?#]*\\/.test(raw)) return "URL_AMBIGUOUS";
  const rest = raw.slice(scheme[0].length);
  if (!/^\/\/[^/]/.test(rest)) return "URL_AMBIGUOUS";
  const authority = rest.slice(2).replace(/[/?#][\s\S]*/, "");
  if (authority.includes("@")) return "URL_CREDENTIALS";
  return /[%\u1e9e]/.test(authority) ? "URL_AMBIGUOUS" : null;
}
