import type { Reporter } from "../link/reporter.js";
import type { ProgramFunction } from "../owner/owner.js";

/** One end of the channel between opener and page (F-NAV-8): what one end emits, listeners of the other get. */
export class EventChannel {
  readonly #listeners: { name: string; fn: ProgramFunction; once: boolean }[] = [];
  readonly #reporter: Reporter;
  #other: EventChannel | null = null;

  private constructor(reporter: Reporter) {
    this.#reporter = reporter;
    // Programs take the methods off the object.
    this.emit = this.emit.bind(this);
    this.on = this.on.bind(this);
    this.once = this.once.bind(this);
    this.off = this.off.bind(this);
  }

  /** Two connected ends: for the opener and for the page. */
  static pair(reporter: Reporter): [opener: EventChannel, page: EventChannel] {
    const opener = new EventChannel(reporter);
    const page = new EventChannel(reporter);
    opener.#other = page;
    page.#other = opener;
    return [opener, page];
  }

  emit(name: string, ...args: unknown[]): void {
    const other = this.#other;
    if (other === null) return;
    for (const listener of [...other.#listeners]) {
      if (listener.name !== name) continue;
      if (listener.once) other.off(name, listener.fn);
      this.#reporter.guard(() => listener.fn(...args));
    }
  }

  on(name: string, fn: ProgramFunction): void {
    if (typeof fn === "function") this.#listeners.push({ name, fn, once: false });
  }

  once(name: string, fn: ProgramFunction): void {
    if (typeof fn === "function") this.#listeners.push({ name, fn, once: true });
  }

  off(name: string, fn?: ProgramFunction): void {
    for (let i = this.#listeners.length - 1; i >= 0; i--) {
      const listener = this.#listeners[i]!;
      if (listener.name === name && (fn === undefined || listener.fn === fn)) this.#listeners.splice(i, 1);
    }
  }
}
