/**
 * A small typed client of the platform's console, used by the simulator and the CLI.
 *
 * @module @berth/platform/client
 */
export type { ConsoleAnswer, ConsoleCode, EntryFinding } from "./client/answer.js";
export type { DeployRequest, PlatformClient, PlatformClientOptions } from "./client/platform-client.js";
export { createPlatformClient } from "./client/platform-client.js";
export type {
  ApprovalView,
  AppSummary,
  AppView,
  AuditView,
  BuildState,
  Category,
  Configuration,
  ConfigurationField,
  Environment,
  EnvironmentVariable,
  Faults,
  JsapiRow,
  MemberView,
  Metadata,
  Origin,
  OutboxView,
  OwnerKind,
  PipelineView,
  RealtimeView,
  ReleaseEventName,
  ReleaseHistoryEntry,
  ReleaseState,
  ReleaseView,
  Role,
  Snapshot,
  TenantSettings,
  TokenFamilyView,
  TokenItemView,
  VersionView,
} from "./client/views.js";
