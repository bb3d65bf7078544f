import type { CompiledPolicy } from "./compiled-policy.js";
import { defaultPorts, type HostEntry } from "./parse-entry.js";

/** A list as sources of a Content-Security-Policy directive (section 11). */
export interface CspSources {
  /** Without duplicates, in the order of the list; empty means `'none'`. */
  readonly sources: readonly string[];
  /** Whether the sources admit what the list admits, no more and no less. */
  readonly exact: boolean;
  /** Entries that sources cannot express; they stay out (U-CSP-10). */
  readonly missing: readonly { readonly index: number; readonly reason: "IP_LITERAL" | "REGEX" | "CHARACTER" }[];
}

/**
 * The sources for `frame-src`, `img-src`, `media-src` or `font-src` of a list. Built from parsed parts only, so that no
 * entry can end or open a directive (U-CSP-9).
 *
 * @example
 * ```ts
 * import { compilePolicy } from "@berth/core/policy";
 * import { toCspSources } from "@berth/core/policy-tools";
 * const policy = await compilePolicy({ mode: "list", entries: ["*.example.com", "https://s.example.com/a"] });
 * console.log(toCspSources(policy).sources.join(" "));
 * // "https://*.example.com https://s.example.com/a https://s.example.com/a/"
 * ```
 */
export function toCspSources(policy: CompiledPolicy): CspSources {
  if (policy.admitsAll)
    return { sources: policy.insecure ? ["https:", "http:"] : ["https:"], exact: true, missing: [] };
  const sources = new Set<string>();
  const missing: { index: number; reason: "IP_LITERAL" | "REGEX" | "CHARACTER" }[] = [];
  let exact = true;
  for (const { ref, parts } of policy.entries) {
    const found = parts === null ? "REGEX" : cspSources(parts, policy.insecure);
    if (typeof found === "string") {
      missing.push({ index: ref.index, reason: found });
      exact = false;
    } else {
      for (const source of found.sources) sources.add(source);
      exact &&= found.exact;
    }
  }
  return { sources: [...sources], exact, missing };
}

/** The sources of one HOST or URL entry, or why there are none. */
export function cspSources(
  entry: HostEntry,
  insecure: boolean,
): { readonly sources: string[]; readonly exact: boolean } | "IP_LITERAL" | "CHARACTER" {
  if (/^wss?$/.test(entry.scheme) || (entry.scheme === "http" && !insecure)) return { sources: [], exact: true };
  if (entry.ip) return "IP_LITERAL";
  const scheme = entry.scheme || "https";
  const port = entry.port === defaultPorts[scheme] ? "" : `:${entry.port}`;
  const origin = `${scheme}://${entry.wildcard ? "*." : ""}${entry.host}${port}`;
  const path = entry.path.replace(/;/g, "%3B").replace(/,/g, "%2C");
  const sources = path === "" || path.endsWith("/") ? [origin + path] : [origin + path, `${origin}${path}/`];
  if (sources.some((source) => /[^A-Za-z0-9._~:/%*+!$&'()=@-]/.test(source))) return "CHARACTER";
  return { sources, exact: path === "" && scheme === "https" };
}
