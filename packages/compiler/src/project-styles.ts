import { foreignSheet, type SheetCompiler } from "./acss/sheet-compiler.js";
import type { Owner } from "./component-registry.js";
import { type Diagnostic, Findings } from "./diagnostic.js";
import type { ProjectFiles } from "./files.js";
import type { AppConfig } from "./json/app-config.js";
import { rootOf } from "./path.js";
import type { ElementScope } from "./style-isolation.js";

/** Sheets of a project: text by id, the ids of each page in cascade order. */
export interface ProjectStyles {
  sheets: Map<string, string>;
  pages: Map<string, string[]>;
  assets: string[];
  diagnostics: Diagnostic[];
}

/**
 * Compiles the sheets of the app, of every page and component, and works out the cascade of each page (F-CSS-3). Pages in
 * `fixed`, where 2rpx are 1px whatever the screen (F-WIN-10), get variants of their sheets, "<id>@px".
 */
export async function compileSheets(
  sheets: SheetCompiler,
  files: ProjectFiles,
  app: AppConfig,
  owners: readonly Owner[],
  appOwner: Owner,
  scopes: ReadonlyMap<string, ElementScope>,
  fixed: { pages: ReadonlySet<string>; sheets: SheetCompiler },
): Promise<ProjectStyles> {
  const avoid = [...scopes.values()].some((scope) => scope.isolated);
  const styles: ProjectStyles = { sheets: new Map(), pages: new Map(), assets: [], diagnostics: [] };
  const compile = async (compiler: SheetCompiler, id: string, name: string): Promise<void> => {
    const file = await files.first([`${id}.acss`, `${id}.less`]);
    if (file === null) {
      const foreign = await files.first([`${id}.scss`, `${id}.sass`, `${id}.styl`]);
      const findings = new Findings();
      if (foreign !== null) findings.about("error", "ACSS_LANGUAGE", foreignSheet(foreign), foreign);
      styles.diagnostics.push(...findings.list);
      return;
    }
    const sheet = await compiler.compile(file, { id: scopes.get(id)?.id ?? null, avoid });
    styles.diagnostics.push(...sheet.diagnostics);
    styles.assets.push(...sheet.assets);
    if (sheet.css !== "") styles.sheets.set(name, sheet.css);
  };
  for (const id of ["app", ...owners.map((owner) => owner.path)]) await compile(sheets, id, id);
  const byPath = new Map(owners.map((owner) => [owner.path, owner]));
  for (const page of app.pages) {
    // A component comes after those it uses, so that its own rules win over theirs at equal specificity.
    const order: string[] = [];
    const visit = (path: string, seen: Set<string>): void => {
      if (seen.has(path)) return;
      seen.add(path);
      const owner = byPath.get(path);
      for (const component of [...(owner?.components.values() ?? [])].sort()) visit(component, seen);
      if (path !== page) order.push(path);
    };
    const seen = new Set<string>();
    // A page of a plugin knows nothing of the program around it.
    const own = rootOf(page) !== "";
    if (!own) for (const component of [...appOwner.components.values()].sort()) visit(component, seen);
    visit(page, seen);
    const ids = [...(own ? [] : ["app"]), ...order, page].filter((id) => styles.sheets.has(id));
    if (!fixed.pages.has(page)) styles.pages.set(page, ids);
    else {
      for (const id of ids) if (!styles.sheets.has(`${id}@px`)) await compile(fixed.sheets, id, `${id}@px`);
      styles.pages.set(
        page,
        ids.map((id) => `${id}@px`),
      );
    }
  }
  return styles;
}
