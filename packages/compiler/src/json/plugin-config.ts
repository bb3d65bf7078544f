import { compileLimits } from "../limits.js";
import { joinPath } from "../path.js";
import { asObject, asString, type Config } from "./config.js";

/** `plugin.json` with paths from the root of the project (F-PLG-1). */
export interface PluginConfig {
  /** Public component name to path. */
  components: Map<string, string>;
  /** Public page name to path. */
  publicPages: Map<string, string>;
  /** Every page. */
  pages: string[];
  /** Path of the script that `requirePlugin` gives, without checking that it exists. */
  main: string | null;
}

const known = new Set(["publicComponents", "publicPages", "pages", "main", "$schema"]);

/**
 * Reads `plugin.json`. `pages` is a list, whose members others open by their path, or an object from public name to
 * path; `publicPages` names those of a list that others may open.
 */
export function readPluginConfig(config: Config, root: string): PluginConfig {
  for (const key of Object.keys(config.members))
    if (!known.has(key)) config.warn("JSON_UNKNOWN_KEY", `"${key}" is not known; it is ignored.`, key);
  const path = (value: unknown, place: string): string | null => {
    const written = typeof value === "string" ? value.replace(/^\/+/, "").replace(/\.(js|ts|axml|json)$/, "") : "";
    const found = written === "" || written.length > compileLimits.pathLength ? null : joinPath(root, written);
    if (found !== null && found !== root) return found;
    config.error("PLUGIN_JSON", "A path inside the plugin was expected (F-FILE-5).", place);
    return null;
  };
  const named = (key: string): Map<string, string> => {
    const result = new Map<string, string>();
    for (const [name, value] of Object.entries(config.object(key) ?? {}).slice(0, compileLimits.usingComponents)) {
      const found = path(value, `${key}/${name}`);
      if (found !== null) result.set(name, found);
    }
    return result;
  };
  const listed = config.members["pages"];
  const list = Array.isArray(listed)
    ? listed.slice(0, compileLimits.pages).flatMap((value, index) => path(value, `pages/${index}`) ?? [])
    : [];
  const chosen = new Map([...(Array.isArray(listed) ? [] : named("pages")), ...named("publicPages")]);
  const publicPages = asObject(config.members["publicPages"])
    ? chosen
    : new Map([...chosen, ...list.map((page): [string, string] => [page.slice(root.length + 1), page])]);
  const main = asString(config.members["main"]);
  return {
    components: named("publicComponents"),
    publicPages,
    pages: [...new Set([...list, ...chosen.values()])],
    main: main === null ? null : joinPath(root, main.replace(/^\/+/, "")),
  };
}
