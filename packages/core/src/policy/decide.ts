import { mintCanonicalUrl } from "./canonical-url.js";
import { originOf } from "./compile-policy.js";
import type { CompiledPolicy } from "./compiled-policy.js";
import type { PolicyApi } from "./domain-policy.js";
import type { Expression, ExpressionEngine } from "./expressions.js";
import { isCanonicalAlready } from "./fast-path.js";
import { type Location, locate, schemeBits } from "./host-table.js";
import { isPrivateHost } from "./private-host.js";
import { addressLimit, checkRaw } from "./raw-check.js";
import type { UrlParser } from "./url-parser.js";
import type { Allowance, EntryRef, Refusal, RefusalCode, Verdict } from "./verdict.js";
import { sampleHash, VerdictCache } from "./verdict-cache.js";

const anyScheme = schemeBits.https | schemeBits.wss | schemeBits.http | schemeBits.ws;
const needsSecondLook = /[^\0-\x7f]|xn--/i;
// One decision runs at a time and nothing keeps this object: it saves an allocation for each address.
const at: Location = { scheme: 0, hostStart: 0, hostEnd: 0, port: 0, pathStart: 0 };

let fault: RefusalCode = "URL_INVALID";

/**
 * The verdict on one address, as the mini program gave it: pure, synchronous, fails closed and never throws (U-GEN-1,
 * U-GEN-2). Give `api` wherever one is at work; without it the four network schemes pass (U-SCH-5).
 *
 * An executor takes `verdict.canonical` (sends) or `verdict.href` (navigates), never the raw string (U-GEN-3).
 */
export function decide(policy: CompiledPolicy, raw: string, api: PolicyApi | null = null): Verdict {
  const { engine } = policy;
  let verdict: Verdict | undefined;
  if (engine.caches === null || typeof raw !== "string") {
    verdict = judge(policy, raw, api);
  } else {
    const cache = cacheOf(engine.caches, api);
    const hash = cache === null ? -1 : sampleHash(raw);
    if (hash >= 0) verdict = cache!.get(raw, hash);
    if (verdict === undefined) {
      verdict = judge(policy, raw, api);
      if (hash >= 0) cache!.set(raw, hash, verdict);
    }
  }
  return engine.guarded && verdict.allow ? guard(policy, verdict) : verdict;
}

/** The same without cache, for hops (U-ENG-4). */
export function decideOnce(policy: CompiledPolicy, raw: string, api: PolicyApi | null): Verdict {
  const verdict = judge(policy, raw, api);
  return policy.engine.guarded && verdict.allow ? guard(policy, verdict) : verdict;
}

function cacheOf(caches: (VerdictCache<Verdict> | undefined)[], api: PolicyApi | null): VerdictCache<Verdict> | null {
  const place = placeOf(api);
  // A name that is no API must not be given a verdict of another API.
  if (place < 0) return null;
  const known = caches[place];
  if (known !== undefined) return known;
  const made = new VerdictCache<Verdict>();
  caches[place] = made;
  return made;
}

function placeOf(api: PolicyApi | null): number {
  switch (api) {
    case null:
      return 0;
    case "request":
      return 1;
    case "uploadFile":
      return 2;
    case "downloadFile":
      return 3;
    case "connectSocket":
      return 4;
    case "webview":
      return 5;
    case "resource":
      return 6;
    default:
      return -1;
  }
}

/** Sections 2 to 5. No closures and no spread: this is the path every address takes. */
function judge(policy: CompiledPolicy, raw: string, api: PolicyApi | null): Verdict {
  const { listVersion, engine } = policy;
  if (policy.mode === "invalid") return refuse("POLICY_INVALID", api, listVersion, null);

  let href = raw;
  if (engine.fastPath && typeof raw === "string" && raw.length <= addressLimit && isCanonicalAlready(raw)) {
    locate(href, at);
  } else {
    const parsed = parse(engine.parser, raw);
    if (parsed === null) return refuse(fault, api, listVersion, null);
    href = parsed;
  }
  const hash = href.indexOf("#", at.pathStart);
  const canonical = hash < 0 ? href : href.slice(0, hash);

  let schemes = anyScheme;
  if (api !== null) schemes = api === "connectSocket" ? schemeBits.wss : placeOf(api) > 0 ? schemeBits.https : 0;
  // The bits of http and ws are those of https and wss, shifted by two.
  if (((policy.insecure ? schemes | (schemes << 2) : schemes) & at.scheme) === 0) {
    return refuse("SCHEME_NOT_FOR_API", api, listVersion, canonical);
  }

  let entry: EntryRef | null = null;
  if (policy.mode === "list") {
    if (policy.entries.length === 0) return refuse("LIST_EMPTY", api, listVersion, canonical);
    entry = engine.all ?? engine.table.find(canonical, at);
    if (entry === null) {
      const code = engine.expressions.length === 0 ? "NOT_LISTED" : askExpressions(policy, canonical);
      if (code !== null) return refuse(code, api, listVersion, canonical);
    }
  }
  const url = mintCanonicalUrl(canonical);
  const whole = hash < 0 ? url : mintCanonicalUrl(href);
  const code = policy.mode === "allow-all" ? "ALLOWED_BY_DEFAULT" : "ALLOWED_BY_ENTRY";
  return entry === null
    ? { allow: true, code, api, listVersion, canonical: url, href: whole }
    : { allow: true, code, api, listVersion, canonical: url, href: whole, matchedEntry: entry };
}

/** Sections 2 and 3: the serialised address, whose parts stand in `at` then; null leaves what is wrong in `fault`. */
function parse(parser: UrlParser, raw: string): string | null {
  const code = checkRaw(raw);
  const href = code === null ? parser.parse(raw)?.href : undefined;
  // Parts are read from the text that will be sent, not from the parsed object, which could say something else.
  if (href === undefined || !locate(href, at)) {
    fault = code ?? "URL_INVALID";
    return null;
  }
  const sign = href.indexOf("@", at.hostStart);
  if (sign >= 0 && sign < at.pathStart) fault = "URL_CREDENTIALS";
  else if (needsSecondLook.test(raw) && parser.parse(href)?.href !== href) fault = "URL_AMBIGUOUS";
  else return href;
  return null;
}

function refuse(code: RefusalCode, api: PolicyApi | null, listVersion: string, canonical: string | null): Refusal {
  return { allow: false, code, api, listVersion, canonical };
}

/** Section 7: comes after the list and can only refuse; never cached. */
function guard(policy: CompiledPolicy, verdict: Allowance): Verdict {
  const { privateNetwork, hostOrigins, table } = policy.engine;
  const canonical = verdict.canonical.text;
  const { api, listVersion } = verdict;
  if (privateNetwork !== "allow") {
    locate(canonical, at);
    const host = canonical.slice(at.hostStart, at.hostEnd);
    if (isPrivateHost(host) && !(privateNetwork === "named" && table.names(host))) {
      return refuse("PRIVATE_ADDRESS", api, listVersion, canonical);
    }
  }
  const own = api === "webview" && hostOrigins.includes(originOf(canonical));
  return own ? refuse("HOST_ORIGIN", api, listVersion, canonical) : verdict;
}

/**
 * U-ENG-3: one alternation for the whole list, made by the first decision that gets here. The engine refuses one beyond
 * its own limits; the list is then halved until the parts compile, which every entry does alone.
 */
function askExpressions({ engine }: CompiledPolicy, canonical: string): RefusalCode | null {
  const { regex } = engine;
  if (regex === null) return "ENGINE_UNAVAILABLE";
  engine.joined ??= join(regex, engine.expressions);
  return engine.joined.some((expression) => expression.matches(canonical)) ? null : "NOT_LISTED";
}

function join(regex: ExpressionEngine, sources: readonly string[]): Expression[] {
  const result = regex.compile(sources.map((source) => `(?:${source})`).join("|"));
  if (!("at" in result)) return [result];
  const half = sources.length >> 1;
  return half === 0 ? [] : [...join(regex, sources.slice(0, half)), ...join(regex, sources.slice(half))];
}
