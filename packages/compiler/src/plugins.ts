import { pluginFolder, type UnitEntry } from "@berth/core/wire";
import type { ComponentRegistry } from "./component-registry.js";
import type { Findings } from "./diagnostic.js";
import type { ProjectFiles } from "./files.js";
import type { AppConfig, DeclaredPlugin } from "./json/app-config.js";
import { asObject, asString, type Config } from "./json/config.js";
import { parseJson } from "./json/parse-json.js";
import { type PluginConfig, readPluginConfig } from "./json/plugin-config.js";
import type { ProjectConfig } from "./json/project-config.js";
import { compileLimits } from "./limits.js";

import { joinPath } from "./path.js";
import { folderOfProject, type ProjectSource } from "./project.js";
import type { ModuleGraph } from "./script/module-graph.js";
import { type Resolver, scriptLookUp } from "./script/resolve-module.js";

/** A plugin whose code was found (F-PLG-1). */
export interface PluginPart extends PluginConfig {
  name: string;
  /** Root of its files in the project: `__plugin__/<name>`. */
  root: string;
  /** Loaded by `my.loadPlugin` only, as a unit of its own (F-PLG-2). */
  dynamic: boolean;
}

/**
 * Finds the plugins of a program and mounts their files. Where a plugin's code lies is asked in this order: what the
 * compiler was given, `developOptions.plugins` by name or provider, `pluginRoot`.
 */
export async function mountPlugins(
  files: ProjectFiles,
  registry: ComponentRegistry,
  project: ProjectConfig,
  app: AppConfig,
  appJson: Config,
  given: ReadonlyMap<string, ProjectSource>,
): Promise<Map<string, PluginPart>> {
  const sources = new Map<string, ProjectSource>();
  const places = new Map<string, string>();
  for (const plugin of app.plugins) {
    const source = given.get(plugin.name) ?? (await declaredSource(files, project, plugin));
    places.set(plugin.name, plugin.place);
    if (source) sources.set(plugin.name, source);
    else
      appJson.error(
        "PLUGIN_MISSING",
        `The code of the plugin "${plugin.name}" (version ${plugin.version}, provider "${plugin.provider}") is not ` +
          "here. Name its folder in mini.project.json as developOptions.plugins, " +
          `{"${plugin.name}": "<folder>"}, or give it to the command: --plugin ${plugin.name}=<folder>.`,
        plugin.place,
      );
  }
  const declared = new Set(app.plugins.map((plugin) => plugin.name));
  if (app.useDynamicPlugins) {
    for (const [name, source] of given) if (!declared.has(name)) sources.set(name, source);
    for (const [name, folder] of Object.entries(project.pluginFolders)) {
      if (app.plugins.some((plugin) => plugin.name === name || plugin.provider === name) || sources.has(name)) continue;
      const source = /^[\w.-]{1,64}$/.test(name) ? await inFolder(files, folder) : null;
      if (source) sources.set(name, source);
    }
  }
  // Folders of plugins among the program's own files are not packed with it a second time.
  const beside = project.miniprogramRoot === "" ? [project.pluginRoot, ...Object.values(project.pluginFolders)] : [];
  files.mount(
    sources,
    beside.flatMap((folder) => (folder === null ? [] : (joinPath("", folder) ?? []))),
  );
  const parts = new Map<string, PluginPart>();
  for (const name of sources.keys()) {
    const root = `${pluginFolder}/${name}`;
    const place = places.get(name) ?? "useDynamicPlugins";
    const config = await registry.json(`${root}/plugin.json`);
    if (config === null) appJson.error("PLUGIN_JSON", `The folder of the plugin "${name}" has no plugin.json.`, place);
    else parts.set(name, { ...readPluginConfig(config, root), name, root, dynamic: !declared.has(name) });
  }
  if (parts.size > compileLimits.parts)
    appJson.error("PLUGIN_MISSING", `More than ${compileLimits.parts} plugins.`, "plugins");
  return parts;
}

async function declaredSource(
  files: ProjectFiles,
  project: ProjectConfig,
  plugin: DeclaredPlugin,
): Promise<ProjectSource | null> {
  const { pluginFolders, pluginRoot } = project;
  for (const key of [plugin.name, plugin.provider]) {
    const folder = Object.hasOwn(pluginFolders, key) ? pluginFolders[key] : undefined;
    if (folder !== undefined) return inFolder(files, folder);
  }
  return pluginRoot === null ? null : inFolder(files, pluginRoot);
}

/** The plugin in a folder: the folder itself, or what its own `mini.project.json` names as `pluginRoot`. */
async function inFolder(files: ProjectFiles, folder: string): Promise<ProjectSource | null> {
  const source = files.folder(folder.replace(/\/+$/, ""));
  if (source === null || (await source.read("plugin.json")) !== null) return source;
  const bytes = await source.read("mini.project.json");
  const members = bytes === null ? null : asObject(parseJson(new TextDecoder().decode(bytes)).value);
  const named = asString(members?.["pluginRoot"]);
  const inner = named === null ? null : joinPath("", named);
  return inner === null ? source : folderOfProject(source, inner);
}

/** Makes pages of plugins pages of the program, and units of those that are loaded on demand. */
export function addPluginPages(app: AppConfig, plugins: ReadonlyMap<string, PluginPart>): void {
  if (app.workers !== null) app.units.push({ root: app.workers, pages: [] });
  for (const { root, pages, dynamic } of plugins.values()) {
    app.pages.push(...pages);
    if (dynamic) app.units.push({ root, pages });
    else app.units[0]?.pages.push(...pages);
  }
}

/** What a unit says of a plugin. */
export async function pluginEntry(
  plugin: PluginPart,
  graph: ModuleGraph,
  resolver: Resolver,
  findings: Findings,
): Promise<UnitEntry> {
  const { main, root, name } = plugin;
  const script =
    main === null
      ? null
      : await resolver.resolve(`${root}/plugin.json`, `/${main.slice(root.length + 1)}`, scriptLookUp, false);
  if (script !== null) await graph.add(script);
  else if (main !== null)
    findings.about("error", "SCRIPT_MISSING", `"main" of the plugin "${name}" names no script.`, `${root}/plugin.json`);
  return { kind: "plugin", name, script, pages: Object.fromEntries(plugin.publicPages) };
}
