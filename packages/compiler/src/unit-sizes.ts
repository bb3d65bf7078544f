import type { PackageManifest } from "@berth/core/manifest";
import type { Findings } from "./diagnostic.js";
import { unitOf } from "./unit-layout.js";

/** F-SUB-3, F-LIM-3. */
const advisedBytes = 2 * 1024 * 1024;

/** Warns about each unit whose code, sheets and assets are more than is advised. Source maps are not counted. */
export function reportSizes(manifest: PackageManifest, roots: readonly string[], findings: Findings): void {
  const sizes = new Map<string, number>();
  const add = (root: string, name: string): void => {
    sizes.set(root, (sizes.get(root) ?? 0) + (manifest.files[name]?.size ?? 0));
  };
  for (const { root, code, styles } of manifest.units) for (const name of [code, styles]) add(root, name);
  for (const name of Object.keys(manifest.files))
    if (name.startsWith("files/")) add(unitOf(name.slice("files/".length), roots), name);
  for (const [root, size] of sizes)
    if (size > advisedBytes)
      findings.about(
        "warning",
        "PACKAGE_SIZE",
        `${root === "" ? "The main package" : `The subpackage "${root}"`} has ${(size / 1024 / 1024).toFixed(1)} MB; ` +
          "2 MB are advised (F-SUB-3).",
        "app.json",
      );
}
