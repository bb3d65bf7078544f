import { compareVersions } from "@berth/core/release";
import type { ReleaseInfo } from "../host-types.js";
import { sdkVersion } from "../sdk-version.js";

/** Why this SDK cannot run a release (H-ERR-9), or null. `wanted` is the lowest SDK that its package names. */
export function whyUnsupported(release: ReleaseInfo, wanted = "0.0.0"): string | null {
  // H-INIT-5. A release of a platform that knows only one kind says none.
  const { runtimeKind = "dsl" } = release;
  if (runtimeKind !== "dsl") return `the program is of runtime kind ${runtimeKind}; this SDK runs dsl`;
  const tooNew = [wanted, release.minSdkVersion ?? "0.0.0"].find((version) => compareVersions(sdkVersion, version) < 0);
  return tooNew === undefined ? null : `the program needs SDK ${tooNew}, this is ${sdkVersion}`;
}
