import type { Json } from "@berth/core/wire";
import { jsonCopy } from "../link/json-copier.js";
import type { ProgramFunction } from "../owner/owner.js";
import type { MyParts } from "./my-parts.js";
import { sdkVersion } from "./system-apis.js";

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

/** Parts of what the host gave at the start and keeps fresh, by the names that few programs use (F-CAT-K). */
export function lateInformation({ start, system }: MyParts): Record<string, ProgramFunction> {
  const object = (value: unknown): Record<string, Json> => (jsonCopy(value) ?? {}) as Record<string, Json>;
  const some = (names: string[]): Record<string, Json> =>
    Object.fromEntries(Object.entries(object(system.info)).filter(([name]) => names.includes(name)));
  return {
    getWindowInfo: () => some(windowNames),
    getAppBaseInfo: () => ({ SDKVersion: sdkVersion, ...some(baseNames) }),
    getSystemSetting: () => ({
      bluetoothEnabled: false,
      locationEnabled: true,
      wifiEnabled: true,
      ...object(system.info["setting"]),
    }),
    getAppAuthorizeSetting: () => object(system.info["authorize"]),
    getAccountInfoSync: () => ({
      miniProgram: {
        appId: start.appId,
        envVersion: start.env["envVersion"] ?? "release",
        version: start.env["version"] ?? "",
      },
    }),
    getBatteryInfoSync: () => ({
      level: Number.parseInt(String(system.info["currentBattery"] ?? "100"), 10),
      isCharging: false,
    }),
    getExtConfigSync: () => ({ data: object(start.env["extConfig"]), extConfig: object(start.env["extConfig"]) }),
    getMenuButtonBoundingClientRect: () => jsonCopy(system.info["menuButton"]) ?? menuButton(system.info),
    getLeftButtonsBoundingClientRect: () => ({ backButton: null, homeButton: null }),
  };
}

/** Where the capsule stands when the host does not say. */
function menuButton(info: Record<string, Json>): Record<string, number> {
  const width = Number(info["windowWidth"] ?? 375);
  const top = Number(info["statusBarHeight"] ?? 20) + 6;
  return { width: 87, height: 32, top, bottom: top + 32, left: width - 94, right: width - 7 };
}
