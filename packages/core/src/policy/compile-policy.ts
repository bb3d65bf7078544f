import { BerthError } from "../error.js";
import type { CompiledEntry, CompiledPolicy } from "./compiled-policy.js";
import type { DomainPolicy, PolicyOptions } from "./domain-policy.js";
import { type ExpressionEngine, loadExpressions } from "./expressions.js";
import { HostTable, schemeBits } from "./host-table.js";
import { listVersion } from "./list-version.js";
import { entryLimits, parseEntry } from "./parse-entry.js";
import { nativeUrlParser } from "./url-parser.js";
import type { EntryRef, EntryReport } from "./verdict.js";

/**
 * A delivered list ready for `decide`. Lenient (U-CFG-2): a bad entry is dropped, never grants anything and is named in
 * `reports`; a value that is no policy refuses everything with POLICY_INVALID (U-CFG-3).
 *
 * @throws BerthError `OPTION_INVALID` if a host origin is not an address.
 *
 * @example
 * ```ts
 * import { compilePolicy, decide } from "@berth/core/policy";
 * const policy = await compilePolicy({ mode: "list", entries: ["*.example.com"] });
 * console.log(decide(policy, "https://api.example.com/", "request").code); // "ALLOWED_BY_ENTRY"
 * console.log(decide(policy, "https://example.com/", "request").code); // "NOT_LISTED"
 * ```
 */
export async function compilePolicy(policy: DomainPolicy, options: PolicyOptions = {}): Promise<CompiledPolicy> {
  const { parser = nativeUrlParser, privateNetwork = "allow", hostOrigins = [] } = options;
  const texts = readEntries(policy);
  const reports: EntryReport[] = [];
  const report = (index: number, code: string, message = code): void => {
    reports.push({ index, severity: "error", code, message });
  };
  if (texts === null) report(-1, "LIST");

  const entries: CompiledEntry[] = [];
  const found: EntryRef[] = [];
  const table = new HostTable();
  let all: EntryRef | null = null;
  for (const [index, text] of (texts ?? []).entries()) {
    const entry = parseEntry(text, parser);
    if (entry.kind === "error") {
      report(index, entry.code);
      continue;
    }
    const ref: EntryRef = { index, text, kind: entry.kind };
    const parts = entry.kind === "host" || entry.kind === "url" ? entry : null;
    if (entry.kind === "all") all ??= ref;
    if (entry.kind === "regex") found.push(ref);
    if (parts) {
      const scheme = parts.scheme as keyof typeof schemeBits | "";
      const schemes = scheme === "" ? schemeBits.https | schemeBits.wss : schemeBits[scheme];
      table.add(parts.host, parts.wildcard, { ref, schemes, port: parts.port, path: parts.path });
    }
    entries.push({ ref, parts });
  }
  table.seal();

  let regex: ExpressionEngine | null = null;
  const expressions: string[] = [];
  if (found.length > 0) {
    regex = await (options.expressions ?? loadExpressions)().catch(() => null);
    for (const ref of found) {
      const checked = regex?.check(ref.text);
      if (checked && "code" in checked) {
        report(ref.index, checked.code, checked.message);
        entries.splice(
          entries.findIndex((entry) => entry.ref === ref),
          1,
        );
      } else {
        expressions.push(ref.text);
      }
    }
    reports.sort((a, b) => a.index - b.index);
  }

  return {
    listVersion: await listVersion(policy),
    mode: texts === null ? "invalid" : policy.mode,
    admitsAll: texts !== null && (policy.mode === "allow-all" || all !== null),
    insecure: policy?.insecure === true,
    reports,
    entries,
    engine: {
      parser,
      fastPath: options.fastPath ?? true,
      caches: options.cache === false ? null : [],
      all,
      table,
      expressions,
      regex,
      joined: null,
      guarded: privateNetwork !== "allow" || hostOrigins.length > 0,
      privateNetwork,
      hostOrigins: hostOrigins.map((origin) => {
        const href = parser.parse(origin)?.href;
        if (href === undefined) throw new BerthError("OPTION_INVALID", `not an origin: ${origin}`);
        return originOf(href);
      }),
    },
  };
}

/** Scheme, host and port of a serialised address, the host without trailing dots (U-MAT-10). */
export function originOf(href: string): string {
  const origin = /^[a-z]+:\/\/[^/?#]*/.exec(href)?.[0] ?? href;
  return origin.replace(/\.+(?=$|:\d+$)/, "");
}

/** The entries of a policy, none for allow-all, or null for what is no policy (U-CFG-3). */
function readEntries(policy: unknown): readonly string[] | null {
  const { mode, entries } = (policy ?? {}) as { mode?: unknown; entries?: unknown };
  if (mode === "allow-all") return [];
  return mode === "list" && Array.isArray(entries) && entries.length <= entryLimits.count ? entries : null;
}
