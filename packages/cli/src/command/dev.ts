import { startDev } from "../start/start-dev.js";
import type { Terminal } from "../terminal.js";
import { type ProjectOptions, readPlugins } from "./project-options.js";
import { runScripts, startWatchScript } from "./project-scripts.js";
import { untilInterrupted } from "./until-interrupted.js";

/** `berth dev DIR`: the simulator on a folder. Runs until interrupted. @returns exit code 0. */
export async function devCommand(
  dir: string,
  options: { port: number } & ProjectOptions,
  terminal: Terminal,
): Promise<number> {
  if (options.scripts) await runScripts(dir, ["beforeCompile", "beforePreview"], terminal);
  const plugins = await readPlugins(options.plugin);
  const berth = await startDev(dir, { port: options.port, terminal, plugins });
  const stopWatch = options.scripts ? await startWatchScript(dir, terminal) : () => {};
  terminal.print(`The simulator runs at ${berth.url}`);
  terminal.say("  Save a file and the page opens anew. Ctrl+C ends.");
  await untilInterrupted();
  stopWatch();
  await berth.close();
  return 0;
}
