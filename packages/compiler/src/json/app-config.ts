import type { PackageManifest } from "@berth/core/manifest";
import type { Json, PageConfig } from "@berth/core/wire";
import { compileLimits } from "../limits.js";
import { joinPath } from "../path.js";
import { asObject, asString, asStrings, type Config } from "./config.js";
import { readPages } from "./page-list.js";
import { readSubpackages, reportPagesInside } from "./subpackages.js";
import { readTabBar } from "./tab-bar.js";
import { readWindow } from "./window-config.js";

/** app.json, checked and in the form of the manifest. */
export interface AppConfig {
  /** Page paths of the main package, then of each subpackage; pages of plugins come in later. */
  pages: string[];
  home: string;
  /** root "" is the main package. */
  units: { root: string; pages: string[] }[];
  window: PageConfig;
  tabBar: PackageManifest["app"]["tabBar"];
  preloadRule: PackageManifest["app"]["preloadRule"];
  permission: PackageManifest["app"]["permission"];
  behavior: PackageManifest["app"]["behavior"];
  /** Names of the plugins used (F-PLG-1), those of subpackages included. */
  plugins: DeclaredPlugin[];
  useDynamicPlugins: boolean;
  /** Folder of worker code (F-APPJ-12), or null. */
  workers: string | null;
}

/** One entry of `plugins`. */
export interface DeclaredPlugin {
  name: string;
  version: string;
  provider: string;
  /** Where it stands in app.json. */
  place: string;
}

const knownKeys = new Set(
  (
    "pages entryPagePath window tabBar subPackages subpackages preloadRule plugins useDynamicPlugins usingComponents " +
    "lazyCodeLoading permission behavior workers networkTimeout debug $schema"
  ).split(" "),
);

/** Reads app.json (1.1); what cannot be used is reported and left out. Null when there is no page to open. */
export function readAppConfig(config: Config): AppConfig | null {
  for (const key of Object.keys(config.members))
    if (!knownKeys.has(key)) config.warn("JSON_UNKNOWN_KEY", `"${key}" is not known; it is ignored (F-APPJ-13).`, key);
  const lazy = config.members["lazyCodeLoading"];
  if (lazy !== undefined && lazy !== "requiredComponents")
    config.warn("JSON_LAZY", '"lazyCodeLoading" knows only "requiredComponents" (F-APPJ-9).', "lazyCodeLoading");
  const seen = new Map<string, string>();
  const main = readPages(config, "pages", "", seen);
  const subpackages = readSubpackages(config, seen);
  reportPagesInside(config, main, subpackages);
  const [first] = main;
  if (first === undefined) {
    config.error("JSON_PAGES", 'app.json needs "pages" with at least one page (F-APPJ-1).', "pages");
    return null;
  }
  return {
    pages: [main, ...subpackages.map((unit) => unit.pages)].flat(),
    home: readHome(config, main) ?? first,
    units: [{ root: "", pages: main }, ...subpackages.map(({ root, pages }) => ({ root, pages }))],
    window: readWindow(config, config.object("window") ?? {}, "window"),
    tabBar: readTabBar(config, new Set(main)),
    preloadRule: readPreloadRule(config, subpackages, new Set(seen.keys())),
    permission: readPermission(config),
    behavior: readBehavior(config),
    plugins: [
      ...readPlugins(config, config.object("plugins"), "plugins"),
      ...subpackages.flatMap(({ plugins, place }) => readPlugins(config, plugins, `${place}/plugins`)),
    ],
    useDynamicPlugins: config.members["useDynamicPlugins"] === true,
    workers: readWorkers(config),
  };
}

/** F-APPJ-2: a page of the main package, without a query. */
function readHome(config: Config, main: readonly string[]): string | null {
  const written = asString(config.members["entryPagePath"])?.replace(/^\/+/, "");
  if (written === undefined) return null;
  if (main.includes(written)) return written;
  const why = written.includes("?") ? "takes no query" : "is no page of the main package";
  config.error("JSON_ENTRY_PAGE", `entryPagePath "${written}" ${why} (F-APPJ-2).`, "entryPagePath");
  return null;
}

function readPreloadRule(
  config: Config,
  subpackages: readonly { root: string; name: string | null }[],
  pages: ReadonlySet<string>,
): AppConfig["preloadRule"] {
  const rules = config.object("preloadRule");
  if (!rules) return undefined;
  const result: NonNullable<AppConfig["preloadRule"]> = {};
  for (const [written, value] of Object.entries(rules)) {
    const page = written.replace(/^\/+/, "");
    const place = `preloadRule/${written}`;
    if (!pages.has(page)) {
      config.warn("JSON_PRELOAD", `"${page}" is no page; its preload rule is ignored (F-SUB-5).`, place);
      continue;
    }
    const packages: string[] = [];
    for (const wanted of asStrings(asObject(value)?.["packages"])) {
      const root = wanted.replace(/^\/+|\/+$/g, "");
      const unit = subpackages.find((unit) => unit.root === root || unit.name === wanted);
      if (unit) packages.push(unit.root);
      else config.warn("JSON_PRELOAD", `"${wanted}" in the preload rule of "${page}" is no subpackage.`, place);
    }
    result[page] = { packages, network: asObject(value)?.["network"] === "wifi" ? "wifi" : "all" };
  }
  return result;
}

const scopes = new Set(
  ["album", "writePhotosAlbum", "camera", "record", "userLocation", "location"].map((name) => `scope.${name}`),
);

function readPermission(config: Config): AppConfig["permission"] {
  const permission = config.object("permission");
  if (!permission) return undefined;
  const result: NonNullable<AppConfig["permission"]> = {};
  for (const [scope, value] of Object.entries(permission)) {
    if (!scopes.has(scope))
      config.warn("JSON_PERMISSION", `"${scope}" is no scope that is asked for (F-APPJ-10).`, `permission/${scope}`);
    const desc = asString(asObject(value)?.["desc"]);
    result[scope] = desc === null ? {} : { desc };
  }
  return result;
}

function readBehavior(config: Config): AppConfig["behavior"] {
  const behavior = config.object("behavior");
  if (!behavior) return undefined;
  return Object.fromEntries(Object.entries(behavior).filter((e): e is [string, string] => typeof e[1] === "string"));
}

function readPlugins(config: Config, members: Record<string, Json> | null, place: string): DeclaredPlugin[] {
  const plugins: DeclaredPlugin[] = [];
  for (const [name, value] of Object.entries(members ?? {}).slice(0, compileLimits.parts)) {
    const at = `${place}/${name}`;
    const entry = asObject(value);
    if (!/^[\w.-]{1,64}$/.test(name) || /^(\.+|__proto__)$/.test(name))
      config.error("PLUGIN_NAME", `"${name}" cannot name a plugin: letters, digits, ".", "-" and "_".`, at);
    else
      plugins.push({
        name,
        version: asString(entry?.["version"]) ?? "*",
        provider: String(entry?.["provider"] ?? ""),
        place: at,
      });
  }
  return plugins;
}

function readWorkers(config: Config): string | null {
  const { workers } = config.members;
  if (workers === undefined) return null;
  const folder = joinPath("", asString(workers) ?? asString(asObject(workers)?.["path"]) ?? "");
  if (folder) return folder;
  config.error("JSON_WORKERS", '"workers" names a folder of the project (F-APPJ-12).', "workers");
  return null;
}
