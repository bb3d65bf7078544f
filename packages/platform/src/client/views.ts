import type { DomainPolicy } from "@berth/core/policy";
import type { ArchiveReason, Environment, ReleaseState } from "@berth/core/release";

export type { Environment, ReleaseState };

/** Owner kind of a mini program (P-KIND-1, P-KIND-4). */
export type OwnerKind = "tenant" | "merchant" | "partner";

/** Roles of tenant and merchant workspaces (P-ROLE-1, P-ROLE-2). */
export type Role = "WA" | "WR" | "WD" | "WO" | "MI" | "DA" | "DE" | "OP";

/** Fields of P-CFG-F1 to P-CFG-F6. */
export type ConfigurationField =
  | "serverDomains"
  | "wapUrls"
  | "clientId"
  | "merchantId"
  | "testers"
  | "environmentVariables";

/** One environment variable (P-CFG-F6). */
export interface EnvironmentVariable {
  value: string;
  /** Masked in console reads after saving (P-CFG-9). */
  secret?: boolean;
}

/** Values of one level; an absent field is "not set" (P-CFG-5). */
export interface Configuration {
  serverDomains?: string[];
  wapUrls?: string[];
  clientId?: string;
  merchantId?: string;
  testers?: string[];
  environmentVariables?: Record<string, EnvironmentVariable>;
}

/** Where a frozen value came from (P-CFG-10). */
export type Origin = "release" | "global" | "default";

/** A category of up to three levels (P-META-1). */
export interface Category {
  identifier: string;
  name: string;
}

/** Metadata of a mini program (P-META-1). */
export interface Metadata {
  name: string;
  slogan: string;
  iconUrl: string;
  introduction: string;
  categories: Category[];
}

/** What is copied into a release when it is applied for (P-CFG-10, P-META-4). */
export interface Snapshot {
  metadata: Metadata;
  serverDomains: { policy: DomainPolicy; origin: Origin };
  wapUrls: { policy: DomainPolicy; origin: Origin };
  clientId?: { value: string; origin: Origin };
  merchantId?: { value: string; origin: Origin };
  environmentVariables: Record<string, EnvironmentVariable>;
}

/** What a member can do to a release over HTTP. */
export type ReleaseEventName =
  | "apply"
  | "approve"
  | "reject"
  | "withdraw"
  | "cancel"
  | "discard"
  | "goLive"
  | "completeTesting"
  | "scaleUp"
  | "complete";

/** One line of a release's history (P-REL-2). */
export interface ReleaseHistoryEntry {
  from: ReleaseState | null;
  event: string;
  to: ReleaseState;
  actor: string;
  /** ISO 8601. */
  time: string;
  comment?: string;
}

/** A release as the console shows it. */
export interface ReleaseView {
  releaseId: string;
  appId: string;
  version: string;
  /** `major.minor.patch.timestamp` (P-VER-3). */
  releaseVersion: string;
  targetAppId: string;
  environment: Environment;
  state: ReleaseState;
  /** Share in percent while in GRAYSCALE_RELEASE. */
  percent?: number;
  archivedBecause?: ArchiveReason;
  configuration: Configuration;
  /** What the release serves, or would serve if applied for now. */
  effective: Snapshot;
  frozen: boolean;
  history: ReleaseHistoryEntry[];
  createdAt: string;
}

/** State of a build task (P-VER-4). */
export type BuildState = "QUEUED" | "BUILDING" | "READY" | "FAILED";

/** An uploaded version. */
export interface VersionView {
  version: string;
  releaseVersion: string;
  state: BuildState;
  /** Why the build task failed. */
  reason?: string;
  sha256?: string;
  size?: number;
  /** ISO 8601. */
  createdAt: string;
}

/** A line of the list of mini programs. */
export interface AppSummary {
  appId: string;
  name: string;
  iconUrl: string;
  ownerKind: OwnerKind;
  workspaceId: string;
  /** P-REL-7. */
  status: "Created" | "Released" | "Archived";
  latestVersion?: string;
}

/** Details of a mini program. */
export interface AppView extends AppSummary {
  metadata: Metadata;
  /** Whether Server Domains and WAP URLs may be edited (P-GRANT-3). */
  granted: boolean;
  configuration: Configuration;
  targets: { targetAppId: string; name: string; environments: Environment[] }[];
  versions: VersionView[];
  releases: ReleaseView[];
  assigned: { memberId: string; level: "admin" | "developer" }[];
}

/** A member of a workspace. */
export interface MemberView {
  memberId: string;
  email: string;
  workspaceId: string;
  workspaceKind: "tenant" | "merchant";
  roles: Role[];
}

/** A request on the Approvals page (P-APR-3). */
export interface ApprovalView {
  requestId: string;
  releaseId: string;
  category: "RELEASE" | "OFFLINE" | "FORCE_REMOVAL";
  title: string;
  appId: string;
  appName: string;
  version: string;
  target: { targetAppId: string; environment: Environment };
  requester: string;
  createdAt: string;
  state: "PENDING" | "APPROVED" | "REJECTED" | "WITHDRAWN" | "AUTO_APPROVED";
  decidedBy?: string;
  decidedAt?: string;
  comment?: string;
}

/** Real-time analysis of one mini program, today up to now (P-AN-9, P-AN-20, P-AN-21). */
export interface RealtimeView {
  /** Day in the workspace's time zone, yyyy-mm-dd. */
  day: string;
  pv: number;
  uv: number;
  sessions: number;
  /** Running sum of open sessions (P-AN-M07). */
  totalUsers: number;
  /** Different users ever seen (P-AN-M08). */
  distinctUsers: number;
  pages: { path: string; pv: number }[];
  jsapi: JsapiRow[];
  jsapiTotal: number;
  refusals: { policy: string; origin: string; count: number }[];
  /** ISO 8601. */
  updatedAt: string;
}

/** One line of the JSAPI Requests table (P-AN-20). */
export interface JsapiRow {
  api: string;
  calls: number;
  success: number;
  fail: number;
  cancel: number;
  /** Fraction; null while there is neither success nor failure (P-AN-26). */
  successRate: number | null;
  errorCodes: { code: string; count: number }[];
  meanMs: number | null;
  p95Ms: number | null;
}

/** One family of tokens as a time line (T-ISS-8). Secrets appear as their last four characters only (P-TOK-36). */
export interface TokenFamilyView {
  familyId: string;
  appId: string;
  clientId: string;
  userId: string;
  scopes: string[];
  revoked: boolean;
  items: TokenItemView[];
  timeline: { time: string; event: string; kind: "code" | "access" | "refresh"; last4: string }[];
}

/** A code or token of a family. */
export interface TokenItemView {
  kind: "code" | "access" | "refresh";
  state: "ISSUED" | "USED" | "ACTIVE" | "SPENT" | "EXPIRED" | "REVOKED";
  last4: string;
  issuedAt: string;
  expiresAt: string;
  /** Milliseconds left by the platform's clock, 0 when expired. */
  remainingMs: number;
}

/** Settings of the tenant that are built (P-WS-9, P-TOK-30). */
export interface TenantSettings {
  timeZone: string;
  sandboxApproval: boolean;
  configurationTiming: "release" | "immediate";
  allowSelfApproval: boolean;
  reuseVersionAfterOffline: boolean;
  eventLogCollection: boolean;
  allowIpHosts: boolean;
  allowInsecureUrls: boolean;
  maxDomainEntries: number;
  testerList: boolean;
  authCodeLifetimeSeconds: number;
  accessTokenLifetimeSeconds: number;
  refreshTokenLifetimeSeconds: number;
  refreshGraceSeconds: number;
}

/** Faults a test or the simulator can switch on (P-TOK-39, P-UPD-6). */
export interface Faults {
  tokenFault: "none" | "timeout_before" | "lost_answer" | "unknown" | "rate_limit" | "http500";
  /** true: only the next call fails. */
  tokenFaultOnce: boolean;
  packageFault: "none" | "timeout" | "http500" | "corrupt";
}

/** One entry of the audit log (P-GEN-8). */
export interface AuditView {
  time: string;
  actor: string;
  workspaceId: string;
  object: string;
  operation: string;
  before: unknown;
  after: unknown;
  reason?: string;
  selfApproved?: boolean;
}

/** One message of the outbox (P-APR-8). */
export interface OutboxView {
  time: string;
  event: string;
  channel: "mail" | "inbox";
  to: string;
  subject: string;
  body: string;
  links: string[];
}

/** Figures of the pipeline page (L-ING-10). */
export interface PipelineView {
  accepted: number;
  duplicates: number;
  rejected: Record<string, number>;
  requests: number;
  lost: number;
  skewedDevices: number;
  store: "sqlite" | "memory";
  /** Newest raw events first, at most 50, for panels. */
  recent: { time: string; appId: string; name: string; data: Record<string, unknown> }[];
}
