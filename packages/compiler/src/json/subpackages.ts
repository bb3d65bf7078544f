import type { Json } from "@berth/core/wire";
import { compileLimits } from "../limits.js";
import { joinPath } from "../path.js";
import { asObject, asString, type Config } from "./config.js";
import { readPages } from "./page-list.js";

/** One entry of `subPackages`. */
export interface Subpackage {
  root: string;
  /** Other name that preload rules may use. */
  name: string | null;
  pages: string[];
  /** Plugins that only this subpackage declares. */
  plugins: Record<string, Json> | null;
  place: string;
}

/** Reads `subPackages`: roots may not lie inside one another (F-SUB-1). */
export function readSubpackages(config: Config, seen: Map<string, string>): Subpackage[] {
  const key = config.members["subPackages"] === undefined ? "subpackages" : "subPackages";
  const list = config.members[key];
  const units: Subpackage[] = [];
  if (list === undefined) return units;
  if (!Array.isArray(list)) {
    config.error("JSON_SUBPACKAGE", "A list of {root, pages} was expected (F-SUB-1).", key);
    return units;
  }
  if (list.length > compileLimits.parts)
    config.error("JSON_SUBPACKAGE", `More than ${compileLimits.parts} subpackages.`, `${key}/${compileLimits.parts}`);
  for (const [index, item] of list.slice(0, compileLimits.parts).entries()) {
    const place = `${key}/${index}`;
    const entry = asObject(item);
    const root = joinPath("", asString(entry?.["root"]) ?? "");
    if (!entry || !root) {
      config.error("JSON_SUBPACKAGE", 'A subpackage needs a "root" inside the project (F-SUB-1).', place);
      continue;
    }
    const other = units.find(
      (unit) => `${unit.root}/`.startsWith(`${root}/`) || `${root}/`.startsWith(`${unit.root}/`),
    );
    if (other) {
      const where = root === other.root ? "is the same as" : root.startsWith(other.root) ? "lies inside" : "contains";
      config.error(
        "JSON_SUBPACKAGE",
        `Root "${root}" ${where} the root "${other.root}" of another subpackage (F-SUB-1).`,
        `${place}/root`,
      );
      continue;
    }
    const pages = readPages(config, `${place}/pages`, root, seen);
    units.push({ root, name: asString(entry["name"]), pages, plugins: asObject(entry["plugins"]), place });
  }
  return units;
}

/** A page of the main package under a subpackage's root would be in no package that is loaded when it opens (F-SUB-1). */
export function reportPagesInside(config: Config, main: readonly string[], subpackages: readonly Subpackage[]): void {
  for (const [index, page] of main.entries()) {
    const unit = subpackages.find(({ root }) => page.startsWith(`${root}/`));
    if (unit)
      config.error(
        "JSON_SUBPACKAGE",
        `Page "${page}" of the main package lies inside the subpackage "${unit.root}" (F-SUB-1).`,
        `pages/${index}`,
      );
  }
}
