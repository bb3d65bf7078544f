import { shadowedNames, type UnitEntry, type UnitScope } from "@berth/core/wire";
import { functionShim } from "./function-shim.js";

type Factory = (...shadowed: undefined[]) => (require: unknown, module: unknown, exports: unknown) => void;

interface ModuleRecord {
  factory: Factory;
  dependencies: Record<string, string>;
  /** Present once the module has begun to run; cycles see what is there so far, as in CommonJS. */
  module: { exports: unknown; id: string } | null;
  failure: { error: unknown } | null;
}

/** The modules of all loaded units: CommonJS with paths resolved by the compiler. */
export class ModuleRegistry {
  readonly #modules = new Map<string, ModuleRecord>();
  readonly #builtins = new Map<string, unknown>();
  readonly #shadows: undefined[];

  /** Runs around each module, so that `Page()` and `Component()` know whose script calls them. */
  around: (path: string, run: () => void) => void = (_path, run) => run();
  /** Gets every entry that a unit registers. */
  onRegister: (entry: UnitEntry) => void = () => {};

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
      define: (path, factory, dependencies) => {
        if (!this.#modules.has(path)) {
          this.#modules.set(path, { factory, dependencies, module: null, failure: null });
        }
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
        run.call(module.exports, this.#requireFrom(path, record.dependencies), module, module.exports);
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
