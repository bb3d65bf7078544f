import { resolve } from "node:path";
import { createCompiler, packProject } from "@berth/compiler";
import { folderSource } from "@berth/compiler/node";
import { watch } from "chokidar";
import { startBerth } from "../start.js";
import type { Terminal } from "../terminal.js";
import { compileFolder, printDiagnostics } from "./compile-folder.js";
import { untilInterrupted } from "./until-interrupted.js";

/** `berth dev DIR`: the simulator on a folder; recompiles and reopens the page when a file is saved. Runs until interrupted. */
export async function devCommand(dir: string, options: { port: number }, terminal: Terminal): Promise<number> {
  const folder = resolve(dir);
  const first = await terminal.step(`compile ${dir}`, () => compileFolder(dir, terminal));
  const compiler = createCompiler(await folderSource(folder));
  const preview = { name: first.name, package: first.zip };
  const berth = await startBerth({ port: options.port, preview, terminal });
  await compiler.compile();

  let changed = new Set<string>();
  let running = false;
  const rebuild = async (): Promise<void> => {
    if (running) return;
    running = true;
    while (changed.size > 0) {
      const paths = [...changed];
      changed = new Set();
      const start = performance.now();
      const result = await compiler.update(paths);
      printDiagnostics(result.diagnostics, terminal, true);
      if (result.ok) {
        preview.package = packProject(result);
        terminal.say(`  ${paths.join(", ")} compiled in ${Math.round(performance.now() - start)} ms`);
      }
      berth.broadcast({
        type: "reload",
        ok: result.ok,
        appId: berth.previewAppId,
        changed: paths,
        diagnostics: result.diagnostics.filter((diagnostic) => diagnostic.severity === "error"),
      });
    }
    running = false;
  };
  const watcher = watch(folder, {
    ignored: (path) => /[\\/](node_modules|\.git|dist|\.berth)([\\/]|$)/.test(path.slice(folder.length)),
    ignoreInitial: true,
  });
  watcher.on("all", (_event, path) => {
    changed.add(path.slice(folder.length + 1).replaceAll("\\", "/"));
    void rebuild();
  });

  terminal.print(`${first.name} runs at ${berth.url}`);
  terminal.say("  Save a file and the page opens anew. Ctrl+C ends.");
  await untilInterrupted();
  await watcher.close();
  await berth.close();
  return 0;
}
