import { mintCanonicalUrl } from "./canonical-url.js";
import { originOf } from "./compile-policy.js";
import type { CompiledPolicy } from "./compiled-policy.js";
import type { PolicyApi } from "./domain-policy.js";
import type { Expression } from "./expressions.js";
import { isCanonicalAlready } from "./fast-path.js";
import { type Location, locate, schemeBits } from "./host-table.js";
import { isPrivateHost } from "./private-host.js";
import { addressLimit, checkRaw } from "./raw-check.js";
import type { EntryRef, Refusal, RefusalCode, Verdict } from "./verdict.js";
import { VerdictCache } from "./verdict-cache.js";

const secure = { request: 1, uploadFile: 1, downloadFile: 1, connectSocket: 2, webview: 1, resource: 1 } as const;
const anyScheme = schemeBits.https | schemeBits.wss | schemeBits.http | schemeBits.ws;
const needsSecondLook = /[^\0-\x7f]|xn--/i;
// One decision runs at a time and nothing keeps this object: it saves an allocation for each address.
const at: Location = { scheme: 0, hostStart: 0, hostEnd: 0, port: 0, pathStart: 0 };

/**
 * The verdict on one address, as the mini program gave it: pure, synchronous, fails closed and never throws (U-GEN-1,
 * U-GEN-2). Give `api` wherever one is at work; without it the four network schemes pass (U-SCH-5).
 *
 * An executor takes `verdict.canonical` (sends) or `verdict.href` (navigates), never the raw string (U-GEN-3).
 */
export function decide(policy: CompiledPolicy, raw: string, api: PolicyApi | null = null): Verdict {
  const caches = policy.engine.caches;
  if (caches === null) return guard(policy, judge(policy, raw, api));
  let cache = caches.get(api);
  const known = cache?.get(raw);
  if (known !== undefined) return guard(policy, known);
  const verdict = judge(policy, raw, api);
  if (cache === undefined) {
    cache = new VerdictCache();
    // A name that is no API would otherwise let a caller grow the map.
    if (api === null || Object.hasOwn(secure, api)) caches.set(api, cache);
  }
  if (typeof raw === "string") cache.set(raw, verdict);
  return guard(policy, verdict);
}

/** The same without cache, for hops (U-ENG-4). */
export function decideOnce(policy: CompiledPolicy, raw: string, api: PolicyApi | null): Verdict {
  return guard(policy, judge(policy, raw, api));
}

/** Sections 2 to 5. */
function judge(policy: CompiledPolicy, raw: string, api: PolicyApi | null): Verdict {
  const { listVersion, engine } = policy;
  const refuse = (code: RefusalCode, canonical: string | null = null): Refusal => ({
    allow: false,
    code,
    api,
    listVersion,
    canonical,
  });
  if (policy.mode === "invalid") return refuse("POLICY_INVALID");

  let href = raw;
  if (!(engine.fastPath && typeof raw === "string" && raw.length <= addressLimit && isCanonicalAlready(raw))) {
    const code = checkRaw(raw);
    if (code !== null) return refuse(code);
    const parsed = engine.parser.parse(raw);
    if (parsed === null) return refuse("URL_INVALID");
    href = parsed.href;
    // Parts are read from the text that will be sent, not from the parsed object, which could say something else.
    if (!locate(href, at)) return refuse("URL_INVALID");
    if (href.lastIndexOf("@", at.pathStart) > at.hostStart - 1) return refuse("URL_CREDENTIALS");
    if (needsSecondLook.test(raw) && engine.parser.parse(href)?.href !== href) return refuse("URL_AMBIGUOUS");
  } else {
    locate(href, at);
  }
  const hash = href.indexOf("#", at.pathStart);
  const canonical = hash < 0 ? href : href.slice(0, hash);

  const schemes = api === null ? anyScheme : Object.hasOwn(secure, api) ? secure[api] : 0;
  // The bits of http and ws are those of https and wss, shifted by two.
  if (((policy.insecure ? schemes | (schemes << 2) : schemes) & at.scheme) === 0) {
    return refuse("SCHEME_NOT_FOR_API", canonical);
  }

  let entry: EntryRef | null = null;
  if (policy.mode === "list") {
    if (policy.entries.length === 0) return refuse("LIST_EMPTY", canonical);
    entry = engine.all ?? engine.table.find(canonical, at);
    if (entry === null && engine.expressions.length > 0) {
      if (engine.regex === null) return refuse("ENGINE_UNAVAILABLE", canonical);
      if (!joinedExpressions(policy).some((expression) => expression.matches(canonical))) {
        return refuse("NOT_LISTED", canonical);
      }
    } else if (entry === null) {
      return refuse("NOT_LISTED", canonical);
    }
  }
  const url = mintCanonicalUrl(canonical);
  const both = { canonical: url, href: hash < 0 ? url : mintCanonicalUrl(href) };
  if (policy.mode === "allow-all") return { allow: true, code: "ALLOWED_BY_DEFAULT", api, listVersion, ...both };
  if (entry === null) return { allow: true, code: "ALLOWED_BY_ENTRY", api, listVersion, ...both };
  return { allow: true, code: "ALLOWED_BY_ENTRY", api, listVersion, ...both, matchedEntry: entry };
}

/** Section 7: comes after the list and can only refuse; never cached. */
function guard(policy: CompiledPolicy, verdict: Verdict): Verdict {
  const { privateNetwork, hostOrigins, table } = policy.engine;
  if (!verdict.allow || (privateNetwork === "allow" && hostOrigins.length === 0)) return verdict;
  const canonical = verdict.canonical.text;
  const { api, listVersion } = verdict;
  const origin = originOf(canonical);
  if (privateNetwork !== "allow") {
    locate(canonical, at);
    const host = canonical.slice(at.hostStart, at.hostEnd);
    if (isPrivateHost(host) && !(privateNetwork === "named" && table.names(host))) {
      return { allow: false, code: "PRIVATE_ADDRESS", api, listVersion, canonical };
    }
  }
  if (api === "webview" && hostOrigins.includes(origin)) {
    return { allow: false, code: "HOST_ORIGIN", api, listVersion, canonical };
  }
  return verdict;
}

/**
 * U-ENG-3: one alternation for the whole list. The engine refuses an alternation beyond its own limits; the list is then
 * halved until the parts compile, which every entry does alone.
 */
function joinedExpressions(policy: CompiledPolicy): readonly Expression[] {
  const { engine } = policy;
  const join = (sources: readonly string[]): Expression[] => {
    const result = engine.regex!.compile(sources.map((source) => `(?:${source})`).join("|"));
    if (!("at" in result)) return [result];
    const half = sources.length >> 1;
    return half === 0 ? [] : [...join(sources.slice(0, half)), ...join(sources.slice(half))];
  };
  engine.joined ??= join(engine.expressions);
  return engine.joined;
}
