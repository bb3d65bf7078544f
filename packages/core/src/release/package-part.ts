import type { PackageManifest } from "../manifest.js";
import { pluginFolder } from "../wire/binder.js";

/** Roots of the subpackages, which a platform may deliver apart from the main package (P-VER-5). */
export function subpackageRoots(manifest: Pick<PackageManifest, "units">): string[] {
  return manifest.units
    .filter(({ root, pages }) => root !== "" && pages.length > 0 && !root.startsWith(`${pluginFolder}/`))
    .map(({ root }) => root);
}

/** Tells of each file of the zip which package it belongs to when subpackages are delivered apart; "" is the main one. */
export function partOf(manifest: Pick<PackageManifest, "units">): (name: string) => string {
  const roots = subpackageRoots(manifest);
  const ofUnits = new Map(
    manifest.units
      .filter(({ root }) => roots.includes(root))
      .flatMap(({ root, code, map, styles }) => [code, map, styles].map((name) => [name, root] as const)),
  );
  return (name) => ofUnits.get(name) ?? roots.find((root) => name.startsWith(`files/${root}/`)) ?? "";
}
