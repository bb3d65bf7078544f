import { BerthError } from "../error.js";
import { entryMessages } from "./entry-messages.js";
import { type ExpressionEngine, loadedExpressions } from "./expressions.js";
import { lintExpression } from "./lint-expression.js";
import { covers, type LintSettings, lintHost } from "./lint-host.js";
import { entryLimits, type HostEntry, type ParsedEntry, parseEntry, writeEntry } from "./parse-entry.js";
import { suggestEntry } from "./suggest-entry.js";
import { nativeUrlParser, type UrlParser } from "./url-parser.js";
import type { EntryReport } from "./verdict.js";

/** What `checkEntries` takes besides the list. */
export interface CheckOptions extends LintSettings {
  /** Which list it is; without it the remarks that depend on it stay out. */
  readonly list?: "serverDomains" | "wapUrls";
  /** Whether a name is a public suffix (U-LNT-4); a list of them is no part of core. */
  readonly publicSuffix?: (host: string) => boolean;
  /** The tenant's `allowInsecureUrls`, default false (U-LNT-7). */
  readonly insecure?: boolean;
  /** Default the engine's own `URL`. */
  readonly parser?: UrlParser;
  /** Default what `loadExpressions` has loaded. */
  readonly expressions?: ExpressionEngine;
}

/**
 * Everything there is to say about a list, strict (U-CFG-1): all errors at once, each with position, code and suggested
 * spelling, and the remarks of the linter (section 10). No report of severity "error" means that it can be saved. Await
 * `loadExpressions()` once beforehand.
 *
 * @throws BerthError `ENGINE_UNAVAILABLE` if an entry is an expression and no engine was loaded.
 *
 * @example
 * ```ts
 * import { loadExpressions } from "@berth/core/policy";
 * import { checkEntries } from "@berth/core/policy-tools";
 * await loadExpressions();
 * const [report] = checkEntries(["m.example.com/shop"], { list: "wapUrls" });
 * console.log(report?.code, report?.suggestion); // "PATH_WITHOUT_SCHEME" "https://m.example.com/shop"
 * ```
 */
export function checkEntries(entries: unknown, options: CheckOptions = {}): EntryReport[] {
  const { parser = nativeUrlParser } = options;
  const engine = options.expressions ?? loadedExpressions();
  if (!Array.isArray(entries) || entries.length > entryLimits.count) {
    return [{ index: -1, severity: "error", code: "LIST", message: entryMessages.LIST }];
  }
  const parsed = entries.map((text: unknown) => parseEntry(text, parser));
  const reports = parsed.flatMap((entry, index) =>
    checkOne(entries[index], entry, engine, parser, options).map((remark): EntryReport => ({ index, ...remark })),
  );
  const bad = new Set(reports.filter(({ severity }) => severity === "error").map(({ index }) => index));
  reports.push(...compareEntries(entries, parsed, bad));
  return reports.sort((a, b) => a.index - b.index);
}

function checkOne(
  text: unknown,
  entry: ParsedEntry,
  engine: ExpressionEngine | null,
  parser: UrlParser,
  options: CheckOptions,
): Omit<EntryReport, "index">[] {
  if (entry.kind === "all") return [];
  if (entry.kind === "host" || entry.kind === "url") return lintHost(entry, options);
  const error = (code: string, message: string): Omit<EntryReport, "index">[] => {
    const suggestion = typeof text === "string" ? suggestEntry(text, code, parser, engine) : undefined;
    return [{ severity: "error", code, message, ...(suggestion === undefined ? {} : { suggestion }) }];
  };
  if (entry.kind === "error") return error(entry.code, entryMessages[entry.code]);
  if (engine === null) {
    throw new BerthError("ENGINE_UNAVAILABLE", "a list with expressions is checked after `await loadExpressions()`");
  }
  const source = text as string;
  const checked = engine.check(source);
  if ("code" in checked) return error(checked.code, `${entryMessages[checked.code]}: ${checked.message}`);
  const remarks = lintExpression(source, checked, engine, parser);
  if (options.list === "wapUrls") {
    const message = "browsers cannot enforce an expression inside a page: later paths of that origin are not checked";
    remarks.push({ severity: "warning", code: "NOT_EXPRESSIBLE", message });
  }
  return remarks;
}

/** U-LNT-5 and U-LNT-6: what entries say about each other. */
function compareEntries(texts: readonly string[], parsed: readonly ParsedEntry[], bad: Set<number>): EntryReport[] {
  const reports: EntryReport[] = [];
  const warn = (index: number, code: string, message: string): void => {
    reports.push({ index, severity: "warning", code, message });
  };
  const first = new Map<string, number>();
  const hosts: { index: number; entry: HostEntry }[] = [];
  for (const [index, entry] of parsed.entries()) {
    if (entry.kind === "error" || bad.has(index)) continue;
    const host = entry.kind === "host" || entry.kind === "url";
    const text = host ? writeEntry(entry) : texts[index]!;
    const earlier = first.get(text);
    if (earlier !== undefined) {
      warn(index, "DUPLICATE", `the same as entry ${earlier + 1}`);
      continue;
    }
    first.set(text, index);
    if (host) hosts.push({ index, entry });
  }
  const all = first.get(".*");
  if (all !== undefined && first.size > 1) {
    warn(all, "ALL_WITH_OTHERS", "`.*` admits everything: the other entries do nothing");
  }
  for (const { index, entry } of hosts) {
    const larger = hosts.find((other) => other.index !== index && covers(other.entry, entry));
    if (larger) warn(index, "SHADOWED", `entry ${larger.index + 1}, \`${texts[larger.index]}\`, covers it`);
  }
  return reports;
}
