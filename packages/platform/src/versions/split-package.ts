import { manifestName, type PackageManifest, partOf, subpackageRoots } from "@berth/core/manifest";
import { zipSync } from "fflate";

/** A package apart: the main one first, then one for each subpackage. */
export type SplitPackage = { root: string; zip: Uint8Array<ArrayBuffer> }[];

/**
 * The split package set of P-VER-5; empty when no subpackages are declared. The main package carries the manifest, and
 * with it the digests of every file of the others: a part fits one main package only.
 */
export function splitPackage(manifest: PackageManifest, files: Record<string, Uint8Array>): SplitPackage {
  const roots = subpackageRoots(manifest);
  if (roots.length === 0) return [];
  const part = partOf(manifest);
  return ["", ...roots].map((root) => {
    const names = Object.keys(manifest.files).filter((name) => part(name) === root);
    return { root, zip: packed(root === "" ? [manifestName, ...names] : names, files) };
  });
}

function packed(names: string[], files: Record<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  // Equal files give equal bytes: zip keeps local time, and a date made of local parts is the same everywhere.
  const mtime = new Date(1980, 0, 1);
  const contents = names.sort().map((name) => [name, files[name] ?? new Uint8Array()] as const);
  return zipSync(Object.fromEntries(contents), { mtime, level: 6 }) as Uint8Array<ArrayBuffer>;
}
