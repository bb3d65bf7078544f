import type { IssuerTable, SecretRecord } from "./record.js";

/** Whether a record's life is over at `now` (P-GEN-5). */
export function isExpired(record: SecretRecord, now: number): boolean {
  return now >= record.expiresAt;
}

/** Notes an event in a record's time line and stores it. */
export function note(
  table: IssuerTable,
  record: SecretRecord,
  event: SecretRecord["events"][number]["event"],
  now: number,
  change: Partial<SecretRecord> = {},
): SecretRecord {
  const next: SecretRecord = { ...record, ...change, events: [...record.events, { time: now, event }] };
  table.put(next);
  return next;
}

/** Revokes everything of a family that still has a life; a used code stays USED (T-ISS-S5, T-ISS-S10, T-ISS-S16). */
export function revokeFamily(table: IssuerTable, familyId: string, now: number): void {
  for (const record of table.family(familyId)) {
    if (record.state === "ISSUED" || record.state === "ACTIVE" || record.state === "SPENT")
      note(table, record, "revoked", now, { state: "REVOKED" });
  }
}

/** Removes records that ended longer than the refresh lifetime ago; they are unknown from then on (T-ISS-3). */
export function forgetEnded(
  table: IssuerTable,
  records: Iterable<SecretRecord>,
  refreshLifetimeSeconds: number,
  now: number,
): void {
  for (const record of records) {
    if (now >= record.expiresAt + refreshLifetimeSeconds * 1000) table.delete(record.hash);
  }
}
