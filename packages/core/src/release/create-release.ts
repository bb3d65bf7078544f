import type { ReleaseRefusal, TargetRelease } from "./state.js";

/** Facts that decide whether a release can be created (P-REL-T01). */
export interface CreateReleaseFacts {
  version: string;
  /** State of the version's build task is READY (P-VER-4). */
  versionReady: boolean;
  /** The target app offers the environment (P-TGT-2). */
  environmentOffered: boolean;
  /** The target app is linked to the mini program (P-WS-3). */
  targetLinked: boolean;
  /** P-TGT-5. */
  reuseVersionAfterOffline: boolean;
  /** All releases of the mini program on the target. */
  releases: readonly TargetRelease[];
}

/** `undefined` if a release of this version to this target may be created, else the refusal (P-REL-T01, P-TGT-4, P-TGT-5). */
export function refuseCreation(facts: CreateReleaseFacts): ReleaseRefusal | undefined {
  if (!facts.versionReady)
    return { ok: false, code: "INVALID_STATE", field: "version", message: "the version is not READY (P-VER-4)" };
  if (!facts.targetLinked)
    return { ok: false, code: "NOT_FOUND", field: "targetAppId", message: "the target app is not linked" };
  if (!facts.environmentOffered)
    return {
      ok: false,
      code: "PARAM_ILLEGAL",
      field: "environment",
      message: "the target app does not offer this environment (P-TGT-2)",
    };
  for (const earlier of facts.releases) {
    if (earlier.version !== facts.version) continue;
    const reusable = earlier.archivedBecause === "offline" && facts.reuseVersionAfterOffline;
    if (earlier.state === "ARCHIVED" && reusable) continue;
    return {
      ok: false,
      code: "CONFLICT",
      field: "version",
      message:
        earlier.state === "CANCELED" || earlier.state === "ARCHIVED"
          ? `this version ended as ${earlier.state} on this target; upload a new version (P-TGT-4, P-TGT-5)`
          : "this version has a release on this target already (P-TGT-4)",
    };
  }
  return undefined;
}
