import type { PackageManifest } from "@berth/core/manifest";
import type { LoadedApp } from "./app-loader.js";

/** What the platform calls the scripts of Chinese, by region of a language tag. */
const chinese: Readonly<Record<string, readonly string[]>> = {
  cn: ["zh-hans"],
  sg: ["zh-hans"],
  my: ["zh-hans"],
  hk: ["zh-hk", "zh-hant"],
  mo: ["zh-hk", "zh-hant"],
  tw: ["zh-hant"],
};

/** The program in the language of the run: titles and names of tabs that its locale files change (F-FILE-6). */
export function localised(app: LoadedApp, language: string): LoadedApp {
  const { manifest } = app.package;
  const locale = localeOf(manifest, language);
  if (locale === undefined) return app;
  const { title, tabs, pages } = locale;
  const tabBar = manifest.app.tabBar;
  const own = (record: Record<string, string>, key: string): string | undefined =>
    Object.hasOwn(record, key) ? record[key] : undefined;
  const looks = Object.entries(manifest.pages).map(([path, look]): [string, typeof look] => {
    // A page without a title of its own has the window's.
    const inherited = look.defaultTitle === manifest.app.window.defaultTitle ? title : undefined;
    const defaultTitle = own(pages, path) ?? inherited;
    return [path, defaultTitle === undefined ? look : { ...look, defaultTitle }];
  });
  return {
    ...app,
    package: {
      ...app.package,
      manifest: {
        ...manifest,
        app: {
          ...manifest.app,
          window: { ...manifest.app.window, ...(title === undefined ? {} : { defaultTitle: title }) },
          ...(tabBar === undefined
            ? {}
            : {
                tabBar: {
                  ...tabBar,
                  items: tabBar.items.map((item) => ({ ...item, name: own(tabs, item.pagePath) ?? item.name })),
                },
              }),
        },
        pages: Object.fromEntries(looks),
      },
    },
  };
}

/** The locale for a language tag: the same, its script or region, the language alone. */
function localeOf(
  manifest: PackageManifest,
  language: string,
): NonNullable<PackageManifest["locales"]>[string] | undefined {
  const known = new Map(Object.entries(manifest.locales ?? {}).map(([name, locale]) => [name.toLowerCase(), locale]));
  const tag = language.toLowerCase().replaceAll("_", "-");
  const [main = "", ...rest] = tag.split("-");
  const regional = main === "zh" ? rest.flatMap((part) => chinese[part] ?? []) : [];
  const script = rest.find((part) => part.length === 4);
  const plain = main === "zh" && rest.length === 0 ? ["zh-hans"] : [];
  for (const name of [tag, ...(script ? [`${main}-${script}`] : []), ...regional, main, ...plain]) {
    const locale = known.get(name);
    if (locale !== undefined) return locale;
  }
  return undefined;
}
