import type { ApiFailure, StackReason, StartInfo } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import type { ProgramFunction } from "../owner/owner.js";
import { EventChannel } from "./event-channel.js";
import type { PageFactory } from "./page-factory.js";
import type { PageRecord } from "./page-record.js";
import { type PageAddress, resolveUrl } from "./resolve-url.js";
import type { UnitLoader } from "./unit-loader.js";

/** F-LIM-1. */
const stackLimit = 10;

export type RouteKind = Exclude<StackReason, "launch">;

/** Outcome of a routing call: the result of success, or the failure. */
export type RouteOutcome = { ok: true; result: Record<string, unknown> } | { ok: false; failure: ApiFailure };

interface RouteRequest {
  kind: StackReason;
  url: string;
  delta: number;
  events: Record<string, unknown> | null;
  done: (outcome: RouteOutcome) => void;
}

/** Owns the page stack; answers all routing APIs (F-NAV) in the order of the hooks of F-ORD. */
export class Router {
  readonly #realm: Realm;
  readonly #start: StartInfo;
  readonly #pages: PageFactory;
  readonly #units: UnitLoader;
  readonly #tabs = new Map<string, PageRecord>();
  readonly #queue: RouteRequest[] = [];
  #stack: PageRecord[] = [];
  #busy = false;
  /** Asks before the page is left by going back: null, nobody wants to ask. */
  leaving: ((pageId: number) => Promise<boolean> | null) | null = null;
  /** Routing is possible: the first page is being opened or open (F-NAV-E4). */
  open = false;

  constructor(realm: Realm, start: StartInfo, pages: PageFactory, units: UnitLoader) {
    this.#realm = realm;
    this.#start = start;
    this.#pages = pages;
    this.#units = units;
  }

  /** Pages from bottom to top. */
  get stack(): readonly PageRecord[] {
    return this.#stack;
  }

  /** The page shown, or undefined before the first. */
  get top(): PageRecord | undefined {
    return this.#stack[this.#stack.length - 1];
  }

  /** No routing call is under way or queued. */
  get idle(): boolean {
    return !this.#busy && this.#queue.length === 0;
  }

  /** The page with that id, shown or not. */
  page(pageId: number): PageRecord | undefined {
    return this.#pages.alive.get(pageId);
  }

  /** Opens the first page; the path was checked before (F-APP-8). */
  launch(address: PageAddress, done: () => void): void {
    this.open = true;
    this.#busy = true;
    void this.#open("launch", address, null).then(() => {
      done();
      this.#next();
    });
  }

  /** Queues a routing call; it runs when those before it are done, never inside the call itself (F-NAV-7). */
  route(kind: RouteKind, params: Record<string, unknown>, done: (outcome: RouteOutcome) => void): void {
    const { url, delta, events } = params;
    if (kind !== "navigateBack" && (typeof url !== "string" || url === "")) {
      done(fail(2, `${kind}: url must be a text`));
      return;
    }
    const steps = delta === undefined || delta === null ? 1 : Number(delta);
    if (kind === "navigateBack" && !(steps > 0)) {
      done(fail(2, "navigateBack: delta must be greater than 0"));
      return;
    }
    if (!this.open) {
      done(fail(7004, `${kind}: the first page is not open yet`));
      return;
    }
    const listeners = typeof events === "object" && events !== null ? (events as Record<string, unknown>) : null;
    this.#queue.push({ kind, url: String(url ?? ""), delta: Math.floor(steps), events: listeners, done });
    if (!this.#busy) {
      this.#busy = true;
      this.#realm.env.macrotask(() => this.#next());
    }
  }

  #next(): void {
    const request = this.#queue.shift();
    if (request === undefined) {
      this.#busy = false;
      return;
    }
    this.#busy = true;
    void this.#process(request)
      .then((outcome) => request.done(outcome))
      .then(
        () => this.#next(),
        (error: unknown) => {
          this.#realm.reporter.error("exception", error);
          this.#next();
        },
      );
  }

  async #process(request: RouteRequest): Promise<RouteOutcome> {
    const { kind } = request;
    if (kind === "navigateBack") {
      const asked = this.#stack.length > 1 && this.leaving?.(this.top?.pageId ?? 0);
      return asked && !(await asked) ? fail(11, "navigateBack: the user stays") : this.#back(request.delta);
    }
    const address = resolveUrl(
      this.#realm.entries.pageUrl(request.url),
      this.top?.path ?? "",
      this.#start.app.decodeQuery,
    );
    if (!this.#start.app.pages.includes(address.path)) return fail(7002, `${kind}: no page "${address.path}"`);
    const tab = this.#isTab(address.path);
    if (tab && (kind === "navigateTo" || kind === "redirectTo")) {
      return fail(7003, `${kind}: ${address.path} is a tab page; use switchTab`);
    }
    if (kind === "switchTab" && !tab) return fail(7003, `switchTab: ${address.path} is no tab page`);
    if (kind === "switchTab" && address.hasQuery) return fail(7003, "switchTab takes no query");
    if (kind === "navigateTo" && this.#stack.length >= stackLimit) {
      return fail(7001, `navigateTo: the stack holds ${stackLimit} pages already`);
    }
    return this.#open(kind, address, request.events);
  }

  async #open(kind: StackReason, address: PageAddress, events: Record<string, unknown> | null): Promise<RouteOutcome> {
    const { path } = address;
    if (!(await this.#units.ensure(path))) return fail(7004, `${kind}: the subpackage of ${path} failed to load`);
    if (kind === "switchTab") return this.#switchTab(path);
    const from = this.top?.pageId ?? 0;
    if (!this.#realm.entries.hasPage(path)) return fail(7002, `${kind}: page "${path}" is not in its package`);
    let opener: EventChannel | null = null;
    let channel: EventChannel | null = null;
    if (kind === "navigateTo") {
      [opener, channel] = EventChannel.pair(this.#realm.reporter);
      for (const [name, fn] of Object.entries(events ?? {})) opener.on(name, fn as ProgramFunction);
      if (this.top !== undefined) this.#pages.hide(this.top, kind);
    } else if (kind === "redirectTo") {
      const top = this.#stack.pop();
      if (top !== undefined) this.#leave(top, kind);
    } else if (kind === "reLaunch") {
      this.#clear(kind);
    }
    const page = this.#pages.create(path, address.query, kind, channel);
    if (page === null) return fail(7002, `${kind}: page "${path}" is not in its package`);
    if (page.tab) this.#tabs.set(path, page);
    this.#stack.push(page);
    this.#note(kind, from);
    this.#begin(page, address.query, kind, kind === "navigateTo" ? "push" : "none");
    return { ok: true, result: opener === null ? {} : { eventChannel: opener } };
  }

  /** onLoad, onShow, first render, in front (F-ORD-1, F-ORD-2). */
  #begin(page: PageRecord, query: Record<string, string>, kind: StackReason, transition: "push" | "none"): void {
    page.run("onLoad", [query]);
    this.#pages.show(page, kind);
    this.#pages.render(page, kind);
    this.#realm.draw.showPage(page.pageId, transition);
    this.#realm.updates.flush();
  }

  #switchTab(path: string): RouteOutcome {
    const shown = this.top;
    const from = shown?.pageId ?? 0;
    const target = this.#tabs.get(path);
    if (target !== undefined && target === shown) return { ok: true, result: {} };
    // Non-tab pages unload from the top down; a tab page in the stack stays alive (F-ORD-3, F-NAV-5).
    for (const page of [...this.#stack].reverse()) {
      if (!page.tab) this.#pages.unload(page, "switchTab");
      else if (page !== target) this.#pages.hide(page, "switchTab");
    }
    if (target !== undefined) {
      this.#stack = [target];
      this.#note("switchTab", from);
      this.#reveal(target, "switchTab", "none");
      return { ok: true, result: {} };
    }
    const page = this.#pages.create(path, {}, "switchTab", null);
    if (page === null) return fail(7002, `switchTab: page "${path}" is not in its package`);
    this.#tabs.set(path, page);
    this.#stack = [page];
    this.#note("switchTab", from);
    this.#begin(page, {}, "switchTab", "none");
    return { ok: true, result: {} };
  }

  #back(delta: number): RouteOutcome {
    const from = this.top?.pageId ?? 0;
    const count = Math.min(delta, this.#stack.length - 1);
    if (count <= 0) return { ok: true, result: {} };
    for (let i = 0; i < count; i++) {
      const page = this.#stack.pop();
      if (page !== undefined) this.#leave(page, "navigateBack");
    }
    this.#note("navigateBack", from);
    if (this.top !== undefined) this.#reveal(this.top, "navigateBack", "pop");
    return { ok: true, result: {} };
  }

  #reveal(page: PageRecord, reason: StackReason, transition: "pop" | "none"): void {
    this.#realm.draw.showPage(page.pageId, transition);
    if (!page.shown) this.#pages.show(page, reason);
    this.#realm.updates.flush();
  }

  /** reLaunch: everything goes, from the top down, tabs in background too (F-ORD-2). */
  #clear(reason: StackReason): void {
    for (const page of [...this.#stack].reverse()) this.#leave(page, reason);
    this.#stack = [];
    for (const page of [...this.#tabs.values()].reverse()) this.#leave(page, reason);
    this.#tabs.clear();
  }

  #leave(page: PageRecord, reason: StackReason): void {
    if (page.tab) this.#tabs.delete(page.path);
    this.#pages.unload(page, reason);
  }

  #isTab(path: string): boolean {
    return this.#start.app.tabs.some((tab) => tab.pagePath === path);
  }

  #note(reason: StackReason, from: number): void {
    const pages = this.#stack.map(({ pageId, path, query, tab, instance }) => ({
      pageId,
      path,
      query,
      tab,
      ...(typeof instance["onShareAppMessage"] === "function" && { share: true as const }),
    }));
    this.#realm.host.note({ type: "stack", reason, pages, from });
  }
}

function fail(error: number, errorMessage: string): RouteOutcome {
  return { ok: false, failure: { error, errorMessage } };
}
