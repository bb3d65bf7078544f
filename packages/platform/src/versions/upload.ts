import { compareVersions, parseVersion } from "@berth/core/release";
import { requireApp } from "../access/app-access.js";
import type { VersionView } from "../client/views.js";
import { audit } from "../console/audit.js";
import { ConsoleRefusal } from "../console/refusal.js";
import type { PlatformContext } from "../context.js";
import type { MemberRow, VersionRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";
import { digestHex, readPackage } from "./read-package.js";
import { splitPackage } from "./split-package.js";

/** What is signed for each package (P-UPD-2). */
export function packageText(appId: string, releaseVersion: string, root: string, sha256: string): string {
  return `berth-package-1\n${appId}\n${releaseVersion}\n${root}\n${sha256}`;
}

/** A version as the console shows it. */
export function versionView(row: VersionRow): VersionView {
  const { version, releaseVersion, state, reason, packages, createdAt } = row;
  const main = packages.find((one) => one.root === "");
  return {
    version,
    releaseVersion,
    state,
    createdAt: new Date(createdAt).toISOString(),
    ...(reason === undefined ? {} : { reason }),
    ...(main === undefined ? {} : { sha256: main.sha256, size: main.size }),
  };
}

/** The member may upload, and the version is greater than every one uploaded before (P-VER-1, P-VER-2). */
function requireUpload(tx: StoreTransaction, member: MemberRow, appId: string, version: string): void {
  requireApp(tx, member, appId, "useTool");
  if (parseVersion(version) === null)
    throw new ConsoleRefusal("PARAM_ILLEGAL", "a version is major.minor.patch, each 0 to 65535 (P-VER-1)", {
      field: "version",
    });
  const blocking = tx.list("version", appId).find((one) => compareVersions(version, one.version) <= 0);
  if (blocking !== undefined)
    throw new ConsoleRefusal(
      "CONFLICT",
      `version ${blocking.version} was uploaded; a greater one is needed (P-VER-2)`,
      {
        field: "version",
      },
    );
}

/** Runs the build task of an upload: READY, or FAILED with a reason (P-VER-4). */
export async function uploadVersion(
  context: PlatformContext,
  findMember: (tx: StoreTransaction) => MemberRow,
  appId: string,
  version: string,
  zip: Uint8Array<ArrayBuffer>,
): Promise<VersionView> {
  const { store, clock, signer } = context;
  store.transaction((tx) => requireUpload(tx, findMember(tx), appId, version));
  const createdAt = clock.now();
  const releaseVersion = `${version}.${createdAt}`;
  const read = await readPackage(zip);
  const signed = async (root: string, bytes: Uint8Array<ArrayBuffer>): Promise<VersionRow["packages"][number]> => {
    const sha256 = await digestHex(bytes);
    const text = new TextEncoder().encode(packageText(appId, releaseVersion, root, sha256));
    return { root, sha256, size: bytes.byteLength, signature: await signer.sign(text) };
  };
  const full = read.ok ? [await signed("", zip)] : [];
  const apart = read.ok ? splitPackage(read.manifest, read.files) : [];
  const parts = await Promise.all(apart.map((part) => signed(part.root, part.zip)));
  return store.transaction((tx) => {
    const member = findMember(tx);
    requireUpload(tx, member, appId, version);
    const row: VersionRow = read.ok
      ? {
          appId,
          version,
          releaseVersion,
          state: "READY",
          packages: full,
          ...(parts.length === 0 ? {} : { parts }),
          minSdkVersion: read.manifest.minSdkVersion,
          createdAt,
        }
      : { appId, version, releaseVersion, state: "FAILED", reason: read.reason, packages: [], createdAt };
    for (const { sha256 } of full) tx.putBlob(sha256, zip);
    for (const [index, { sha256 }] of parts.entries()) tx.putBlob(sha256, apart[index]?.zip ?? zip);
    tx.put("version", row);
    audit(context, tx, {
      actor: member.email,
      workspaceId: member.workspaceId,
      object: appId,
      operation: "version.upload",
      after: { version, state: row.state },
    });
    return versionView(row);
  });
}
