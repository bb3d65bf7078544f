import { ConsoleRefusal } from "../console/refusal.js";
import type { AppRow, MemberRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";
import { type Access, type AppFacts, authorize } from "./authorize.js";
import type { Operation } from "./matrix.js";

/** The tenant whose grant counts for a mini program's global lists: its owner, or the owner's home tenant (P-GRANT-5). */
export function homeTenant(tx: StoreTransaction, app: AppRow): string {
  const workspace = tx.get("workspace", app.workspaceId);
  return workspace?.homeTenantId ?? app.workspaceId;
}

/** What authorisation needs to know of a mini program. */
export function appFacts(tx: StoreTransaction, app: AppRow, member: MemberRow): AppFacts {
  const tenantIds = [
    homeTenant(tx, app),
    ...app.targets.map((target) => tx.get("targetApp", target)?.workspaceId ?? ""),
  ];
  const assignment = tx.get("assignment", `${app.appId}/${member.memberId}`)?.level;
  return { workspaceId: app.workspaceId, tenantIds, ...(assignment === undefined ? {} : { assignment }) };
}

/** Whether a member may do something to a mini program. */
export function appAccess(tx: StoreTransaction, app: AppRow, member: MemberRow, operation: Operation): Access {
  return authorize(member, operation, appFacts(tx, app, member));
}

/** The mini program, if the member may do this to it; else NOT_FOUND or PERMISSION_DENIED (P-ROLE-6). */
export function requireApp(tx: StoreTransaction, member: MemberRow, appId: string, operation: Operation): AppRow {
  const app = tx.get("app", appId);
  const access = app === undefined ? "hidden" : appAccess(tx, app, member, operation);
  if (app === undefined || access === "hidden") throw new ConsoleRefusal("NOT_FOUND", `no mini program ${appId}`);
  if (access === "deny") throw new ConsoleRefusal("PERMISSION_DENIED", `your role may not do this (${operation})`);
  return app;
}
