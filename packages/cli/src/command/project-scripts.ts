import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { type ProjectScripts, projectScripts } from "@berth/compiler/node";
import { BerthError } from "@berth/core";
import type { Terminal } from "../terminal.js";

/**
 * Runs scripts of a project's `mini.project.json` (F-PROJ-1) one after another in its folder, each announced first.
 * What they write goes where progress goes, so that results stay clean.
 *
 * @throws BerthError `SCRIPT_FAILED` when one ends with another code than 0.
 */
export async function runScripts(
  dir: string,
  names: readonly (keyof ProjectScripts)[],
  terminal: Terminal,
): Promise<void> {
  const scripts = await projectScripts(resolve(dir));
  for (const name of names) {
    const command = scripts[name];
    if (command === undefined) continue;
    terminal.say(`  run ${name} of mini.project.json: ${terminal.colors.bold(command)}`);
    const code = await new Promise<number | null>((end) => {
      const child = start(command, dir, terminal);
      child.once("error", () => end(null));
      child.once("exit", end);
    });
    if (code !== 0)
      throw new BerthError("SCRIPT_FAILED", `${name} ("${command}") ended with ${code}; --no-scripts leaves it out`, {
        fault: "program",
      });
  }
}

/** Starts the `watch` script, if there is one, beside the simulator. @returns ends it */
export async function startWatchScript(dir: string, terminal: Terminal): Promise<() => void> {
  const { watch } = await projectScripts(resolve(dir));
  if (watch === undefined) return () => {};
  terminal.say(`  run watch of mini.project.json: ${terminal.colors.bold(watch)}`);
  const ownGroup = process.platform !== "win32";
  const child = start(watch, dir, terminal, ownGroup);
  child.once("error", (error) => terminal.say(`  watch: ${error.message}`));
  return () => {
    // The shell and what it started are one group.
    if (ownGroup && child.pid !== undefined && child.exitCode === null) process.kill(-child.pid);
    else child.kill();
  };
}

function start(command: string, dir: string, terminal: Terminal, ownGroup = false): ChildProcess {
  const child = spawn(command, {
    cwd: resolve(dir),
    shell: true,
    detached: ownGroup,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", (line) => terminal.say(`    ${terminal.colors.dim(line)}`));
  return child;
}
