import type { PackageManifest } from "@berth/core/manifest";
import type { Json, PageConfig } from "@berth/core/wire";
import { joinPath } from "../path.js";
import { asObject, asString, asStrings, type Config } from "./config.js";
import { readTabBar } from "./tab-bar.js";
import { readWindow } from "./window-config.js";

/** app.json, checked and in the form of the manifest. */
export interface AppConfig {
  /** Page paths of the main package, then of each subpackage. */
  pages: string[];
  home: string;
  /** root "" is the main package. */
  units: { root: string; pages: string[] }[];
  window: PageConfig;
  tabBar: PackageManifest["app"]["tabBar"];
  preloadRule: PackageManifest["app"]["preloadRule"];
  permission: PackageManifest["app"]["permission"];
  behavior: PackageManifest["app"]["behavior"];
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
    if (!knownKeys.has(key)) config.warn("JSON_UNKNOWN_KEY", `"${key}" is not known; it is ignored.`, key);
  const seen = new Set<string>();
  const main = readPages(config, "pages", "", config.members["pages"], seen);
  const units = [{ root: "", pages: main }, ...readSubpackages(config, seen)];
  const [first] = main;
  if (first === undefined) {
    config.error("JSON_PAGES", 'app.json needs "pages" with at least one page (F-APPJ-1).', "pages");
    return null;
  }
  let home = first;
  const entry = asString(config.members["entryPagePath"])?.replace(/^\/+/, "");
  if (entry !== undefined) {
    if (main.includes(entry)) home = entry;
    else
      config.error(
        "JSON_ENTRY_PAGE",
        `entryPagePath "${entry}" is no page of the main package (F-APPJ-2).`,
        "entryPagePath",
      );
  }
  const pages = units.flatMap((unit) => unit.pages);
  if (config.members["plugins"] !== undefined)
    config.warn(
      "JSON_PLUGINS",
      "Plugins are not supported yet; their pages and components will be missing.",
      "plugins",
    );
  return {
    pages,
    home,
    units,
    window: readWindow(config, config.object("window") ?? {}, "window"),
    tabBar: readTabBar(config, new Set(main)),
    preloadRule: readPreloadRule(
      config,
      units.map((unit) => unit.root),
    ),
    permission: readPermission(config),
    behavior: readBehavior(config),
  };
}

function readPages(config: Config, place: string, root: string, value: Json | undefined, seen: Set<string>): string[] {
  const pages: string[] = [];
  if (!Array.isArray(value)) return pages;
  value.forEach((item, index) => {
    const written = asString(item);
    const path = written === null ? null : joinPath(root, written.replace(/^\/+/, "").replace(/\.(js|ts|axml)$/, ""));
    if (!path) config.error("JSON_PAGES", "A page is a path inside the project (F-FILE-5).", `${place}/${index}`);
    else if (seen.has(path)) config.warn("JSON_PAGES", `Page "${path}" is listed twice.`, `${place}/${index}`);
    else {
      seen.add(path);
      pages.push(path);
    }
  });
  return pages;
}

/** Section 16: roots may not overlap, and home and tab pages stay in the main package (F-SUB-1). */
function readSubpackages(config: Config, seen: Set<string>): { root: string; pages: string[] }[] {
  const key = config.members["subPackages"] === undefined ? "subpackages" : "subPackages";
  const list = config.members[key];
  const units: { root: string; pages: string[] }[] = [];
  if (!Array.isArray(list)) return units;
  for (const [index, item] of list.entries()) {
    const place = `${key}/${index}`;
    const entry = asObject(item);
    const root = joinPath("", asString(entry?.["root"]) ?? "");
    if (!entry || !root) {
      config.error("JSON_SUBPACKAGE", 'A subpackage needs a "root" inside the project.', place);
      continue;
    }
    if (units.some((unit) => `${unit.root}/`.startsWith(`${root}/`) || `${root}/`.startsWith(`${unit.root}/`))) {
      config.error("JSON_SUBPACKAGE", `Root "${root}" lies inside another subpackage (F-SUB-1).`, place);
      continue;
    }
    units.push({ root, pages: readPages(config, `${place}/pages`, root, entry["pages"], seen) });
  }
  return units;
}

function readPreloadRule(config: Config, roots: string[]): AppConfig["preloadRule"] {
  const rules = config.object("preloadRule");
  if (!rules) return undefined;
  const result: NonNullable<AppConfig["preloadRule"]> = {};
  for (const [page, value] of Object.entries(rules)) {
    const rule = asObject(value);
    const packages = asStrings(rule?.["packages"]).map((root) => root.replace(/^\/+|\/+$/g, ""));
    const known = packages.filter((root) => roots.includes(root));
    if (known.length < packages.length)
      config.warn("JSON_PRELOAD", `A package in the preload rule of "${page}" does not exist.`, `preloadRule/${page}`);
    const network = rule?.["network"] === "wifi" ? "wifi" : "all";
    result[page.replace(/^\/+/, "")] = { packages: known, network };
  }
  return result;
}

function readPermission(config: Config): AppConfig["permission"] {
  const permission = config.object("permission");
  if (!permission) return undefined;
  const result: NonNullable<AppConfig["permission"]> = {};
  for (const [scope, value] of Object.entries(permission)) {
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
