import { compileProject, memorySource } from "@berth/compiler";
import { component, type ProgramRun, programRun } from "../support/program-run.js";

type Files = Record<string, string>;

/** Runs a program whose only page is `index`; other templates are components and parts. */
export const start = (files: Files): Promise<ProgramRun> => programRun(files, { config: { pages: ["index"] } });

/** The same with a page that has just data. */
export const run = (axml: string, data: unknown = {}, files: Files = {}): Promise<ProgramRun> =>
  start({ "index.axml": axml, "index.js": `Page({ data: ${JSON.stringify(data)} })`, ...files });

/** What the page shows as a tree. */
export const drawn = async (axml: string, data: unknown = {}, files: Files = {}): Promise<string> =>
  (await run(axml, data, files)).view.view.text();

/** All texts the page shows. */
export const words = async (axml: string, data: unknown = {}, files: Files = {}): Promise<string> =>
  (await run(axml, data, files)).words;

/** Findings of the compiler: severity, code, file and place. */
export async function findings(axml: string, files: Files = {}): Promise<string[]> {
  const base = { "app.json": '{"pages":["index"]}', "app.js": "App({})", "index.js": "Page({})", "index.json": "{}" };
  const { diagnostics } = await compileProject(memorySource({ ...base, "index.axml": axml, ...files }));
  return diagnostics.map((d) => `${d.severity} ${d.code} ${d.file}:${d.line}:${d.column}`);
}

/** A component that the page may use as `x-c`. */
export const withComponent = (axml: string, script?: string): Files => ({
  ...component("c/c", axml, script),
  "index.json": '{"usingComponents":{"x-c":"./c/c"}}',
});
