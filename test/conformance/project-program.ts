import { type CompileResult, compileProject, memorySource } from "@berth/compiler";
import { expect } from "vitest";
import { page } from "../support/program-run.js";

/** Files of a program by name. */
export type Files = Record<string, string>;
type Manifest = NonNullable<CompileResult["manifest"]>;

/** The files of a program with the page `index`. */
export const program = (app: Record<string, unknown> = {}, files: Files = {}): Files => ({
  "app.json": JSON.stringify({ pages: ["index"], ...app }),
  "app.js": "App({})",
  ...page("index", "<view>Home</view>"),
  ...files,
});

export const compile = (files: Files): Promise<CompileResult> => compileProject(memorySource(files));

/** The manifest of a program without errors. */
export async function manifest(files: Files): Promise<Manifest> {
  const result = await compile(files);
  expect(errorsOf(result)).toEqual([]);
  if (result.manifest === null) throw new Error("no manifest");
  return result.manifest;
}

const told = (result: CompileResult, severity: string): string[] =>
  result.diagnostics.filter((d) => d.severity === severity).map((d) => `${d.code} ${d.file}: ${d.message}`);
/** Codes, files and texts of what the compiler finds. */
export const errorsOf = (result: CompileResult): string[] => told(result, "error");
export const errors = async (files: Files): Promise<string[]> => errorsOf(await compile(files));
export const warnings = async (files: Files): Promise<string[]> => told(await compile(files), "warning");

/** Files of the program inside the package. */
export const packed = async (files: Files): Promise<string[]> =>
  Object.keys((await manifest(files)).files).flatMap((name) => (name.startsWith("files/") ? [name.slice(6)] : []));

export const without = (files: Files, ...names: string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name)));
