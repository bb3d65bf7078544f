import type { LaunchOptions } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import { jsonCopy } from "../link/json-copier.js";
import type { ErrorFacts } from "../link/reporter.js";
import type { Listeners } from "../my/listeners.js";
import type { ProgramFunction } from "../owner/owner.js";

/** The app instance and its hooks (F-APP). */
export class AppController {
  readonly #realm: Realm;
  readonly #listeners: Listeners;
  /** What `getApp()` returns; undefined while the arguments of `App()` are evaluated (F-APP-4). */
  instance: Record<string, unknown> | undefined;
  /** Options of the latest show, for getEnterOptionsSync. */
  entered: LaunchOptions | null = null;

  constructor(realm: Realm, listeners: Listeners) {
    this.#realm = realm;
    this.#listeners = listeners;
    realm.reporter.deliver = (kind, error, facts, promise) => this.#deliver(kind, error, facts, promise);
  }

  /** `App(options)`; a second call is an error (F-APP-1). */
  declare(options: unknown): void {
    if (this.instance !== undefined) throw new Error("App() may be called only once (F-APP-1)");
    this.instance = typeof options === "object" && options !== null ? (options as Record<string, unknown>) : {};
  }

  launch(options: LaunchOptions): void {
    this.instance ??= {};
    this.entered = options;
    this.#realm.host.note({ type: "app", phase: "launch" });
    this.#run("onLaunch", [jsonCopy(options)]);
    this.show(options);
  }

  show(options: LaunchOptions): void {
    this.entered = options;
    this.#realm.host.note({ type: "app", phase: "show" });
    this.#run("onShow", [jsonCopy(options)]);
    this.#listeners.emit("appShow", jsonCopy(options));
  }

  hide(): void {
    this.#realm.host.note({ type: "app", phase: "hide" });
    this.#run("onHide", []);
    this.#listeners.emit("appHide", {});
  }

  /** F-APP-8. */
  pageNotFound(options: LaunchOptions): void {
    const event = { path: options.path, query: { ...options.query }, isEntryPage: true };
    this.#run("onPageNotFound", [event]);
    this.#listeners.emit("pageNotFound", event);
  }

  #run(name: string, args: unknown[]): void {
    const hook = this.instance?.[name];
    if (typeof hook === "function") this.#realm.reporter.guard(() => hook.apply(this.instance, args));
  }

  /** F-APP-7: not guarded, since what these hooks throw is logged by the reporter and not delivered again. */
  #deliver(kind: "exception" | "rejection", error: unknown, facts: ErrorFacts, promise: unknown): void {
    if (kind === "exception") {
      (this.instance?.["onError"] as ProgramFunction | undefined)?.call(this.instance, facts.message, facts.stack);
      this.#listeners.emit("error", facts.message, facts.stack);
      return;
    }
    const event = { reason: error, promise };
    (this.instance?.["onUnhandledRejection"] as ProgramFunction | undefined)?.call(this.instance, event);
    this.#listeners.emit("unhandledRejection", event);
  }
}
