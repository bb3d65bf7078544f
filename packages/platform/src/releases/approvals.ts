import type { ApprovalView } from "../client/views.js";
import { ConsoleRefusal } from "../console/refusal.js";
import type { PlatformContext } from "../context.js";
import { nextNumber } from "../ids.js";
import type { AppRow, MemberRow, ReleaseRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";
import { approversOf, interestedIn, notify } from "./outbox.js";

const bothChannels = ["mail", "inbox"] as const;

/** Files a request for an application; an automatic one is decided at once and tells no approver (P-APR-3, P-APR-7). */
export function openApproval(
  context: PlatformContext,
  tx: StoreTransaction,
  member: MemberRow,
  app: AppRow,
  release: ReleaseRow,
  tenantId: string,
  autoApproved: boolean,
): void {
  const now = new Date(context.clock.now()).toISOString();
  const title = `Release ${app.metadata.name} ${release.version} to ${release.environment}`;
  const requestId = `request-${nextNumber(tx)}`;
  tx.put("approval", {
    requestId,
    releaseId: release.releaseId,
    tenantId,
    category: "RELEASE",
    title,
    appId: app.appId,
    appName: app.metadata.name,
    version: release.version,
    target: { targetAppId: release.targetAppId, environment: release.environment },
    requester: member.email,
    createdAt: now,
    state: autoApproved ? "AUTO_APPROVED" : "PENDING",
    ...(autoApproved ? { decidedAt: now } : {}),
  });
  const links = [`/approvals/${requestId}`];
  if (autoApproved)
    notify(context, tx, {
      event: "N4",
      recipients: [member.email],
      channels: ["inbox"],
      subject: `Approved automatically: ${title}`,
      body: "Releases to this environment need no approval (P-APR-1).",
      links,
    });
  else
    notify(context, tx, {
      event: "N1",
      recipients: approversOf(tx, tenantId),
      channels: bothChannels,
      subject: `To approve: ${title}`,
      body: `${member.email} asks for approval.`,
      links,
    });
}

/** Decides or withdraws the pending request of a release; the first decision wins (P-APR-5). Returns its requester. */
export function closeApproval(
  context: PlatformContext,
  tx: StoreTransaction,
  member: MemberRow,
  release: ReleaseRow,
  tenantId: string,
  event: "approve" | "reject" | "withdraw" | string,
  comment: string | undefined,
): string {
  const request = tx.list("approval", release.releaseId).find((one) => one.state === "PENDING");
  if (request === undefined) throw new ConsoleRefusal("INVALID_STATE", "the request was decided already (P-APR-5)");
  request.state = event === "approve" ? "APPROVED" : event === "reject" ? "REJECTED" : "WITHDRAWN";
  request.decidedBy = member.email;
  request.decidedAt = new Date(context.clock.now()).toISOString();
  if (comment !== undefined && comment !== "") request.comment = comment;
  tx.put("approval", request);
  const withdrawn = request.state === "WITHDRAWN";
  notify(context, tx, {
    event: withdrawn ? "N3" : "N2",
    recipients: withdrawn ? approversOf(tx, tenantId) : interestedIn(tx, release, request.requester),
    channels: bothChannels,
    subject: `${request.state}: ${request.title}`,
    body: comment ?? "",
    links: [`/approvals/${request.requestId}`],
  });
  return request.requester;
}

/** The two tabs of the Approvals page (P-APR-4). */
export function approvalTabs(
  tx: StoreTransaction,
  member: MemberRow,
  mayDecide: boolean,
): { assigned: ApprovalView[]; submitted: ApprovalView[] } {
  const all = tx.list("approval");
  const view = ({ tenantId: _, ...one }: (typeof all)[number]): ApprovalView => one;
  const assigned = all.filter(
    (one) => mayDecide && one.tenantId === member.workspaceId && one.state !== "AUTO_APPROVED",
  );
  return { assigned: assigned.map(view), submitted: all.filter((one) => one.requester === member.email).map(view) };
}
