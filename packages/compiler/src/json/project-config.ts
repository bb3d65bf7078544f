import type { Json } from "@berth/core/wire";
import { asObject, asString, asStrings, type Config } from "./config.js";

/** What the compiler needs of `mini.project.json` (F-PROJ-1). */
export interface ProjectConfig {
  compileType: "mini" | "plugin";
  /** Folder of the mini program, "" when it is the project itself. */
  miniprogramRoot: string;
  /** Folder of the plugin, or null. */
  pluginRoot: string | null;
  /** Folders of plugins by name or provider: `developOptions.plugins`. */
  pluginFolders: Record<string, string>;
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
export function readProjectConfig(config: Config | null): ProjectConfig {
  const members = config?.members ?? {};
  const options = asObject(members["compileOptions"]) ?? {};
  const option = (name: string): Json | undefined => options[name] ?? members[name];
  const develop = asObject(members["developOptions"]);
  const compileType = members["compileType"];
  if (compileType !== undefined && compileType !== "mini" && compileType !== "plugin")
    config?.warn("JSON_PROJECT", '"compileType" is "mini" or "plugin" (F-PROJ-1).', "compileType");
  return {
    compileType: compileType === "plugin" ? "plugin" : "mini",
    miniprogramRoot: folder(members["miniprogramRoot"]) ?? "",
    pluginRoot: folder(members["pluginRoot"]),
    pluginFolders: texts(develop?.["plugins"]),
    component2: option("component2") !== false,
    strictAxml: option("axmlStrictCheck") === true,
    assetsInclude: [...asStrings(members["assetsInclude"]), ...asStrings(members["include"])],
    uploadExclude: [...asStrings(members["uploadExclude"]), ...asStrings(members["exclude"])],
    resolveAlias: texts(option("resolveAlias")),
  };
}

function folder(value: Json | undefined): string | null {
  const path = asString(value)?.replace(/^(\.?\/)+|\/+$/g, "");
  return path === undefined ? null : path === "." ? "" : path;
}

function texts(value: Json | undefined): Record<string, string> {
  const entries = Object.entries(asObject(value) ?? {});
  return Object.fromEntries(entries.filter((e): e is [string, string] => typeof e[1] === "string"));
}
