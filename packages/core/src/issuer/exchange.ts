import { isExpired, note, revokeFamily } from "./family.js";
import type {
  FreshPair,
  FreshSecret,
  IssuedTokens,
  IssuerRefused,
  IssuerSettings,
  IssuerTable,
  SecretRecord,
} from "./record.js";

/** Whom a code is for (P-TOK-7). */
export interface CodeBinding {
  familyId: string;
  appId: string;
  clientId: string;
  userId: string;
  scopes: string[];
}

/** Gives out a code after consent (T-ISS-S1); returns when it expires. */
export function issueCode(
  table: IssuerTable,
  secret: FreshSecret,
  binding: CodeBinding,
  settings: IssuerSettings,
  now: number,
): number {
  const expiresAt = now + settings.authCodeLifetimeSeconds * 1000;
  table.put({
    ...binding,
    hash: secret.hash,
    kind: "code",
    state: "ISSUED",
    last4: secret.value.slice(-4),
    issuedAt: now,
    expiresAt,
    events: [{ time: now, event: "issued" }],
  });
  return expiresAt;
}

/** Stores a new pair with full lifetimes (P-TOK-33) and returns the answer for it. */
export function issuePair(
  table: IssuerTable,
  parent: SecretRecord,
  fresh: FreshPair,
  settings: IssuerSettings,
  now: number,
): IssuedTokens {
  const accessExpiresAt = now + settings.accessTokenLifetimeSeconds * 1000;
  const refreshExpiresAt = now + settings.refreshTokenLifetimeSeconds * 1000;
  const common = {
    familyId: parent.familyId,
    state: "ACTIVE" as const,
    appId: parent.appId,
    clientId: parent.clientId,
    userId: parent.userId,
    scopes: parent.scopes,
    issuedAt: now,
  };
  const events: SecretRecord["events"] = [{ time: now, event: "issued" }];
  const { access, refresh } = fresh;
  table.put({
    ...common,
    kind: "access",
    hash: access.hash,
    last4: access.value.slice(-4),
    expiresAt: accessExpiresAt,
    pairHash: refresh.hash,
    events,
  });
  table.put({
    ...common,
    kind: "refresh",
    hash: refresh.hash,
    last4: refresh.value.slice(-4),
    expiresAt: refreshExpiresAt,
    pairHash: access.hash,
    events,
  });
  return {
    ok: true,
    accessToken: access.value,
    accessExpiresAt,
    refreshToken: refresh.value,
    refreshExpiresAt,
    userId: parent.userId,
    scopes: parent.scopes,
    repeated: false,
  };
}

/** What a back end sends with a code. Absent bindings are not compared (v1 leaves them out). */
export interface ExchangeRequest {
  hash: string;
  appId?: string;
  clientId?: string;
}

/**
 * Exchanges a code for the first pair of its family (T-ISS-S2 to T-ISS-S6). A second exchange is refused at any age and
 * revokes what came of the first (P-TOK-32).
 */
export function exchangeCode(
  table: IssuerTable,
  request: ExchangeRequest,
  fresh: FreshPair,
  settings: IssuerSettings,
  now: number,
): IssuedTokens | IssuerRefused {
  const code = table.get(request.hash);
  if (code === undefined || code.kind !== "code" || code.state === "REVOKED")
    return { ok: false, refusal: "CODE_INVALID" };
  if (code.state === "USED") {
    revokeFamily(table, code.familyId, now);
    return { ok: false, refusal: "CODE_USED" };
  }
  if (isExpired(code, now)) return { ok: false, refusal: "CODE_EXPIRED" };
  if (request.clientId !== undefined && request.clientId !== code.clientId)
    return { ok: false, refusal: "CLIENT_MISMATCH" };
  if (request.appId !== undefined && request.appId !== code.appId) return { ok: false, refusal: "APP_MISMATCH" };
  const used = note(table, code, "used", now, { state: "USED", usedAt: now });
  return issuePair(table, used, fresh, settings, now);
}
