import type { CompiledPolicy } from "@berth/core/policy";

/** A list for `WKContentRuleListStore`, and what it cannot say. */
export interface ContentRules {
  /** JSON text to compile. */
  json: string;
  /**
   * Positions of entries that rules cannot express: expressions. Addresses only they allow stay blocked, unless their
   * origin is given in `origins`.
   */
  missing: number[];
}

interface Rule {
  trigger: { "url-filter": string; "url-filter-is-case-sensitive": true; "resource-type": ["document"] };
  action: { type: "block" | "ignore-previous-rules" };
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const rule = (filter: string, type: Rule["action"]["type"]): Rule => ({
  trigger: { "url-filter": filter, "url-filter-is-case-sensitive": true, "resource-type": ["document"] },
  action: { type },
});

/**
 * The second lock of WebKit's own (S-NAV-8): documents of all frames are blocked but those of HOST and URL entries. It
 * stands beside the decisions of `decidePolicyFor` and admits nothing they would not, save paths with escaped slashes.
 *
 * @param origins of pages that the guard has allowed by an expression, as in S-NAV-4
 */
export function contentRules(policy: CompiledPolicy, origins: readonly string[] = []): ContentRules {
  const rules = [rule(".*", "block")];
  const missing: number[] = [];
  if (policy.admitsAll) rules.push(rule(policy.insecure ? "^https?://" : "^https://", "ignore-previous-rules"));
  else {
    for (const { ref, parts } of policy.entries) {
      if (parts === null) {
        missing.push(ref.index);
        continue;
      }
      const scheme = parts.scheme === "" ? "https" : parts.scheme;
      if (/^wss?$/.test(scheme) || (scheme === "http" && !policy.insecure)) continue;
      const port = parts.port === (scheme === "https" ? 443 : 80) ? "" : `:${parts.port}`;
      const below = parts.wildcard ? "([^/:.?#@]+\\.)+" : "";
      const start = `^${scheme}://${below}${quoted(parts.host)}${port}`;
      const { path } = parts;
      // A path is a prefix by whole segments (U-MAT-5); the dialect has no alternatives, therefore two rules.
      const ends =
        path === "" ? ["/"] : path.endsWith("/") ? [quoted(path)] : [`${quoted(path)}$`, `${quoted(path)}[/?#]`];
      for (const end of ends) rules.push(rule(start + end, "ignore-previous-rules"));
    }
  }
  for (const origin of origins) rules.push(rule(`^${quoted(new URL(origin).origin)}/`, "ignore-previous-rules"));
  return { json: JSON.stringify(rules), missing };
}
