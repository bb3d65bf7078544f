import { startDev } from "../start/start-dev.js";
import type { Terminal } from "../terminal.js";
import { untilInterrupted } from "./until-interrupted.js";

/** `berth dev DIR`: the simulator on a folder. Runs until interrupted. @returns exit code 0. */
export async function devCommand(dir: string, options: { port: number }, terminal: Terminal): Promise<number> {
  const berth = await startDev(dir, { port: options.port, terminal });
  terminal.print(`The simulator runs at ${berth.url}`);
  terminal.say("  Save a file and the page opens anew. Ctrl+C ends.");
  await untilInterrupted();
  await berth.close();
  return 0;
}
