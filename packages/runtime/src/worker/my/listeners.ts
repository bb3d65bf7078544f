import type { Reporter } from "../link/reporter.js";
import type { ProgramFunction } from "../owner/owner.js";

/** Listeners of `my.onX`, `my.offX`, `my.on` and `my.off` (F-API-4), by event name in lower camel case. */
export class Listeners {
  readonly #byEvent = new Map<string, Set<ProgramFunction>>();
  readonly #reporter: Reporter;
  /** What was told last of an update: it may come before a program listens. */
  readonly told = new Map<string, unknown[]>();

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  /** `NetworkStatusChange` and `networkStatusChange` are one event. */
  static eventName(name: string): string {
    return name.charAt(0).toLowerCase() + name.slice(1);
  }

  add(event: string, fn: unknown): void {
    if (typeof fn !== "function") return;
    let set = this.#byEvent.get(event);
    if (set === undefined) {
      set = new Set();
      this.#byEvent.set(event, set);
    }
    set.add(fn as ProgramFunction);
  }

  /** Removes one listener, or all when none is given. */
  remove(event: string, fn?: unknown): void {
    if (fn === undefined) this.#byEvent.delete(event);
    else this.#byEvent.get(event)?.delete(fn as ProgramFunction);
  }

  emit(event: string, ...args: unknown[]): void {
    if (/Update$|^update/.test(event)) this.told.set(event, args);
    for (const fn of [...(this.#byEvent.get(event) ?? [])]) this.#reporter.guard(() => fn(...args));
  }
}
