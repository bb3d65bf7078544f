/**
 * The URL policy MPAL-1: whether an address is admitted by Server Domains, WAP URLs or the resource list. The same code
 * decides in page, gateway, platform and tool; for executors that read redirects also the way from hop to hop.
 *
 * @module @berth/core/policy
 */
export type { Connect, ConnectOutcome, ConnectRequest } from "./egress/connect.js";
export { isContainerHeader } from "./egress/container-header.js";
export type { IsPublicSuffix } from "./egress/cookie-jar.js";
export { CookieJar, CookieJars } from "./egress/cookie-jar.js";
export type { Hop, HopOutcome, HopRequest, HopTools } from "./egress/follow-hops.js";
export { followHops } from "./egress/follow-hops.js";
export type { Pinned, PinTools } from "./egress/pin-address.js";
export { pinAddress } from "./egress/pin-address.js";
export type { CanonicalUrl } from "./policy/canonical-url.js";
export { isCanonicalUrl, urlText } from "./policy/canonical-url.js";
export { compilePolicy } from "./policy/compile-policy.js";
export type { CompiledEntry, CompiledPolicy, EngineState } from "./policy/compiled-policy.js";
export { decide } from "./policy/decide.js";
export type { DomainPolicy, PolicyApi, PolicyOptions, PrivateNetwork } from "./policy/domain-policy.js";
export type { Expression, ExpressionEngine, ExpressionFault, ExpressionRefusal } from "./policy/expressions.js";
export { loadExpressions } from "./policy/expressions.js";
export type { HostRule, HostTable, Location } from "./policy/host-table.js";
export type { AnsweredHop, NextHop } from "./policy/next-hop.js";
export { keepsHeader, nextHop, redirectLimit, refusalError, unreadableRedirect } from "./policy/next-hop.js";
export type { EntryErrorCode, HostEntry } from "./policy/parse-entry.js";
export { isPrivateHost } from "./policy/private-host.js";
export { resourcePolicy } from "./policy/resource-policy.js";
export type { ParsedUrl, UrlParser } from "./policy/url-parser.js";
export { nativeUrlParser } from "./policy/url-parser.js";
export type {
  Allowance,
  AllowanceCode,
  EntryRef,
  EntryReport,
  Refusal,
  RefusalCode,
  Verdict,
  VerdictCode,
} from "./policy/verdict.js";
export type { VerdictCache } from "./policy/verdict-cache.js";
