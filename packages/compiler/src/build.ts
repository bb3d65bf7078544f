import type { PackageManifest } from "@berth/core/manifest";
import type { UnitEntry } from "@berth/core/wire";
import { SheetCompiler } from "./acss/sheet-compiler.js";
import { builtinComponents } from "./axml/builtins.js";
import { type LoadedTemplate, TemplateCache, TemplateLoader } from "./axml/template-loader.js";
import { plainUser, type TemplateUser } from "./axml/template-user.js";
import { assemble, unitModules } from "./bundle/assemble.js";
import { checkPaths } from "./check-paths.js";
import { collectDiagnostics } from "./collect-diagnostics.js";
import { ComponentRegistry, type Owner } from "./component-registry.js";
import { type Diagnostic, Findings, SourceText } from "./diagnostic.js";
import type { Digest } from "./environment.js";
import type { ProjectFiles } from "./files.js";
import { readAppConfig } from "./json/app-config.js";
import { readLocales } from "./json/locales.js";
import { type ProjectConfig, readProjectConfig } from "./json/project-config.js";
import { readWindow } from "./json/window-config.js";
import { rootOf } from "./path.js";
import { addPluginPages, mountPlugins, pluginEntry } from "./plugins.js";
import type { ProjectSource } from "./project.js";
import { collectAssets } from "./project-assets.js";
import { compileSheets } from "./project-styles.js";
import type { CompileResult } from "./result.js";
import { throwing } from "./script/compile-script.js";
import { ModuleGraph, type ScriptCache } from "./script/module-graph.js";
import { Resolver } from "./script/resolve-module.js";
import type { ScriptTransform } from "./script/script-transform.js";
import { readIsolation } from "./style-isolation.js";
import { reportBorders } from "./subpackage-borders.js";
import { addTabBar } from "./tab-bar-component.js";
import { unitOf } from "./unit-layout.js";
import { reportSizes } from "./unit-sizes.js";
import { reportTags } from "./unknown-tags.js";

/** What lives from one run of a compiler to the next. */
export interface BuildState {
  files: ProjectFiles;
  transform: ScriptTransform;
  digest: Digest;
  scripts: ScriptCache;
  templates: TemplateCache;
  sheets: SheetCompiler | null;
  /** For pages with `responsive: false` (F-WIN-10). */
  sheetsInPx: SheetCompiler | null;
  /** Resolver of the current run. */
  resolver: Resolver | null;
  /** Code of plugins by name. */
  plugins: ReadonlyMap<string, ProjectSource>;
  /** Lists carry their place (F-DIR-4). */
  development: boolean;
}

/** Fresh state for a project. */
export function buildState(
  given: Pick<BuildState, "files" | "transform" | "digest" | "plugins" | "development">,
): BuildState {
  return {
    ...given,
    scripts: new Map(),
    templates: new TemplateCache(),
    sheets: null,
    sheetsInPx: null,
    resolver: null,
  };
}

/** Compiles the project once. Everything that did not change since the last run is taken from the state. */
export async function build(state: BuildState): Promise<CompileResult> {
  const { files } = state;
  const findings = new Findings();
  const projectJson = await new ComponentRegistry(files, new Resolver(files), findings).json("mini.project.json");
  const project = readProjectConfig(projectJson);
  await files.place(project.miniprogramRoot);
  const resolver = new Resolver(files, project.resolveAlias);
  state.resolver = resolver;
  const resolverNow = (): Resolver => state.resolver ?? resolver;
  state.sheets ??= new SheetCompiler(files, resolverNow);
  state.sheetsInPx ??= new SheetCompiler(files, resolverNow, true);
  const registry = new ComponentRegistry(files, resolver, findings);
  const appJson = await registry.json("app.json");
  const app = appJson ? readAppConfig(appJson) : null;
  if (!appJson) findings.about("error", "PROJECT_APP_JSON", noAppJson(project), "app.json");
  if (!appJson || !app) return failed(findings.list);

  const plugins = await mountPlugins(files, registry, project, app, appJson, state.plugins);
  registry.plugins = plugins;
  addPluginPages(app, plugins);
  const appOwner: Owner = { path: "", json: appJson, components: new Map(), missing: new Map() };
  await registry.register(appOwner, appJson);
  const pages = await Promise.all(app.pages.map((page) => registry.add(page)));
  await addTabBar(files, registry, app, findings);
  for (const plugin of plugins.values()) await Promise.all([...plugin.components.values()].map((c) => registry.add(c)));
  const pagePaths = new Set(app.pages);
  const list = await files.list();
  checkPaths(list, findings);

  const graph = new ModuleGraph(files, resolver, state.transform, state.scripts);
  const scopes = await readIsolation(registry.owners.values(), files);
  const users = new Map<string, TemplateUser>();
  for (const owner of registry.owners.values()) {
    const overrides = new Set([...owner.components.keys()].filter((tag) => builtinComponents.has(tag)));
    users.set(`${owner.path}.axml`, { scope: scopes.get(owner.path) ?? null, overrides });
  }
  const loader = new TemplateLoader(files, resolver, state.templates, new Set(list), users, state.development);
  const loaded = new Map<string, LoadedTemplate>();
  const entries: UnitEntry[] = [];
  const appScript = await files.first(["app.js", "app.ts"]);
  if (appScript === null) findings.about("error", "PROJECT_APP_JS", "The project has no app.js (F-FILE-1).", "app.js");
  entries.push({ kind: "app", script: await scriptOrThrowing(graph, appScript, "app.js", "app.js is missing.") });
  for (const plugin of plugins.values()) entries.push(await pluginEntry(plugin, graph, resolver, findings));
  if (app.workers !== null)
    for (const path of list) if (path.startsWith(`${app.workers}/`) && /\.[jt]s$/.test(path)) await graph.add(path);

  const owners = [...registry.owners.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const owner of owners) {
    const isPage = pagePaths.has(owner.path);
    if (isPage && !owner.json)
      findings.about(
        "warning",
        "PAGE_JSON",
        `${owner.path}.json is missing; it reads as {} (F-FILE-2).`,
        `${owner.path}.json`,
      );
    if (!isPage && owner.json?.members["component"] !== true)
      findings.about(
        "warning",
        "COMPONENT_JSON",
        `${owner.path}.json should say "component": true (F-FILE-3).`,
        `${owner.path}.json`,
      );
    // A plugin sees components of its own only.
    const ofPlugin = rootOf(owner.path) !== "";
    const around = ofPlugin ? noOwner : appOwner;
    const components = new Map([...around.components, ...owner.components]);
    const script = await files.first([`${owner.path}.js`, `${owner.path}.ts`]);
    const template = `${owner.path}.axml`;
    const what = isPage ? "page" : "component";
    if (script === null)
      findings.about(
        "error",
        "SCRIPT_MISSING",
        `The ${what} "${owner.path}" has no .js file (F-FILE-2).`,
        `${owner.path}.js`,
      );
    if (!(await loadTemplates(loader, loaded, template, users.get(template) ?? plainUser)))
      findings.about("error", "AXML_MISSING", `The ${what} "${owner.path}" has no .axml file (F-FILE-2).`, template);
    entries.push({
      kind: what,
      path: owner.path,
      script: await scriptOrThrowing(graph, script, `${owner.path}.js`, `${owner.path}.js is missing.`),
      template,
      components: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
      component2: project.component2 || ofPlugin,
    });
    reportTags(owner, around, loaded, findings);
  }
  const required = new Set([...loaded.values()].flatMap((t) => t.template.requires));
  await Promise.all([...required].filter((path) => !path.endsWith(".axml")).map((path) => graph.add(path)));
  for (const entry of entries)
    if ("template" in entry && !loaded.has(entry.template))
      graph.put({ path: entry.template, compiled: throwing(null, `${entry.template} is missing.`), dependencies: {} });

  const windows: PackageManifest["pages"] = {};
  for (const page of pages)
    windows[page.path] = { ...app.window, ...(page.json ? readWindow(page.json, page.json.members, "") : {}) };
  const fixed = new Set(app.pages.filter((page) => windows[page]?.responsive === false));
  const inPx = { pages: fixed, sheets: state.sheetsInPx };
  const styles = await compileSheets(state.sheets, files, app, owners, appOwner, scopes, inPx);
  const named = [...styles.assets, ...[...loaded.values()].flatMap((t) => t.assets)];
  const assets = await collectAssets(files, project, named, findings);
  const locales = await readLocales(files, registry, app);
  const modules = unitModules(graph, loaded);
  const roots = app.units.map((unit) => unit.root);
  reportBorders({ modules, owners, templates: loaded.values(), roots, workers: app.workers }, findings);
  const packed = await assemble({ app, windows, locales, entries, modules, styles, assets, digest: state.digest });
  reportSizes(packed.manifest, roots, findings);
  const diagnostics = collectDiagnostics(
    [findings.list, graph.diagnostics, styles.diagnostics, ...[...loaded.values()].map((t) => t.diagnostics)],
    project.strictAxml,
  );
  const broken = new Set(diagnostics.filter((d) => d.severity === "error").map((d) => d.file.replace(/\.[^./]+$/, "")));
  return {
    ok: broken.size === 0,
    manifest: packed.manifest,
    files: packed.files,
    diagnostics,
    pages: app.pages.map((path) => ({ path, root: unitOf(path, roots), ok: !broken.has(path) })),
    components: owners.filter((owner) => !pagePaths.has(owner.path)).map((owner) => owner.path),
    sources: files.seen(),
    compiled: [graph, loader, state.sheets, state.sheetsInPx].flatMap((part) => part.compiled.splice(0)).sort(),
  };
}

function failed(diagnostics: Diagnostic[]): CompileResult {
  return {
    ok: false,
    manifest: null,
    files: new Map(),
    diagnostics,
    pages: [],
    components: [],
    sources: [],
    compiled: [],
  };
}

const noOwner: Owner = { path: "", json: null, components: new Map(), missing: new Map() };

function noAppJson(project: ProjectConfig): string {
  return project.compileType === "plugin"
    ? 'A plugin is tried in a mini program: name the folder of one in "miniprogramRoot" (F-FILE-1, F-PLG-1).'
    : "The project has no app.json (F-FILE-1).";
}

/** Adds a script to the graph; one that is missing becomes a module that says so when it is loaded. */
async function scriptOrThrowing(
  graph: ModuleGraph,
  path: string | null,
  name: string,
  message: string,
): Promise<string> {
  if (path !== null) await graph.add(path);
  const known = path === null ? undefined : graph.modules.get(path);
  if (known) return known.path;
  graph.put({ path: path ?? name, compiled: throwing(new SourceText(path ?? name, ""), message), dependencies: {} });
  return path ?? name;
}

/** Loads a template and those it imports, and so on. False when the first does not exist. */
async function loadTemplates(
  loader: TemplateLoader,
  loaded: Map<string, LoadedTemplate>,
  path: string,
  user: TemplateUser,
): Promise<boolean> {
  if (loaded.has(loader.module(path, user))) return true;
  const template = await loader.load(path, user);
  if (!template) return false;
  loaded.set(template.path, template);
  for (const { file } of template.template.imports) await loadTemplates(loader, loaded, file, user);
  return true;
}
