import { pluginFolder } from "@berth/core/wire";
import { compileLimits } from "../limits.js";
import { joinPath } from "../path.js";
import { asString, type Config } from "./config.js";

/**
 * The pages that a list of app.json names, as paths from the root. `seen` gets where each was named first; a page of the
 * main package named twice is read once, any other repetition is an error (F-SUB-1).
 */
export function readPages(config: Config, place: string, root: string, seen: Map<string, string>): string[] {
  const value = config.at(place);
  const pages: string[] = [];
  if (!Array.isArray(value)) {
    if (value !== undefined) config.error("JSON_PAGES", "A list of page paths was expected (F-APPJ-1).", place);
    return pages;
  }
  for (const [index, item] of value.entries()) {
    const at = `${place}/${index}`;
    const written = asString(item);
    const path = written === null ? null : pagePath(root, written);
    const before = path === null ? undefined : seen.get(path);
    if (path === null)
      config.error(
        "JSON_PAGES",
        `${written === null ? "A page" : `"${written.slice(0, 80)}"`} is no path inside the project (F-FILE-5).`,
        at,
      );
    else if (before === place && root === "")
      config.warn("JSON_PAGES", `Page "${path}" is listed twice (F-APPJ-1).`, at);
    else if (before !== undefined)
      config.error("JSON_PAGES", `Page "${path}" is listed in "${before}" already (F-SUB-1).`, at);
    else if (seen.size >= compileLimits.pages) {
      config.error("JSON_PAGES", `More than ${compileLimits.pages} pages.`, at);
      break;
    } else {
      seen.set(path, place);
      pages.push(path);
    }
  }
  return pages;
}

/** Path of a page as it is known everywhere, or null for what no file of a project can be called. */
function pagePath(root: string, written: string): string | null {
  if (written.length > compileLimits.pathLength || /[\\?#:*"<>|]/.test(written)) return null;
  if ([...written].some((char) => char < " ")) return null;
  const path = joinPath(root, written.replace(/^\/+/, "").replace(/\.(js|ts|axml)$/, ""));
  if (!path || path === root || path.startsWith(`${pluginFolder}/`) || path.split("/").includes("__proto__"))
    return null;
  return root === "" || path.startsWith(`${root}/`) ? path : null;
}
