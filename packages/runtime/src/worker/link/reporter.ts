import type { Json } from "@berth/core/wire";
import type { HostLink } from "./host-link.js";
import { JsonCopier } from "./json-copier.js";

/** Objects and lists of one console argument that are sent. */
const consoleNodes = 5000;

/** What the program threw, read without trusting it. */
export interface ErrorFacts {
  name: string;
  message: string;
  stack: string;
}

/** Tells the host, and where F-APP-7 says so the program, what went wrong. */
export class Reporter {
  readonly #host: HostLink;
  readonly #cleanStack: (stack: string) => string;
  readonly #said = new Set<string>();

  /** Page shown now, for notes that name none. */
  currentPage: () => number = () => 0;
  /** No page has been rendered yet: an error is the reason of a blank screen. */
  fatal = true;
  /** Delivers an error to App.onError and its listeners (F-APP-7); set by the app. */
  deliver: (kind: "exception" | "rejection", error: unknown, facts: ErrorFacts, promise?: unknown) => void = () => {};
  /** A hook of a custom component threw. */
  broken: (error: unknown) => void = () => {};
  #delivering = false;

  constructor(host: HostLink, cleanStack: (stack: string) => string) {
    this.#host = host;
    this.#cleanStack = cleanStack;
  }

  /** An uncaught exception or unhandled rejection: a note for the host, then the program's own hooks (F-APP-7). */
  error(kind: "exception" | "rejection", error: unknown, promise?: unknown): void {
    const facts = this.log(kind, error);
    // An exception inside the hooks is logged and not delivered again.
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      this.deliver(kind, error, facts, promise);
    } catch (inner) {
      this.log("exception", inner);
    } finally {
      this.#delivering = false;
    }
  }

  /** A note for the host only. */
  log(kind: "exception" | "rejection", error: unknown, pageId = this.currentPage()): ErrorFacts {
    const facts = factsOf(error);
    facts.stack = this.#cleanStack(facts.stack);
    this.#host.note({ type: "error", kind, ...facts, pageId, fatal: this.fatal });
    return facts;
  }

  /** A warning of the runtime with the fix in it. */
  warn(code: string, message: string, pageId = this.currentPage()): void {
    this.#host.note({ type: "warning", code, message, pageId });
  }

  /** As `warn`, once for each `code` and `message` in a run. */
  warnOnce(code: string, message: string): void {
    const key = `${code} ${message}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.warn(code, message);
  }

  /** Runs code of the program; what it throws is reported and the result is undefined. */
  guard<T>(fn: () => T): T | undefined {
    try {
      return fn();
    } catch (error) {
      this.error("exception", error);
      return undefined;
    }
  }

  /** A line of the program's console. */
  console(level: "log" | "info" | "warn" | "error" | "debug", args: unknown[]): void {
    this.#host.note({ type: "console", level, args: args.map(consoleValue) });
  }
}

function factsOf(error: unknown): ErrorFacts {
  try {
    if (error !== null && typeof error === "object") {
      const { name, message, stack, errorMessage, error: code } = error as Record<string, unknown>;
      return {
        // A failure object of a JSAPI that nobody caught (F-API-3) is told apart from what the program threw.
        name: typeof name === "string" ? name : typeof code === "number" ? "ApiFailure" : "Error",
        message: String(message ?? errorMessage ?? JSON.stringify(error)),
        stack: typeof stack === "string" ? stack : "",
      };
    }
    return { name: "Error", message: String(error), stack: "" };
  } catch {
    return { name: "Error", message: "an error that cannot be read", stack: "" };
  }
}

function consoleValue(value: unknown): Json {
  if (value === undefined) return "undefined";
  if (typeof value === "function") return `function ${value.name}`;
  if (typeof value === "symbol" || typeof value === "bigint") return value.toString();
  try {
    if (value instanceof Error) return value.stack ?? `${value.name}: ${value.message}`;
    return new JsonCopier(false, consoleNodes).copy(value) ?? null;
  } catch {
    return "[unreadable value]";
  }
}
