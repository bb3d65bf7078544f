import type { Diagnostic } from "./diagnostic.js";

/** Findings that `axmlStrictCheck` turns into errors (F-AXML-1). */
const lax = new Set([
  "AXML_UNCLOSED",
  "AXML_STRAY",
  "AXML_UNQUOTED",
  "AXML_DUPLICATE_ATTRIBUTE",
  "AXML_TEXT",
  "AXML_ATTRIBUTE",
  "AXML_UNKNOWN_TAG",
]);

/** All findings once each, by file and place. */
export function collectDiagnostics(lists: readonly (readonly Diagnostic[])[], strictAxml: boolean): Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const list of lists)
    for (const found of list) {
      // Code of others is not what the author's strictness is about.
      const strict = strictAxml && lax.has(found.code) && !found.file.startsWith("node_modules/");
      const diagnostic = strict ? { ...found, severity: "error" as const } : found;
      const key = [found.file, found.line, found.column, found.code, found.message].join("\n");
      if (!seen.has(key)) seen.set(key, diagnostic);
    }
  return [...seen.values()].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.line - b.line ||
      a.column - b.column ||
      (a.code < b.code ? -1 : 1),
  );
}
