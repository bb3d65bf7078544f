import { checkParams } from "@berth/core/jsapi";
import type { StartInfo } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import type { ProgramFunction } from "../owner/owner.js";
import type { RouteKind } from "../page/router.js";
import { type ApiHandler, callApi, failWith, succeed } from "./async-api.js";
import { canvasFileApi } from "./canvas-file.js";
import { hostCall } from "./host-call.js";
import { Listeners } from "./listeners.js";
import type { MyParts } from "./my-parts.js";
import { requestTask } from "./request-tasks.js";
import { storageApis } from "./storage-apis.js";
import { StorageMirror } from "./storage-mirror.js";
import { sdkVersion, systemApis } from "./system-apis.js";

/** The `my` object: extensible and writable, one member for each name of the catalogue. */
export function createMy(parts: MyParts): Record<string, unknown> {
  const { realm, start, app, listeners, system, root } = parts;
  const my: Record<string, unknown> = {};
  const storage = storageApis(realm, new StorageMirror(start.storage, root), root);
  const information = systemApis(start, app, system);
  const local: Record<string, ApiHandler> = {
    ...storage.asynchronous,
    ...information.asynchronous,
    ...routing(parts),
    ...pageApis(parts),
  };
  const remote: Record<string, ApiHandler> = {
    ...storage.remote,
    [canvasFileApi]: (params, done) =>
      realm.extra().canvasFile(realm, parts.view, start.apis.includes(canvasFileApi))(params, done),
  };
  const sync: Record<string, ProgramFunction> = {
    ...storage.sync,
    ...information.sync,
    nextTick: (fn) => {
      if (typeof fn === "function") realm.updates.afterDrawn(() => realm.reporter.guard(() => fn()));
    },
  };
  const hosted = new Set(start.apis);
  const needs = new Map(words(start.missing));
  const offered = new Set<string>();
  let made: ReturnType<ReturnType<Realm["extra"]>["lateApis"]> | undefined;
  const late = () => (made ??= realm.extra().lateApis(parts, offered));
  const absent = (name: string): string =>
    `my.${name} ${needs.has(name) ? `needs the host extension "${needs.get(name)}"` : "is not implemented"}`;
  const missing =
    (name: string): ApiHandler =>
    (_params, done) => {
      realm.reporter.warnOnce("API_MISSING", absent(name));
      done(failWith(1, absent(name)));
    };
  const checked =
    (name: string, handler: () => ApiHandler): ApiHandler =>
    (given, done) => {
      const outcome = checkParams(name, given, start.rules[name]);
      if (outcome.ok) handler()(outcome.params, done);
      else done(failWith(2, outcome.message));
    };
  const factory =
    (name: string): ProgramFunction =>
    (...args) =>
      realm.extra().factories(parts, name, absent(name))(...args);
  parts.view.makeContext = (tag, id) => factory(tag === "canvas" ? "createCanvasContext" : "createVideoContext")(id);

  for (const name of hosted) needs.delete(name);
  for (const [name, convention] of words(start.members)) {
    const [first = "", second] = name.split(".");
    if (second !== undefined) my[first] ??= {};
    const space = second === undefined ? my : (my[first] as Record<string, unknown>);
    const key = second ?? first;
    const there = sync[name] ?? local[name] ?? remote[name] ?? hosted.has(name);
    // Listeners, objects and values need no answer: they are there unless an extension has to bring them.
    if (there || !(/sync$/.test(convention) || needs.has(name))) offered.add(name);
    if (convention === "async") {
      const far = remote[name] && checked(name, () => remote[name]!);
      const near = checked(
        name,
        () => (needs.has(name) ? missing(name) : (local[name] ?? late().local[name])) ?? missing(name),
      );
      space[key] =
        far === undefined && !hosted.has(name)
          ? (options: unknown) => callApi(realm, name, options, near, true)
          : asked(realm, listeners, name, far);
    } else if (convention === "sync") {
      const none = () => ({ error: 1, errorMessage: absent(name) });
      space[key] = sync[name] ?? ((...args: unknown[]) => ((!needs.has(name) && late().sync[name]) || none)(...args));
    } else if (convention === "on" || convention === "off") space[key] = listening(realm, listeners, hosted, name);
    else if (convention === "factory") space[key] = factory(name);
    else if (convention === "namespace") space[key] ??= {};
  }
  my["call"] = customCall(realm, start);
  my["SDKVersion"] = sdkVersion;
  my["isIDE"] = start.env["isIDE"] === true;
  my["env"] = { variables: {}, ...start.env };
  return my;
}

/** Words of a table with their first word: convention or extension. */
function words(table: Record<string, string>): [word: string, first: string][] {
  return Object.entries(table).flatMap(([first, names]) =>
    names.split(" ").map((name): [string, string] => [name, first]),
  );
}

/** A member that the host answers. */
function asked(
  realm: Realm,
  listeners: Listeners,
  name: string,
  remote: ApiHandler | undefined,
): (options?: unknown) => unknown {
  if (/^(?:request|httpRequest|uploadFile|downloadFile)$/.test(name)) {
    return (options) => requestTask(realm, name, options);
  }
  return (options) => {
    if (name === "connectSocket" && (options as { multiple?: unknown } | undefined)?.multiple === true) {
      return realm.extra().socketTask(realm, listeners, options as Record<string, unknown>);
    }
    return callApi(realm, name, options, remote ?? ((params, done) => hostCall(realm, name, params, done)), false);
  };
}

/** `my.onX`, `my.offX`, `my.on` and `my.off`. The host hears when the first listener comes and the last one goes. */
function listening(
  realm: Realm,
  listeners: Listeners,
  hosted: ReadonlySet<string>,
  name: string,
): (...args: unknown[]) => unknown {
  const verb = name.startsWith("off") ? "off" : "on";
  const change = (verb: "on" | "off", own: unknown, fn: unknown): void => {
    const event = Listeners.eventName(String(own));
    const api = verb + event.charAt(0).toUpperCase() + event.slice(1);
    const changed = verb === "on" ? listeners.add(event, fn) : listeners.remove(event, fn);
    if (changed && hosted.has(api)) hostCall(realm, api, {}, () => {});
  };
  if (name !== verb) return (fn) => change(verb, name.slice(verb.length), fn);
  return (own, fn) => {
    change(verb, own, fn);
    return verb === "on" ? { remove: () => change("off", own, fn) } : undefined;
  };
}

function routing({ router, root }: MyParts): Record<string, ApiHandler> {
  const kinds: RouteKind[] = ["navigateTo", "redirectTo", "navigateBack", "switchTab", "reLaunch"];
  const route =
    (kind: RouteKind): ApiHandler =>
    (params, done) => {
      const { url } = params;
      // "/pages/a" in code of a plugin means a page of the plugin.
      const own = root !== "" && typeof url === "string" && url.startsWith("/") ? { url: `/${root}${url}` } : {};
      router.route(kind, { ...params, ...own }, done);
    };
  return {
    ...Object.fromEntries(kinds.map((kind): [string, ApiHandler] => [kind, route(kind)])),
  };
}

function pageApis({ realm, view, refreshing }: MyParts): Record<string, ApiHandler> {
  const page = realm.reporter.currentPage;
  const call =
    (method: string, args: (params: Record<string, unknown>) => unknown[]): ApiHandler =>
    (params, done) =>
      view.page(page(), method, args(params), (ok, value) => done(ok ? succeed() : failWith(3, String(value))));
  const scroll = call("scrollTo", ({ scrollTop, selector, duration }) => [
    { scrollTop, selector, duration: duration ?? 0 },
  ]);
  const refresh = call("startPullDownRefresh", () => []);
  return {
    pageScrollTo: (params, done) => {
      if (params["scrollTop"] === undefined && params["selector"] === undefined) {
        done(failWith(1, "pageScrollTo: give scrollTop or selector"));
      } else scroll(params, done);
    },
    startPullDownRefresh: (params, done) => {
      refreshing();
      refresh(params, done);
    },
    stopPullDownRefresh: call("stopPullDownRefresh", () => []),
    exitMiniProgram: (_params, done) => {
      realm.host.note({ type: "exit", reason: "api" });
      done(succeed());
    },
  };
}

/** `my.call(name, params?, callback?)` (F-API-7): the name must be one of the app's features. */
function customCall(realm: Realm, start: StartInfo): ProgramFunction {
  return (name, params, callback) => {
    const api = String(name);
    const done = typeof params === "function" ? params : callback;
    const answer = (value: unknown): void => {
      if (typeof done === "function") realm.reporter.guard(() => (done as ProgramFunction)(value));
    };
    if (!start.customApis.includes(api)) {
      queueMicrotask(() => answer({ error: 4, errorMessage: `my.call: no feature contains ${api} (P-FEAT-1)` }));
      return;
    }
    const given = typeof params === "object" && params !== null ? (params as Record<string, unknown>) : {};
    hostCall(realm, api, given, (outcome) => answer(outcome.ok ? outcome.result : outcome.failure));
  };
}
