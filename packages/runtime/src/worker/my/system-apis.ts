import type { Json, StartInfo } from "@berth/core/wire";
import type { AppController } from "../app/app-controller.js";
import { jsonCopy } from "../link/json-copier.js";
import { type ApiHandler, succeed } from "./async-api.js";

type SyncApi = (...args: unknown[]) => unknown;

/** Version of the JSAPI library whose behaviour we offer: `my.SDKVersion`. */
export const sdkVersion = "2.9.0";

/** What most programs ask of what the host gave at the start and keeps fresh with `systemInfo` events. */
export function systemApis(
  start: StartInfo,
  app: AppController,
  system: { info: Record<string, Json> },
): { sync: Record<string, SyncApi>; asynchronous: Record<string, ApiHandler> } {
  const all = (): unknown => jsonCopy(system.info);
  return {
    sync: {
      getSystemInfoSync: all,
      getAppIdSync: () => ({ appId: start.appId }),
      getLaunchOptionsSync: () => jsonCopy(start.options),
      getEnterOptionsSync: () => jsonCopy(app.entered ?? start.options),
    },
    asynchronous: { getSystemInfo: (_params, done) => done(succeed(all())) },
  };
}
