import type { PackageManifest } from "@berth/core/manifest";
import type { UnitEntry } from "@berth/core/wire";
import { SheetCompiler } from "./acss/sheet-compiler.js";
import { builtinComponents } from "./axml/builtins.js";
import { type LoadedTemplate, TemplateCache, TemplateLoader } from "./axml/template-loader.js";
import { assemble, unitModules } from "./bundle/assemble.js";
import { globPattern, isAsset } from "./bundle/asset-rules.js";
import { collectDiagnostics } from "./collect-diagnostics.js";
import { ComponentRegistry, type Owner } from "./component-registry.js";
import { type Diagnostic, Findings, SourceText } from "./diagnostic.js";
import type { Digest } from "./environment.js";
import type { ProjectFiles } from "./files.js";
import { readAppConfig } from "./json/app-config.js";
import { readProjectConfig } from "./json/project-config.js";
import { readWindow } from "./json/window-config.js";
import { compileLimits } from "./limits.js";
import { compileSheets } from "./project-styles.js";
import type { CompileResult } from "./result.js";
import { throwing } from "./script/compile-script.js";
import { ModuleGraph, type ScriptCache } from "./script/module-graph.js";
import { Resolver } from "./script/resolve-module.js";
import type { ScriptTransform } from "./script/script-transform.js";
import { readIsolation } from "./style-isolation.js";
import { reportBorders } from "./subpackage-borders.js";
import { unitOf } from "./unit-layout.js";
import { reportTags } from "./unknown-tags.js";

/** What lives from one run of a compiler to the next. */
export interface BuildState {
  files: ProjectFiles;
  transform: ScriptTransform;
  digest: Digest;
  scripts: ScriptCache;
  templates: TemplateCache;
  sheets: SheetCompiler | null;
  /** Resolver of the current run. */
  resolver: Resolver | null;
}

/** Fresh state for a project. */
export function buildState(files: ProjectFiles, transform: ScriptTransform, digest: Digest): BuildState {
  return { files, transform, digest, scripts: new Map(), templates: new TemplateCache(), sheets: null, resolver: null };
}

/** Compiles the project once. Everything that did not change since the last run is taken from the state. */
export async function build(state: BuildState): Promise<CompileResult> {
  const { files } = state;
  const findings = new Findings();
  const projectJson = await new ComponentRegistry(files, new Resolver(files), findings).json("mini.project.json");
  const project = readProjectConfig(projectJson?.members ?? {});
  const resolver = new Resolver(files, project.resolveAlias);
  state.resolver = resolver;
  state.sheets ??= new SheetCompiler(files, () => state.resolver ?? resolver);
  const registry = new ComponentRegistry(files, resolver, findings);
  const appJson = await registry.json("app.json");
  const app = appJson ? readAppConfig(appJson) : null;
  if (!appJson) findings.about("error", "PROJECT_APP_JSON", "The project has no app.json (F-FILE-1).", "app.json");
  if (!appJson || !app) return failed(findings.list);

  const appOwner: Owner = { path: "", json: appJson, components: new Map(), missing: new Map() };
  await registry.register(appOwner, appJson);
  const pages = await Promise.all(app.pages.map((page) => registry.add(page)));
  const pagePaths = new Set(app.pages);
  const list = await files.list();
  if (list.length >= compileLimits.files)
    findings.about(
      "warning",
      "PROJECT_LARGE",
      `Only the first ${compileLimits.files} files are considered.`,
      "app.json",
    );

  const graph = new ModuleGraph(files, resolver, state.transform, state.scripts);
  const scopes = await readIsolation(registry.owners.values(), files);
  const loader = new TemplateLoader(files, resolver, state.templates, new Set(list), scopes);
  const loaded = new Map<string, LoadedTemplate>();
  const entries: UnitEntry[] = [];
  const appScript = await files.first(["app.js", "app.ts"]);
  if (appScript === null) findings.about("error", "PROJECT_APP_JS", "The project has no app.js (F-FILE-1).", "app.js");
  entries.push({ kind: "app", script: await scriptOrThrowing(graph, appScript, "app.js", "app.js is missing.") });

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
    const components = new Map([...appOwner.components, ...owner.components]);
    const overrides = new Set([...owner.components.keys()].filter((tag) => builtinComponents.has(tag)));
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
    if (!(await loadTemplates(loader, loaded, template, overrides)))
      findings.about("error", "AXML_MISSING", `The ${what} "${owner.path}" has no .axml file (F-FILE-2).`, template);
    entries.push({
      kind: what,
      path: owner.path,
      script: await scriptOrThrowing(graph, script, `${owner.path}.js`, `${owner.path}.js is missing.`),
      template,
      components: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
      component2: project.component2,
    });
    reportTags(owner, appOwner, loaded, findings);
  }
  await Promise.all(
    [...loaded.values()].flatMap((t) =>
      t.template.requires.filter((p) => !p.endsWith(".axml")).map((p) => graph.add(p)),
    ),
  );
  for (const entry of entries)
    if (entry.kind !== "app" && !loaded.has(entry.template))
      graph.put({ path: entry.template, compiled: throwing(null, `${entry.template} is missing.`), dependencies: {} });

  const styles = await compileSheets(state.sheets, files, app, owners, appOwner, scopes);
  const assets = new Map<string, Uint8Array>();
  const include = globs(project.assetsInclude);
  const exclude = globs(project.uploadExclude);
  const named = new Set([...styles.assets, ...[...loaded.values()].flatMap((t) => t.assets)]);
  const wanted = [...new Set([...list.filter((path) => isAsset(path, include, exclude)), ...named])].sort();
  for (const path of wanted) {
    const bytes = await files.read(path);
    if (bytes && bytes.length > compileLimits.assetBytes)
      findings.about("error", "FILE_TOO_LARGE", `Larger than ${compileLimits.assetBytes} bytes.`, path);
    else if (bytes && (isAsset(path, include, []) || !/\.(js|ts|json|axml|acss|less|sjs)$/i.test(path)))
      assets.set(path, bytes);
  }

  const windows: PackageManifest["pages"] = {};
  for (const page of pages)
    windows[page.path] = { ...app.window, ...(page.json ? readWindow(page.json, page.json.members as never, "") : {}) };
  const modules = unitModules(graph, loaded);
  const roots = app.units.map((unit) => unit.root);
  reportBorders(modules, roots, findings);
  const packed = await assemble({ app, windows, entries, modules, styles, assets, digest: state.digest });
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
  };
}

function failed(diagnostics: Diagnostic[]): CompileResult {
  return { ok: false, manifest: null, files: new Map(), diagnostics, pages: [], components: [], sources: [] };
}

function globs(patterns: readonly string[]): RegExp[] {
  return patterns
    .slice(0, 200)
    .filter((glob) => glob.length <= 256)
    .map(globPattern);
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
  overrides: ReadonlySet<string>,
): Promise<boolean> {
  if (loaded.has(path)) return true;
  const template = await loader.load(path, overrides);
  if (!template) return false;
  loaded.set(path, template);
  for (const imported of template.template.imports) await loadTemplates(loader, loaded, imported, new Set());
  return true;
}
