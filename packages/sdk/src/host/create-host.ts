import { BerthError, systemClock, systemRandom, uuid } from "@berth/core";
import type { JsapiDefinition } from "../extension.js";
import type { AppHandle, GatewayAccess, Host, HostOptions, OpenParams } from "../host-types.js";
import type { Inspector } from "../inspect/events.js";
import { LaunchError } from "../launch-error.js";
import { defaultLimits } from "../limits.js";
import type { AppLoader } from "../load/app-loader.js";
import { openLocalStore } from "../load/local-store.js";
import { type PlatformKeys, platformKeys } from "../load/platform-keys.js";
import { PlatformQueries } from "../load/platform-queries.js";
import { createHostLog } from "../log/create-host-log.js";
import { starterOf } from "../sandbox/guest-starter.js";
import { sdkVersion } from "../sdk-version.js";
import type { AppSurface } from "../surface/app-surface.js";
import { createCodeDesk } from "../tokens/create-code-desk.js";
import type { AppRun } from "./app-run.js";
import { createCatalogue } from "./catalogue.js";
import { checkOptions } from "./check-options.js";
import { CollectionTerms } from "./collection-terms.js";
import { CustomApis } from "./custom-apis.js";
import { EventHandlers, type HostNews, type HostQuestion } from "./event-handlers.js";
import { ExtensionPoints } from "./extension-points.js";
import { GuestAssets } from "./guest-assets.js";
import type { HostCore } from "./host-core.js";
import { createInspector } from "./inspector.js";
import { localUser } from "./local-user.js";
import { onlyHost } from "./only-host.js";
import { createShellPlanner } from "./shell-plan.js";
import type { SpareGuest } from "./spare-guest.js";

/** Apps alive at once (H-OPEN-6). */
export const aliveApps = 5;

/** Everything that only open programs need: most of the SDK. A page that opens none pays for none of it. */
const loadRun = (): Promise<typeof import("./app-run.js")> => import("./app-run.js");

/**
 * Starts the host SDK in this page. No network is needed for it. A second call with an equal configuration gives the
 * same host until that is disposed (H-INIT-3).
 *
 * @throws BerthError `GRV_CONTAINER_API_ERROR_PARAM` (number 90002 in `details`) for a bad option; it names the field.
 * Also when a host with another configuration runs.
 * @example
 * ```ts
 * import { createHost } from "@berth/sdk";
 * const assets = {
 *   worker: { url: "/berth/worker.js" },
 *   workerExtra: { url: "/berth/worker-extra.js" },
 *   viewExtra: { url: "/berth/view-extra.js" },
 * };
 * const host = await createHost({ config, assets, shell: { url: "/berth/shell" } });
 * await host.openApp("2021000000000001", { container: document.querySelector("#app")! });
 * ```
 */
export async function createHost(options: HostOptions): Promise<Host> {
  checkOptions(options);
  const keys = platformKeys(options.config.platformKeys);
  return onlyHost(options.config, (ended) => startHost(options, keys, ended));
}

async function startHost(options: HostOptions, keys: PlatformKeys, ended: () => void): Promise<Host> {
  const { config } = options;
  const clock = options.clock ?? systemClock();
  const random = options.random ?? systemRandom();
  const send: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init));
  const locale = options.locale ?? navigator.language;
  const store = await openLocalStore(`berth-${config.workspaceId}`, options.store ?? "indexeddb");
  let installationId = (await store.get("settings", "installation")) as string | undefined;
  if (installationId === undefined) {
    installationId = uuid(random);
    await store.set("settings", "installation", installationId);
  }
  const extensions = new ExtensionPoints();
  const handlers = new EventHandlers();
  const runs = new Set<AppRun>();
  const launching = new Map<string, Promise<AppHandle>>();
  const openers = new Map<AppRun, AppRun>();
  const errorPages = new Map<HTMLElement, AppSurface>();
  const custom = new CustomApis();
  const assets = new GuestAssets(send);
  const disposed = new AbortController();
  let gateway: GatewayAccess | null = options.gateway ?? null;
  let serverOffset = 0;
  let user = "";
  let changing: Promise<void> = Promise.resolve();
  let scheme = options.colorScheme ?? "auto";
  const media = matchMedia("(prefers-color-scheme: dark)");
  const isDark = (): boolean => (scheme === "auto" ? media.matches : scheme === "dark");

  const eventLog = (options.createEventLog ?? createHostLog)({
    platformUrl: config.platformUrl,
    workspaceId: config.workspaceId,
    targetAppId: config.targetAppId,
    environment: config.environment,
    installationId,
    os: "web",
    osVersion: "",
    sdkVersion,
    libVersion: sdkVersion,
    locale,
    allowed: options.eventLog?.allowed === true,
    ...(options.eventLog?.userConsent === undefined ? {} : { userConsent: options.eventLog.userConsent }),
    clock,
    random,
    fetch: send,
    renewToken: () => queries.refreshTerms(disposed.signal),
    ...(options.store === "memory" ? { indexedDB: null } : {}),
  });

  async function readUser(): Promise<void> {
    user = await localUser(options.services?.member, clock);
    eventLog.setUser(user === "" ? null : user);
  }
  await readUser();

  const queries = new PlatformQueries({
    config,
    keys,
    fetch: send,
    random,
    installationId,
    locale,
    userId: () => user,
    onAnswer(answer) {
      if (Number.isFinite(answer.serverTime)) serverOffset = answer.serverTime - clock.now();
      if (answer.eventLog !== undefined) eventLog.setTenant(answer.eventLog);
      if (answer.gateway !== undefined && options.gateway === undefined) gateway = answer.gateway;
    },
  });

  const makeLoader = (Loader: typeof AppLoader): AppLoader =>
    new Loader({
      config,
      keys,
      fetch: send,
      clock,
      store,
      locks: navigator.locks ?? null,
      presets: options.presets ?? [],
      queries,
      userId: () => user,
      intervals: () => core.extension("updateIntervals"),
      alive: (appId) => [...runs].some((run) => run.appId === appId),
      warn: (message) => console.warn(`Berth: ${message}`),
      log(name, data, appId) {
        for (const run of runs) if (run.appId === appId) run.loaderEvent(name, data);
      },
    });
  let loader: AppLoader | null = null;

  const shellUrl = options.shell === "inline" ? null : new URL(options.shell.url, location.href);

  const terms = new CollectionTerms(
    clock,
    () => eventLog.stats().gate,
    () => queries.refreshTerms(disposed.signal),
  );

  const core: HostCore = {
    options,
    clock,
    random,
    limits: { ...defaultLimits, ...options.limits },
    locale,
    direction: options.direction ?? "ltr",
    get dark() {
      return isDark();
    },
    openView: options.openView === true,
    domainErrorCode: options.domainErrorCode ?? 4,
    store,
    async loader() {
      const { AppLoader } = await import("../load/app-loader.js");
      loader ??= makeLoader(AppLoader);
      return loader;
    },
    custom,
    eventLog,
    codeDesk: options.codeDesk ?? createCodeDesk({ clock }),
    hostOrigins: [location.origin, ...(shellUrl === null ? [] : [shellUrl.origin])],
    userId: () => user,
    serverOffsetMs: () => serverOffset,
    briefOf: (appId) => briefs.get(appId) ?? { name: "", iconUrl: "" },
    workerScript: () => assets.text(options.assets.worker),
    extraScript: (of) => assets.text(options.assets[`${of}Extra`]),
    startGuest: starterOf(options),
    shells: createShellPlanner({
      options,
      random,
      hasGateway: () => gateway !== null || options.executor !== undefined,
      viewScript: () => assets.text(options.assets.view ?? ""),
    }),
    takeSpare: (plan, parent) => spare?.take(plan, parent) ?? null,
    termsSettled: () => terms.settled(),
    fetch: send,
    async gateway() {
      if (gateway === null && options.gateway !== null) await queries.refreshTerms(disposed.signal);
      return gateway;
    },
    hasGateway: () => gateway !== null,
    extension: (name) => extensions.get(name),
    hostEvent: (name: HostNews, ...args: unknown[]) => handlers.tell(name, ...args),
    hostQuestion: (name: HostQuestion, ...args: unknown[]) => handlers.ask(name, ...args),
    openAgain: (appId, params) => void host.openApp(appId, params).catch(() => {}),
    async openFrom(opener, request) {
      const container = openParams.get(opener)?.containerFor?.(request.appId) ?? opener.surface.root.parentElement;
      if (container === null) throw new LaunchError(10000, "query", "there is no place for the other mini program");
      // A program may ask in its first onLoad: what was not shown yet cannot go to the background.
      await launching.get(opener.appId);
      opener.hide();
      try {
        const other = await open(
          request.appId,
          {
            container,
            ...(request.path === undefined ? {} : { page: request.path }),
            ...(request.query === undefined ? {} : { query: request.query as Record<string, string> }),
            referrerInfo: { appId: opener.appId, extraData: request.extraData ?? {} },
          },
          "miniProgram",
        );
        const run = [...runs].find((entry) => entry.handle === other);
        if (run !== undefined) openers.set(run, opener);
      } catch (error) {
        opener.show(null);
        throw error;
      }
    },
    backTo(from, extraData) {
      const opener = openers.get(from);
      if (opener === undefined || opener.state === "closed") return false;
      from.hide();
      const container = opener.surface.root.parentElement ?? document.body;
      opener.show({ container, referrerInfo: { appId: from.appId, extraData: extraData ?? {} } });
      return true;
    },
    forget(run) {
      runs.delete(run);
      openParams.delete(run);
      openers.delete(run);
    },
    keepErrorPage(container, surface) {
      errorPages.get(container)?.dispose();
      errorPages.set(container, surface);
    },
  };
  let spare: SpareGuest | null = null;
  const prepareSpare = async (): Promise<void> => {
    if (options.spareGuest === false) return;
    const { SpareGuest } = await import("./spare-guest.js");
    if (disposed.signal.aborted) return;
    spare ??= new SpareGuest(core);
    spare.prepare();
  };
  const briefs = new Map<string, { name: string; iconUrl: string }>();
  const openParams = new Map<AppRun, OpenParams>();
  const onScheme = (): void => {
    for (const run of runs) run.setTheme(isDark());
    for (const surface of errorPages.values()) surface.setDark(isDark());
  };
  media.addEventListener("change", onScheme);
  // Nothing of this is waited for: a host starts without network, and what failed is asked for again at the first open.
  terms.ask();
  loadRun().catch(() => {});
  prepareSpare().catch(() => {});
  assets.preload(options.assets.worker);
  if (options.shell === "inline" && options.assets.view !== undefined) assets.preload(options.assets.view);

  async function open(
    appId: string,
    params: OpenParams,
    source: "id" | "url" | "qr" | "miniProgram",
  ): Promise<AppHandle> {
    if (disposed.signal.aborted) throw new LaunchError(90003, "query", "the host was disposed");
    if (typeof appId !== "string" || appId === "") throw new LaunchError(90002, "query", "appId is missing");
    if (!(params?.container instanceof HTMLElement)) throw new LaunchError(90002, "query", "container is missing");
    if (params.preview !== undefined && config.environment === "production") {
      throw new LaunchError(90002, "query", "previews open outside production only");
    }
    await changing;
    const alive = [...runs].find((run) => run.appId === appId);
    if (alive !== undefined && alive.state !== "loading" && params.preview === undefined) {
      // A page that took the container away has ended the program's frames with it: it starts from cold then.
      if (alive.surface.moveTo(params.container)) {
        const { page, query, referrerInfo } = params;
        alive.show(page === undefined && query === undefined && referrerInfo === undefined ? null : params);
        return alive.handle;
      }
      await alive.close("host");
    }
    // Two opens at once share one launch (H-OPEN-7).
    const under = launching.get(appId);
    if (under !== undefined) return under;
    if (alive !== undefined) await alive.close("host");
    const launch = start(appId, params, source);
    launching.set(appId, launch);
    try {
      return await launch;
    } finally {
      launching.delete(appId);
      prepareSpare().catch(() => {});
    }
  }

  async function start(
    appId: string,
    params: OpenParams,
    source: "id" | "url" | "qr" | "miniProgram",
  ): Promise<AppHandle> {
    const { AppRun } = await loadRun();
    if (disposed.signal.aborted) throw new LaunchError(90003, "query", "the host was disposed");
    const idle = [...runs].filter((run) => run.state === "background").sort((a, b) => a.lastUsedAt - b.lastUsedAt);
    while (runs.size >= aliveApps && idle.length > 0) await idle.shift()?.close("memory");
    errorPages.get(params.container)?.dispose();
    errorPages.delete(params.container);
    const run = new AppRun(core, appId, params);
    runs.add(run);
    openParams.set(run, params);
    await run.launch(source);
    const metadata = run.app?.release.metadata;
    if (metadata !== undefined) briefs.set(appId, { name: metadata.name, iconUrl: metadata.iconUrl });
    void catalogue.used(appId, clock.now()).catch(() => {});
    return run.handle;
  }

  const catalogue = createCatalogue({ config, fetch: send, store, userId: () => user, locale, log: eventLog });

  const host: Host = {
    config,
    sandbox: { mode: options.shell === "inline" ? "inline" : "url" },
    capabilities: { webviewFrames: false },
    apps: catalogue,
    eventLog,
    openApp: (appId, params) => open(appId, params, "id"),
    async openUrl(url, params) {
      const { appId, source, version, start: asked } = (await import("./open-url.js")).readOpenUrl(url);
      // H-OPEN-4: nobody is served a version by asking for it; previews are opened with their bytes.
      if (version !== undefined) console.info(`Berth: _ariver_version ${version} is ignored: the platform decides`);
      return open(appId, { ...params, ...asked }, source);
    },
    running: () => [...runs].sort((a, b) => b.lastUsedAt - a.lastUsedAt).map((run) => run.handle),
    inspect(handle): Inspector {
      const run = [...runs].find((entry) => entry.handle === handle);
      if (run === undefined) throw new BerthError("NOT_RUNNING", "that mini program is not running");
      return createInspector(run, host.sandbox.mode);
    },
    async registerJsapi(definition: JsapiDefinition | JsapiDefinition[]) {
      await custom.register(Array.isArray(definition) ? definition : [definition]);
    },
    registerEventHandler: (name, handler) => handlers.on(name, handler),
    registerExtension: (name, implementation) => extensions.register(name, implementation),
    setColorScheme(next) {
      scheme = next;
      onScheme();
    },
    userChanged() {
      // Opens that come meanwhile wait for the new user; changes follow each other.
      changing = changing.then(async () => {
        await Promise.all([...runs].map((run) => run.close("host")));
        for (const surface of errorPages.values()) surface.dispose();
        errorPages.clear();
        briefs.clear();
        // The gateway's token names the user; the next request asks for another.
        gateway = options.gateway ?? null;
        await readUser();
        if (!disposed.signal.aborted) queries.refreshTerms(disposed.signal).catch(() => {});
      });
      return changing;
    },
    async memoryWarning(level = 10) {
      spare?.dispose();
      spare = null;
      for (const run of runs)
        if (run.state === "active") run.toWorker("my", { event: "memoryWarning", data: { level } });
      const background = [...runs].filter((run) => run.state === "background");
      await Promise.all(background.map((run) => run.close("memory")));
    },
    async dispose() {
      if (disposed.signal.aborted) return;
      disposed.abort();
      ended();
      spare?.dispose();
      media.removeEventListener("change", onScheme);
      await Promise.all([...runs].map((run) => run.close("host")));
      for (const surface of errorPages.values()) surface.dispose();
      await eventLog.dispose();
      store.close();
    },
  };
  return host;
}
