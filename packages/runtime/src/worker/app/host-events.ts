import type { FileEntry, HostEventName, Json, LaunchOptions, StartInfo } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import type { EventDispatcher } from "../events/event-dispatcher.js";
import { Listeners } from "../my/listeners.js";
import type { ViewCalls } from "../my/view-calls.js";
import type { PageFactory } from "../page/page-factory.js";
import type { RouteKind, Router } from "../page/router.js";
import type { AppController } from "./app-controller.js";
import { sharePage } from "./share-page.js";

/** What the host's events act on. */
export interface HostEventParts {
  realm: Realm;
  start: StartInfo;
  app: AppController;
  router: Router;
  pages: PageFactory;
  listeners: Listeners;
  system: { info: Record<string, Json> };
  view: ViewCalls;
  events: EventDispatcher;
}

/** Takes events of the host to app, pages and listeners. */
export class HostEvents {
  readonly #parts: HostEventParts;

  constructor(parts: HostEventParts) {
    this.#parts = parts;
  }

  receive(name: HostEventName, data: Record<string, Json>): void {
    const { app, router, pages, listeners, system } = this.#parts;
    const { top } = router;
    switch (name) {
      case "show": {
        // App first, then the page (F-APP-6).
        app.show((data["options"] as LaunchOptions | undefined) ?? app.entered ?? this.#parts.start.options);
        if (top !== undefined && !top.shown) pages.show(top, "launch");
        break;
      }
      case "hide":
        app.hide();
        if (top !== undefined) pages.hide(top, "launch");
        break;
      case "back":
        this.#back();
        break;
      case "tab":
        this.#tab(Number(data["index"]));
        break;
      case "titleClick":
      case "optionMenuClick":
      case "popMenuClick": {
        const hook = `on${name.charAt(0).toUpperCase()}${name.slice(1)}`;
        top?.fire(hook, [data]);
        break;
      }
      case "open":
        this.#open(data);
        break;
      case "my": {
        const event = Listeners.eventName(String(data["event"] ?? ""));
        if (event === "systemInfo") Object.assign(system.info, data["data"]);
        // A handle is in it, which JSON does not know.
        else if (event === "file") this.#parts.start.files?.push(data["data"] as unknown as FileEntry);
        else listeners.emit(event, data["data"] ?? {});
        break;
      }
      case "webviewMessage":
        this.#webview(data, "message", data["data"] ?? null);
        break;
      case "webviewLoad":
        this.#webview(data, "load", { url: data["url"] ?? "" });
        break;
      case "webviewError":
        this.#webview(data, "error", { errorCode: data["errorCode"] ?? 3, url: data["url"] ?? "" });
        break;
      case "route":
        // Asked for by a web page (F-WEB-5); the host sees the outcome in the stack note.
        router.route(data["kind"] as RouteKind, (data["params"] ?? {}) as Record<string, unknown>, () => {});
        break;
      case "share":
        sharePage(this.#parts.realm, router.page(Number(data["pageId"])) ?? top, { from: "menu" });
        break;
      case "unit":
        break;
    }
  }

  #back(): void {
    const { router, realm } = this.#parts;
    if (router.top?.hasEvent("onBack") && this.#acted(() => router.top?.runEvent("onBack", []))) return;
    if (router.stack.length > 1) router.route("navigateBack", { delta: 1 }, () => {});
    else realm.host.note({ type: "exit", reason: "back" });
  }

  /**
   * Whether code of the program did something: asked for anything, set data, gave a value. `events.onBack` replaces the
   * default action (F-PAGE-3), but the one that uni-app gives to every page does nothing, and its users want to go back.
   */
  #acted(run: () => unknown): boolean {
    const { router, realm } = this.#parts;
    const { host, updates } = realm;
    updates.flush();
    const before = host.waiting;
    return run() !== undefined || host.waiting > before || !updates.idle || !router.idle;
  }

  /** A user's tap: beforeTabItemTap, the switch, onTabItemTap of the target (F-ORD-3). */
  #tab(index: number): void {
    const { router, start } = this.#parts;
    const item = start.app.tabs[index];
    if (item === undefined) return;
    const event = { from: "user", pagePath: item.pagePath, text: item.text, index };
    if (router.top?.path === item.pagePath) {
      router.top.fire("onSelectedTabItemTap", [event]);
      return;
    }
    router.top?.fire("beforeTabItemTap", [event]);
    router.route("switchTab", { url: `/${item.pagePath}` }, (outcome) => {
      if (outcome.ok) router.top?.fire("onTabItemTap", [event]);
    });
  }

  /** H-OPEN-5: App.onShow with the new options; another page than the top one as by reLaunch. */
  #open(data: Record<string, Json>): void {
    const { app, router, start, pages } = this.#parts;
    const path = String(data["path"] ?? "").replace(/^\/+/, "");
    const query = (data["query"] ?? {}) as Record<string, string>;
    app.show({ ...(app.entered ?? start.options), ...data, path, query });
    const { top } = router;
    if (path === "" || top?.path === path) {
      if (top !== undefined && !top.shown) pages.show(top, "launch");
      return;
    }
    const text = Object.entries(query).map(
      ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
    );
    router.route("reLaunch", { url: `/${path}${text.length > 0 ? `?${text.join("&")}` : ""}` }, () => {});
  }

  #webview(data: Record<string, Json>, type: string, detail: Json): void {
    const { view, events } = this.#parts;
    events.tell(view.findTag(Number(data["pageId"]), "web-view"), type, detail);
  }
}
