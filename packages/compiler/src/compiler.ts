import { build, buildState } from "./build.js";
import type { CompileOptions } from "./compile-options.js";
import { remembered, systemDigest } from "./environment.js";
import { ProjectFiles } from "./files.js";
import type { ProjectSource } from "./project.js";
import type { CompileResult } from "./result.js";
import { esbuildTransform } from "./script/script-transform.js";

/** A compiler that remembers a project between runs: after a change only what changed is compiled again. */
export interface Compiler {
  /** Compiles the project as it is now. */
  compile(): Promise<CompileResult>;
  /** Compiles again after these project files were changed, added or removed; without paths, after any may have been. */
  update(changedPaths?: Iterable<string>): Promise<CompileResult>;
}

/**
 * A compiler for one project, for development servers. Runs are made one after another.
 *
 * @example
 * ```ts
 * import { createCompiler, memorySource } from "@berth/compiler";
 * const files: Record<string, string> = {
 *   "app.json": `{"pages": ["index"]}`, "app.js": "App({})",
 *   "index.js": "Page({})", "index.json": "{}", "index.axml": "<view>Hello</view>",
 * };
 * const compiler = createCompiler(memorySource(files));
 * await compiler.compile();
 * const again = await compiler.update(["index.axml"]);
 * console.log(again.ok); // true
 * ```
 */
export function createCompiler(project: ProjectSource, options: CompileOptions = {}): Compiler {
  const files = new ProjectFiles(project);
  const state = buildState({
    files,
    transform: options.transform ?? esbuildTransform(),
    digest: remembered(options.digest ?? systemDigest()),
    plugins: new Map(Object.entries(options.plugins ?? {})),
    development: options.development ?? false,
  });
  let last: Promise<unknown> = Promise.resolve();
  const run = (prepare: () => void): Promise<CompileResult> => {
    const next = last.then(() => {
      prepare();
      return build(state);
    });
    last = next.catch(() => undefined);
    return next;
  };
  return {
    compile: () => run(() => {}),
    update: (changedPaths) => {
      const paths = changedPaths === undefined ? undefined : [...changedPaths];
      return run(() => files.forget(paths));
    },
  };
}

/**
 * Compiles a project to the contents of a package. What is wrong with the project is in the result's diagnostics; it
 * does not throw for it.
 *
 * @example
 * ```ts
 * import { compileProject, memorySource, packProject } from "@berth/compiler";
 * const result = await compileProject(memorySource({
 *   "app.json": `{"pages": ["index"]}`, "app.js": "App({})",
 *   "index.js": "Page({})", "index.json": "{}", "index.axml": "<view>Hello</view>",
 * }));
 * if (result.ok) console.log(packProject(result).length > 0); // true
 * ```
 */
export function compileProject(project: ProjectSource, options: CompileOptions = {}): Promise<CompileResult> {
  return createCompiler(project, options).compile();
}
