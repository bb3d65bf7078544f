import type { Role } from "../client/views.js";

/** Y yes, N no, A only assigned mini programs (section 2). */
export type Cell = "Y" | "N" | "A";

/** Operations of the two matrices. */
export type Operation =
  | "viewApp"
  | "createApp"
  | "listApps"
  | "editMetadata"
  | "deleteApp"
  | "manageMembers"
  | "useTool"
  | "editPaymentIds"
  | "editLists"
  | "manageTesters"
  | "release"
  | "forceRemove"
  | "features"
  | "defineFeatures"
  | "approve"
  | "analytics"
  | "alerts"
  | "settings"
  | "grant"
  | "merchants"
  | "readRequest"
  | "environmentVariables";

const tenantRoles = ["WA", "WR", "WD", "WO", "MI"] as const;
const merchantRoles = ["DA", "DE", "OP"] as const;

/** One operation: its rows, the cells in the order of the roles, and whether a tenant may do it on a merchant's mini program. */
interface MatrixRow {
  tenantRow: string;
  tenant: string;
  merchantRow?: string;
  merchant: string;
  onMerchantApps?: true;
}

/** P-ROLE-T01 to T22 and P-ROLE-M01 to M09. Without a merchant row no merchant role may. */
export const accessMatrix: Readonly<Record<Operation, MatrixRow>> = {
  viewApp: { tenantRow: "T01", tenant: "YAAAY", merchantRow: "M01", merchant: "YAA", onMerchantApps: true },
  createApp: { tenantRow: "T02", tenant: "YNYNN", merchantRow: "M02", merchant: "YNN" },
  listApps: { tenantRow: "T03", tenant: "YNYNY", merchantRow: "M03", merchant: "YAN" },
  editMetadata: { tenantRow: "T04", tenant: "YNANN", merchantRow: "M04", merchant: "YAN" },
  deleteApp: { tenantRow: "T05", tenant: "YNNNN", merchantRow: "M04", merchant: "YAN" },
  manageMembers: { tenantRow: "T06", tenant: "YNNNN", merchantRow: "M04", merchant: "YAN" },
  useTool: { tenantRow: "T07", tenant: "YNANN", merchantRow: "M04", merchant: "YAN" },
  editPaymentIds: { tenantRow: "T08", tenant: "YNANN", merchantRow: "M04", merchant: "YAN" },
  editLists: { tenantRow: "T09", tenant: "YNANN", merchantRow: "M05", merchant: "YAN" },
  manageTesters: { tenantRow: "T10", tenant: "YNANN", merchantRow: "M04", merchant: "YAN" },
  release: { tenantRow: "T11", tenant: "YNANN", merchantRow: "M04", merchant: "YAN" },
  forceRemove: { tenantRow: "T12", tenant: "YNNNY", merchant: "NNN", onMerchantApps: true },
  features: { tenantRow: "T13", tenant: "YNANN", merchantRow: "M06", merchant: "YNN" },
  defineFeatures: { tenantRow: "T14", tenant: "YNNNN", merchant: "NNN" },
  approve: { tenantRow: "T15", tenant: "YYNNN", merchant: "NNN", onMerchantApps: true },
  analytics: { tenantRow: "T16", tenant: "YNYYN", merchantRow: "M08", merchant: "YAA", onMerchantApps: true },
  alerts: { tenantRow: "T17", tenant: "YNNNN", merchant: "NNN", onMerchantApps: true },
  settings: { tenantRow: "T18", tenant: "YNNNN", merchant: "NNN" },
  grant: { tenantRow: "T19", tenant: "YNNNN", merchant: "NNN", onMerchantApps: true },
  merchants: { tenantRow: "T20", tenant: "YNNNN", merchant: "NNN", onMerchantApps: true },
  readRequest: { tenantRow: "T21", tenant: "YYNNY", merchantRow: "M01", merchant: "YAA", onMerchantApps: true },
  environmentVariables: { tenantRow: "T22", tenant: "YNANN", merchantRow: "M09", merchant: "YAN" },
};

/** The cell of one role for one operation. */
export function cellOf(operation: Operation, role: Role): Cell {
  const row = accessMatrix[operation];
  const tenantAt = (tenantRoles as readonly Role[]).indexOf(role);
  const cell = tenantAt >= 0 ? row.tenant[tenantAt] : row.merchant[(merchantRoles as readonly Role[]).indexOf(role)];
  return cell === "Y" || cell === "A" ? cell : "N";
}
