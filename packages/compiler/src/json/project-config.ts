import type { Json } from "@berth/core/wire";
import { asObject, asStrings } from "./config.js";

/** What the compiler needs of `mini.project.json` (F-PROJ-1). */
export interface ProjectConfig {
  /** F-PROJ-2: true unless the project says otherwise. */
  component2: boolean;
  /** Lenient reading of AXML is an error. */
  strictAxml: boolean;
  /** Globs of assets packed beyond F-FILE-4. */
  assetsInclude: string[];
  /** Globs of files never packed. */
  uploadExclude: string[];
  /** Prefix of an import to the path it means. */
  resolveAlias: Record<string, string>;
}

/** Reads `mini.project.json`, of format 1 or 2. */
export function readProjectConfig(members: Record<string, Json>): ProjectConfig {
  const options = asObject(members["compileOptions"]) ?? {};
  const option = (name: string): Json | undefined => options[name] ?? members[name];
  const alias = asObject(option("resolveAlias")) ?? {};
  return {
    component2: option("component2") !== false,
    strictAxml: option("axmlStrictCheck") === true,
    assetsInclude: [...asStrings(members["assetsInclude"]), ...asStrings(members["include"])],
    uploadExclude: [...asStrings(members["uploadExclude"]), ...asStrings(members["exclude"])],
    resolveAlias: Object.fromEntries(
      Object.entries(alias).filter((e): e is [string, string] => typeof e[1] === "string"),
    ),
  };
}
