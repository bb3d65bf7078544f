import { jsapiExtensions, jsapiNames, jsapiOptions } from "@berth/core/jsapi";
import type { FileEntry, Json, LaunchOptions, PageConfig, StartInfo } from "@berth/core/wire";
import type { OpenParams } from "../host-types.js";
import { builtinApis } from "../jsapi/table.js";
import type { LoadedApp } from "../load/app-loader.js";
import { sdkVersion } from "../sdk-version.js";

/** `a=b&c=d` or an object as the query of a page; values are text, a repeated name keeps the last (F-PAGE-5). */
export function readQuery(
  query: string | Record<string, unknown> | undefined,
  decode: boolean,
): Record<string, string> {
  const result: Record<string, string> = {};
  if (typeof query === "object" && query !== null) {
    for (const [key, value] of Object.entries(query)) result[key] = String(value);
    return result;
  }
  const text = (part: string): string => {
    if (!decode) return part;
    try {
      return decodeURIComponent(part.replaceAll("+", " "));
    } catch {
      return part;
    }
  };
  for (const pair of (query ?? "").replace(/^\?/, "").split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const key = equals < 0 ? pair : pair.slice(0, equals);
    if (key !== "__proto__") result[text(key)] = equals < 0 ? "" : text(pair.slice(equals + 1));
  }
  return result;
}

/** Launch options of an open (F-APP-3); `page` may carry a query of its own. */
export function launchOptions(
  params: Pick<OpenParams, "page" | "query" | "scene" | "referrerInfo">,
  app: LoadedApp,
): LaunchOptions {
  const { manifest } = app.package;
  const decode = manifest.app.behavior?.["decodeQuery"] !== "disable";
  const [path = "", own] = (params.page ?? "").replace(/^\/+/, "").split("?", 2);
  const referrer = params.referrerInfo ?? {};
  return {
    path: path === "" ? manifest.app.home : path,
    query: { ...readQuery(own, decode), ...readQuery(params.query, decode) },
    scene: params.scene ?? 1000,
    referrerInfo: {
      ...(referrer.appId === undefined ? {} : { appId: referrer.appId }),
      ...(referrer.sourceServiceId === undefined ? {} : { sourceServiceId: referrer.sourceServiceId }),
      ...(referrer.extraData === undefined ? {} : { extraData: referrer.extraData as Json }),
    },
  };
}

/** What the host does not get, or gets in another form, the worker checks (F-API-9). */
const workerRules = Object.fromEntries(
  Object.entries(jsapiOptions).filter(([name]) => builtinApis.get(name)?.rules !== undefined || !builtinApis.has(name)),
);

/** Everything the worker needs to run without asking. */
export function startInfo(parts: {
  app: LoadedApp;
  options: LaunchOptions;
  storage: Record<string, string>;
  files?: FileEntry[];
  systemInfo: Record<string, Json>;
  locale: string;
  customNames: readonly string[];
  overriddenNames: readonly string[];
  deterministic: { now: number; seed: number } | null;
}): StartInfo {
  const { app } = parts;
  const { manifest } = app.package;
  const versions = { full: "release", gray: "gray", pilot: "trial", preview: "develop" } as const;
  const tabs = (manifest.app.tabBar?.items ?? []).map(({ pagePath, name }) => ({ pagePath, text: name }));
  const features = new Set(app.release.jsapis);
  return {
    appId: app.appId,
    options: parts.options,
    app: {
      pages: manifest.app.pages,
      home: manifest.app.home,
      tabs,
      units: manifest.units.map(({ root, pages }) => ({ root, pages })),
      looks: manifest.pages as Record<string, PageConfig>,
      decodeQuery: manifest.app.behavior?.["decodeQuery"] !== "disable",
    },
    storage: parts.storage,
    files: parts.files ?? [],
    systemInfo: parts.systemInfo,
    env: {
      USER_DATA_PATH: "berth-file:usr",
      clientName: "berth",
      clientVersion: sdkVersion,
      language: parts.locale,
      platform: "web",
      variables: app.release.environmentVariables as Json,
      envVersion: versions[app.release.releaseState],
      version: app.release.releaseVersion,
    },
    members: jsapiNames,
    missing: jsapiExtensions,
    rules: workerRules,
    apis: [...new Set([...builtinApis.keys(), ...parts.overriddenNames])],
    customApis: parts.customNames.filter((name) => features.has(name)),
    deterministic: parts.deterministic,
  };
}
