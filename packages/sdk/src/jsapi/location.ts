import type { DevicePosition } from "../services.js";
import { type ApiDefinition, failure } from "./definition.js";

/** Where scripted runs are. */
const scriptedPosition: DevicePosition = { longitude: 121.4737, latitude: 31.2304, accuracy: 20 };

function browserPosition(highAccuracy: boolean, cacheMs: number): Promise<DevicePosition> {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ longitude: coords.longitude, latitude: coords.latitude, accuracy: coords.accuracy }),
      reject,
      { enableHighAccuracy: highAccuracy, maximumAge: cacheMs, timeout: 10_000 },
    );
  });
}

/** Position and places (F-CAT-I). */
export const locationApis: readonly ApiDefinition[] = [
  {
    name: "getLocation",
    scope: "location",
    async handler({ params, run }) {
      const cacheMs = 1_000 * (typeof params["cacheTimeout"] === "number" ? params["cacheTimeout"] : 30);
      const highAccuracy = typeof params["type"] === "number" && params["type"] > 0;
      const scripted = run.answer("getLocation");
      try {
        const position =
          scripted !== null
            ? { ...scriptedPosition, ...(typeof scripted === "object" ? (scripted.value as object) : {}) }
            : await (run.services.devices?.position?.({ highAccuracy, cacheMs }) ??
                browserPosition(highAccuracy, cacheMs));
        const { longitude, latitude, accuracy } = position;
        return {
          longitude: String(longitude),
          latitude: String(latitude),
          accuracy: String(accuracy),
          horizontalAccuracy: String(accuracy),
        };
      } catch (cause) {
        const code = (cause as { code?: number }).code;
        if (code === 1) return failure(11, "getLocation: the device refused the position");
        if (code === 3) return failure(13, "getLocation: the device did not answer in time");
        return failure(12, `getLocation: ${(cause as Error).message}`);
      }
    },
  },
  {
    name: "openLocation",
    async handler({ params, run, signal }) {
      if (run.answer("openLocation") !== null) return {};
      await run.foreground();
      const content = `${params["address"] ?? ""}\n${params["latitude"]}, ${params["longitude"]}`.trim();
      const { ok } = run.surface.words;
      await run.surface.dialogs.alert({ title: String(params["name"] ?? ""), content, buttonText: ok }, signal);
      return {};
    },
  },
  {
    name: "chooseLocation",
    scope: "location",
    handler({ run }) {
      const scripted = run.answer("chooseLocation");
      if (scripted === "cancel") return failure(11, "the user cancelled");
      if (scripted === null) return failure(1, "chooseLocation: this host has no map");
      const { longitude, latitude } = scriptedPosition;
      const place = { name: "People's Square", address: "Shanghai", longitude, latitude };
      return { ...place, ...(typeof scripted === "object" ? (scripted.value as object) : {}) };
    },
  },
];
