import type { PackageManifest } from "@berth/core/manifest";
import { joinPath } from "../path.js";
import { asObject, asString, type Config } from "./config.js";

type TabBar = NonNullable<PackageManifest["app"]["tabBar"]>;

/** The tab bar of app.json (F-APPJ-4); undefined when there is none that can be shown. */
export function readTabBar(config: Config, mainPages: ReadonlySet<string>): TabBar | undefined {
  const tabBar = config.object("tabBar");
  if (!tabBar) return undefined;
  const key = Array.isArray(tabBar["items"]) ? "items" : "list";
  const written = tabBar[key];
  const items: TabBar["items"] = [];
  if (Array.isArray(written))
    for (const [index, value] of written.entries()) {
      const place = `tabBar/${key}/${index}`;
      const item = asObject(value) ?? {};
      const pagePath = asString(item["pagePath"])?.replace(/^\/+/, "").replace(/\?.*$/s, "") ?? "";
      if (!mainPages.has(pagePath)) {
        config.error("JSON_TAB_BAR", `Tab page "${pagePath}" is no page of the main package (F-SUB-1).`, place);
        continue;
      }
      const icon = iconPath(config, item["icon"] ?? item["iconPath"], place);
      const activeIcon = iconPath(config, item["activeIcon"] ?? item["selectedIconPath"], place);
      items.push({
        pagePath,
        name: asString(item["name"] ?? item["text"]) ?? "",
        ...(icon === null ? {} : { icon }),
        ...(activeIcon === null ? {} : { activeIcon }),
      });
    }
  if (items.length < 2) {
    config.warn("JSON_TAB_BAR", "A tab bar needs two items at least; it is not shown.", "tabBar");
    return undefined;
  }
  if (items.length > 5) {
    config.warn("JSON_TAB_BAR", "A tab bar has five items at most; the others are not shown.", "tabBar");
    items.length = 5;
  }
  const colors: Partial<Pick<TabBar, "textColor" | "selectedColor" | "backgroundColor">> = {};
  for (const name of ["textColor", "selectedColor", "backgroundColor"] as const) {
    const color = asString(tabBar[name]);
    if (color !== null) colors[name] = color;
  }
  // The sibling says `customize`; ports from other platforms say `custom`.
  const custom = tabBar["customize"] === true || tabBar["custom"] === true;
  return { ...colors, ...(custom ? { custom } : {}), items };
}

/** Absolute package path of an icon; icons are named from the project's root. */
function iconPath(config: Config, value: unknown, place: string): string | null {
  if (typeof value !== "string" || value === "") return null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(value)) return value;
  const path = joinPath("", value);
  if (path === null) config.warn("JSON_TAB_BAR", `Icon "${value}" lies outside the project.`, place);
  return path === null ? null : `/${path}`;
}
