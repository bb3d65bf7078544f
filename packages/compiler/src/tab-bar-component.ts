import type { ComponentRegistry } from "./component-registry.js";
import type { Findings } from "./diagnostic.js";
import type { ProjectFiles } from "./files.js";
import type { AppConfig } from "./json/app-config.js";

/** The tag under which tab pages know it; no template can write it. */
const tag = "#tab-bar";
const places = ["customize-tab-bar/index", "custom-tab-bar/index"];

/** Gives each tab page the component that the program draws its tab bar with; without one the host's bar is shown. */
export async function addTabBar(
  files: ProjectFiles,
  registry: ComponentRegistry,
  app: AppConfig,
  findings: Findings,
): Promise<void> {
  const { tabBar } = app;
  if (tabBar?.custom !== true) return;
  const json = await files.first(places.map((place) => `${place}.json`));
  if (json === null) {
    findings.about("warning", "JSON_TAB_BAR", `A custom tab bar needs the component ${places[0]}.`, "app.json");
    delete tabBar.custom;
    return;
  }
  const { path } = await registry.add(json.replace(/\.json$/, ""));
  for (const { pagePath } of tabBar.items) registry.owners.get(pagePath)?.components.set(tag, path);
}
