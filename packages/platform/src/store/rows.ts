import type { SecretRecord } from "@berth/core/issuer";
import type {
  ApprovalView,
  AuditView,
  Configuration,
  Environment,
  Faults,
  Metadata,
  OutboxView,
  OwnerKind,
  ReleaseHistoryEntry,
  ReleaseState,
  Role,
  Snapshot,
  TenantSettings,
} from "../client/views.js";

/** A workspace (P-WS-1). A merchant one has a home tenant (P-WS-2). */
export interface WorkspaceRow {
  workspaceId: string;
  kind: "tenant" | "merchant";
  name: string;
  homeTenantId?: string;
}

/** A super app of a tenant and what it offers per environment (P-TGT-2, P-PILOT-2). */
export interface TargetAppRow {
  targetAppId: string;
  workspaceId: string;
  name: string;
  environments: Environment[];
  pilot: { production: boolean; sandbox: boolean };
}

/** A member of one workspace (P-WS-4). */
export interface MemberRow {
  memberId: string;
  workspaceId: string;
  email: string;
  passwordSalt: string;
  passwordHash: string;
  roles: Role[];
  state: "INVITED" | "ACTIVE" | "BLOCKED" | "DELETED";
}

/** A console session; its token is stored hashed. */
export interface SessionRow {
  tokenHash: string;
  memberId: string;
  expiresAt: number;
}

/** A mini program. */
export interface AppRow {
  appId: string;
  workspaceId: string;
  ownerKind: OwnerKind;
  /** Draft (P-META-4). */
  metadata: Metadata;
  /** Global level (P-CFG-1). */
  configuration: Configuration;
  targets: string[];
  createdAt: number;
}

/** A member assigned to one mini program (P-WS-6). */
export interface AssignmentRow {
  appId: string;
  memberId: string;
  level: "admin" | "developer";
}

/** The switch of section 4, per tenant and mini program (P-GRANT-5). */
export interface GrantRow {
  tenantId: string;
  appId: string;
  granted: boolean;
}

/** An uploaded version (P-VER-4). */
export interface VersionRow {
  appId: string;
  version: string;
  releaseVersion: string;
  state: "QUEUED" | "BUILDING" | "READY" | "FAILED";
  reason?: string;
  /** The full package alone. */
  packages: { root: string; sha256: string; size: number; signature: string }[];
  /** The same apart, main package first, where subpackages are declared (P-VER-5). */
  parts?: VersionRow["packages"];
  minSdkVersion?: string;
  createdAt: number;
}

/** A release record. */
export interface ReleaseRow {
  releaseId: string;
  appId: string;
  version: string;
  releaseVersion: string;
  targetAppId: string;
  environment: Environment;
  state: ReleaseState;
  percent?: number;
  archivedBecause?: "superseded" | "offline" | "forced";
  /** Release-specific level (P-CFG-2). */
  configuration: Configuration;
  /** Taken at apply (P-CFG-10). */
  snapshot?: Snapshot;
  history: ReleaseHistoryEntry[];
  createdAt: number;
}

/** A merchant's client of the server open APIs (section 16). */
export interface ClientRow {
  clientId: string;
  workspaceId: string;
  status: "ACTIVE" | "BLOCKED";
  /** SPKI, PEM. */
  publicKey: string;
  /** false switches the signature check off for this client (P-TOK-11). */
  signatureCheck: boolean;
}

/** A family of tokens, found by its mini program. */
export interface FamilyRow {
  familyId: string;
  appId: string;
}

/** A login attempt for support (P-RISK-5). */
export interface AttemptRow {
  traceId: string;
  time: number;
  email: string;
  outcome: string;
  fingerprint: boolean;
}

/** Single values of the platform by name. */
export type StateRow =
  | { name: "clock"; offsetMs: number }
  | { name: "faults"; faults: Faults }
  | { name: "salts"; userSalt: string; deviceSalt: string }
  | { name: "sequence"; next: number }
  | { name: "keys"; json: string };

/** Row type by table. */
export interface Rows {
  workspace: WorkspaceRow;
  setting: TenantSettings & { workspaceId: string };
  targetApp: TargetAppRow;
  member: MemberRow;
  session: SessionRow;
  app: AppRow;
  assignment: AssignmentRow;
  grantSwitch: GrantRow;
  version: VersionRow;
  release: ReleaseRow;
  approval: ApprovalView & { tenantId: string };
  audit: AuditView;
  outbox: OutboxView;
  client: ClientRow;
  family: FamilyRow;
  secret: SecretRecord;
  attempt: AttemptRow;
  state: StateRow;
}

/** Name of a table. */
export type TableName = keyof Rows;

type Keys = { [T in TableName]: { id: (row: Rows[T]) => string; scope: (row: Rows[T]) => string } };

const none = (): string => "";

/** How a row is found: its own key, and the scope under which rows are listed together. */
export const rowKeys: Keys = {
  workspace: { id: (r) => r.workspaceId, scope: (r) => r.homeTenantId ?? "" },
  setting: { id: (r) => r.workspaceId, scope: none },
  targetApp: { id: (r) => r.targetAppId, scope: (r) => r.workspaceId },
  member: { id: (r) => r.memberId, scope: (r) => r.email },
  session: { id: (r) => r.tokenHash, scope: (r) => r.memberId },
  app: { id: (r) => r.appId, scope: (r) => r.workspaceId },
  assignment: { id: (r) => `${r.appId}/${r.memberId}`, scope: (r) => r.appId },
  grantSwitch: { id: (r) => `${r.tenantId}/${r.appId}`, scope: (r) => r.tenantId },
  version: { id: (r) => `${r.appId}/${r.version}`, scope: (r) => r.appId },
  release: { id: (r) => r.releaseId, scope: (r) => r.appId },
  approval: { id: (r) => r.requestId, scope: (r) => r.releaseId },
  audit: { id: (r) => `${r.time}/${r.operation}/${r.object}`, scope: (r) => r.workspaceId },
  outbox: { id: (r) => `${r.time}/${r.event}/${r.channel}/${r.to}/${r.subject}`, scope: (r) => r.to },
  client: { id: (r) => r.clientId, scope: (r) => r.workspaceId },
  family: { id: (r) => r.familyId, scope: (r) => r.appId },
  secret: { id: (r) => r.hash, scope: (r) => r.familyId },
  attempt: { id: (r) => r.traceId, scope: none },
  state: { id: (r) => r.name, scope: none },
};
