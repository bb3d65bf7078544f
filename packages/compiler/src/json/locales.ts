import type { PackageManifest } from "@berth/core/manifest";
import type { ComponentRegistry } from "../component-registry.js";
import type { ProjectFiles } from "../files.js";
import { compileLimits } from "../limits.js";
import type { AppConfig } from "./app-config.js";
import { asObject, asString, type Config } from "./config.js";

/** `locales` of the manifest. */
type Locales = NonNullable<PackageManifest["locales"]>;

/**
 * What `locale/<lang>/app.json` changes for a language (F-FILE-6): the window's title, names of tabs, titles of pages.
 * A page's title stands under `pages` by its path, or in a json of its own, `locale/<lang>/<page>.json`.
 */
export async function readLocales(
  files: ProjectFiles,
  registry: ComponentRegistry,
  app: AppConfig,
): Promise<Locales | undefined> {
  const languages = new Set<string>();
  const known = new Set(await files.list());
  for (const path of known) {
    const language = /^locale\/([\w-]{2,32})\/.+\.json$/.exec(path)?.[1];
    if (language !== undefined && languages.size < compileLimits.parts) languages.add(language);
  }
  if (languages.size === 0) return undefined;
  const locales: Locales = {};
  for (const language of [...languages].sort()) {
    const folder = `locale/${language}`;
    const config = await registry.json(`${folder}/app.json`);
    const title = asString(config?.object("window")?.["defaultTitle"]);
    const tabs = config === null ? {} : readTabs(config, app);
    const pages: Record<string, string> = {};
    const titles = config?.object("pages") ?? {};
    for (const page of app.pages) {
      const file = `${folder}/${page}.json`;
      const own = (known.has(file) ? await registry.json(file) : null)?.members ?? asObject(titles[page]);
      const written = asString(own?.["defaultTitle"]) ?? asString(titles[page]);
      if (written !== null) pages[page] = written;
    }
    for (const page of Object.keys(titles))
      if (!app.pages.includes(page)) config?.warn("JSON_LOCALE", `"${page}" is no page.`, `pages/${page}`);
    locales[language] = { ...(title === null ? {} : { title }), tabs, pages };
  }
  return locales;
}

/** Names of tabs by page path; an item without a path means the tab in its place. */
function readTabs(config: Config, app: AppConfig): Record<string, string> {
  const tabBar = config.object("tabBar");
  const items = tabBar?.["items"] ?? tabBar?.["list"];
  const tabs: Record<string, string> = {};
  if (!Array.isArray(items)) return tabs;
  for (const [index, value] of items.slice(0, 5).entries()) {
    const item = asObject(value);
    const name = asString(item?.["name"] ?? item?.["text"]);
    const page = asString(item?.["pagePath"])?.replace(/^\/+/, "") ?? app.tabBar?.items[index]?.pagePath;
    if (page !== undefined && name !== null) tabs[page] = name;
  }
  return tabs;
}
