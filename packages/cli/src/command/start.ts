import { resolve } from "node:path";
import type { SampleSet } from "../start/berth-options.js";
import { startBerth } from "../start.js";
import type { Terminal } from "../terminal.js";
import { untilInterrupted } from "./until-interrupted.js";

/** `berth start`: platform, gateway and simulator, with samples if the caller has some. Runs until interrupted. */
export async function startCommand(
  options: { port: number; fresh: boolean; data: string; samples?: SampleSet },
  terminal: Terminal,
): Promise<number> {
  const berth = await startBerth({
    port: options.port,
    dataDir: resolve(options.data),
    fresh: options.fresh,
    terminal,
    ...(options.samples ? { samples: options.samples } : {}),
  });
  const { bold, cyan, dim } = terminal.colors;
  terminal.print("");
  terminal.print(`  ${bold("Berth is ready:")} ${cyan(berth.url)}`);
  terminal.print("");
  terminal.print(
    "  Try first: open Quayside, put something in the bag and pay; watch JSAPI, Network and Tokens beside it.",
  );
  terminal.print("  Then open Policy Lab and see what stopped each way out; edit its lists under Domains.");
  terminal.print(dim(`  platform ${berth.platformUrl}   gateway ${berth.gatewayUrl}   data ${resolve(options.data)}`));
  terminal.print(dim("  Ctrl+C ends; --fresh begins anew."));
  await untilInterrupted();
  terminal.say("  closing");
  await berth.close();
  return 0;
}
