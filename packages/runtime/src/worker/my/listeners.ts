import type { Reporter } from "../link/reporter.js";
import type { ProgramFunction } from "../owner/owner.js";

function listenerOf(given: unknown): ProgramFunction | undefined {
  const fn = (given as { success?: unknown } | null | undefined)?.success ?? given;
  return typeof fn === "function" ? (fn as ProgramFunction) : undefined;
}

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

  /** Adds a listener: a function, or as programs do `{success}`. True: it is the first of the event. */
  add(event: string, given: unknown): boolean {
    const fn = listenerOf(given);
    if (fn === undefined) return false;
    let set = this.#byEvent.get(event);
    if (set === undefined) {
      set = new Set();
      this.#byEvent.set(event, set);
    }
    return set.add(fn).size === 1;
  }

  /** Removes one listener, or all when none is given. True: the event has none any more. */
  remove(event: string, given?: unknown): boolean {
    const set = this.#byEvent.get(event);
    const fn = listenerOf(given);
    if (fn !== undefined) set?.delete(fn);
    if (set === undefined || (fn !== undefined && set.size > 0)) return false;
    return this.#byEvent.delete(event);
  }

  emit(event: string, ...args: unknown[]): void {
    if (/Update$|^update/.test(event)) this.told.set(event, args);
    for (const fn of [...(this.#byEvent.get(event) ?? [])]) this.#reporter.guard(() => fn(...args));
  }
}
