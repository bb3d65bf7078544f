/**
 * The issuer of codes and tokens as functions over a table of records (T-ISS): no clock, no randomness, no secrets kept.
 *
 * @module @berth/core/issuer
 */
export type { AccessGranted, AccessRequest } from "./issuer/access.js";
export { revokeAccess, serveAccess } from "./issuer/access.js";
export type { CodeBinding, ExchangeRequest } from "./issuer/exchange.js";
export { exchangeCode, issueCode } from "./issuer/exchange.js";
export { forgetEnded, isExpired, revokeFamily } from "./issuer/family.js";
export type {
  FreshPair,
  FreshSecret,
  IssuedTokens,
  IssuerRefusal,
  IssuerRefused,
  IssuerSettings,
  IssuerTable,
  SecretKind,
  SecretRecord,
  SecretState,
} from "./issuer/record.js";
export { defaultIssuerSettings } from "./issuer/record.js";
export type { RefreshRequest } from "./issuer/refresh.js";
export { refreshTokens, repeatableSeed } from "./issuer/refresh.js";
