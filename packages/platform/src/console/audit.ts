import type { PlatformContext } from "../context.js";
import type { StoreTransaction } from "../store/store.js";

/** What is written down about a change (P-GEN-8). */
export interface AuditNote {
  actor: string;
  workspaceId: string;
  object: string;
  operation: string;
  before?: unknown;
  after?: unknown;
  reason?: string;
  selfApproved?: boolean;
}

/** Appends a change to the audit log, in the transaction that makes it (P-GEN-8). */
export function audit(context: PlatformContext, tx: StoreTransaction, note: AuditNote): void {
  const { before = null, after = null, ...rest } = note;
  tx.append("audit", { time: new Date(context.clock.now()).toISOString(), ...rest, before, after });
}
