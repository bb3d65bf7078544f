/** Where a release goes (P-TGT-E1 to P-TGT-E4). */
export type Environment = "production" | "sandbox" | "test" | "development";

/** The four environments in the order of the release dialog (P-TGT-3). */
export const environments: readonly Environment[] = ["production", "sandbox", "test", "development"];

/** States of section 8 of the platform specification. CANCELED and ARCHIVED are final. */
export type ReleaseState =
  | "NEW_VERSION_CREATED"
  | "UNDER_REVIEW"
  | "RELEASE_PREPARATION"
  | "PILOT_TESTING"
  | "GRAYSCALE_RELEASE"
  | "FULL_RELEASE"
  | "CANCELED"
  | "ARCHIVED";

/** Why a release was archived (P-REL-T23 to P-REL-T25). */
export type ArchiveReason = "superseded" | "offline" | "forced";

/** Everything that can happen to a release that exists. */
export type ReleaseEvent =
  | { type: "editConfiguration" }
  | { type: "apply" }
  | { type: "approve" }
  | { type: "reject"; comment: string }
  | { type: "withdraw" }
  | { type: "goLive"; percent: number }
  | { type: "scaleUp"; percent: number }
  | { type: "complete" }
  | { type: "completeTesting" }
  | { type: "updateTestGroup"; testers: number }
  | { type: "cancel" }
  | { type: "discard" }
  | { type: "supersede" }
  | { type: "takeOffline" }
  | { type: "forceRemove" };

/** Who may cause a transition: member with release rights, approver of the target's tenant, editor, platform. */
export type ReleaseActor = "RM" | "AP" | "EDITOR" | "SYS";

/** One release as the state machine sees it. */
export interface TargetRelease {
  readonly releaseId: string;
  /** `major.minor.patch` (P-VER-1). */
  readonly version: string;
  readonly environment: Environment;
  readonly state: ReleaseState;
  /** Share in whole percent; present in GRAYSCALE_RELEASE only. */
  readonly percent?: number;
  readonly archivedBecause?: ArchiveReason;
}

/** What the target app and its tenant say about a target. */
export interface TargetRules {
  /** Pilot testing is switched on for this environment (P-PILOT-2). */
  readonly pilot: boolean;
  /** Sandbox releases need approval (P-APR-2). */
  readonly sandboxApproval: boolean;
  /** Name, icon and one category are present (P-META-1). */
  readonly metadataComplete: boolean;
  /** An offline request for this target is pending (P-OFF-3). */
  readonly offlinePending: boolean;
}

/** Codes with which the state machine refuses. */
export type ReleaseRefusalCode = "INVALID_STATE" | "PARAM_ILLEGAL" | "CONFLICT" | "NOT_FOUND" | "LIMIT_EXCEEDED";

/** A refused event; nothing changed (P-REL-1). */
export interface ReleaseRefusal {
  ok: false;
  code: ReleaseRefusalCode;
  message: string;
  field?: string;
}
