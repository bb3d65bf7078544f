import type { Cancel } from "@berth/core";
import { uuid } from "@berth/core";
import type { EventData } from "@berth/core/events";
import type { HostEventName, Json, LaunchOptions, StackPage, ViewToHost, WorkerNote } from "@berth/core/wire";
import { ViewLink } from "../bridge/view-link.js";
import { Watchdog } from "../bridge/watchdog.js";
import { type BridgeEnd, WorkerLink } from "../bridge/worker-link.js";
import type { AppPolicies } from "../gate/app-policies.js";
import type { ResourceGate } from "../gate/resource-gate.js";
import type { AppHandle, AppState, ExitReason, OpenParams } from "../host-types.js";
import { InspectHub, shownValue } from "../inspect/inspect-hub.js";
import { LaunchError, launchCodes } from "../launch-error.js";
import type { LoadedApp } from "../load/app-loader.js";
import { loadPreview } from "../load/preview-app.js";
import type { AppSession } from "../log/app-session.js";
import { type Guest, startGuest } from "../sandbox/guest.js";
import { AppSurface } from "../surface/app-surface.js";
import { CallDispatcher } from "./call-dispatcher.js";
import type { HostCore } from "./host-core.js";
import { createRunContext, type RunParts } from "./run-context-of.js";
import { RunLog } from "./run-log.js";
import { sourcePosition } from "./source-position.js";
import { launchOptions, readQuery, startInfo } from "./start-info.js";
import { WebViews } from "./web-views.js";

/** Time in the background after which an app is destroyed, ms (F-APP-5). */
export const backgroundLifeMs = 5 * 60_000;
/** Wait for a first render after the program threw before it, ms. */
const afterFatalMs = 3_000;

/** One open mini program, from the request to open it until it is closed. */
export class AppRun {
  readonly appId: string;
  readonly launchId: string;
  readonly hub: InspectHub;
  readonly surface: AppSurface;
  readonly handle: AppHandle;
  readonly closed: Promise<{ reason: ExitReason }>;
  lastUsedAt: number;
  stack: readonly StackPage[] = [];
  parts: RunParts | null = null;
  view: ViewLink | null = null;
  readonly #core: HostCore;
  readonly #params: OpenParams;
  readonly #session: AppSession;
  readonly #log: RunLog;
  readonly #gone = new AbortController();
  readonly #startedAt: number;
  #state: AppState = "loading";
  #settle: (value: { reason: ExitReason }) => void = () => {};
  #app: LoadedApp | null = null;
  #guest: Guest | null = null;
  #worker: WorkerLink | null = null;
  #dispatcher: CallDispatcher | null = null;
  #webViews: WebViews | null = null;
  #watchdog: Watchdog | null = null;
  #options: LaunchOptions | null = null;
  #rendered: (pageId: number) => void = () => {};
  #failed: (error: LaunchError) => void = () => {};
  #cancelBackground: Cancel = () => {};
  #waiters: (() => void)[] = [];
  #trees = new Map<number, (tree: Json) => void>();
  #nextTree = 1;
  #lastError = "";
  /** Where the program's last error before the first render happened, for the error page. */
  #where: { at?: { file: string; line: number; column: number }; stack: string } | null = null;

  constructor(core: HostCore, appId: string, params: OpenParams) {
    this.#core = core;
    this.#params = params;
    this.appId = appId;
    this.launchId = uuid(core.random);
    this.hub = new InspectHub(appId, this.launchId, core.clock);
    if (params.inspect !== undefined) this.hub.subscribe(params.inspect);
    this.#startedAt = core.clock.monotonic();
    this.lastUsedAt = core.clock.now();
    this.#session = core.eventLog.openSession({ appId });
    this.#log = new RunLog(this.#session, core.clock);
    this.closed = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.surface = this.#createSurface();
    const run = this;
    this.handle = {
      appId,
      launchId: this.launchId,
      closed: this.closed,
      get releaseVersion() {
        return run.#app?.release.releaseVersion ?? "";
      },
      get state() {
        return run.#state;
      },
      hide: () => this.hide(),
      show: () => this.show(null),
      back: () => this.#back(),
      close: () => this.close("host"),
    };
  }

  get app(): LoadedApp | null {
    return this.#app;
  }

  get state(): AppState {
    return this.#state;
  }

  /** Loads, starts and renders the first page. @throws LaunchError */
  async launch(source: "id" | "url" | "qr" | "miniProgram" | "preview"): Promise<void> {
    const { clock } = this.#core;
    const params = this.#params;
    const forceSync = params.updateMode === "sync";
    const preview = params.preview;
    this.#state = "loading";
    this.hub.emit({ type: "state", state: "loading" });
    this.#core.hostEvent("appStart", this.#appEvent());
    if (params.showLoading !== false) this.surface.showLoading();
    try {
      const outlook =
        preview === undefined
          ? await this.#core.loader.outlook(this.appId, forceSync)
          : ({ packageState: "local", method: "none" } as const);
      this.#session.openRequested({
        startType: "cold",
        source: preview === undefined ? source : "preview",
        scene: params.scene ?? 1000,
        packageState: outlook.packageState,
        updateMethod: outlook.method,
      });
      const app =
        preview === undefined
          ? await this.#core.loader.load(this.appId, {
              forceSync,
              signal: this.#gone.signal,
              stage: (stage) => this.#stage(stage),
            })
          : await loadPreview(this.appId, preview, clock);
      this.#checkAlive();
      const marks = await this.#start(app);
      const m0 = this.#startedAt;
      const { infoAt, bytesAt, unpackedAt } = app.marks;
      this.#session.firstRender(this.#topPath());
      this.#session.launched({
        infoMs: Math.round(infoAt - m0),
        downloadMs: Math.round(bytesAt - infoAt),
        unpackMs: Math.round(unpackedAt - bytesAt),
        runtimeMs: Math.max(0, Math.round(marks.dataAt - unpackedAt)),
        renderMs: Math.max(0, Math.round(marks.renderedAt - marks.dataAt)),
        pagePath: this.#topPath(),
      });
      this.surface.hideCover();
      this.#setState("active");
      this.hub.emit({ type: "launch", stage: "rendered", sinceMs: this.#since() });
      this.#core.hostEvent("appShow", this.#appEvent());
      if (app.method === "async")
        clock.setTimer(3_000, () => void this.#core.loader.checkLater(this.appId, this.#gone.signal));
    } catch (cause) {
      throw this.#launchFailed(cause);
    }
  }

  /** Opened again while alive (H-OPEN-5). */
  reopen(params: OpenParams): void {
    const { page, query } = params;
    this.show(page === undefined && query === undefined && params.referrerInfo === undefined ? null : params);
  }

  /** To the front. */
  show(params: OpenParams | null): void {
    if (this.#state === "closed" || this.#app === null) return;
    this.lastUsedAt = this.#core.clock.now();
    this.#cancelBackground();
    const options = params === null ? this.#options : launchOptions(params, this.#app);
    const wasBackground = this.#state === "background";
    if (wasBackground) {
      this.surface.setVisible(true);
      this.#setState("active");
      this.#worker?.event("show", { options } as unknown as Json);
      this.#session.shown();
      this.#core.hostEvent("appShow", this.#appEvent());
      for (const go of this.#waiters.splice(0)) go();
    }
    if (params?.page !== undefined && options !== null && options.path !== this.#topPath()) {
      this.#worker?.event("open", { path: options.path, query: options.query });
    }
  }

  /** To the background; destroyed after five minutes there (H-LIFE-4). */
  hide(leaving: "close" | "back" | "api" | null = null): void {
    if (this.#state !== "active") return;
    this.#setState("background");
    this.#worker?.event("hide", {});
    if (leaving === null) this.#session.hidden();
    else this.#session.exited(leaving);
    this.surface.setVisible(false);
    this.#core.hostEvent("appHide", this.#appEvent());
    this.#cancelBackground = this.#core.clock.setTimer(backgroundLifeMs, () => void this.close("close"));
  }

  /** Ends the app: open calls are answered with 1, worker and view end at once. Idempotent. */
  async close(reason: ExitReason): Promise<void> {
    if (this.#state === "closed") return;
    const before = this.#state;
    this.#setState("closed", reason);
    if (before === "loading") this.#failed(new LaunchError(91008, "start", "the launch was cancelled"));
    this.#cancelBackground();
    this.#watchdog?.dispose();
    this.#gone.abort();
    this.#dispatcher?.dispose();
    this.#worker?.close();
    this.view?.close();
    this.#webViews?.dispose();
    this.#guest?.dispose();
    this.parts?.files.dispose();
    if (before !== "loading") this.#session.exited(reason);
    this.#session.dispose();
    this.surface.dispose();
    this.#core.forget(this);
    this.#core.hostEvent("appExit", this.#appEvent());
    for (const go of this.#waiters.splice(0)) go();
    this.#settle({ reason });
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
    this.#worker?.event(name, data);
  }

  /** Tree of a page for tools; null after a second without an answer. */
  tree(pageId: number): Promise<Json> {
    const id = this.#nextTree++;
    return new Promise((resolve) => {
      this.#trees.set(id, resolve);
      this.view?.send(["tree", id, pageId]);
      this.#core.clock.setTimer(1_000, () => {
        if (this.#trees.delete(id)) resolve(null);
      });
    });
  }

  setTheme(dark: boolean): void {
    this.surface.setDark(dark);
    this.view?.send(["look", this.surface.look()]);
    this.#systemInfoChanged();
  }

  async #start(app: LoadedApp): Promise<{ dataAt: number; renderedAt: number }> {
    const { clock, limits } = this.#core;
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
    const readIcon = async (path: string): Promise<Blob | null> => {
      const got = await context.resources.get(path, "image");
      return "blob" in got ? got.blob : null;
    };
    this.surface.useTabs(manifest.app.tabBar, readIcon);
    this.#webViews = new WebViews({
      surface: this.surface,
      policies: context.policies,
      clock,
      document,
      toWorker: (name, data) => this.#worker?.event(name, data),
      refused: (api, origin, code) => this.#log.refusal("wapUrl", api, origin, this.#core.domainErrorCode, code),
      inspect: (event) => this.hub.emit(event),
    });
    const dispatcher = new CallDispatcher({
      run: context,
      custom: this.#core.custom,
      hub: this.hub,
      pagePath: (pageId) => this.pagePath(pageId),
      logged: (call) => {
        if (call.api !== "loadUnit") this.#log.call(call);
      },
    });
    this.#dispatcher = dispatcher;
    this.#stage("sandbox");
    this.#guest = await this.#startGuest(context.policies, dispatcher);
    this.#checkAlive();
    const unit = app.package.unit("");
    if (unit === null) throw new LaunchError(91005, "verify", "the package has no main unit");
    this.#stage("start");
    this.view?.send(["look", this.surface.look()]);
    this.#sendStyles("");
    const options = launchOptions(this.#params, app);
    this.#options = options;
    const first = new Promise<number>((resolve, reject) => {
      this.#rendered = resolve;
      this.#failed = reject;
    });
    // Settled by close() too; nobody may be waiting then.
    first.catch(() => {});
    this.#worker?.send(["load", "", unit.code]);
    this.#worker?.send([
      "start",
      startInfo({
        app,
        options,
        storage: context.storage.snapshot(),
        systemInfo: context.systemInfo(),
        locale: this.#core.locale,
        customNames: this.#core.custom.customNames(),
        overriddenNames: this.#core.custom.names(),
        deterministic: this.#params.deterministic ?? null,
      }),
    ]);
    const dataAt = clock.monotonic();
    const cancel = clock.setTimer(limits.startMs, () => {
      const last = this.#lastError === "" ? "" : `; the last error was: ${this.#lastError}`;
      this.#failed(new LaunchError(91007, "render", `no page was rendered within ${limits.startMs / 1000} s${last}`));
    });
    try {
      await first;
    } finally {
      cancel();
    }
    this.#watch();
    return { dataAt, renderedAt: clock.monotonic() };
  }

  async #startGuest(policies: AppPolicies, dispatcher: CallDispatcher): Promise<Guest> {
    const { clock, limits } = this.#core;
    const [shell, workerScript] = await Promise.all([this.#core.shellFor(policies), this.#core.workerScript()]);
    return startGuest({
      parent: this.surface.stageLayer,
      document,
      shell,
      workerScript,
      limits,
      openView: this.#core.openView,
      clock,
      signal: this.#gone.signal,
      connect: (workerPort, viewPort) => {
        let workerReady: (result: Record<string, string>) => void = () => {};
        let viewReady: (result: Record<string, string>) => void = () => {};
        const reports = {
          worker: new Promise<Record<string, string>>((resolve) => {
            workerReady = resolve;
          }),
          shell: new Promise<Record<string, string>>((resolve) => {
            viewReady = resolve;
          }),
        };
        this.#worker = new WorkerLink(workerPort, limits, clock, {
          ready: workerReady,
          call: (call) => {
            if (call.api === "loadUnit") return this.#loadUnit(call.params);
            return dispatcher.handle(call);
          },
          note: (note) => this.#note(note),
          pong: (n) => this.#watchdog?.pong(n),
          end: (reason) => this.#crash(reason),
        });
        this.view = new ViewLink(
          viewPort,
          limits,
          (message) => {
            if (message[0] === "ready") viewReady(message[1]);
            else void this.#fromView(message);
          },
          () => this.hub.emit({ type: "dropped", what: "message of the view", count: 1 }),
        );
        return reports;
      },
    });
  }

  async #loadUnit(
    params: unknown,
  ): Promise<{ ok: 1; result: object } | { ok: 0; result: { error: number; errorMessage: string } }> {
    const root = String((params as { root?: unknown } | null)?.root ?? "");
    const unit = this.#app?.package.unit(root) ?? null;
    if (unit === null) return { ok: 0, result: { error: 7004, errorMessage: `there is no subpackage ${root}` } };
    this.#sendStyles(root);
    this.#worker?.send(["load", root, unit.code]);
    this.#worker?.event("unit", { root, ok: true });
    return { ok: 1, result: {} };
  }

  #sendStyles(root: string): void {
    const unit = this.#app?.package.unit(root);
    if (unit !== null && unit !== undefined) this.view?.send(["styles", unit.styles.sheets, unit.styles.pages]);
  }

  #note(note: WorkerNote): void {
    const { hub } = this;
    switch (note.type) {
      case "console":
        hub.emit({ type: "console", level: note.level, args: note.args, source: "program" });
        return;
      case "error":
        this.#programError(note);
        return;
      case "warning":
        hub.emit({ ...note, pagePath: this.pagePath(note.pageId) });
        return;
      case "local": {
        const { api, outcome, errorCode, pageId } = note;
        const durationMs = Math.round(note.durationMs);
        const call = {
          callId: 0,
          api,
          kind: "local",
          outcome,
          errorCode,
          durationMs,
          pagePath: this.pagePath(pageId),
        } as const;
        hub.emit({ type: "jsapi", phase: "end", result: null, ...call });
        this.#log.call(call);
        return;
      }
      case "stack":
        this.#stackChanged(note);
        return;
      case "page":
        this.#log.page(note, this.stack.length);
        if (note.phase === "unload") {
          this.#dispatcher?.pageGone(note.pageId);
          this.surface.titleBar.forget(note.pageId);
          this.#webViews?.close(note.pageId);
        }
        hub.emit({ type: "page", phase: note.phase, pageId: note.pageId, path: note.path });
        return;
      case "app":
        hub.emit({ type: "app", phase: note.phase });
        return;
      case "setData":
        hub.emit({ ...note, pagePath: this.pagePath(note.pageId) });
        return;
      case "exit":
        this.leave(note.reason);
    }
  }

  #programError(note: Extract<WorkerNote, { type: "error" }>): void {
    const pagePath = this.pagePath(note.pageId);
    this.#lastError = note.message;
    const at = this.#app === null ? null : sourcePosition(note.stack, this.#app.package);
    this.hub.emit({ ...note, pagePath, ...(at === null ? {} : { at }) });
    this.#log.error(note, pagePath);
    if (!note.fatal || this.#state !== "loading") return;
    this.#where ??= { stack: note.stack, ...(at === null ? {} : { at }) };
    // A program may throw in a hook and still draw its page; it gets a moment for that.
    this.#core.clock.setTimer(afterFatalMs, () => {
      const where = at === null ? "" : ` (${at.file}:${at.line})`;
      const message = `the program threw before its first page was rendered: ${note.name}: ${note.message}${where}`;
      this.#failed(new LaunchError(91007, "start", message, { details: { stack: note.stack, ...(at ?? {}) } }));
    });
  }

  #stackChanged(note: Extract<WorkerNote, { type: "stack" }>): void {
    const before = this.stack.at(-1);
    this.stack = note.pages;
    const top = note.pages.at(-1);
    this.hub.emit({ type: "stack", reason: note.reason, pages: note.pages });
    if (top === undefined || this.#app === null) return;
    this.surface.showStack(note.pages, this.#app.package.manifest);
    this.#webViews?.show(top.pageId);
    if (before?.pageId === top.pageId) return;
    if (before !== undefined) this.#core.hostEvent("pageLeave", this.#pageRef(before));
    this.#core.hostEvent("pageEnter", this.#pageRef(top));
  }

  async #fromView(message: ViewToHost): Promise<void> {
    const parts = this.parts;
    switch (message[0]) {
      case "resource": {
        const [, id, address, use] = message;
        const resources: ResourceGate | undefined = parts?.context.resources;
        const outcome = (await resources?.get(address, use)) ?? { refused: "CLOSED", message: "the app is closed" };
        this.view?.send(["resource", id, outcome]);
        if ("refused" in outcome) this.#resourceError(address, use, outcome.refused, outcome.message);
        return;
      }
      case "firstRender":
        this.#rendered(message[1]);
        return;
      case "webview":
        this.#webViews?.change(message[1], message[2], message[3]);
        return;
      case "webviewPost":
        this.#webViews?.post(message[1], message[2]);
        return;
      case "dropped":
        this.hub.emit({ type: "dropped", what: message[1], count: message[2] });
        return;
      case "blank": {
        const [, pageId, checkedAfterMs] = message;
        const pagePath = this.pagePath(pageId);
        this.hub.emit({ type: "blank", pageId, pagePath, checkedAfterMs });
        this.#log.blank(pageId, pagePath, checkedAfterMs, this.surface.feedback.busy);
        return;
      }
      case "resourceError":
        this.#resourceError(message[1], message[2], message[3], "it could not be shown");
        return;
      case "scrolled":
        this.surface.titleBar.scrolled(message[1], message[2]);
        return;
      case "back":
        this.#back();
        return;
      case "tree":
        this.#trees.get(message[1])?.(shownValue(message[2]));
        this.#trees.delete(message[1]);
    }
  }

  #resourceError(address: string, use: string, code: string, message: string): void {
    const remote = /^https?:/i.test(address);
    const kind = use === "font" ? "font" : use === "media" ? "media" : "image";
    this.#log.emit("resource.error", {
      kind,
      ...(remote ? { origin: address } : { file: address.slice(0, 256) }),
      code,
      pagePath: this.#topPath(),
    });
    const text = `${kind} ${address.slice(0, 200)}: ${message}`;
    this.hub.emit({ type: "warning", code: `RESOURCE_${code}`, message: text, pageId: 0, pagePath: this.#topPath() });
  }

  #watch(): void {
    const { clock, limits } = this.#core;
    this.#watchdog = new Watchdog({
      clock,
      everyMs: limits.pingEveryMs,
      unresponsiveAfterMs: limits.unresponsiveAfterMs,
      hangAfterMs: limits.hangAfterMs,
      watching: () => this.#state === "active" && document.visibilityState === "visible",
      ping: (n) => this.#worker?.send(["ping", n]),
      unresponsive: (sinceMs) => void this.#unresponsive(sinceMs),
      hang: () => this.#crash("hang"),
    });
  }

  async #unresponsive(sinceMs: number): Promise<void> {
    if (sinceMs === 0) {
      this.surface.dialogs.closeAll();
      return;
    }
    this.hub.emit({ type: "unresponsive", sinceMs });
    if (this.#core.hostQuestion("appUnresponsive", { ...this.#appEvent(), sinceMs })) return;
    if (await this.surface.askUnresponsive(this.#gone.signal)) await this.close("crash");
  }

  #crash(reason: BridgeEnd): void {
    if (this.#state === "closed") return;
    const message = `the mini program was ended (${reason})`;
    this.hub.emit({
      type: "warning",
      code: `ENDED_${reason.toUpperCase()}`,
      message,
      pageId: 0,
      pagePath: this.#topPath(),
    });
    if (this.#state === "loading") {
      this.#failed(new LaunchError(91007, "start", message, { details: { reason } }));
      return;
    }
    void this.close("crash");
  }

  #back(): void {
    const top = this.stack.at(-1);
    if (top !== undefined && this.#core.hostQuestion("backPressed", this.#pageRef(top))) return;
    this.#worker?.event("back", {});
  }

  #closeTapped(): void {
    const top = this.stack.at(-1);
    if (top !== undefined && this.#core.hostQuestion("titleBarClose", this.#pageRef(top))) return;
    this.leave("close");
  }

  #menu(item: "reload" | "about" | "settings" | "hide"): void {
    const top = this.stack.at(-1);
    if (top !== undefined && this.#core.hostQuestion("menuItem", this.#pageRef(top), item)) return;
    if (item === "hide") this.leave("close");
    else if (item === "settings") {
      const params = {};
      void this.#dispatcher?.handle({ id: 0, api: "openSetting", params, pageId: top?.pageId ?? 0 });
    } else if (item === "reload") {
      void this.close("host").then(() => this.#core.openAgain(this.appId, this.#params));
    }
  }

  #createSurface(): AppSurface {
    const params = this.#params;
    const brief = params.preview;
    return new AppSurface({
      container: params.container,
      clock: this.#core.clock,
      locale: this.#core.locale,
      direction: this.#core.direction,
      dark: this.#core.dark,
      name: brief?.name ?? this.#core.briefOf(this.appId).name,
      iconUrl: brief?.iconUrl ?? this.#core.briefOf(this.appId).iconUrl,
      showTitleBar: params.showTitleBar !== false,
      showTitleLoading: params.showTitleLoading === true,
      ...(params.titleBarColor === undefined ? {} : { titleBarColor: params.titleBarColor }),
      ...(params.titleColor === undefined ? {} : { titleColor: params.titleColor }),
      ...(params.titleAlignment === undefined ? {} : { titleAlignment: params.titleAlignment }),
      actions: {
        back: () => this.#back(),
        home: () => {
          const home = this.#app?.package.manifest.app.home;
          if (home !== undefined) this.#worker?.event("open", { path: home, query: readQuery(undefined, true) });
        },
        close: () => this.#closeTapped(),
        tab: (index) => this.#worker?.event("tab", { index }),
        titleClick: () => this.#worker?.event("titleClick", {}),
        menu: (item) => this.#menu(item),
        resized: () => this.#systemInfoChanged(),
      },
    });
  }

  #systemInfoChanged(): void {
    const data = this.parts?.context.systemInfo();
    if (data !== undefined) this.#worker?.event("my", { event: "systemInfo", data });
  }

  /** package.check and package.download of this app (H-LOG-E19, H-LOG-E20). */
  loaderEvent(name: string, data: Record<string, unknown>): void {
    // The loader names only these two, with fields of the catalogue.
    if (name === "package.check") this.#log.emit(name, data as EventData<"package.check">);
    else if (name === "package.download") this.#log.emit(name, data as EventData<"package.download">);
    this.hub.emit({ type: "log", name, data: shownValue(data) });
  }

  #launchFailed(cause: unknown): LaunchError {
    const error =
      cause instanceof LaunchError
        ? cause
        : new LaunchError(10000, "start", (cause as Error)?.message ?? String(cause), { cause });
    this.hub.emit({
      type: "launch",
      stage: "failed",
      sinceMs: this.#since(),
      code: error.number,
      message: error.message,
    });
    if (error.number === 91008) {
      this.#session.exited("close");
      void this.close("close");
      return error;
    }
    this.#session.launchFailed({ stage: error.stage, errorCode: error.number });
    this.#core.hostEvent("appLaunchFailed", { ...this.#appEvent(), error });
    this.#guest?.dispose();
    this.#worker?.close();
    this.view?.close();
    this.#webViews?.dispose();
    this.#watchdog?.dispose();
    this.#setState("closed", "crash");
    this.#gone.abort();
    this.#session.dispose();
    this.#core.forget(this);
    this.#showError(error);
    this.#core.hostEvent("appExit", this.#appEvent());
    this.#settle({ reason: "crash" });
    return error;
  }

  /** H-ERR-12. The surface stays with the error page until the user closes it or opens the app again. */
  #showError(error: LaunchError): void {
    const at = this.#where?.at;
    const info = {
      errorCode: error.number,
      errorMessage: error.message,
      stage: error.stage,
      layoutDirection: this.#core.direction === "rtl" ? "RTL" : "LTR",
      language: this.#core.locale,
      kind: error.number === 91004 ? "network" : "status",
    } as const;
    const own = this.#core.extension("errorPage")?.render;
    if (own !== undefined) this.surface.showCustomError(own(info));
    else {
      this.surface.showError(
        {
          ...info,
          name: launchCodes[error.number],
          ...(at === undefined ? {} : { where: `${at.file}:${at.line}` }),
          ...(this.#where === null ? {} : { stack: this.#where.stack }),
        },
        () => {
          this.surface.dispose();
          this.#core.openAgain(this.appId, this.#params);
        },
      );
    }
    this.#core.keepErrorPage(this.#params.container, this.surface);
  }

  #stage(stage: "query" | "download" | "verify" | "sandbox" | "start"): void {
    this.hub.emit({ type: "launch", stage, sinceMs: this.#since() });
  }

  #setState(state: AppState, reason?: string): void {
    this.#state = state;
    this.hub.emit(reason === undefined ? { type: "state", state } : { type: "state", state, reason });
  }

  #checkAlive(): void {
    if (this.#state === "closed") throw new LaunchError(91008, "start", "the launch was cancelled");
  }

  #since(): number {
    return Math.round(this.#core.clock.monotonic() - this.#startedAt);
  }

  #appEvent(): { appId: string; releaseVersion: string; launchId: string } {
    return { appId: this.appId, releaseVersion: this.#app?.release.releaseVersion ?? "", launchId: this.launchId };
  }

  #pageRef(page: StackPage): { appId: string; pageId: number; path: string } {
    return { appId: this.appId, pageId: page.pageId, path: page.path };
  }

  pagePath(pageId: number): string {
    return this.stack.find((page) => page.pageId === pageId)?.path ?? this.#topPath();
  }

  #topPath(): string {
    return this.stack.at(-1)?.path ?? this.#options?.path ?? "";
  }
}
