/** What a record stands for. */
export type SecretKind = "code" | "access" | "refresh";

/** Stored state; EXPIRED is read from the clock, not stored (T-CLK-1). */
export type SecretState = "ISSUED" | "USED" | "ACTIVE" | "SPENT" | "REVOKED";

/** One code or token. The secret itself is never stored (P-TOK-36). */
export interface SecretRecord {
  /** SHA-256 of the secret, hex; the key of the record (T-ISS-1). */
  hash: string;
  kind: SecretKind;
  familyId: string;
  state: SecretState;
  last4: string;
  appId: string;
  clientId: string;
  userId: string;
  scopes: string[];
  /** Epoch milliseconds. */
  issuedAt: number;
  /** Half open: expired from here on (P-GEN-5). */
  expiresAt: number;
  /** Hash of the refresh token that was issued beside an access token, and the other way round. */
  pairHash?: string;
  /** Refresh only: when it was exchanged, the seed of its successors (kept for a grace window only), their hashes. */
  spentAt?: number;
  graceSeed?: string;
  successorHashes?: string[];
  /** Set once a token was presented and accepted. */
  usedAt?: number;
  events: { time: number; event: "issued" | "used" | "refreshed" | "repeated" | "revoked" }[];
}

/** Where the issuer keeps its records; the caller runs each operation as one atomic step (T-ISS-2). */
export interface IssuerTable {
  /** The record of a secret, by its hash. */
  get(hash: string): SecretRecord | undefined;
  /** Keeps a record, replacing the one of the same hash. */
  put(record: SecretRecord): void;
  /** Every record that came from one code. */
  family(familyId: string): SecretRecord[];
  /** Forgets a record. */
  delete(hash: string): void;
}

/** A secret made beforehand, with its hash. */
export interface FreshSecret {
  value: string;
  hash: string;
}

/** An access and a refresh token made beforehand; `seed` lets them be made again inside a grace window (P-TOK-37). */
export interface FreshPair {
  access: FreshSecret;
  refresh: FreshSecret;
  seed: string;
}

/** Lifetimes and the grace window (P-TOK-30). */
export interface IssuerSettings {
  authCodeLifetimeSeconds: number;
  accessTokenLifetimeSeconds: number;
  refreshTokenLifetimeSeconds: number;
  refreshGraceSeconds: number;
}

/** P-TOK-30: 10 minutes, 10 minutes [FAQ], 2 days, no grace window. */
export const defaultIssuerSettings: IssuerSettings = {
  authCodeLifetimeSeconds: 600,
  accessTokenLifetimeSeconds: 600,
  refreshTokenLifetimeSeconds: 172_800,
  refreshGraceSeconds: 0,
};

/** Why the issuer refuses; the platform maps these to the result codes of v1 and v2. */
export type IssuerRefusal =
  | "CODE_INVALID"
  | "CODE_USED"
  | "CODE_EXPIRED"
  | "CLIENT_MISMATCH"
  | "APP_MISMATCH"
  | "REFRESH_INVALID"
  | "REFRESH_USED"
  | "REFRESH_EXPIRED"
  | "ACCESS_INVALID"
  | "ACCESS_EXPIRED";

/** Tokens given out. Times are epoch milliseconds (T-ISS-4). */
export interface IssuedTokens {
  ok: true;
  accessToken: string;
  accessExpiresAt: number;
  refreshToken: string;
  refreshExpiresAt: number;
  userId: string;
  scopes: string[];
  /** The same pair once more (T-ISS-S9). */
  repeated: boolean;
}

/** A refused operation. */
export interface IssuerRefused {
  ok: false;
  refusal: IssuerRefusal;
}
