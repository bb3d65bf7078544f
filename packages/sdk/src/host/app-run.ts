import { type Cancel, uuid } from "@berth/core";
import { jsapiCatalogue } from "@berth/core/jsapi";
import type { HostEventName, Json, LaunchOptions, StackPage } from "@berth/core/wire";
import type { BridgeEnd } from "../bridge/worker-link.js";
import type { AppEvent, PageRef } from "../extension.js";
import type { AppHandle, AppState, ExitReason, OpenParams } from "../host-types.js";
import { InspectHub, shownValue } from "../inspect/inspect-hub.js";
import { LaunchError } from "../launch-error.js";
import type { LoadedApp } from "../load/app-loader.js";
import type { AppSession } from "../log/app-session.js";
import type { AppSurface } from "../surface/app-surface.js";
import { createHandle } from "./app-handle.js";
import { GuestAhead } from "./guest-ahead.js";
import type { HostCore } from "./host-core.js";
import { ProgramUpdates } from "./program-updates.js";
import { runActions } from "./run-actions.js";
import { createRunContext, type RunParts } from "./run-context-of.js";
import { RunGuest } from "./run-guest.js";
import { RunLog } from "./run-log.js";
import { type OpenSource, RunOpening } from "./run-opening.js";
import { RunSilence } from "./run-silence.js";
import { createRunSurface, showLaunchError } from "./run-surface.js";
import { sharePage } from "./share-page.js";
import { launchOptions } from "./start-info.js";

/** Time in the background after which an app is destroyed, ms (F-APP-5). */
export const backgroundLifeMs = 5 * 60_000;

/** One open mini program, from the request to open it until it is closed. */
export class AppRun {
  readonly appId: string;
  readonly launchId: string;
  readonly hub: InspectHub;
  readonly surface: AppSurface;
  readonly handle: AppHandle;
  readonly closed: Promise<{ reason: ExitReason }>;
  lastUsedAt: number;
  parts: RunParts | null = null;
  readonly #core: HostCore;
  readonly #params: OpenParams;
  readonly #session: AppSession;
  readonly #log: RunLog;
  readonly #gone = new AbortController();
  #state: AppState = "loading";
  #settle: (value: { reason: ExitReason }) => void = () => {};
  #app: LoadedApp | null = null;
  #guest: RunGuest | null = null;
  #options: LaunchOptions | null = null;
  readonly #ahead: GuestAhead;
  readonly #updates: ProgramUpdates;
  readonly #opening: RunOpening;
  readonly #silence: RunSilence;
  #cancelBackground: Cancel = () => {};
  #waiters: (() => void)[] = [];

  constructor(core: HostCore, appId: string, params: OpenParams) {
    this.#core = core;
    this.#params = params;
    this.appId = appId;
    this.launchId = uuid(core.random);
    this.hub = new InspectHub(appId, this.launchId, core.clock);
    if (params.inspect !== undefined) this.hub.subscribe(params.inspect);
    const startedAt = core.clock.monotonic();
    this.lastUsedAt = core.clock.now();
    this.#session = core.eventLog.openSession({ appId, apis: [...jsapiCatalogue.keys()] });
    this.#log = new RunLog(this.#session, core.clock);
    this.closed = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.surface = createRunSurface(core, appId, params, runActions(core, this));
    this.#ahead = new GuestAhead({
      core,
      parent: this.surface.stageLayer,
      isPreview: params.preview !== undefined,
      signal: this.#gone.signal,
    });
    this.#updates = new ProgramUpdates({
      appId,
      clock: core.clock,
      signal: this.#gone.signal,
      loader: () => core.loader(),
      tell: (event, data) => this.toWorker("my", { event, data }),
    });
    this.#opening = new RunOpening({
      core,
      appId,
      params,
      surface: this.surface,
      hub: this.hub,
      session: this.#session,
      ahead: this.#ahead,
      signal: this.#gone.signal,
      startedAt,
      cancel: () => void this.close("close"),
    });
    this.#silence = new RunSilence({
      hub: this.hub,
      signal: this.#gone.signal,
      question: (sinceMs) => core.hostQuestion("appUnresponsive", { ...this.#appEvent(), sinceMs }),
      answered: () => core.hostEvent("appResponsive", this.#appEvent()),
      ask: (over) => this.surface.askUnresponsive(over),
      end: () => this.close("crash"),
    });
    this.handle = createHandle(this);
  }

  /** Page stack, bottom to top. */
  get stack(): readonly StackPage[] {
    return this.#guest?.notes.stack ?? [];
  }

  get app(): LoadedApp | null {
    return this.#app;
  }

  get state(): AppState {
    return this.#state;
  }

  /** Loads, starts and renders the first page. @throws LaunchError */
  async launch(source: OpenSource): Promise<void> {
    this.#state = "loading";
    this.hub.emit({ type: "state", state: "loading" });
    this.#core.hostEvent("appStart", this.#appEvent());
    this.#opening.cover();
    try {
      const app = await this.#opening.load(source);
      const marks = await this.#start(app);
      this.#opening.rendered(app, marks, this.#topPath());
      this.#setState("active");
      this.hub.emit({ type: "launch", stage: "rendered", sinceMs: this.#opening.since() });
      this.#core.hostEvent("appShow", this.#appEvent());
      this.#updates.rendered(app.method);
    } catch (cause) {
      throw this.#launchFailed(cause);
    }
  }

  /** To the front; with another page or query when opened again (H-OPEN-5). */
  show(params: OpenParams | null): void {
    if (this.#state === "closed" || this.#app === null) return;
    this.lastUsedAt = this.#core.clock.now();
    this.#cancelBackground();
    const options = params === null ? this.#options : launchOptions(params, this.#app);
    const wasBackground = this.#state === "background";
    if (wasBackground) {
      this.surface.setVisible(true);
      this.#setState("active");
    }
    // One App.onShow whatever is asked for: "open" has its own.
    const elsewhere = params?.page !== undefined && options !== null && options.path !== this.#topPath();
    if (elsewhere) this.#guest?.event("open", { ...options });
    else if (wasBackground) this.#guest?.event("show", { options });
    else if (params !== null) this.#guest?.event("open", { ...options, path: this.#topPath() });
    if (!wasBackground) return;
    this.#session.shown();
    this.parts?.context.watches.setFront(true);
    this.#core.hostEvent("appShow", this.#appEvent());
    for (const go of this.#waiters.splice(0)) go();
  }

  /** To the background; destroyed after five minutes there (H-LIFE-4). */
  hide(leaving: "close" | "back" | "api" | null = null): void {
    if (this.#state !== "active") return;
    this.#setState("background");
    this.#guest?.event("hide", {});
    // Before the session may end, as the worker's own word of it comes too late for that.
    this.#log.allLeft(leaving === null ? "background" : "exit");
    if (leaving === null) this.#session.hidden();
    else this.#session.exited(leaving);
    this.surface.setVisible(false);
    this.parts?.context.watches.setFront(false);
    this.#core.hostEvent("appHide", this.#appEvent());
    this.#cancelBackground = this.#core.clock.setTimer(backgroundLifeMs, () => void this.close(leaving ?? "memory"));
  }

  /** Ends the app: open calls are answered with 1, worker and view end at once. Idempotent. */
  async close(reason: ExitReason): Promise<void> {
    if (this.#state === "closed") return;
    const before = this.#state;
    this.#setState("closed", reason);
    if (before === "loading") this.#guest?.fail(new LaunchError(91008, "start", "the launch was cancelled"));
    this.#cancelBackground();
    this.#gone.abort();
    this.#guest?.dispose();
    this.#ahead.dispose();
    this.parts?.files.dispose();
    this.parts?.context.watches.dispose();
    this.#log.allLeft("exit");
    this.#session.exited(reason);
    this.#session.dispose();
    this.#opening.end();
    this.surface.dispose();
    this.#core.forget(this);
    this.#core.hostEvent("appExit", this.#appEvent());
    for (const go of this.#waiters.splice(0)) go();
    this.#settle({ reason });
  }

  /** Starts the app again with the package that is staged (H-UPD-12). False when none is. */
  applyUpdate(): boolean {
    if (!this.#updates.isReady) return false;
    void this.close("host").then(() => this.#core.openAgain(this.appId, this.#params));
    return true;
  }

  /** Waits until the app is in front (F-API-8). */
  foreground(): Promise<void> {
    return this.#state === "background" ? new Promise((resolve) => this.#waiters.push(resolve)) : Promise.resolve();
  }

  /** Leaves as the program or the user asked: to the background. */
  leave(reason: "close" | "back" | "api"): void {
    if (this.#state === "loading") void this.close("close");
    // Only the error page is left.
    else if (this.#state === "closed") this.surface.dispose();
    else this.hide(reason);
  }

  toWorker(name: HostEventName, data: Json): void {
    this.#guest?.event(name, data);
  }

  /** Tree of a page for tools; null when the view does not answer. */
  async tree(pageId: number): Promise<Json> {
    return (await this.#guest?.tree(pageId)) ?? null;
  }

  setTheme(dark: boolean): void {
    this.surface.setDark(dark);
    this.#guest?.lookChanged();
    this.systemInfoChanged();
    this.parts?.context.watches.again("onThemeChange");
  }

  async #start(app: LoadedApp): Promise<{ dataAt: number; renderedAt: number }> {
    this.#app = app;
    const { manifest } = app.package;
    this.#session.update({
      releaseVersion: app.release.releaseVersion,
      releaseState: app.release.releaseState,
      pages: manifest.app.pages,
    });
    const parts = await createRunContext(this.#core, this, app, this.#params, this.#log, this.#gone.signal);
    this.parts = parts;
    const { context } = parts;
    const readIcon = async (path: string): Promise<Blob | string | null> => {
      const got = await context.resources.get(path, "image");
      return "blob" in got ? got.blob : "address" in got ? got.address : null;
    };
    this.surface.useTabs(manifest.app.tabBar, readIcon);
    const guest = new RunGuest({
      core: this.#core,
      hub: this.hub,
      log: this.#log,
      surface: this.surface,
      app,
      context,
      params: this.#params,
      guest: (policies) => this.#ahead.take(policies),
      active: () => this.#state === "active",
      loading: () => this.#state === "loading",
      stage: (stage) => this.#opening.stage(stage),
      fetchPart: async (root) => (await this.#core.loader()).addPart(app, root, this.#gone.signal),
      share: (page, answer) => sharePage(this.#core, context, page, answer, this.#gone.signal),
      topChanged: (top, before) => {
        if (before !== null) this.#core.hostEvent("pageLeave", this.#pageRef(before));
        this.#core.hostEvent("pageEnter", this.#pageRef(top));
      },
      back: () => this.back(),
      leave: (reason) => this.leave(reason),
      unresponsive: (sinceMs) => void this.#silence.heard(sinceMs),
      ended: (reason) => this.#crash(reason),
    });
    this.#guest = guest;
    const { options, ...marks } = await guest.render();
    this.#opening.checkAlive();
    this.#options = options;
    return marks;
  }

  /** The program has not answered for so long that the user was told (S-MSG-11). */
  get unresponsive(): boolean {
    return this.#silence.told && this.#state !== "closed";
  }

  #crash(reason: BridgeEnd): void {
    if (this.#state === "closed") return;
    const message = `the mini program was ended (${reason})`;
    const code = `ENDED_${reason.toUpperCase()}`;
    this.hub.emit({ type: "warning", code, message, pageId: 0, pagePath: this.#topPath() });
    if (this.#state !== "loading") void this.close("crash");
    else this.#guest?.fail(new LaunchError(91007, "start", message, { details: { reason } }));
  }

  /** As the back button: host and program decide first. */
  back(): void {
    const top = this.topRef();
    if (top !== null && this.#core.hostQuestion("backPressed", top)) return;
    this.#guest?.goBack();
  }

  /** What scrolls goes back to its top. */
  toTop(): void {
    this.#guest?.toTop();
  }

  /** As `my.openSetting`. */
  openSettings(): void {
    const pageId = this.stack.at(-1)?.pageId ?? 0;
    void this.#guest?.dispatcher.handle({ id: 0, api: "openSetting", params: {}, pageId });
  }

  /** Ends the app and opens it as it was opened first. */
  reload(): void {
    void this.close("host").then(() => this.#core.openAgain(this.appId, this.#params));
  }

  /** The page on top for handlers of the host. */
  topRef(): PageRef | null {
    const top = this.stack.at(-1);
    return top === undefined ? null : this.#pageRef(top);
  }

  systemInfoChanged(): void {
    const data = this.parts?.context.systemInfo();
    if (data !== undefined) this.#guest?.event("my", { event: "systemInfo", data });
  }

  /** package.check and package.download of this app (H-LOG-E19, H-LOG-E20). */
  loaderEvent(name: string, data: Record<string, unknown>): void {
    this.#log.loader(name, data);
    this.hub.emit({ type: "log", name, data: shownValue(data) });
  }

  #launchFailed(reason: unknown): LaunchError {
    const error = this.#opening.failed(reason);
    if (error.number === 91008) {
      this.#session.exited("close");
      void this.close("close");
      return error;
    }
    this.#core.hostEvent("appLaunchFailed", { ...this.#appEvent(), error });
    this.#guest?.dispose();
    this.#ahead.dispose();
    this.#setState("closed", "crash");
    this.#gone.abort();
    this.#session.dispose();
    this.#core.forget(this);
    this.#opening.showFailure(error);
    this.#showError(error);
    this.#core.hostEvent("appExit", this.#appEvent());
    this.#settle({ reason: "crash" });
    return error;
  }

  /** H-ERR-12. The surface stays with the error page until the user closes it or opens the app again. */
  #showError(error: LaunchError): void {
    showLaunchError(this.#core, this.surface, error, this.#guest?.notes.where ?? null, (again) => {
      this.surface.dispose();
      if (again) this.#core.openAgain(this.appId, this.#params);
    });
    this.#core.keepErrorPage(this.#params.container, this.surface);
  }

  #setState(state: AppState, reason?: string): void {
    this.#state = state;
    this.hub.emit(reason === undefined ? { type: "state", state } : { type: "state", state, reason });
  }

  /** H-LIFE-1, H-LIFE-2; the version is known once the platform has told it. */
  #appEvent(): AppEvent {
    const version = this.handle.releaseVersion;
    const known = version === "" ? {} : { appVersion: version };
    return { appId: this.appId, ...known, releaseVersion: version, launchId: this.launchId };
  }

  #pageRef(page: StackPage): PageRef {
    return { appId: this.appId, pageId: page.pageId, path: page.path };
  }

  pagePath(pageId: number): string {
    return this.#guest?.notes.pagePath(pageId) || this.#topPath();
  }

  #topPath(): string {
    return this.stack.at(-1)?.path ?? this.#options?.path ?? "";
  }
}
