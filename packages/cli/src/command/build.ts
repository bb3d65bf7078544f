import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Terminal } from "../terminal.js";
import { compileFolder } from "./compile-folder.js";
import { type ProjectOptions, readPlugins } from "./project-options.js";
import { runScripts } from "./project-scripts.js";

/** `berth build DIR`: writes the package that the platform takes. @returns exit code 0. */
export async function buildCommand(
  dir: string,
  options: { out?: string; json: boolean } & ProjectOptions,
  terminal: Terminal,
): Promise<number> {
  if (options.scripts) await runScripts(dir, ["beforeCompile", "beforeUpload"], terminal);
  const { plugins } = await readPlugins(options.plugin);
  const compile = () => compileFolder(dir, terminal, { plugins });
  const { name, result, manifest, zip } = await terminal.step(`compile ${dir}`, compile);
  const out = resolve(options.out ?? `${name}.zip`);
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, zip);
  const pages = manifest.app.pages.length;
  if (options.json)
    terminal.print(JSON.stringify({ package: out, bytes: zip.length, pages, diagnostics: result.diagnostics }));
  else terminal.print(`${out}  ${(zip.length / 1024).toFixed(1)} KiB, ${pages} page${pages === 1 ? "" : "s"}`);
  return 0;
}
