import type { ReleaseEvent } from "@berth/core/release";
import { appAccess } from "../access/app-access.js";
import { authorize } from "../access/authorize.js";
import type { ReleaseView } from "../client/views.js";
import { takeSnapshot } from "../configuration/effective.js";
import { settingsOf } from "../configuration/settings.js";
import { audit } from "../console/audit.js";
import { ConsoleRefusal } from "../console/refusal.js";
import type { PlatformContext } from "../context.js";
import type { AppRow, MemberRow, ReleaseRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";
import { closeApproval, openApproval } from "./approvals.js";
import { releaseStep } from "./release-step.js";
import { releaseView } from "./release-view.js";

/** Who may decide a request of this release: a T15 role of the tenant that owns the target app. */
export function isApprover(tx: StoreTransaction, member: MemberRow, release: ReleaseRow): boolean {
  const tenantId = tx.get("targetApp", release.targetAppId)?.workspaceId;
  if (tenantId === undefined || member.workspaceId !== tenantId) return false;
  return authorize(member, "approve", { workspaceId: tenantId, tenantIds: [tenantId] }) === "allow";
}

/** The release and its mini program, if the member may see them (M01, T01, T21). */
export function requireRelease(
  tx: StoreTransaction,
  member: MemberRow,
  releaseId: string,
): { app: AppRow; release: ReleaseRow } {
  const release = tx.get("release", releaseId);
  const app = release === undefined ? undefined : tx.get("app", release.appId);
  const sees = (operation: "viewApp" | "readRequest"): boolean =>
    app !== undefined && appAccess(tx, app, member, operation) === "allow";
  if (release === undefined || app === undefined || !(sees("viewApp") || sees("readRequest")))
    throw new ConsoleRefusal("NOT_FOUND", "no such release");
  return { app, release };
}

function requireActor(
  tx: StoreTransaction,
  member: MemberRow,
  app: AppRow,
  release: ReleaseRow,
  decides: boolean,
): void {
  const may = decides ? isApprover(tx, member, release) : appAccess(tx, app, member, "release") === "allow";
  if (!may) throw new ConsoleRefusal("PERMISSION_DENIED", decides ? "only an approver decides" : "no release rights");
}

/**
 * Carries out one event of the release state machine for a member, with everything that belongs to it, as one step:
 * states of the release and of what it supersedes (P-REL-3), snapshot (P-CFG-10, P-CFG-12), request and messages
 * (section 9), history, audit. `null` when the record was discarded (P-REL-T28).
 */
export function driveRelease(
  context: PlatformContext,
  tx: StoreTransaction,
  member: MemberRow,
  releaseId: string,
  event: ReleaseEvent,
  comment?: string,
): ReleaseView | null {
  const { app, release } = requireRelease(tx, member, releaseId);
  const decides = event.type === "approve" || event.type === "reject";
  requireActor(tx, member, app, release, decides);
  const step = releaseStep(tx, release, event);
  if (!step.ok)
    throw new ConsoleRefusal(step.code, step.message, step.field === undefined ? {} : { field: step.field });

  const time = new Date(context.clock.now()).toISOString();
  const tenantId = tx.get("targetApp", release.targetAppId)?.workspaceId ?? "";
  if (event.type === "apply") openApproval(context, tx, member, app, release, tenantId, step.autoApproved);
  let selfApproved = false;
  if (decides || event.type === "withdraw") {
    const requester = closeApproval(context, tx, member, release, tenantId, event.type, comment);
    selfApproved = decides && requester === member.email;
    if (selfApproved && !settingsOf(tx, tenantId).allowSelfApproval)
      throw new ConsoleRefusal("PERMISSION_DENIED", "own requests are decided by others here (P-APR-6)");
  }

  for (const change of step.changes) {
    const row = tx.get("release", change.releaseId);
    if (row === undefined) continue;
    if (change.to === null) {
      tx.delete("release", row.releaseId);
      continue;
    }
    row.state = change.to;
    if (change.percent === undefined) delete row.percent;
    else row.percent = change.percent;
    if (change.archivedBecause !== undefined) row.archivedBecause = change.archivedBecause;
    if (row.releaseId === releaseId && step.snapshot === "take") row.snapshot = takeSnapshot(app, row.configuration);
    if (row.releaseId === releaseId && step.snapshot === "drop") delete row.snapshot;
    const own = row.releaseId === releaseId;
    row.history.push({
      from: change.from,
      event: own ? event.type : "supersede",
      to: change.to,
      actor: own ? member.email : "platform",
      time,
      ...(own && comment !== undefined && comment !== "" ? { comment } : {}),
    });
    tx.put("release", row);
  }
  audit(context, tx, {
    actor: member.email,
    workspaceId: app.workspaceId,
    object: releaseId,
    operation: `release.${event.type}`,
    before: { state: release.state, percent: release.percent ?? null },
    after: step.changes.map(({ releaseId: id, to, percent }) => ({ releaseId: id, to, percent: percent ?? null })),
    ...(comment === undefined || comment === "" ? {} : { reason: comment }),
    ...(selfApproved ? { selfApproved: true } : {}),
  });
  const after = tx.get("release", releaseId);
  return after === undefined ? null : releaseView(tx, after);
}
