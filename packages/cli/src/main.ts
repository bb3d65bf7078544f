/**
 * The `berth` command.
 *
 * @module
 */
import { BerthError } from "@berth/core";
import { Command, CommanderError } from "commander";
import { buildCommand } from "./command/build.js";
import { checkCommand } from "./command/check.js";
import { devCommand } from "./command/dev.js";
import { policyCommand } from "./command/policy.js";
import type { ProjectOptions } from "./command/project-options.js";
import { startCommand } from "./command/start.js";
import { processTerminal, type Terminal } from "./terminal.js";

/**
 * Runs one command.
 *
 * @param args - words after `berth`.
 * @returns exit code: 0 good, 1 the program or the cases have faults, 2 the command was used wrongly or could not run.
 */
export async function main(args: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  let code = 0;
  const run = (work: Promise<number>): Promise<void> =>
    work.then((result) => {
      code = result;
    });
  const berth = new Command("berth")
    .description("Run, build and check mini programs")
    .exitOverride()
    .showHelpAfterError("(berth --help shows every command)");
  const port = (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 0 && value < 65_536) return value;
    throw new BerthError("USAGE", `${text} is no port; give a number from 0 to 65535`);
  };
  const program = (command: Command): Command =>
    command
      .option(
        "--plugin <name=folder>",
        "code of a plugin that app.json names (may be repeated)",
        (value: string, before: string[]) => [...before, value],
        [],
      )
      .option("--no-scripts", "do not run the scripts of mini.project.json");
  program(berth.command("dev"))
    .argument("<dir>", "folder of the mini program")
    .description("open the simulator on a folder and reload when a file is saved")
    .option("--port <port>", "port of the simulator, 0 = any free one", port, 0)
    .action((dir: string, options: { port: number } & ProjectOptions) => run(devCommand(dir, options, terminal)));
  program(berth.command("build"))
    .argument("<dir>", "folder of the mini program")
    .description("compile to a package")
    .option("-o, --out <file>", "file to write (default: <folder name>.zip)")
    .option("--json", "print the outcome as JSON", false)
    .action((dir: string, options: { out?: string; json: boolean } & ProjectOptions) =>
      run(buildCommand(dir, options, terminal)),
    );
  program(berth.command("check"))
    .argument("<dir>", "folder of the mini program")
    .description("open every page in headless Chromium and report errors")
    .option("--json", "print the report as JSON", false)
    .option("--screenshots <folder>", "keep a picture of every page")
    .option("--page <path...>", "only these pages")
    .action((dir: string, options: { json: boolean; screenshots?: string; page?: string[] } & ProjectOptions) =>
      run(checkCommand(dir, options, terminal)),
    );
  berth
    .command("policy")
    .description("decide the cases of an allowlist test")
    .requiredOption("--cases <file>", "JSON: [{entries, url, api?, ownerKind?, expect?}]")
    .option("--json", "print verdicts as JSON", false)
    .action((options: { cases: string; json: boolean }) => run(policyCommand(options, terminal)));
  berth
    .command("start")
    .description("platform, egress gateway and simulator with the sample programs")
    .option("--port <port>", "port of the simulator, 0 = any free one", port, 0)
    .option("--fresh", "forget everything of earlier runs", false)
    .option("--data <folder>", "data folder", ".berth")
    .action((options: { port: number; fresh: boolean; data: string }) => run(startCommand(options, terminal)));
  try {
    await berth.parseAsync(args, { from: "user" });
  } catch (error) {
    // Commander has already printed what was wrong with the words; help and version end well.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof BerthError)) throw error;
    terminal.say(`${terminal.colors.red("error")} ${error.message} (${error.code})`);
    return error.fault === "program" ? 1 : 2;
  }
  return code;
}
