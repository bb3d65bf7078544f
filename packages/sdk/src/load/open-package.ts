import { compareVersions } from "@berth/core/release";
import type { ReleaseInfo } from "../host-types.js";
import { LaunchError } from "../launch-error.js";
import { sdkVersion } from "../sdk-version.js";
import { type AppPackage, readPackage } from "./app-package.js";

/** Unpacks the verified main package of a release. @throws LaunchError 91005, 91006 */
export async function openPackage(zip: Uint8Array, release: ReleaseInfo): Promise<AppPackage> {
  const outcome = await readPackage(zip, release.packages.length > 1);
  if (!outcome.ok) throw new LaunchError(91005, "verify", `the package is invalid: ${outcome.message}`);
  const wanted = [outcome.package.manifest.minSdkVersion, release.minSdkVersion ?? "0.0.0"];
  const tooNew = wanted.find((version) => compareVersions(sdkVersion, version) < 0);
  if (tooNew !== undefined) {
    throw new LaunchError(91006, "verify", `the program needs SDK ${tooNew}, this is ${sdkVersion}`);
  }
  return outcome.package;
}
