import type { TokenKey } from "@berth/core/tokens";
import type * as Tokens from "@berth/sdk/tokens";
import type { Living } from "./shared-place.js";

const base = { tenant: "w", userId: "ann", appId: "shop", environment: "production", clientId: "c1" };
/** Keys that differ in user, scopes and client. */
export const KEYS: readonly TokenKey[] = [
  { ...base, scopes: ["auth_base"] },
  { ...base, userId: "bob", scopes: ["auth_base"] },
  { ...base, scopes: ["auth_user"] },
  { ...base, clientId: "c2", scopes: ["auth_base"] },
];

/** How a request ends. "lost": the issuer did its part, the answer did not come. */
export const PLANS = ["refused", "spent", "busy", "notSent", "unknown", "lost", "hang", "grace"] as const;
export type Plan = (typeof PLANS)[number];
/** Lives an issuer may state, in seconds; null: none. */
export const LIVES = [null, 1, 100, 600, 86_400, 86_401, 0, -1, Number.NaN] as const;

/** Alone, or several that share a storage by Web Locks or by leases. */
export type Sharing = "alone" | "locks" | "leases";

/** A code that was offered. */
export interface Code {
  key: number;
  wall: number;
  mono: number;
  sent: number;
  withdrawn: number;
  verifier: string;
}

/** An access token that was issued. */
export interface Access {
  key: number;
  by: Context;
  wall: number;
  mono: number;
  lifeMs: number;
  ended: boolean;
  refresh: string;
  /** The issuer stated no life, or too long a one. */
  odd: boolean;
}

/** A refresh token that was issued. */
export interface Refresh {
  key: number;
  /** Its successor reached a living context. */
  succeeded: boolean;
  spent: boolean;
  dead: boolean;
  busy: boolean;
  graceUntil: number;
  /** An answer to it was lost: the next refusal ends it (T-TOK-S13). */
  suspect: boolean;
}

/** A page with a manager. */
export interface Context extends Living {
  id: string;
  manager: Tokens.TokenManager;
  /** Requests under way by key. */
  busy: number[];
  asked: number[];
  forced: Set<string>;
  /** Tokens it handed out. */
  got: Set<string>;
  /** Calls not settled yet; a killed page owes nobody an answer. */
  open: number;
}
