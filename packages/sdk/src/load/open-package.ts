import type { ReleaseInfo } from "../host-types.js";
import { LaunchError } from "../launch-error.js";
import { type AppPackage, readPackage } from "./app-package.js";
import { whyUnsupported } from "./why-unsupported.js";

/** Unpacks the verified main package of a release. @throws LaunchError 91005, 91006 */
export async function openPackage(zip: Uint8Array, release: ReleaseInfo): Promise<AppPackage> {
  const refuse = (why: string | null): void => {
    if (why !== null) throw new LaunchError(91006, "verify", why);
  };
  // A program of another kind has no package that could be read.
  refuse(whyUnsupported(release));
  const outcome = await readPackage(zip, release.packages.length > 1);
  if (!outcome.ok) throw new LaunchError(91005, "verify", `the package is invalid: ${outcome.message}`);
  refuse(whyUnsupported(release, outcome.package.manifest.minSdkVersion));
  return outcome.package;
}
