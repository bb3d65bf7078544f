import type { EntryRegistry } from "../app/entry-registry.js";
import type { Router } from "../page/router.js";
import type { ModuleRegistry } from "./module-registry.js";

/**
 * The plugins of a program (F-PLG). Each has a `my` with storage of its own, and no way to the program's app and pages
 * (F-PLG-3). This keeps honest code apart; both run in one worker, whose wall is around the program as a whole.
 */
export class Plugins {
  readonly #modules: ModuleRegistry;
  readonly #entries: EntryRegistry;
  readonly #router: Router;
  readonly #ownMy: (root: string) => Record<string, unknown>;
  readonly #own = new Map<string, unknown[]>();

  constructor(
    modules: ModuleRegistry,
    entries: EntryRegistry,
    router: Router,
    ownMy: (root: string) => Record<string, unknown>,
  ) {
    this.#modules = modules;
    this.#entries = entries;
    this.#router = router;
    this.#ownMy = ownMy;
  }

  /** What a module of a plugin has for itself, in the order of `pluginNames`. */
  own(path: string): unknown[] {
    const root = path.split("/", 2).join("/");
    let own = this.#own.get(root);
    if (own === undefined) {
      const refused = (name: string) => (): never => {
        throw new Error(`${name}() is not for plugins (F-PLG-3)`);
      };
      const pages = (): unknown[] =>
        this.#router.stack.filter((page) => page.path.startsWith(`${root}/`)).map((page) => page.instance);
      own = [this.#ownMy(root), refused("App"), () => undefined, pages, refused("requirePlugin")];
      this.#own.set(root, own);
    }
    return own;
  }

  /** What the script of a plugin exports; a plugin without a script gives an empty object. @throws Error without plugin */
  require(name: string): unknown {
    const entry = this.#entries.plugins.get(name.replace(/^(?:dynamic-)?plugin:\/\//, ""));
    if (entry === undefined) throw new Error(`requirePlugin("${name}"): no such plugin is loaded (F-PLG-1)`);
    return entry.script === null ? {} : this.#modules.require(entry.script);
  }
}
