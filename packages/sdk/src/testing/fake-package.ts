import { sha256Hex } from "@berth/core/events";
import type { PackageManifest } from "@berth/core/manifest";
import { strToU8, zipSync } from "fflate";
import { sdkVersion } from "../sdk-version.js";

/** What a package without code says about its program. */
export interface FakeProgram {
  /** Page paths, the home page first. Default `["pages/index/index"]`. */
  pages?: string[];
  /** `window` of app.json, for all pages. */
  window?: PackageManifest["app"]["window"];
  tabBar?: PackageManifest["app"]["tabBar"];
  /** `behavior` of app.json. */
  behavior?: Record<string, string>;
}

/** A valid package with pages and no code, for programs that a test plays itself. */
export function fakePackage({ pages = ["pages/index/index"], window = {}, tabBar, behavior }: FakeProgram): Uint8Array {
  const unit = { code: "unit/main/code.js", map: "unit/main/code.js.map", styles: "unit/main/styles.json" };
  const files: Record<string, Uint8Array> = {
    [unit.code]: strToU8(""),
    [unit.map]: strToU8('{"version":3,"sources":[],"names":[],"mappings":""}'),
    [unit.styles]: strToU8('{"sheets":{},"pages":{}}'),
  };
  const manifest: PackageManifest = {
    format: 1,
    compiler: "fake",
    minSdkVersion: sdkVersion,
    app: {
      pages,
      home: pages[0] ?? "",
      window,
      ...(tabBar === undefined ? {} : { tabBar }),
      ...(behavior === undefined ? {} : { behavior }),
    },
    pages: Object.fromEntries(pages.map((page) => [page, window])),
    units: [{ root: "", ...unit, pages }],
    files: Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, { size: bytes.length, sha256: sha256Hex(bytes) }]),
    ),
  };
  // A fixed date: equal programs have equal bytes.
  return zipSync({ ...files, "manifest.json": strToU8(JSON.stringify(manifest)) }, { mtime: "2020-01-01T00:00:00" });
}
