import { compileProject, memorySource } from "@berth/compiler";
import { type RunOptions, WorkerRun } from "./worker-run.js";

/** How a program is run, beside its files. */
export interface ProgramOptions extends Partial<RunOptions> {
  /** Members of app.json; `pages` are all AXML files that are no component, unless given. */
  config?: Record<string, unknown>;
  /** Page and query of the open; the home page without. */
  path?: string;
  query?: Record<string, string>;
  scene?: number;
  /** Compiled as a developer's tools do (F-DIR-4). */
  development?: boolean;
}

/** A program that runs in Node: its worker, and what the compiler said of it. */
export class ProgramRun extends WorkerRun {
  /** Codes and texts of the compiler's warnings. */
  diagnostics: string[] = [];

  /** All texts of the page in front, joined. */
  get words(): string {
    return this.view.view.words();
  }

  /** Pages of the stack, as the program gets them. */
  get pages(): ProgramPage[] {
    return this.global<() => ProgramPage[]>("getCurrentPages")();
  }

  /** The page in front. */
  get page(): ProgramPage {
    const page = this.pages.at(-1);
    if (page === undefined) throw new Error("no page is open");
    return page;
  }

  /** The program's `my`. */
  get my(): ProgramApi {
    return this.global<ProgramApi>("my");
  }

  /** Sets data of the page in front and waits for what follows. */
  async setData(data: Record<string, unknown>): Promise<void> {
    this.page.setData(data);
    await this.settle();
  }

  /** Taps the element with that id (or the first of that tag) in the page in front, and waits for what follows. */
  async tap(id: string): Promise<void> {
    const { view } = this.view;
    const node = view.find("*", "id", id) || view.find(id);
    if (node === 0) throw new Error(`nothing to tap at "${id}" in\n${view.text()}`);
    this.view.tap(node);
    await this.settle();
  }

  /** What was logged since this was called last. */
  news(): string[] {
    const all = this.logged();
    const fresh = all.slice(this.#read);
    this.#read = all.length;
    return fresh;
  }
  #read = 0;
}

/** A page or component as program code has it. */
export type ProgramPage = Record<string, unknown> & {
  data: Record<string, unknown>;
  setData(data: Record<string, unknown>, done?: () => void): void;
  $selectComponent(selector: string): ProgramPage & Record<string, (...args: unknown[]) => unknown>;
};

/** `my`, as tests call it. */
export type ProgramApi = Record<string, (...args: unknown[]) => unknown>;

/**
 * Compiles a small project and runs it. `files` hold what the test is about; the rest is filled in: app.json with the
 * pages, empty scripts, and json files.
 */
export async function programRun(files: Record<string, string>, options: ProgramOptions = {}): Promise<ProgramRun> {
  const isComponent = (base: string): boolean => (files[`${base}.json`] ?? "").includes('"component":true');
  const bases = Object.keys(files).flatMap((name) => (name.endsWith(".axml") ? [name.slice(0, -5)] : []));
  const config: Record<string, unknown> & { pages: string[] } = {
    pages: bases.filter((base) => !isComponent(base)),
    ...options.config,
  };
  const project: Record<string, string> = { "app.json": JSON.stringify(config), "app.js": "App({})", ...files };
  for (const base of bases) {
    project[`${base}.json`] ??= "{}";
    if (config.pages.includes(base)) project[`${base}.js`] ??= "Page({})";
    else if (isComponent(base)) project[`${base}.js`] ??= "Component({})";
  }
  const result = await compileProject(memorySource(project), { development: options.development ?? false });
  const { manifest } = result;
  if (!result.ok || manifest === null) throw new Error(result.diagnostics.map((found) => found.message).join("\n"));
  const units: Record<string, string> = {};
  for (const unit of manifest.units) units[unit.root] = new TextDecoder().decode(result.files.get(unit.code));
  const { app } = manifest;
  const { path = app.home, query = {}, scene = 1000 } = options;
  const run = new ProgramRun({
    units,
    app: {
      pages: app.pages,
      home: app.home,
      tabs: (app.tabBar?.items ?? []).map(({ pagePath, name }) => ({ pagePath, text: name })),
      units: manifest.units.map(({ root, pages }) => ({ root, pages })),
      looks: {},
      decodeQuery: true,
      ...options.app,
    },
    start: { options: { path, query, scene, referrerInfo: {} }, ...options.start },
    ...(options.extra === undefined ? {} : { extra: options.extra }),
    ...(options.answers === undefined ? {} : { answers: options.answers }),
  });
  run.diagnostics = result.diagnostics.map(({ code, message }) => `${code}: ${message}`);
  await run.settle();
  return run;
}

/** Files of a component: template, script, and what it uses itself; `json` adds members to its json. */
export function component(
  name: string,
  axml: string,
  js = "Component({})",
  using: Record<string, string> = {},
  json: Record<string, unknown> = {},
): Record<string, string> {
  return {
    [`${name}.axml`]: axml,
    [`${name}.js`]: js,
    [`${name}.json`]: JSON.stringify({ component: true, usingComponents: using, ...json }),
  };
}

/** Files of a page. */
export function page(
  name: string,
  axml: string,
  js = "Page({})",
  using: Record<string, string> = {},
  json: Record<string, unknown> = {},
): Record<string, string> {
  return {
    [`${name}.axml`]: axml,
    [`${name}.js`]: js,
    [`${name}.json`]: JSON.stringify({ usingComponents: using, ...json }),
  };
}
