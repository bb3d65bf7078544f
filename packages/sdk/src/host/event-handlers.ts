import type { HostEvents } from "../extension.js";
import { badOption } from "./check-options.js";

/** Events whose handlers may take part in the default action (H-EVH-1). */
const questions = ["backPressed", "titleBarClose", "share", "menuItem", "appUnresponsive"] as const;
const news = [
  "appStart",
  "appExit",
  "appShow",
  "appHide",
  "appLaunchFailed",
  "appResponsive",
  "pageEnter",
  "pageLeave",
] as const satisfies readonly (keyof HostEvents)[];

/** Events that ask, and events that only tell. */
export type HostQuestion = (typeof questions)[number];
/** Events that only tell. */
export type HostNews = (typeof news)[number];

const known: ReadonlySet<string> = new Set<keyof HostEvents>([...questions, ...news]);

type Handler = (...args: unknown[]) => unknown;

/** Handlers of host events, in the order of their registration (H-EVH-2). */
export class EventHandlers {
  readonly #handlers = new Map<string, Handler[]>();

  /** Registers; the result removes this registration and no other. @throws BerthError 90002 for an unknown event */
  on(name: keyof HostEvents, handler: unknown): () => void {
    if (!known.has(name)) throw badOption("name", `there is no host event ${name}`);
    if (typeof handler !== "function") throw badOption("handler", `the handler of ${name} must be a function`);
    const own: Handler = (...args) => (handler as Handler)(...args);
    this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), own]);
    return () => {
      this.#handlers.set(name, this.#handlers.get(name)?.filter((each) => each !== own) ?? []);
    };
  }

  /** Tells every handler. What one of them throws is logged and stops neither the others nor the app (H-LIFE-1). */
  tell(name: HostNews, ...args: unknown[]): void {
    for (const handler of this.#handlers.get(name) ?? []) this.#run(handler, args);
  }

  /** Whether a handler has handled it: the first that returns true ends the round; a throw counts as false. */
  ask(name: HostQuestion, ...args: unknown[]): boolean {
    return (this.#handlers.get(name) ?? []).some((handler) => this.#run(handler, args) === true);
  }

  #run(handler: Handler, args: unknown[]): unknown {
    try {
      const result = handler(...args);
      // A handler may be an async function: its answer comes too late to count, its failure is told.
      if (result instanceof Promise) result.catch((error: unknown) => console.error(error));
      return result;
    } catch (error) {
      console.error(error);
      return false;
    }
  }
}
