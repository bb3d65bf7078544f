import { resolve } from "node:path";
import { createCompiler, packProject } from "@berth/compiler";
import { folderSource } from "@berth/compiler/node";
import { watch } from "chokidar";
import { compileFolder, printDiagnostics } from "../command/compile-folder.js";
import type { GivenPlugins } from "../command/project-options.js";
import { startBerth } from "../start.js";
import { quietTerminal } from "../terminal.js";
import type { BerthOptions, RunningBerth } from "./berth-options.js";

/**
 * The simulator on a folder: compiles it, shows it as a preview, compiles again what changed when a file is saved, and
 * tells the open pages. A compile error leaves the last good package in place.
 *
 * @throws BerthError `FOLDER_MISSING`, `COMPILE_FAILED` for the first compile, and what {@link startBerth} throws.
 */
export async function startDev(
  dir: string,
  options: Omit<BerthOptions, "preview" | "samples"> & { plugins?: GivenPlugins },
): Promise<RunningBerth> {
  const terminal = options.terminal ?? quietTerminal();
  const folder = resolve(dir);
  const { plugins = {}, folders = [] } = options.plugins ?? {};
  const project = await folderSource(folder);
  const compiler = createCompiler(project, { plugins, development: true });
  const first = await terminal.step(`compile ${dir}`, () => compileFolder(dir, terminal, { compiler }));
  const preview = { name: first.name, package: first.zip };
  const berth = await startBerth({ ...options, preview });

  let changed = new Set<string>();
  let running: Promise<void> = Promise.resolve();
  const rebuild = async (): Promise<void> => {
    if (changed.size === 0) return;
    const paths = [...changed];
    changed = new Set();
    const start = performance.now();
    const result = await compiler.update(paths);
    // Warnings of other files were shown before.
    const news = result.diagnostics.filter((found) => found.severity === "error" || paths.includes(found.file));
    printDiagnostics(news, terminal, false);
    if (result.ok) {
      preview.package = packProject(result, { stored: true });
      terminal.say(`  ${paths.join(", ")} compiled in ${Math.round(performance.now() - start)} ms`);
    }
    berth.broadcast({
      type: "reload",
      ok: result.ok,
      appId: berth.previewAppId,
      changed: paths,
      diagnostics: result.diagnostics.filter((diagnostic) => diagnostic.severity === "error"),
    });
  };
  const watched = [folder, ...folders];
  const inside = (path: string): string => path.slice(watched.find((at) => path.startsWith(at))?.length ?? 0);
  const watcher = watch(watched, {
    ignored: (path) => /[\\/](node_modules|\.git|dist|\.berth)([\\/]|$)/.test(inside(path)),
    ignoreInitial: true,
    // An editor truncates before it writes; a file is read once it has stopped changing.
    awaitWriteFinish: { stabilityThreshold: 30, pollInterval: 10 },
  });
  watcher.on("all", (_event, path) => {
    changed.add(project.pathOf(path));
    running = running.then(rebuild);
  });
  await new Promise<void>((ready) => watcher.once("ready", ready));
  return {
    ...berth,
    async close() {
      await watcher.close();
      await running;
      await berth.close();
    },
  };
}
