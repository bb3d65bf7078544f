import { sdkVersion } from "../sdk-version.js";
import type { AppSurface } from "../surface/app-surface.js";

/** Answer of getSystemInfo (F-CAT-K1); a host's device service may replace members. */
export function systemInfo(
  surface: AppSurface,
  locale: string,
  dark: boolean,
  overrides: Record<string, string | number>,
): Record<string, string | number | boolean> {
  const agent = navigator.userAgent;
  const ios = /iPhone|iPad|Macintosh.*Mobile/.test(agent);
  const android = /Android/.test(agent);
  const platform = ios ? "iOS" : android ? "Android" : "web";
  return {
    model: platform,
    pixelRatio: window.devicePixelRatio,
    ...surface.metrics(),
    language: locale,
    version: sdkVersion,
    storage: "0 B",
    currentBattery: "100%",
    system: platform === "web" ? "web" : platform,
    platform,
    brand: "berth",
    fontSizeSetting: 16,
    app: "berth",
    theme: dark ? "dark" : "light",
    ...overrides,
  };
}
