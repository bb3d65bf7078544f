import { isExpired, type SecretRecord } from "@berth/core/issuer";
import type { TokenFamilyView, TokenItemView } from "../client/views.js";
import type { StoreTransaction } from "../store/store.js";

const iso = (time: number): string => new Date(time).toISOString();

function item(record: SecretRecord, now: number): TokenItemView {
  const open = record.state === "ISSUED" || record.state === "ACTIVE";
  return {
    kind: record.kind,
    state: open && isExpired(record, now) ? "EXPIRED" : record.state,
    last4: record.last4,
    issuedAt: iso(record.issuedAt),
    expiresAt: iso(record.expiresAt),
    remainingMs: open ? Math.max(0, record.expiresAt - now) : 0,
  };
}

/** Families of a mini program as time lines, newest first (T-ISS-8). Expiry stands in them by the platform's clock. */
export function tokenFamilies(tx: StoreTransaction, appId: string, now: number): TokenFamilyView[] {
  return tx
    .list("family", appId)
    .reverse()
    .flatMap(({ familyId }): TokenFamilyView[] => {
      const records = tx.list("secret", familyId);
      const [first] = records;
      if (first === undefined) return [];
      const tokens = records.filter((record) => record.kind !== "code");
      const timeline = records
        .flatMap((record) => [
          ...record.events.map(({ time, event }) => ({ time, event: event as string, record })),
          ...(now >= record.expiresAt && (record.state === "ISSUED" || record.state === "ACTIVE")
            ? [{ time: record.expiresAt, event: "expired", record }]
            : []),
        ])
        .sort((a, b) => a.time - b.time);
      return [
        {
          familyId,
          appId,
          clientId: first.clientId,
          userId: first.userId,
          scopes: first.scopes,
          revoked: tokens.length > 0 && tokens.every((record) => record.state === "REVOKED"),
          items: records.map((record) => item(record, now)),
          timeline: timeline.map(({ time, event, record }) => ({
            time: iso(time),
            event,
            kind: record.kind,
            last4: record.last4,
          })),
        },
      ];
    });
}
