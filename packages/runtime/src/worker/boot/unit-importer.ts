import type { WorkerExtra } from "../extra/worker-extra.js";

/** What loading code needs of the realm, kept before the names are removed. */
export interface ImporterRealm {
  importScripts(address: string): void;
  createAddress(code: string): string;
  revokeAddress(address: string): void;
  /** The global object. */
  scope: object;
}

/** Runs the text of units by `importScripts` from blobs made here and revoked at once (S-BOOT-3). */
export class UnitImporter {
  readonly #realm: ImporterRealm;
  readonly #roots = new Map<string, string>();

  constructor(realm: ImporterRealm) {
    this.#realm = realm;
  }

  /** Installs the program's names, and `__berth_unit__` for the time of this script only. */
  run(root: string, code: string, globals: Readonly<Record<string, unknown>>): void {
    const { scope } = this.#realm;
    for (const [name, value] of Object.entries(globals)) {
      if (Object.hasOwn(scope, name) && Reflect.get(scope, name) === value) continue;
      // Programs may replace what they like in their own realm; the runtime does not look there again.
      const known = this.#installed.has(name);
      if (known && name !== "__berth_unit__") continue;
      Reflect.defineProperty(scope, name, { value, writable: true, configurable: true, enumerable: false });
      this.#installed.add(name);
    }
    const address = this.#realm.createAddress(code);
    this.#roots.set(address, root);
    this.#import(address, "__berth_unit__");
  }

  /** Runs the runtime's second script and gives what it brings; null when it brings nothing. */
  extra(code: string): WorkerExtra | null {
    let extra: WorkerExtra | null = null;
    const value = (given: WorkerExtra): void => {
      extra = given;
    };
    Reflect.defineProperty(this.#realm.scope, "__berth_extra__", { value, configurable: true });
    this.#import(this.#realm.createAddress(code), "__berth_extra__");
    return extra;
  }

  #import(address: string, name: string): void {
    try {
      this.#realm.importScripts(address);
    } finally {
      this.#realm.revokeAddress(address);
      Reflect.deleteProperty(this.#realm.scope, name);
    }
  }

  readonly #installed = new Set<string>();

  /** A stack in which blob addresses are named after their unit. */
  cleanStack(stack: string): string {
    return stack.replace(/blob:[^\s:)]+(?::[^\s:)]*?\/)?[\w-]+/g, (address) => {
      const root = this.#roots.get(address);
      return root === undefined ? "berth-runtime" : `berth-unit:${root}/code.js`;
    });
  }
}
