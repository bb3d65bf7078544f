import { manifestName, type PackageManifest, packageManifestSchema } from "@berth/core/manifest";
import { type UnzipFileInfo, unzipSync } from "fflate";
import { toHex } from "../signing/base64.js";

/** A package that may be released. */
export interface ReadPackage {
  ok: true;
  manifest: PackageManifest;
  /** Contents by name, manifest included. */
  files: Record<string, Uint8Array>;
  sha256: string;
  size: number;
}

/** Why a build task failed (P-VER-4). */
export interface BadPackage {
  ok: false;
  reason: string;
}

/** P-VER-6; and what a zip may unpack to, so that a small one cannot fill the memory. */
const archiveLimit = 20 * 1024 * 1024;
const unpackedLimit = 100 * 1024 * 1024;

/** SHA-256 in lower-case hex. */
export async function digestHex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

function unpack(zip: Uint8Array): Record<string, Uint8Array> | string {
  let total = 0;
  const within = (file: UnzipFileInfo): boolean => {
    total += file.originalSize;
    return total <= unpackedLimit;
  };
  try {
    const files = unzipSync(zip, { filter: within });
    return total <= unpackedLimit ? files : "the package unpacks to more than 100 MiB";
  } catch {
    return "the package is not a zip archive";
  }
}

/** Reads and verifies an uploaded package: manifest, digest of every file, nothing unlisted (P-VER-4). */
export async function readPackage(zip: Uint8Array<ArrayBuffer>): Promise<ReadPackage | BadPackage> {
  const bad = (reason: string): BadPackage => ({ ok: false, reason });
  if (zip.byteLength > archiveLimit) return bad("the package is larger than 20 MiB (P-VER-6)");
  const files = unpack(zip);
  if (typeof files === "string") return bad(files);
  const text = files[manifestName];
  if (text === undefined) return bad(`${manifestName} is missing`);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(text));
  } catch {
    return bad(`${manifestName} is not JSON`);
  }
  const parsed = packageManifestSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return bad(`${manifestName}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? "does not fit the schema"}`);
  }
  const manifest = parsed.data;
  for (const name of Object.keys(files))
    if (name !== manifestName && !name.endsWith("/") && !Object.hasOwn(manifest.files, name))
      return bad(`${name} is not listed in the manifest`);
  for (const [name, listed] of Object.entries(manifest.files)) {
    const bytes = Object.hasOwn(files, name) ? files[name] : undefined;
    if (bytes === undefined) return bad(`${name} is listed but missing`);
    if (bytes.byteLength !== listed.size) return bad(`${name} has ${bytes.byteLength} bytes, not ${listed.size}`);
    if ((await digestHex(bytes as Uint8Array<ArrayBuffer>)) !== listed.sha256)
      return bad(`the digest of ${name} differs`);
  }
  for (const unit of manifest.units)
    for (const name of [unit.code, unit.styles])
      if (!Object.hasOwn(manifest.files, name)) return bad(`unit "${unit.root}" names ${name}, which is missing`);
  return { ok: true, manifest, files, sha256: await digestHex(zip), size: zip.byteLength };
}
