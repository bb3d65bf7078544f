import { compileProject, memorySource } from "@berth/compiler";
import { type RunOptions, WorkerRun } from "../../support/worker-run.js";

/**
 * Compiles a small project and runs it. Missing required files are filled in: app.json from the pages, empty scripts,
 * json files.
 */
export async function compileRun(
  files: Record<string, string>,
  options: Partial<RunOptions> & {
    config?: Record<string, unknown>;
    path?: string;
    query?: Record<string, string>;
  } = {},
): Promise<WorkerRun> {
  const found = Object.keys(files).filter(
    (name) => name.endsWith(".axml") && files[name.replace(/axml$/, "json")] === undefined,
  );
  const config = { pages: found.map((name) => name.replace(/\.axml$/, "")), ...options.config };
  const project: Record<string, string> = { "app.json": JSON.stringify(config), "app.js": "App({})", ...files };
  for (const name of Object.keys(files)) {
    if (!name.endsWith(".axml")) continue;
    const base = name.replace(/axml$/, "");
    project[`${base}json`] ??= "{}";
    if (config.pages.includes(base.slice(0, -1))) project[`${base}js`] ??= "Page({})";
  }
  const result = await compileProject(memorySource(project));
  const { manifest } = result;
  if (!result.ok || manifest === null) throw new Error(result.diagnostics.map((found) => found.message).join("\n"));
  const units: Record<string, string> = {};
  for (const unit of manifest.units) units[unit.root] = new TextDecoder().decode(result.files.get(unit.code));
  const { app } = manifest;
  const run = new WorkerRun({
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
    start: {
      options: { path: options.path ?? app.home, query: options.query ?? {}, scene: 1000, referrerInfo: {} },
      ...options.start,
    },
    ...(options.answers === undefined ? {} : { answers: options.answers }),
  });
  await run.settle();
  return run;
}
