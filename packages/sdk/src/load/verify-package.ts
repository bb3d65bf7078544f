import type { ReleaseInfo } from "../host-types.js";
import type { PlatformKeys } from "./platform-keys.js";
import { sha256Hex } from "./sha256-hex.js";

/** What the platform signs for a package. */
function packageStatement(appId: string, releaseVersion: string, root: string, sha256: string): string {
  return `berth-package-1\n${appId}\n${releaseVersion}\n${root}\n${sha256}`;
}

/** Null when the bytes are those that the platform signed for this app, version and root, else what is wrong. */
export async function verifyPackage(
  appId: string,
  release: ReleaseInfo,
  file: ReleaseInfo["packages"][number],
  zip: Uint8Array<ArrayBuffer>,
  keys: PlatformKeys,
): Promise<string | null> {
  if ((await sha256Hex(zip)) !== file.sha256) return "the digest of the package differs from the platform's answer";
  const statement = packageStatement(appId, release.releaseVersion, file.root, file.sha256);
  const signed = await keys.verify(null, file.signature, new TextEncoder().encode(statement));
  return signed ? null : "the signature of the package does not match the configured keys";
}
