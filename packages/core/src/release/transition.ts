import type {
  ArchiveReason,
  ReleaseActor,
  ReleaseEvent,
  ReleaseRefusal,
  ReleaseState,
  TargetRelease,
  TargetRules,
} from "./state.js";
import { releaseTable } from "./table.js";
import { compareVersions } from "./version.js";

/** One release changed by a transition. */
export interface ReleaseChange {
  releaseId: string;
  /** Row of P-REL-T, such as `T7`. */
  row: string;
  from: ReleaseState;
  /** null: the record is removed (P-REL-T28). */
  to: ReleaseState | null;
  percent?: number;
  archivedBecause?: ArchiveReason;
}

/** All changes that one event causes on a target; they are applied together or not at all (P-REL-3). */
export interface ReleaseTransition {
  ok: true;
  actor: ReleaseActor;
  /** The release asked about first, then what it supersedes (P-REL-T23). */
  changes: [ReleaseChange, ...ReleaseChange[]];
  snapshot?: "take" | "drop";
  autoApproved: boolean;
}

const underWay: readonly ReleaseState[] = ["UNDER_REVIEW", "RELEASE_PREPARATION", "PILOT_TESTING", "GRAYSCALE_RELEASE"];
const archiveReasons: Partial<Record<ReleaseEvent["type"], ArchiveReason>> = {
  supersede: "superseded",
  takeOffline: "offline",
  forceRemove: "forced",
};

/** Guards of an application that look at the whole target (P-TGT-7, P-TGT-8, P-OFF-3, P-META-1). */
function refuseApplication(
  release: TargetRelease,
  others: readonly TargetRelease[],
  rules: TargetRules,
): ReleaseRefusal | undefined {
  if (!rules.metadataComplete)
    return {
      ok: false,
      code: "PARAM_ILLEGAL",
      field: "metadata",
      message: "name, icon and one category are needed before a release is applied for (P-META-1)",
    };
  if (rules.offlinePending)
    return { ok: false, code: "INVALID_STATE", message: "an offline request for this target is pending (P-OFF-3)" };
  const active = others.find((other) => underWay.includes(other.state));
  if (active !== undefined)
    return {
      ok: false,
      code: "INVALID_STATE",
      message: `version ${active.version} is in ${active.state} on this target; one at a time (P-TGT-7)`,
    };
  const full = others.find((other) => other.state === "FULL_RELEASE");
  if (full !== undefined && compareVersions(release.version, full.version) <= 0)
    return {
      ok: false,
      code: "INVALID_STATE",
      message: `version ${full.version} is in Full Release; a greater one is needed (P-TGT-8)`,
    };
  return undefined;
}

/**
 * What an event does to the releases of one mini program on one target: the changes, or the refusal. Nothing is changed
 * by the call. A state and event without a row answers INVALID_STATE (P-REL-1).
 *
 * @param releases All releases of the mini program on the target.
 */
export function releaseTransition(
  releases: readonly TargetRelease[],
  releaseId: string,
  event: ReleaseEvent,
  rules: TargetRules,
): ReleaseTransition | ReleaseRefusal {
  const release = releases.find((one) => one.releaseId === releaseId);
  if (release === undefined) return { ok: false, code: "NOT_FOUND", message: "no such release" };
  const row = releaseTable.find(
    (one) =>
      one.event === event.type &&
      one.from.includes(release.state) &&
      one.environments.includes(release.environment) &&
      (one.when === undefined || one.when(release, event, rules)),
  );
  if (row === undefined)
    return {
      ok: false,
      code: "INVALID_STATE",
      message: `${event.type} is not possible in ${release.state} (${release.environment})`,
    };
  const others = releases.filter((one) => one !== release);
  if (event.type === "apply") {
    const refusal = refuseApplication(release, others, rules);
    if (refusal !== undefined) return refusal;
  }
  const refusal = row.refuse?.(release, event);
  if (refusal !== undefined) return { ok: false, ...refusal };

  const outcome = row.outcome(release, event);
  const change: ReleaseChange = { releaseId, row: row.id, from: release.state, ...outcome };
  const reason = archiveReasons[event.type];
  if (outcome.to === "ARCHIVED" && reason !== undefined) change.archivedBecause = reason;
  const superseded: ReleaseChange[] =
    outcome.to === "FULL_RELEASE" && release.state !== "FULL_RELEASE"
      ? others
          .filter((other) => other.state === "FULL_RELEASE")
          .map((other) => ({
            releaseId: other.releaseId,
            row: "T23",
            from: other.state,
            to: "ARCHIVED",
            archivedBecause: "superseded",
          }))
      : [];
  return {
    ok: true,
    actor: row.actor,
    changes: [change, ...superseded],
    ...(row.snapshot === undefined ? {} : { snapshot: row.snapshot }),
    autoApproved: row.autoApproved === true,
  };
}
