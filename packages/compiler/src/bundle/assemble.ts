import { manifestName, type PackageManifest, type UnitStyles } from "@berth/core/manifest";
import { pluginFolder, type UnitEntry } from "@berth/core/wire";
import type { LoadedTemplate } from "../axml/template-loader.js";
import type { Digest } from "../environment.js";
import type { AppConfig } from "../json/app-config.js";
import type { ProjectStyles } from "../project-styles.js";
import type { ModuleGraph } from "../script/module-graph.js";
import { unitOf } from "../unit-layout.js";
import { type UnitModule, writeUnit } from "./write-unit.js";

/** Name of this compiler in manifests. */
export const compilerName = "@berth/compiler 0.1.0";
const minSdkVersion = "0.1.0";

/** Everything a package is made of. */
export interface PackageParts {
  app: AppConfig;
  windows: PackageManifest["pages"];
  locales: PackageManifest["locales"];
  entries: readonly UnitEntry[];
  modules: readonly UnitModule[];
  styles: ProjectStyles;
  assets: ReadonlyMap<string, Uint8Array>;
  digest: Digest;
}

/** Puts units, sheets, assets and manifest together. Equal parts give equal bytes. */
export async function assemble(
  parts: PackageParts,
): Promise<{ manifest: PackageManifest; files: Map<string, Uint8Array> }> {
  const { app } = parts;
  const encoder = new TextEncoder();
  const files = new Map<string, Uint8Array>();
  const roots = app.units.map((unit) => unit.root);
  const { modules } = parts;
  const names = unitNames(roots);
  const units: PackageManifest["units"] = [];
  for (const { root, pages } of app.units) {
    const base = `unit/${names.get(root) ?? "main"}`;
    const { code, map } = writeUnit(
      modules.filter((module) => unitOf(module.path, roots) === root),
      parts.entries.filter((entry) => unitOf(placeOf(entry), roots) === root),
    );
    const unit = { root, code: `${base}/code.js`, map: `${base}/code.js.map`, styles: `${base}/styles.json`, pages };
    files.set(unit.code, code);
    files.set(unit.map, map);
    files.set(unit.styles, encoder.encode(JSON.stringify(unitStyles(parts.styles, root, pages, roots))));
    units.push(unit);
  }
  for (const [path, bytes] of parts.assets) files.set(`files/${path}`, bytes);
  const listed: PackageManifest["files"] = {};
  const digests = await Promise.all(
    [...files].map(async ([name, bytes]) => ({ name, sha256: await parts.digest(bytes) })),
  );
  for (const { name, sha256 } of digests.sort((a, b) => (a.name < b.name ? -1 : 1)))
    listed[name] = { size: files.get(name)?.length ?? 0, sha256 };
  const manifest: PackageManifest = {
    format: 1,
    compiler: compilerName,
    minSdkVersion,
    app: {
      pages: app.pages,
      home: app.home,
      window: app.window,
      ...(app.tabBar ? { tabBar: app.tabBar } : {}),
      ...(app.preloadRule ? { preloadRule: app.preloadRule } : {}),
      ...(app.permission ? { permission: app.permission } : {}),
      ...(app.behavior ? { behavior: app.behavior } : {}),
      ...(app.workers === null ? {} : { workers: app.workers }),
    },
    ...(parts.locales ? { locales: parts.locales } : {}),
    pages: parts.windows,
    units,
    files: listed,
  };
  files.set(manifestName, encoder.encode(JSON.stringify(manifest)));
  return { manifest, files };
}

/** Path that says which unit an entry belongs to. */
function placeOf(entry: UnitEntry): string {
  if (entry.kind === "app") return "";
  return entry.kind === "plugin" ? `${pluginFolder}/${entry.name}/plugin.json` : entry.path;
}

/** The modules of all units, sorted by path. */
export function unitModules(graph: ModuleGraph, templates: ReadonlyMap<string, LoadedTemplate>): UnitModule[] {
  const modules: UnitModule[] = [...graph.modules.values()].map(({ path, compiled, dependencies }) => ({
    path,
    written: compiled.written,
    dependencies: Object.fromEntries(Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1))),
    sjs: path.endsWith(".sjs") ? { hidden: compiled.sjs?.hidden ?? [], ownEach: keepsState(path, graph) } : null,
  }));
  for (const { path, template } of templates.values())
    modules.push({
      path,
      written: template.written,
      dependencies: Object.fromEntries(template.requires.map((required) => [required, required])),
      sjs: null,
    });
  return modules.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether an SJS file, or one that it imports, keeps something between calls (F-SJS-3). */
function keepsState(path: string, graph: ModuleGraph, seen: Set<string> = new Set()): boolean {
  if (seen.has(path)) return false;
  seen.add(path);
  const module = graph.modules.get(path);
  if (!module) return false;
  if (module.compiled.sjs?.keepsState !== false) return true;
  return Object.values(module.dependencies).some((inner) => keepsState(inner, graph, seen));
}

/** Folder of each unit in the zip: "main", or the root with what a file name cannot hold made readable. */
function unitNames(roots: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const root of roots) {
    const base = root === "" ? "main" : root.replace(/[^\w-]+/g, "_");
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}_${n}`;
    taken.add(name);
    names.set(root, name);
  }
  return names;
}

function unitStyles(
  styles: ProjectStyles,
  root: string,
  pages: readonly string[],
  roots: readonly string[],
): UnitStyles {
  const sheets: UnitStyles["sheets"] = {};
  for (const [id, css] of styles.sheets) if (unitOf(id, roots) === root) sheets[id] = css;
  return { sheets, pages: Object.fromEntries(pages.map((page) => [page, styles.pages.get(page) ?? []])) };
}
