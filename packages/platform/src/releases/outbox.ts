import type { PlatformContext } from "../context.js";
import type { MemberRow, ReleaseRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";

/** Writes a message for each recipient and channel to the outbox that tests read (P-APR-8). */
export function notify(
  context: PlatformContext,
  tx: StoreTransaction,
  message: {
    event: "N1" | "N2" | "N3" | "N4";
    recipients: readonly string[];
    channels: readonly ("mail" | "inbox")[];
    subject: string;
    body: string;
    links: string[];
  },
): void {
  const time = new Date(context.clock.now()).toISOString();
  const { event, subject, body, links } = message;
  for (const to of new Set(message.recipients))
    for (const channel of message.channels)
      tx.append("outbox", { time, event: `P-APR-${event}`, channel, to, subject, body, links });
}

/** Addresses of all active Workspace Admins and Reviewers of a tenant (P-APR-N1). */
export function approversOf(tx: StoreTransaction, tenantId: string): string[] {
  const decides = (member: MemberRow): boolean => member.roles.some((role) => role === "WA" || role === "WR");
  return tx
    .list("member")
    .filter((member) => member.workspaceId === tenantId && member.state === "ACTIVE" && decides(member))
    .map((member) => member.email);
}

/** Requester and members assigned as `admin` (P-APR-N2). */
export function interestedIn(tx: StoreTransaction, release: ReleaseRow, requester: string): string[] {
  const assigned = tx
    .list("assignment", release.appId)
    .filter((one) => one.level === "admin")
    .map((one) => tx.get("member", one.memberId)?.email ?? "");
  return [requester, ...assigned].filter((email) => email !== "");
}
