import type { Json, StartInfo } from "@berth/core/wire";
import type { AppController } from "../app/app-controller.js";
import { jsonCopy } from "../link/json-copier.js";
import { type ApiHandler, succeed } from "./async-api.js";

type SyncApi = (...args: unknown[]) => unknown;

/** Version of the JSAPI library whose behaviour we offer: `my.SDKVersion`. */
export const sdkVersion = "2.9.0";

const windowNames = [
  "pixelRatio",
  "screenWidth",
  "screenHeight",
  "windowWidth",
  "windowHeight",
  "statusBarHeight",
  "titleBarHeight",
  "safeArea",
  "screenTop",
];
const baseNames = ["language", "version", "theme", "fontSizeSetting", "app", "platform"];

/** Information the host gave at the start and keeps fresh with `systemInfo` events. */
export function systemApis(
  start: StartInfo,
  app: AppController,
  system: { info: Record<string, Json> },
): { sync: Record<string, SyncApi>; asynchronous: Record<string, ApiHandler> } {
  const all = (): Record<string, Json> => jsonCopy(system.info) as Record<string, Json>;
  const some = (names: string[]): Record<string, Json> =>
    Object.fromEntries(Object.entries(all()).filter(([name]) => names.includes(name)));
  const extension = (): Record<string, Json> => (jsonCopy(start.env["extConfig"]) ?? {}) as Record<string, Json>;
  const setting = (): Record<string, Json> => ({
    bluetoothEnabled: false,
    locationEnabled: true,
    wifiEnabled: true,
    ...((jsonCopy(system.info["setting"]) ?? {}) as Record<string, Json>),
  });
  return {
    sync: {
      getSystemInfoSync: all,
      getWindowInfo: () => some(windowNames),
      getAppBaseInfo: () => ({ SDKVersion: sdkVersion, ...some(baseNames) }),
      getSystemSetting: setting,
      getAppAuthorizeSetting: () => ({ ...((jsonCopy(system.info["authorize"]) ?? {}) as Record<string, Json>) }),
      getAppIdSync: () => ({ appId: start.appId }),
      getAccountInfoSync: () => ({
        miniProgram: {
          appId: start.appId,
          envVersion: start.env["envVersion"] ?? "release",
          version: start.env["version"] ?? "",
        },
      }),
      getLaunchOptionsSync: () => jsonCopy(start.options),
      getEnterOptionsSync: () => jsonCopy(app.entered ?? start.options),
      getBatteryInfoSync: () => ({
        level: Number.parseInt(String(system.info["currentBattery"] ?? "100"), 10),
        isCharging: false,
      }),
      getExtConfigSync: () => ({ data: extension(), extConfig: extension() }),
      getMenuButtonBoundingClientRect: () => jsonCopy(system.info["menuButton"]) ?? menuButton(system.info),
      getLeftButtonsBoundingClientRect: () => ({ backButton: null, homeButton: null }),
    },
    asynchronous: {
      getSystemInfo: (_params, done) => done(succeed(all())),
      getExtConfig: (_params, done) => done(succeed({ data: extension(), extConfig: extension() })),
    },
  };
}

/** Where the capsule stands when the host does not say. */
function menuButton(info: Record<string, Json>): Record<string, number> {
  const width = Number(info["windowWidth"] ?? 375);
  const top = Number(info["statusBarHeight"] ?? 20) + 6;
  return { width: 87, height: 32, top, bottom: top + 32, left: width - 94, right: width - 7 };
}
