import { type Diagnostic, Findings, SourceText } from "../diagnostic.js";
import type { ProjectFiles } from "../files.js";
import { compileLimits } from "../limits.js";
import { type CompiledScript, compileScript } from "./compile-script.js";
import { type LookUp, type Resolver, scriptLookUp } from "./resolve-module.js";
import type { ScriptTransform } from "./script-transform.js";

/** SJS files import only one another, with or without extension (F-SJS-1). */
export const sjsLookUp: LookUp = { extensions: [".sjs"], mainFields: [] };

/** A script that is reachable, with what it requires resolved. */
export interface GraphModule {
  path: string;
  compiled: CompiledScript;
  /** What the source wrote, to the path it means. */
  dependencies: Record<string, string>;
}

interface CachedScript {
  text: string;
  compiled: CompiledScript;
  source: SourceText;
  diagnostics: Diagnostic[];
}

/** Scripts compiled in earlier runs, by path; used again while their text is the same. */
export type ScriptCache = Map<string, CachedScript>;

/** Finds and compiles every script that can be reached from the ones asked for. */
export class ModuleGraph {
  readonly modules = new Map<string, GraphModule>();
  readonly diagnostics: Diagnostic[] = [];
  /** Scripts compiled so far, those used again left out. */
  readonly compiled: string[] = [];
  readonly #files: ProjectFiles;
  readonly #resolver: Resolver;
  readonly #transform: ScriptTransform;
  readonly #cache: ScriptCache;
  readonly #started = new Set<string>();

  constructor(files: ProjectFiles, resolver: Resolver, transform: ScriptTransform, cache: ScriptCache) {
    this.#files = files;
    this.#resolver = resolver;
    this.#transform = transform;
    this.#cache = cache;
  }

  /** Adds a script and everything it reaches. */
  async add(entry: string): Promise<void> {
    const pending = [entry];
    while (pending.length > 0) {
      const wave = [...new Set(pending.splice(0))].filter((path) => !this.#started.has(path));
      for (const path of wave) this.#started.add(path);
      if (this.#started.size > compileLimits.modules) {
        const findings = new Findings();
        findings.about("error", "SCRIPT_TOO_MANY", `More than ${compileLimits.modules} modules.`, entry);
        this.diagnostics.push(...findings.list);
        return;
      }
      const found = await Promise.all(wave.map((path) => this.#load(path)));
      for (const next of found) pending.push(...next);
    }
  }

  /** Puts a module that was made elsewhere in the graph. */
  put(module: GraphModule): void {
    this.#started.add(module.path);
    this.modules.set(module.path, module);
  }

  async #load(path: string): Promise<string[]> {
    const script = await this.#compile(path);
    if (!script) return [];
    this.diagnostics.push(...script.diagnostics);
    const findings = new Findings();
    const isolated = path.endsWith(".sjs");
    const dependencies: Record<string, string> = {};
    for (const name of new Set(script.compiled.requires)) {
      const found = await this.#resolver.resolve(path, name, isolated ? sjsLookUp : scriptLookUp, !isolated);
      if (found !== null) {
        Object.defineProperty(dependencies, name, { value: found, enumerable: true, configurable: true });
        continue;
      }
      const at = findName(script.source.text, name);
      const message = `Cannot find the module "${name}"${isolated ? "; an SJS file imports only .sjs files (F-SJS-1)" : ""}.`;
      // A package may ask for what only another platform has and catch the failure; a program's own file may not.
      if (path.startsWith("node_modules/")) findings.warn("SCRIPT_MODULE", message, script.source, at);
      else findings.error("SCRIPT_MODULE", message, script.source, at);
    }
    this.diagnostics.push(...findings.list);
    this.modules.set(path, { path, compiled: script.compiled, dependencies });
    return Object.values(dependencies);
  }

  async #compile(path: string): Promise<CachedScript | null> {
    const bytes = await this.#files.read(path);
    if (bytes !== null && bytes.length > compileLimits.sourceBytes) {
      const findings = new Findings();
      findings.about("error", "FILE_TOO_LARGE", `Larger than ${compileLimits.sourceBytes} bytes.`, path);
      this.diagnostics.push(...findings.list);
      return null;
    }
    const text = await this.#files.text(path);
    if (text === null) return null;
    const known = this.#cache.get(path);
    if (known?.text === text) return known;
    const findings = new Findings();
    const source = new SourceText(path, text);
    this.compiled.push(path);
    const compiled = await compileScript(source, this.#transform, findings);
    const script = { text, compiled, source, diagnostics: findings.list };
    this.#cache.set(path, script);
    return script;
  }
}

/** Place of a module's name in a source, between quotes. */
function findName(text: string, name: string): number {
  for (const quote of ['"', "'", "`"]) {
    const at = text.indexOf(quote + name + quote);
    if (at >= 0) return at;
  }
  return 0;
}
