import type { MemberRow } from "../store/rows.js";
import { accessMatrix, cellOf, type Operation } from "./matrix.js";

/** What is known of the mini program that an operation concerns. */
export interface AppFacts {
  /** Workspace that owns it. */
  workspaceId: string;
  /** Tenants whose target apps it is linked to, its home tenant first. */
  tenantIds: readonly string[];
  /** How the member is assigned to it, if at all (P-WS-6). */
  assignment?: "admin" | "developer";
}

/** `hidden`: the member may not even view it, so it answers NOT_FOUND and ids cannot be probed (P-ROLE-6). */
export type Access = "allow" | "deny" | "hidden";

function may(member: MemberRow, operation: Operation, app: AppFacts): boolean {
  const own = member.workspaceId === app.workspaceId;
  if (!own && !(app.tenantIds.includes(member.workspaceId) && accessMatrix[operation].onMerchantApps === true))
    return false;
  for (const role of member.roles) {
    const cell = cellOf(operation, role);
    if (cell === "Y" || (cell === "A" && app.assignment !== undefined)) return true;
  }
  // A member assigned as admin has the rights of DA there, as developer those of DE (P-ROLE-3).
  if (!own || app.assignment === undefined) return false;
  return cellOf(operation, app.assignment === "admin" ? "DA" : "DE") !== "N";
}

/** Whether a member may do something to a mini program. */
export function authorize(member: MemberRow, operation: Operation, app: AppFacts): Access {
  if (may(member, operation, app)) return "allow";
  return may(member, "viewApp", app) ? "deny" : "hidden";
}

/** Whether a member may do something that concerns the own workspace and no single mini program. */
export function authorizeWorkspace(member: MemberRow, operation: Operation): boolean {
  return member.roles.some((role) => cellOf(operation, role) !== "N");
}
