import { pluginFolder, type StartInfo } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import type { ProgramFunction } from "../owner/owner.js";
import type { RouteKind } from "../page/router.js";
import { aliases, showModal } from "./aliases.js";
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
    preloadCanvasImage: (params, done) => realm.extra().preloadPictures(realm, parts.view)(params, done),
  };
  const remote: Record<string, ApiHandler> = {
    ...storage.remote,
    showModal: showModal(realm),
    [canvasFileApi]: (params, done) =>
      realm.extra().canvasFile(realm, parts.view, start.apis.includes(canvasFileApi))(params, done),
    ...aliases(realm, start),
  };
  const sync: Record<string, ProgramFunction> = {
    ...storage.sync,
    ...information.sync,
    canIUse: (query) => {
      const own = Object.keys({ ...local, ...remote, ...sync });
      return realm.extra().canIUse(query, start.apis, own, realm.entries.component2);
    },
    arrayBufferToBase64: (buffer) => realm.extra().arrayBufferToBase64(buffer),
    base64ToArrayBuffer: (text) => realm.extra().base64ToArrayBuffer(text),
    nextTick: (fn) => {
      if (typeof fn === "function") realm.updates.afterDrawn(() => realm.reporter.guard(() => fn()));
    },
  };
  const factory =
    (name: string): ProgramFunction =>
    (...args) =>
      realm.extra().factories(parts, name)(...args);
  parts.view.makeContext = (tag, id) => factory(tag === "canvas" ? "createCanvasContext" : "createVideoContext")(id);
  const hosted = new Set(start.apis);

  const members = Object.entries(start.members).flatMap(([convention, names]) =>
    names.split(" ").map((name) => [name, convention] as const),
  );
  for (const [name, convention] of members) {
    switch (convention) {
      case "async":
        my[name] = asynchronous(realm, listeners, name, local[name], remote[name], hosted);
        break;
      case "sync":
        my[name] = sync[name] ?? (() => ({ error: 1, errorMessage: `my.${name} is not implemented` }));
        break;
      case "on":
      case "off":
        my[name] = listening(listeners, name, convention);
        break;
      case "factory":
        my[name] = factory(name);
        break;
      case "namespace":
        my[name] = {};
        break;
      case "value":
      case "call":
        break;
    }
  }
  my["call"] = customCall(realm, start);
  my["SDKVersion"] = sdkVersion;
  my["isIDE"] = start.env["isIDE"] === true;
  my["env"] = { variables: {}, ...start.env };
  return my;
}

function asynchronous(
  realm: Realm,
  listeners: Listeners,
  name: string,
  local: ApiHandler | undefined,
  remote: ApiHandler | undefined,
  hosted: ReadonlySet<string>,
): (options?: unknown) => unknown {
  if (local !== undefined) return (options) => callApi(realm, name, options, local, true);
  if (remote !== undefined) return (options) => callApi(realm, name, options, remote, false);
  if (!hosted.has(name) && !(name === "httpRequest" && hosted.has("request"))) {
    return (options) => {
      realm.reporter.warnOnce("API_MISSING", `my.${name} is not implemented`);
      return callApi(realm, name, options, (_params, done) => done(failWith(1, `my.${name} is not implemented`)), true);
    };
  }
  if (/^(?:request|httpRequest|uploadFile|downloadFile)$/.test(name))
    return (options) => requestTask(realm, name, options);
  return (options) => {
    if (name === "connectSocket" && (options as { multiple?: unknown } | undefined)?.multiple === true) {
      return realm.extra().socketTask(realm, listeners, options as Record<string, unknown>);
    }
    return callApi(realm, name, options, (params, done) => hostCall(realm, name, params, done), false);
  };
}

function listening(listeners: Listeners, name: string, convention: "on" | "off"): (...args: unknown[]) => unknown {
  const event = Listeners.eventName(name.slice(convention.length));
  if (event !== "") {
    return convention === "on"
      ? (fn) => listeners.add(event, fn)
      : (fn) => listeners.remove(event, typeof fn === "function" ? fn : undefined);
  }
  // my.on(name, fn) and my.off(name, fn)
  return convention === "on"
    ? (own, fn) => {
        listeners.add(Listeners.eventName(String(own)), fn);
        return { remove: () => listeners.remove(Listeners.eventName(String(own)), fn) };
      }
    : (own, fn) => listeners.remove(Listeners.eventName(String(own)), typeof fn === "function" ? fn : undefined);
}

function routing({ router, root, units }: MyParts): Record<string, ApiHandler> {
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
    loadPlugin: ({ plugin }, done) => {
      const name = String(plugin).split("@")[0] ?? "";
      void units.load(`${pluginFolder}/${name}`).then((ok) => {
        done(ok ? succeed({ plugin }) : failWith(7004, `loadPlugin: there is no plugin "${name}" to load`));
      });
    },
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
  const font = call("font", ({ family, source, desc }) => [family, source, desc ?? {}]);
  const refresh = call("startPullDownRefresh", () => []);
  return {
    pageScrollTo: (params, done) => {
      if (params["scrollTop"] === undefined && params["selector"] === undefined) {
        done(failWith(1, "pageScrollTo: give scrollTop or selector"));
      } else scroll(params, done);
    },
    loadFontFace: (params, done) => {
      const missing = ["family", "source"].find((name) => typeof params[name] !== "string");
      if (missing !== undefined) done(failWith(2, `loadFontFace: ${missing} must be a string`));
      else font(params, done);
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
