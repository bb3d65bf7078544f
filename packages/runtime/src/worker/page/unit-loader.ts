import type { StartInfo } from "@berth/core/wire";
import type { HostLink } from "../link/host-link.js";

/** Sees to it that the code of a page is there: each subpackage is asked for once in a run (F-SUB-4). */
export class UnitLoader {
  readonly #host: HostLink;
  readonly #units: StartInfo["app"]["units"];
  readonly #loaded: Set<string>;
  readonly #waiting = new Map<string, ((ok: boolean) => void)[]>();

  /** @param loaded roots loaded so far; the runtime adds to it */
  constructor(host: HostLink, units: StartInfo["app"]["units"], loaded: Set<string>) {
    this.#host = host;
    this.#units = units;
    this.#loaded = loaded;
  }

  /** Resolves to false when the unit of that page could not be loaded. */
  ensure(path: string): Promise<boolean> {
    return this.load(this.#units.find((unit) => unit.pages.includes(path))?.root ?? "");
  }

  /** Resolves to false when that unit could not be loaded. */
  load(root: string): Promise<boolean> {
    if (root === "" || this.#loaded.has(root)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(root);
      if (waiting !== undefined) {
        waiting.push(resolve);
        return;
      }
      this.#waiting.set(root, [resolve]);
      this.#host.call("loadUnit", { root }, 0, (ok) => {
        if (!ok) this.settle(root, false);
      });
    });
  }

  /** The host's `unit` event: the outcome of loading. */
  settle(root: string, ok: boolean): void {
    if (ok) this.#loaded.add(root);
    const waiting = this.#waiting.get(root);
    this.#waiting.delete(root);
    for (const resolve of waiting ?? []) resolve(ok && this.#loaded.has(root));
  }
}
