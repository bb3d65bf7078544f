import { BerthError } from "@berth/core";
import { type CompiledPolicy, compilePolicy, type DomainPolicy, decide, type PolicyApi } from "@berth/core/policy";
import { explain } from "@berth/core/policy-tools";

/** The answer to one case. */
export interface PolicyCaseResult {
  readonly allow: boolean;
  /** A code of section 9 of the URL policy. */
  readonly code: string;
  /** The canonical address; absent if it was refused before or by parsing. */
  readonly canonical?: string;
  /** Text of the entry that allowed the address. */
  readonly matchedEntry?: string;
}

/** Answers in the order of the cases, and which of them differ from what their author expected. */
export interface PolicyCaseResults {
  readonly results: readonly PolicyCaseResult[];
  /** Positions, from 0, of the cases whose `expect` differs. */
  readonly differing: readonly number[];
}

type Json = Readonly<Record<string, unknown>>;

const apis: readonly string[] = ["request", "uploadFile", "downloadFile", "connectSocket", "webview", "resource"];

/**
 * Decides the cases of an allowlist test: an array of `{entries, url, api?, ownerKind?, insecure?, expect?}`, or
 * `{cases: [...]}`. Without `entries` (or null) the field counts as never set, and `ownerKind` ("tenant", else merchant) decides
 * (U-PRE-2). `expect` is "allow", "deny" or a code. Other members of a case are the author's own.
 *
 * @throws BerthError `CASES_INVALID` with the position and what is wrong.
 */
export async function runPolicyCases(input: unknown): Promise<PolicyCaseResults> {
  const cases = readCases(input);
  const policies = new Map<string, Promise<CompiledPolicy>>();
  const results: PolicyCaseResult[] = [];
  const differing: number[] = [];
  for (const [index, one] of cases.entries()) {
    const policy = policyOf(one);
    const key = JSON.stringify(policy);
    const compiled = policies.get(key) ?? compilePolicy(policy);
    policies.set(key, compiled);
    const { verdict, matched } = answer(await compiled, one);
    const canonical = verdict.allow ? verdict.canonical.text : verdict.canonical;
    results.push({
      allow: verdict.allow,
      code: verdict.code,
      ...(canonical === null ? {} : { canonical }),
      ...(matched === undefined ? {} : { matchedEntry: matched }),
    });
    const expected = one.expect;
    const got = expected === "allow" || expected === "deny" ? (verdict.allow ? "allow" : "deny") : verdict.code;
    if (expected !== undefined && expected !== got) differing.push(index);
  }
  return { results, differing };
}

interface PolicyCase {
  readonly entries: readonly string[] | undefined;
  readonly url: string;
  readonly api: PolicyApi | null;
  readonly ownerKind: string | undefined;
  readonly insecure: boolean;
  readonly expect: string | undefined;
}

function answer(policy: CompiledPolicy, { url, api }: PolicyCase) {
  const verdict = decide(policy, url, api);
  if (!verdict.allow) return { verdict, matched: undefined };
  // Expressions are matched all at once; only an explanation knows which of them it was.
  const entry = verdict.matchedEntry ?? explainedEntry(policy, url, api);
  return { verdict, matched: entry?.text };
}

function explainedEntry(policy: CompiledPolicy, url: string, api: PolicyApi | null) {
  const explained = explain(policy, url, api);
  return explained.allow ? explained.matchedEntry : undefined;
}

function policyOf({ entries, ownerKind, insecure }: PolicyCase): DomainPolicy {
  const mark = insecure ? { insecure } : {};
  if (entries !== undefined) return { mode: "list", entries, ...mark };
  return ownerKind === "tenant" ? { mode: "allow-all", ...mark } : { mode: "list", entries: [], ...mark };
}

function readCases(input: unknown): PolicyCase[] {
  const list = Array.isArray(input) ? input : (input as Json | null)?.["cases"];
  if (!Array.isArray(list)) throw invalid("the file holds neither an array of cases nor an object with `cases`");
  return list.map((value: unknown, index): PolicyCase => {
    const bad = (what: string) => invalid(`case ${index}: ${what}`, index);
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw bad("is not an object");
    const one = value as Json;
    const text = (name: string): string | undefined => {
      const found = one[name];
      if (found !== undefined && typeof found !== "string") throw bad(`\`${name}\` is not a string`);
      return found;
    };
    const { entries, insecure } = one;
    const url = text("url");
    if (url === undefined) throw bad("`url` is missing");
    const listed = entries ?? undefined;
    if (listed !== undefined && !(Array.isArray(listed) && listed.every((entry) => typeof entry === "string"))) {
      throw bad("`entries` is not an array of strings");
    }
    const api = text("api");
    if (api !== undefined && !apis.includes(api)) throw bad(`\`api\` is none of ${apis.join(", ")}`);
    const ownerKind = text("ownerKind");
    if (ownerKind !== undefined && !["tenant", "merchant", "partner"].includes(ownerKind)) {
      throw bad("`ownerKind` is none of tenant, merchant, partner");
    }
    if (insecure !== undefined && typeof insecure !== "boolean") throw bad("`insecure` is not true or false");
    return {
      entries: listed,
      url,
      api: (api as PolicyApi | undefined) ?? null,
      ownerKind,
      insecure: insecure ?? false,
      expect: text("expect"),
    };
  });
}

function invalid(message: string, index?: number): BerthError {
  return new BerthError("CASES_INVALID", message, { fault: "program", details: index === undefined ? {} : { index } });
}
