import { type CanonicalUrl, urlText } from "./canonical-url.js";
import { originOf } from "./compile-policy.js";
import type { CompiledPolicy } from "./compiled-policy.js";
import { decideOnce } from "./decide.js";
import type { PolicyApi } from "./domain-policy.js";
import type { Allowance, Refusal } from "./verdict.js";

/** The answer an executor got, and what it had asked. */
export interface AnsweredHop {
  /** The address that answered. */
  readonly from: CanonicalUrl;
  readonly status: number;
  /** The `Location` header, null if there is none. */
  readonly location: string | null;
  readonly method: string;
  /** Redirects followed before this answer: 0 for the first one. */
  readonly hop: number;
}

/**
 * What an executor does with an answer (U-RED-1 to U-RED-4).
 * - `final`: it is no redirect, hand it on; a socket's 3xx is one too (U-RED-E4: never followed, error 12).
 * - `follow`: send to `verdict.canonical` with `method`; drop the body and its headers unless `keepBody`; drop headers
 *   of the mini program unless {@link keepsHeader} says yes, when `sameOrigin` is false.
 * - `refused`: end the call; nothing was sent to `origin`.
 */
export type NextHop =
  | { readonly kind: "final" }
  | {
      readonly kind: "follow";
      readonly verdict: Allowance;
      readonly method: string;
      readonly keepBody: boolean;
      readonly sameOrigin: boolean;
      /** To be given back with the next answer. */
      readonly hop: number;
    }
  | {
      readonly kind: "refused";
      readonly verdict: Refusal;
      /** Origin of the refused address, null if it could not be read. */
      readonly origin: string | null;
      readonly hop: number;
      readonly message: string;
    };

const keptHeaders = ["accept", "accept-language", "content-language", "content-type", "range"];

/** Whether a header the mini program set survives a change of origin (U-RED-3). */
export function keepsHeader(name: string): boolean {
  return keptHeaders.includes(name.toLowerCase());
}

/** Redirects an executor follows at most (U-RED-2). */
export function redirectLimit(api: PolicyApi): number {
  return api === "webview" ? 20 : 5;
}

/**
 * Decides a redirect with the same list and API before anything is sent (U-RED-1).
 *
 * @throws BerthError `NOT_CANONICAL` if `from` was not made by a verdict.
 */
export function nextHop(policy: CompiledPolicy, api: PolicyApi, answer: AnsweredHop): NextHop {
  const { status, location } = answer;
  const from = urlText(answer.from);
  if (![301, 302, 303, 307, 308].includes(status) || location === null || api === "connectSocket") {
    return { kind: "final" };
  }
  const hop = answer.hop + 1;
  const target = policy.engine.parser.parse(location, from)?.href ?? null;
  const verdict = target === null ? null : decideOnce(policy, target, api);
  if (verdict?.allow && hop <= redirectLimit(api)) {
    const method = answer.method.toUpperCase();
    const toGet =
      (method === "POST" && (status === 301 || status === 302)) ||
      (status === 303 && method !== "GET" && method !== "HEAD");
    const sameOrigin = originOf(verdict.canonical.text) === originOf(from);
    return { kind: "follow", verdict, method: toGet ? "GET" : method, keepBody: !toGet, sameOrigin, hop };
  }
  // Of addresses without origin, and of user names, nothing goes into messages and logs (U-VER-4).
  const origin = target && /^(?:https?|wss?):/.test(target) ? originOf(target).replace(/\/\/.*@/, "//") : null;
  const { listVersion } = policy;
  const refusal: Refusal = verdict?.allow
    ? { allow: false, code: "REDIRECT_LIMIT", api, listVersion, canonical: verdict.canonical.text }
    : (verdict ?? { allow: false, code: "URL_INVALID", api, listVersion, canonical: null });
  const message = `redirect ${hop} to ${origin ?? "an unreadable address"} was refused: ${refusal.code}`;
  return { kind: "refused", verdict: refusal, origin, hop, message };
}

/** The refusal of an executor in a page that met a redirect it cannot read (U-RED-E1). */
export function unreadableRedirect(policy: CompiledPolicy, api: PolicyApi, from: CanonicalUrl): Refusal {
  const canonical = urlText(from);
  return { allow: false, code: "REDIRECT_UNREADABLE", api, listVersion: policy.listVersion, canonical };
}

/** The JSAPI error of a refusal (section 9): 2 for the address, 4 or the host's `domainErrorCode` for the list. */
export function refusalError(refusal: Refusal, domainErrorCode: 4 | 11 = 4): number {
  switch (refusal.code) {
    case "URL_INVALID":
    case "URL_TOO_LONG":
    case "URL_NOT_ABSOLUTE":
    case "URL_AMBIGUOUS":
    case "URL_CREDENTIALS":
    case "SCHEME_NOT_NETWORK":
      return 2;
    case "SCHEME_NOT_FOR_API":
      return refusal.api === "downloadFile" && refusal.canonical?.startsWith("http:") ? 20 : 2;
    case "REDIRECT_LIMIT":
      return 19;
    default:
      return domainErrorCode;
  }
}
