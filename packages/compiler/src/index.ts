/**
 * The compiler: a folder with a mini program becomes a package.
 *
 * @module @berth/compiler
 */
export type { CompileOptions } from "./compile-options.js";
export { type Compiler, compileProject, createCompiler } from "./compiler.js";
export { type Diagnostic, type ExcerptLine, formatDiagnostic } from "./diagnostic.js";
export type { Digest } from "./environment.js";
export { compileLimits } from "./limits.js";
export { type PackOptions, packProject } from "./pack-project.js";
export { memorySource, type ProjectSource } from "./project.js";
export type { CompiledPage, CompileResult } from "./result.js";
export type { ScriptInput, ScriptMessage, ScriptOutput, ScriptTransform } from "./script/script-transform.js";
