import { issuePair } from "./exchange.js";
import { isExpired, note, revokeFamily } from "./family.js";
import type { FreshPair, IssuedTokens, IssuerRefused, IssuerSettings, IssuerTable, SecretRecord } from "./record.js";

/** What a back end sends to refresh. */
export interface RefreshRequest {
  hash: string;
  clientId?: string;
}

/** The window of P-TOK-37 is open: within it, same client, and no successor was used yet. */
function inGrace(table: IssuerTable, record: SecretRecord, settings: IssuerSettings, now: number): boolean {
  if (record.graceSeed === undefined || record.spentAt === undefined) return false;
  if (now >= record.spentAt + settings.refreshGraceSeconds * 1000) return false;
  return (record.successorHashes ?? []).every((hash) => {
    const successor = table.get(hash);
    return successor !== undefined && successor.usedAt === undefined && successor.state === "ACTIVE";
  });
}

/**
 * The seed from which the successors of a spent refresh token can be made once more, while its record holds one. The
 * caller makes the pair from it before it asks {@link refreshTokens}.
 */
export function repeatableSeed(table: IssuerTable, hash: string): string | undefined {
  const record = table.get(hash);
  return record?.state === "SPENT" ? record.graceSeed : undefined;
}

/**
 * Exchanges a refresh token for a new pair with full lifetimes and the same scopes (T-ISS-S7 to T-ISS-S11). A spent one
 * outside its grace window revokes the family (P-TOK-34).
 */
export function refreshTokens(
  table: IssuerTable,
  request: RefreshRequest,
  fresh: FreshPair,
  settings: IssuerSettings,
  now: number,
): IssuedTokens | IssuerRefused {
  const record = table.get(request.hash);
  const foreign = record !== undefined && request.clientId !== undefined && request.clientId !== record.clientId;
  if (record === undefined || record.kind !== "refresh" || record.state === "REVOKED" || foreign)
    return { ok: false, refusal: "REFRESH_INVALID" };
  if (record.state === "SPENT") {
    if (inGrace(table, record, settings, now)) return repeatPair(table, record, fresh, now);
    revokeFamily(table, record.familyId, now);
    return { ok: false, refusal: "REFRESH_USED" };
  }
  if (isExpired(record, now)) return { ok: false, refusal: "REFRESH_EXPIRED" };
  const spent = note(table, record, "refreshed", now, {
    state: "SPENT",
    spentAt: now,
    usedAt: now,
    successorHashes: [fresh.access.hash, fresh.refresh.hash],
    ...(settings.refreshGraceSeconds > 0 ? { graceSeed: fresh.seed } : {}),
  });
  return issuePair(table, spent, fresh, settings, now);
}

/** The same pair again (T-ISS-S9); `fresh` was made from the seed of the spent token. */
function repeatPair(
  table: IssuerTable,
  spent: SecretRecord,
  fresh: FreshPair,
  now: number,
): IssuedTokens | IssuerRefused {
  const access = table.get(fresh.access.hash);
  const refresh = table.get(fresh.refresh.hash);
  if (access === undefined || refresh === undefined) return { ok: false, refusal: "REFRESH_INVALID" };
  note(table, spent, "repeated", now);
  return {
    ok: true,
    accessToken: fresh.access.value,
    accessExpiresAt: access.expiresAt,
    refreshToken: fresh.refresh.value,
    refreshExpiresAt: refresh.expiresAt,
    userId: spent.userId,
    scopes: spent.scopes,
    repeated: true,
  };
}
