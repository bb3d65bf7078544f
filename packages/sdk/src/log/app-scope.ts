import type { EventScope, ScrubRules } from "@berth/core/events";
import type { SessionApp } from "./app-session.js";

/** What a scope says of the app of a session. */
export function appScope(app: SessionApp): Partial<EventScope> {
  const { appId, releaseVersion, releaseState, libVersion } = app;
  return {
    appId,
    ...(releaseVersion === undefined ? {} : { releaseVersion }),
    ...(releaseState === undefined ? {} : { releaseState }),
    ...(libVersion === undefined ? {} : { libVersion }),
  };
}

/** Which names of pages and APIs may stand in events of the app; `builtinApis` where it names none. */
export function appRules(app: SessionApp, builtinApis: readonly string[]): ScrubRules {
  const pages = app.pages === undefined ? null : new Set(app.pages);
  const apis = new Set(app.apis ?? builtinApis);
  return {
    isApi: (name) => apis.has(name),
    ...(pages === null ? {} : { isPage: (path) => pages.has(path) }),
  };
}
