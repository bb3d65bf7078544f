import type { Stop } from "../device-parts.js";
import { type ApiDefinition, failure, needsService } from "./definition.js";
import type { RunContext } from "./run-context.js";

/** Keeps the screen on by the browser while the page is seen, until stopped. Where it cannot, nothing happens. */
function wakeLock(): Stop {
  let stopped = false;
  let lock: WakeLockSentinel | null = null;
  const take = async (): Promise<void> => {
    // The browser ends a lock when the page is hidden, and gives none then.
    if (stopped || document.visibilityState !== "visible") return;
    lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
    if (stopped) await lock?.release();
  };
  const again = (): void => void take();
  document.addEventListener("visibilitychange", again);
  again();
  return () => {
    stopped = true;
    document.removeEventListener("visibilitychange", again);
    lock?.release().catch(() => {});
  };
}

/** A page cannot change the light of the screen, but how bright it draws a program. */
function dim(run: RunContext, brightness: number): void {
  run.surface.root.style.filter = brightness >= 1 ? "" : `brightness(${0.2 + 0.8 * brightness})`;
}

/** The screen (F-CAT-K9). */
export const screenApis: readonly ApiDefinition[] = [
  {
    name: "getScreenBrightness",
    async handler({ run }) {
      const brightness = run.services.devices?.brightness;
      if (brightness !== undefined) return { success: true, brightness: await brightness.get() };
      const drawn = /brightness\((.*)\)/.exec(run.surface.root.style.filter)?.[1];
      return { success: true, brightness: drawn === undefined ? 1 : Math.round((Number(drawn) - 0.2) * 125) / 100 };
    },
  },
  {
    name: "setScreenBrightness",
    handler({ params, run, api }) {
      const value = params["brightness"] as number;
      if (value < 0 || value > 1) return failure(2, `${api}: parameter "brightness" must be from 0 to 1`);
      const { devices } = run.services;
      if (devices?.brightness !== undefined) devices.brightness.set(value);
      else dim(run, value);
      return { success: true };
    },
  },
  {
    name: "setKeepScreenOn",
    handler({ params, run, api }) {
      if (params["keepScreenOn"] === true) run.watches.begin(api, run.services.devices?.keepScreenOn ?? wakeLock);
      else run.watches.end(api);
      return { success: true };
    },
  },
  {
    name: "setVisualEffectOnCapture",
    handler({ params, run, api }) {
      const effect = params["visualEffect"];
      if (effect !== "none" && effect !== "hidden") {
        return failure(2, `${api}: parameter "visualEffect" must be "none" or "hidden"`);
      }
      const hide = run.services.devices?.hideInCaptures;
      if (hide === undefined) return needsService(api, "screen");
      // What one program hides must not stay hidden for the next.
      if (effect === "none") run.watches.end(api);
      else {
        run.watches.begin(api, () => {
          hide(true);
          return () => hide(false);
        });
      }
      return {};
    },
  },
];
