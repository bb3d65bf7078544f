import { isExpired, note } from "./family.js";
import type { IssuerRefused, IssuerTable, SecretRecord } from "./record.js";

/** What a back end sends with an access token. */
export interface AccessRequest {
  hash: string;
  appId?: string;
  clientId?: string;
}

/** The record of a token that may be served. */
export interface AccessGranted {
  ok: true;
  record: SecretRecord;
}

function look(table: IssuerTable, request: AccessRequest, now: number): AccessGranted | IssuerRefused {
  const record = table.get(request.hash);
  const foreign =
    record !== undefined &&
    ((request.clientId !== undefined && request.clientId !== record.clientId) ||
      (request.appId !== undefined && request.appId !== record.appId));
  if (record === undefined || record.kind !== "access" || record.state !== "ACTIVE" || foreign)
    return { ok: false, refusal: "ACCESS_INVALID" };
  if (isExpired(record, now)) return { ok: false, refusal: "ACCESS_EXPIRED" };
  return { ok: true, record };
}

/** Uses an access token (T-ISS-S12 to T-ISS-S14). Use ends the grace window of the token it came from (P-TOK-37). */
export function serveAccess(table: IssuerTable, request: AccessRequest, now: number): AccessGranted | IssuerRefused {
  const found = look(table, request, now);
  return found.ok ? { ok: true, record: note(table, found.record, "used", now, { usedAt: now }) } : found;
}

/** Ends an access token and the refresh token that belongs to it (T-ISS-S15, P-TOK-23). */
export function revokeAccess(table: IssuerTable, request: AccessRequest, now: number): AccessGranted | IssuerRefused {
  const found = look(table, request, now);
  if (!found.ok) return found;
  const record = note(table, found.record, "revoked", now, { state: "REVOKED" });
  const refresh = record.pairHash === undefined ? undefined : table.get(record.pairHash);
  if (refresh !== undefined && refresh.state !== "REVOKED") note(table, refresh, "revoked", now, { state: "REVOKED" });
  return { ok: true, record };
}
