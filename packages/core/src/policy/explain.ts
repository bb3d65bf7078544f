import type { CompiledPolicy } from "./compiled-policy.js";
import { decide } from "./decide.js";
import type { PolicyApi } from "./domain-policy.js";
import { type NearMiss, nearMisses } from "./near-miss.js";
import { parseEntry } from "./parse-entry.js";
import { sentenceOf } from "./sentence.js";
import type { EntryRef, Verdict } from "./verdict.js";

/** A verdict with what a person wants to know about it. */
export type Explanation = Verdict & {
  /** One sentence that names the list, the entry or what is missing; the same in panel, tool and log (U-VER-3). */
  readonly sentence: string;
  /** Entries that missed the address by one thing. */
  readonly near: readonly NearMiss[];
  /** The narrowest entry that would allow this address. */
  readonly suggestion?: string;
};

/**
 * The verdict of `decide` (U-VER-2) with a sentence, near misses and a suggested entry. For people: it costs more, and a
 * list of expressions is compiled one by one.
 *
 * @example
 * ```ts
 * import { compilePolicy } from "@berth/core/policy";
 * import { explain } from "@berth/core/policy-tools";
 * const policy = await compilePolicy({ mode: "list", entries: ["*.example.com"] });
 * const answer = explain(policy, "https://example.com/", "request");
 * console.log(answer.near[0]?.why, answer.suggestion); // "apex" "example.com"
 * ```
 */
export function explain(policy: CompiledPolicy, raw: string, api: PolicyApi | null = null): Explanation {
  const decided = decide(policy, raw, api);
  const verdict = decided.allow ? withEntry(policy, decided) : decided;
  const near = verdict.code === "NOT_LISTED" ? nearMisses(policy, verdict.canonical!) : [];
  const suggestion = suggestFor(policy, verdict);
  return {
    ...verdict,
    sentence: sentenceOf(verdict, near),
    near,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** Expressions are matched all at once; which of them it was is found out here. */
function withEntry(policy: CompiledPolicy, verdict: Verdict & { allow: true }): Verdict {
  if (verdict.matchedEntry || verdict.code === "ALLOWED_BY_DEFAULT") return verdict;
  const { regex } = policy.engine;
  const text = verdict.canonical.text;
  const found = policy.entries.find(({ ref }) => {
    const single = ref.kind === "regex" ? regex?.compile(`(?:${ref.text})`) : undefined;
    return single && !("at" in single) && single.matches(text);
  });
  const matchedEntry: EntryRef | undefined = found?.ref;
  return matchedEntry ? { ...verdict, matchedEntry } : verdict;
}

function suggestFor(policy: CompiledPolicy, verdict: Verdict): string | undefined {
  if (verdict.allow || !/^(?:NOT_LISTED|LIST_EMPTY)$/.test(verdict.code)) return undefined;
  const [, scheme, authority = ""] = /^(\w+):\/\/([^/?#]*)/.exec(verdict.canonical ?? "") ?? [];
  const entry = scheme === "https" || scheme === "wss" ? authority : `${scheme}://${authority}`;
  return parseEntry(entry, policy.engine.parser).kind === "error" ? undefined : entry;
}
