import { shadowedNames, type UnitEntry, type UnitScope } from "@berth/core/wire";
import { functionShim } from "./function-shim.js";

type Factory = Parameters<UnitScope["define"]>[1];

interface ModuleRecord {
  factory: Factory;
  dependencies: Record<string, string>;
  /** Present once the module has begun to run; cycles see what is there so far, as in CommonJS. */
  module: { exports: unknown; id: string } | null;
  failure: { error: unknown } | null;
  /** Each page has its own (F-SJS-3): module and failure are those of the page being drawn, here are the others'. */
  kept: Map<number, Pick<ModuleRecord, "module" | "failure">> | null;
}

/** The modules of all loaded units: CommonJS with paths resolved by the compiler. */
export class ModuleRegistry {
  readonly #modules = new Map<string, ModuleRecord>();
  readonly #builtins = new Map<string, unknown>();
  readonly #shadows: undefined[];
  readonly #each: ModuleRecord[] = [];
  readonly #binds: (() => void)[] = [];
  #page = 0;

  /** Runs around each module, so that `Page()` and `Component()` know whose script calls them. */
  around: (path: string, run: () => void) => void = (_path, run) => run();
  /** Values of `pluginNames` for a module of a plugin; nothing for others (F-PLG-3). */
  own: (path: string) => unknown[] = () => [];
  /** Gets every entry that a unit registers. */
  onRegister: (entry: UnitEntry) => void = () => {};
  /** An SJS module threw when it was loaded. */
  onSjsError: (error: unknown) => void = () => {};

  constructor() {
    const shim = functionShim();
    // The only shadowed name that has a value; the cast lets it travel with the undefined ones.
    this.#shadows = shadowedNames.map((name) => (name === "Function" ? (shim as unknown as undefined) : undefined));
  }

  /** Offers a module of ours under a name that no path can have. */
  provide(name: string, exports: unknown): void {
    this.#builtins.set(name, exports);
  }

  /** What `__berth_unit__` hands to the code of a unit. */
  scope(): UnitScope {
    return {
      define: (path, factory, dependencies, ownEach) => {
        if (this.#modules.has(path)) return;
        const kept = ownEach === 1 ? new Map() : null;
        const record: ModuleRecord = { factory, dependencies, module: null, failure: null, kept };
        this.#modules.set(path, record);
        if (kept !== null) this.#each.push(record);
      },
      register: (entry) => {
        this.onRegister(entry);
      },
    };
  }

  /** Whether a module of that path was defined. */
  has(path: string): boolean {
    return this.#modules.has(path);
  }

  /** Gives a template its SJS modules, those of another page when that is drawn (F-SJS-3). */
  bindSjs(bind: (require: (path: string) => unknown) => void): void {
    let each = false;
    const failed = new Set<string>();
    const run = (): void => {
      bind((path) => {
        each ||= this.#modules.get(path)?.kept != null;
        try {
          return this.require(path);
        } catch (error) {
          // What uses the module is undefined; the page goes on (F-SJS-5).
          if (!failed.has(path)) this.onSjsError(error);
          failed.add(path);
          return undefined;
        }
      });
    };
    run();
    if (each) this.#binds.push(run);
  }

  /** What follows draws that page. */
  enter(page: number): void {
    if (page === this.#page) return;
    for (const record of this.#each) {
      const { module, failure, kept } = record;
      if (this.#page >= 0) kept?.set(this.#page, { module, failure });
      Object.assign(record, kept?.get(page) ?? { module: null, failure: null });
    }
    this.#page = page;
    for (const bind of this.#binds) bind();
  }

  /** The page is gone, and its SJS modules with it. */
  leave(page: number): void {
    const current = page === this.#page;
    if (current) this.#page = -1;
    for (const record of this.#each) {
      record.kept?.delete(page);
      if (current) Object.assign(record, { module: null, failure: null });
    }
  }

  /**
   * Exports of a module, running it at first use. A module that threw throws the same error again.
   *
   * @throws Error when no such module is defined
   */
  require(path: string): unknown {
    if (this.#builtins.has(path)) return this.#builtins.get(path);
    const record = this.#modules.get(path) ?? this.#modules.get(`${path}.js`) ?? this.#modules.get(`${path}/index.js`);
    if (record === undefined) throw new Error(`Cannot find module "${path}"`);
    if (record.failure !== null) throw record.failure.error;
    if (record.module !== null) return record.module.exports;
    const module = { exports: {} as unknown, id: path };
    record.module = module;
    try {
      this.around(path, () => {
        const run = record.factory(...this.#shadows);
        const require = this.#requireFrom(path, record.dependencies);
        run.call(module.exports, require, module, module.exports, ...this.own(path));
      });
    } catch (error) {
      record.failure = { error };
      throw error;
    }
    return module.exports;
  }

  #requireFrom(path: string, dependencies: Record<string, string>): (wanted: string) => unknown {
    return (wanted) => {
      const own = Object.hasOwn(dependencies, wanted) ? dependencies[wanted] : undefined;
      return this.require(own ?? resolveFrom(path, wanted));
    };
  }
}

/** A path computed at run time, which the compiler could not resolve. */
function resolveFrom(from: string, wanted: string): string {
  if (!wanted.startsWith(".")) return wanted.replace(/^\/+/, "");
  const parts = from.split("/").slice(0, -1);
  for (const part of wanted.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
