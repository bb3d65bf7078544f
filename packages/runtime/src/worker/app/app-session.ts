import type { HostEventName, Json, LaunchOptions, StartInfo, ViewToWorker } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import type { Components } from "../component/components.js";
import { EventDispatcher } from "../events/event-dispatcher.js";
import { createMy } from "../my/create-my.js";
import { Listeners } from "../my/listeners.js";
import { ViewCalls } from "../my/view-calls.js";
import { ownerMethods } from "../owner/owner-methods.js";
import { PageFactory } from "../page/page-factory.js";
import { Router } from "../page/router.js";
import { UnitLoader } from "../page/unit-loader.js";
import { AppController } from "./app-controller.js";
import type { ElementRequests } from "./element-requests.js";
import { HostEvents } from "./host-events.js";
import { PageEvents } from "./page-events.js";

/** One run of a mini program, from `start` on: app, pages, `my`, and where events go. */
export class AppSession {
  readonly app: AppController;
  readonly router: Router;
  readonly my: Record<string, unknown>;
  /** A `my` for the plugin in that folder. */
  readonly ownMy: (root: string) => Record<string, unknown>;
  readonly #realm: Realm;
  readonly #start: StartInfo;
  readonly #events: EventDispatcher;
  #requests: ElementRequests | undefined;
  readonly #hostEvents: HostEvents;
  readonly #pageEvents: PageEvents;
  readonly #units: UnitLoader;

  constructor(realm: Realm, start: StartInfo, components: Components, loaded: Set<string>) {
    const { reporter } = realm;
    const listeners = new Listeners(reporter);
    reporter.broken = (error) => listeners.emit("componentError", { error });
    const view = new ViewCalls(realm);
    const system: { info: Record<string, Json> } = { info: start.systemInfo };
    const pages = new PageFactory(realm, start);
    this.#realm = realm;
    this.#start = start;
    this.#units = new UnitLoader(realm.host, start.app.units, loaded);
    this.app = new AppController(realm, listeners);
    this.router = new Router(realm, start, pages, this.#units);
    this.#events = new EventDispatcher(realm);
    this.#pageEvents = new PageEvents(this.router, realm.extra);
    components.page = (pageId) => this.router.page(pageId);
    components.methods = ownerMethods(realm, view, components.page);
    pages.methods = components.methods;
    pages.onFirstRender = () => {
      reporter.fatal = false;
    };
    reporter.currentPage = () => this.router.top?.pageId ?? 0;
    const { app, router } = this;
    const refreshing = (): void => this.#pageEvents.refreshing();
    const units = this.#units;
    this.ownMy = (root) => createMy({ realm, start, app, router, view, listeners, system, units, root, refreshing });
    this.my = this.ownMy("");
    const events = this.#events;
    this.#hostEvents = new HostEvents({ realm, start, app, router, pages, listeners, system, view, events });
  }

  /** Runs the app's script, its hooks, and opens the first page (F-ORD-1). */
  launch(): void {
    const { reporter, entries } = this.#realm;
    reporter.guard(() => {
      if (!entries.runApp()) reporter.warn("DECLARATION", "the package registers no app script");
    });
    const { options, app } = this.#start;
    this.app.launch(options);
    const path = options.path.replace(/^\/+/, "") || app.home;
    if (app.pages.includes(path)) {
      this.#open(path, options);
      return;
    }
    // F-APP-8: a navigation made in the same macrotask wins over the home page.
    this.router.open = true;
    this.app.pageNotFound(options);
    this.#realm.env.macrotask(() => {
      this.#realm.env.macrotask(() => {
        if (this.router.idle && this.router.top === undefined) this.#open(app.home, { ...options, query: {} });
      });
    });
  }

  /** An event of the host. */
  hostEvent(name: HostEventName, data: Json): void {
    const facts = (typeof data === "object" && data !== null && !Array.isArray(data) ? data : {}) as Record<
      string,
      Json
    >;
    if (name === "unit") this.#units.settle(String(facts["root"] ?? ""), facts["ok"] === true);
    else this.#hostEvents.receive(name, facts);
  }

  /** A message of the view. */
  viewMessage(message: ViewToWorker): void {
    if (message[0] === "event") {
      const [, node, type, detail, touches, changedTouches, timeStamp, tag] = message;
      if (type === "navigate" || type === "openType") {
        this.#requests ??= new (this.#realm.extra().ElementRequests)(this.#realm, this.router, this.#events);
        this.#requests.take(node, type, detail);
        return;
      }
      this.#events.dispatch({ node, type, detail, touches, changedTouches, timeStamp, tag });
      // After the render that follows: until then the view keeps what the user did since (F-TAG-3).
      if (type === "input" || type === "focus" || type === "blur") {
        this.#realm.updates.hook(() => this.#realm.draw.call(node, "heard", [type], null));
      }
    } else if (message[0] === "page") {
      this.#pageEvents.receive(message[1], message[2], message[3]);
    } else if (message[0] === "warning") {
      this.#realm.reporter.warn("VIEW", message[1]);
    }
  }

  #open(path: string, options: LaunchOptions): void {
    this.router.launch({ path, query: { ...options.query }, hasQuery: false }, () => {});
  }
}
