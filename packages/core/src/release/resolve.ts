import { inShare } from "./grayscale.js";
import type { ReleaseState } from "./state.js";

/** A release as resolution sees it. */
export interface ResolvableRelease {
  readonly state: ReleaseState;
  readonly percent?: number;
  /** Effective test group, read live (P-PILOT-3). */
  readonly testers: readonly string[];
}

/** Who asks. */
export interface Audience {
  /** User id of the Member service; without it nobody is a tester (P-PILOT-5). */
  readonly userId?: string;
  /** Bucket of the user or device; without it nobody is in a share (P-GRAY-5). */
  readonly bucket?: number;
}

/**
 * The release that is served, or undefined: pilot testing whose group holds the user, then grayscale whose share holds
 * the user, then the full release (P-PILOT-7).
 */
export function resolveRelease<R extends ResolvableRelease>(releases: readonly R[], audience: Audience): R | undefined {
  const { userId, bucket } = audience;
  return (
    releases.find((one) => one.state === "PILOT_TESTING" && userId !== undefined && one.testers.includes(userId)) ??
    releases.find(
      (one) => one.state === "GRAYSCALE_RELEASE" && bucket !== undefined && inShare(bucket, one.percent ?? 0),
    ) ??
    releases.find((one) => one.state === "FULL_RELEASE")
  );
}
