/**
 * The release state machine as pure functions over data: what the platform runs, and what explains a refusal.
 *
 * @module @berth/core/release
 */
export type { CreateReleaseFacts } from "./release/create-release.js";
export { refuseCreation } from "./release/create-release.js";
export { deviceKey, grayscaleBucket, inShare } from "./release/grayscale.js";
export type { Audience, ResolvableRelease } from "./release/resolve.js";
export { resolveRelease } from "./release/resolve.js";
export type {
  ArchiveReason,
  Environment,
  ReleaseActor,
  ReleaseEvent,
  ReleaseRefusal,
  ReleaseRefusalCode,
  ReleaseState,
  TargetRelease,
  TargetRules,
} from "./release/state.js";
export { environments } from "./release/state.js";
export type { ReleaseOutcome, ReleaseRow } from "./release/table.js";
export { releaseTable } from "./release/table.js";
export type { ReleaseChange, ReleaseTransition } from "./release/transition.js";
export { releaseTransition } from "./release/transition.js";
export type { VersionParts } from "./release/version.js";
export { compareVersions, parseVersion } from "./release/version.js";
