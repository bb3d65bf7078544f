import type { HostEventName, Json, LaunchOptions, StackPage } from "@berth/core/wire";
import type { BridgeEnd, CallAnswer } from "../bridge/worker-link.js";
import type { AppPolicies } from "../gate/app-policies.js";
import type { OpenParams } from "../host-types.js";
import type { InspectHub } from "../inspect/inspect-hub.js";
import { networkState } from "../jsapi/network-state.js";
import type { RunContext } from "../jsapi/run-context.js";
import { LaunchError } from "../launch-error.js";
import type { LoadedApp } from "../load/app-loader.js";
import type { AppSurface } from "../surface/app-surface.js";
import { CallDispatcher } from "./call-dispatcher.js";
import { isBuiltin } from "./check-jsapi.js";
import type { GuestConnection } from "./guest-connection.js";
import type { HostCore } from "./host-core.js";
import { neededExtras } from "./needed-extras.js";
import { ProgramNotes } from "./program-notes.js";
import type { RunLog } from "./run-log.js";
import { withShareQuery } from "./share-query.js";
import { launchOptions, startInfo } from "./start-info.js";
import { ViewReader } from "./view-reader.js";
import { WebCalls } from "./web-calls.js";
import { WebViews } from "./web-views.js";

/** What a guest of a run works with; the functions belong to the run. */
export interface RunGuestParts {
  core: HostCore;
  hub: InspectHub;
  log: RunLog;
  surface: AppSurface;
  app: LoadedApp;
  context: RunContext;
  params: OpenParams;
  /** An empty guest, self-test passed, in the shell that these lists want. */
  guest(policies: AppPolicies): Promise<GuestConnection>;
  /** The app is in front. */
  active(): boolean;
  /** No page was rendered yet. */
  loading(): boolean;
  stage(stage: "sandbox" | "start"): void;
  /** Puts a subpackage that came apart into the package; false when it cannot be had. */
  fetchPart(root: string): Promise<boolean>;
  /** A page shares what its hook has answered. */
  share(page: StackPage, answer: unknown): Promise<CallAnswer>;
  topChanged(top: StackPage, before: StackPage | null): void;
  back(): void;
  leave(reason: "back" | "api"): void;
  unresponsive(sinceMs: number): void;
  ended(reason: BridgeEnd): void;
}

/** How long navigation waits for a subpackage before an indicator says so, ms (F-SUB-4). */
const unitLoadingMs = 150;
const routing = /^(navigateTo|redirectTo|reLaunch|switchTab|loadPlugin)$/;

/** Wait for a first render after the program threw before it, ms. */
const afterFatalMs = 3_000;

/** The guest of one run, joined to what answers its calls, reads its notes and shows its web pages. */
export class RunGuest {
  readonly notes: ProgramNotes;
  readonly dispatcher: CallDispatcher;
  readonly #parts: RunGuestParts;
  readonly #webCalls: WebCalls;
  readonly #webViews: WebViews;
  readonly #outcome: Promise<void>;
  #guest: GuestConnection | null = null;
  /** Takes the indicator away that is shown while a subpackage loads. */
  #unitCame: () => void = () => {};
  #rendered: () => void = () => {};
  #failed: (error: LaunchError) => void = () => {};

  constructor(parts: RunGuestParts) {
    this.#parts = parts;
    const { core, hub, log, surface, context, app } = parts;
    this.#outcome = new Promise<void>((resolve, reject) => {
      this.#rendered = resolve;
      this.#failed = reject;
    });
    // Settled at the end of a run too, when nobody may be waiting.
    this.#outcome.catch(() => {});
    this.#webCalls = new WebCalls({
      clock: core.clock,
      toWorker: (name, data) => this.event(name, data),
      dispatch: (call) => this.dispatcher.handle(call),
    });
    this.#webViews = new WebViews({
      surface,
      policies: context.policies,
      clock: core.clock,
      document,
      toWorker: (name, data) => this.event(name, data),
      call: (pageId, api, params) => this.#webCalls.call(pageId, api, params),
      refused: (api, origin, code) => log.refusal("wapUrl", api, origin, core.domainErrorCode, code),
      forDevelopers: core.options.config.environment !== "production",
      inspect: (event) => hub.emit(event),
    });
    this.dispatcher = new CallDispatcher({
      run: context,
      custom: core.custom,
      hub,
      pagePath: (pageId) => this.notes.pagePath(pageId),
      logged: (call) => log.call(call),
    });
    this.notes = new ProgramNotes({
      hub,
      log,
      package: app.package,
      stackChanged: (pages, before, reason) => {
        this.#webCalls.stackChanged(reason);
        this.#stackChanged(pages, before);
      },
      pageReady: (path) => this.#preload(path),
      pageGone: (pageId) => {
        this.dispatcher.pageGone(pageId);
        surface.pageGone(pageId);
        this.#webCalls.pageGone(pageId);
        this.#webViews.close(pageId);
      },
      fatal: (error) => {
        // A program may throw in a hook and still draw its page; it gets a moment for that.
        if (parts.loading()) core.clock.setTimer(afterFatalMs, () => this.#failed(error));
      },
      leave: (reason) => parts.leave(reason),
    });
  }

  /** Starts the sandbox and the program; resolves when its first page is drawn. @throws LaunchError */
  async render(): Promise<{ options: LaunchOptions; dataAt: number; renderedAt: number }> {
    const { core, app, context, params, surface } = this.#parts;
    const { clock, limits, custom } = core;
    // Read beside the start of the sandbox; the guest gets them when it is there.
    const extras = neededExtras(app.package.unit("")?.code ?? "");
    if (Object.values(app.package.manifest.pages).some((page) => page.pullRefresh === true)) extras.push("view");
    for (const extra of extras) core.extraScript(extra).catch(() => {});
    await Promise.race([this.#connect(), this.#outcome]);
    this.#parts.stage("start");
    this.#guest?.toView(["look", surface.look()]);
    const options = launchOptions(params, app);
    if (params.deterministic !== undefined) await this.#guest?.need("worker");
    const files = await context.files.kept();
    if ((await this.#guest?.load("")) !== true) throw new LaunchError(91005, "verify", "the package has no main unit");
    this.#guest?.toWorker([
      "start",
      startInfo({
        app,
        options,
        storage: context.storage.snapshot(),
        files,
        systemInfo: context.systemInfo(),
        locale: core.locale,
        // Callable by `my.call` with a feature (H-JS-6).
        customNames: custom.names().filter((name) => !isBuiltin(name)),
        overriddenNames: custom.names(),
        deterministic: params.deterministic ?? null,
      }),
    ]);
    const dataAt = clock.monotonic();
    const cancel = clock.setTimer(limits.startMs, () => {
      const why = this.notes.lastError === "" ? "" : `; the last error was: ${this.notes.lastError}`;
      this.#failed(new LaunchError(91007, "render", `no page was rendered within ${limits.startMs / 1000} s${why}`));
    });
    try {
      await this.#outcome;
    } finally {
      cancel();
    }
    this.#guest?.watch();
    return { options, dataAt, renderedAt: clock.monotonic() };
  }

  /** Ends a launch that is under way. */
  fail(error: LaunchError): void {
    this.#failed(error);
  }

  /** Back: through the history of the web page on top first (F-WEB-8), then as the program wants. */
  goBack(): void {
    const asked = this.#webViews.back();
    if (asked === null) this.event("back", {});
    else
      void asked.then((taken) => {
        if (!taken) this.event("back", {});
      });
  }

  event(name: HostEventName, data: Json): void {
    this.#guest?.event(name, data);
  }

  /** What scrolls goes back to its top. */
  toTop(): void {
    this.#guest?.toView(["toTop"]);
  }

  /** Tells view and program of a changed theme. */
  lookChanged(): void {
    this.#guest?.toView(["look", this.#parts.surface.look()]);
  }

  /** Tree of a page for tools; null when the view does not answer. */
  async tree(pageId: number): Promise<Json> {
    return (await this.#guest?.tree(pageId)) ?? null;
  }

  dispose(): void {
    this.dispatcher.dispose();
    this.#guest?.dispose();
    this.#webViews.dispose();
  }

  /** F-SUB-5: subpackages that may be opened next from this page, when the network is the one the rule wants. */
  #preload(path: string): void {
    const { app, core, hub } = this.#parts;
    const rule = app.package.manifest.app.preloadRule?.[path];
    if (rule === undefined) return;
    const { networkType } = core.options.services?.devices?.network?.() ?? networkState();
    if (rule.network === "wifi" && networkType !== "WIFI") return;
    for (const root of rule.packages) {
      if (this.#guest?.holds(root) !== false || !app.package.manifest.units.some((unit) => unit.root === root))
        continue;
      this.#guest.load(root).catch(() => {});
      hub.emit({ type: "unit", root, reason: "preload" });
    }
  }

  async #connect(): Promise<void> {
    const { hub, log, surface, app, context, active, unresponsive, ended, back, fetchPart } = this.#parts;
    this.#parts.stage("sandbox");
    const guest = await this.#parts.guest(context.policies);
    const reader = new ViewReader({
      hub,
      log,
      surface,
      resources: context.resources,
      webViews: this.#webViews,
      pagePath: (pageId) => this.notes.pagePath(pageId),
      pendingRequests: () => this.dispatcher.transfers,
      send: (answer) => guest.toView(answer),
      rendered: () => this.#rendered(),
      back,
    });
    const unit = async (root: string) =>
      app.package.unit(root) ?? ((await fetchPart(root)) ? app.package.unit(root) : null);
    guest.attach({
      unit,
      call: async (call) => {
        // Its code is a unit of its own, which may not have come yet (F-APPJ-12).
        if (call.api === "createWorker") await unit(app.package.manifest.app.workers ?? "").catch(() => null);
        const page = this.notes.stack.find((each) => each.pageId === call.pageId);
        if (call.api !== "shareAppMessage" || page === undefined) return this.dispatcher.handle(call);
        const { params } = withShareQuery(call, app.package.manifest.app.behavior, page);
        return this.#parts.share(page, params);
      },
      unitAwaited: (root) => {
        if (!guest.holds(root)) hub.emit({ type: "unit", root, reason: "open" });
        this.#unitCame();
        this.#unitCame = surface.feedback.loading("", unitLoadingMs);
      },
      note: (note) => {
        if (note.type === "stack" || (note.type === "local" && routing.test(note.api))) this.#unitCame();
        this.notes.read(note);
      },
      fromView: (message) => void reader.read(message),
      viewBreach: () => hub.emit({ type: "dropped", what: "message of the view", count: 1 }),
      watching: () => active() && document.visibilityState === "visible",
      unresponsive,
      ended,
    });
    this.#guest = guest;
  }

  #stackChanged(pages: readonly StackPage[], before: StackPage | null): void {
    const top = pages.at(-1);
    if (top === undefined) return;
    this.#parts.surface.showStack(pages, this.#parts.app.package.manifest);
    this.#webViews.show(top.pageId);
    if (before?.pageId !== top.pageId) this.#parts.topChanged(top, before);
  }
}
