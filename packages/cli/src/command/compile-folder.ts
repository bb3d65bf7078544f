import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import {
  type CompileResult,
  type Compiler,
  createCompiler,
  type Diagnostic,
  formatDiagnostic,
  type ProjectSource,
  packProject,
} from "@berth/compiler";
import { folderSource } from "@berth/compiler/node";
import { BerthError } from "@berth/core";
import type { PackageManifest } from "@berth/core/manifest";
import type { Terminal } from "../terminal.js";

/** A folder that compiled. */
export interface CompiledFolder {
  name: string;
  result: CompileResult;
  manifest: PackageManifest;
  /** The package. */
  zip: Uint8Array;
}

/** How a folder is compiled, and what is printed of it. */
export interface CompileFolderOptions {
  quiet?: boolean;
  plugins?: Record<string, ProjectSource>;
  development?: boolean;
  /** Compiles the folder and goes on with it afterwards: a development server's. */
  compiler?: Compiler;
}

/**
 * Compiles a program folder and prints what the compiler has to say.
 *
 * @throws BerthError `FOLDER_MISSING` when there is no such folder, `COMPILE_FAILED` after the errors were printed.
 */
export async function compileFolder(
  dir: string,
  terminal: Terminal,
  options: CompileFolderOptions = {},
): Promise<CompiledFolder> {
  const folder = await existingFolder(dir, "give the folder of a mini program (the one with app.json)");
  const { plugins = {}, development = false } = options;
  const compiler = options.compiler ?? createCompiler(await folderSource(folder), { plugins, development });
  const result = await compiler.compile();
  printDiagnostics(result.diagnostics, terminal, options.quiet === true);
  if (!result.ok || result.manifest === null) {
    const count = result.diagnostics.filter((d) => d.severity === "error").length;
    throw new BerthError("COMPILE_FAILED", `${basename(folder)} has ${count} compile error${count === 1 ? "" : "s"}`, {
      fault: "program",
      details: { diagnostics: result.diagnostics },
    });
  }
  return {
    name: basename(folder),
    result,
    manifest: result.manifest,
    zip: packProject(result, { stored: options.compiler !== undefined }),
  };
}

/** Absolute path of a folder. @throws BerthError `FOLDER_MISSING` */
export async function existingFolder(dir: string, advice: string): Promise<string> {
  const folder = resolve(dir);
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return folder;
  throw new BerthError("FOLDER_MISSING", `${dir} is not a folder; ${advice}`, { fault: "program" });
}

/** Errors with code frames; warnings in one line each, or counted when `quiet`. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], terminal: Terminal, quiet: boolean): void {
  const warnings = diagnostics.filter((d) => d.severity === "warning");
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === "error") terminal.say(formatDiagnostic(diagnostic));
    else if (!quiet) {
      terminal.say(
        terminal.colors.yellow(`${diagnostic.file}:${diagnostic.line}:${diagnostic.column} ${diagnostic.message}`),
      );
    }
  }
  if (quiet && warnings.length > 0)
    terminal.say(terminal.colors.dim(`  ${warnings.length} warnings (berth build shows them)`));
}
