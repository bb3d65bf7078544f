import type { DevicePosition } from "../services.js";
import { type ApiDefinition, failure } from "./definition.js";
import type { RunContext } from "./run-context.js";

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

/**
 * Where the device is: by script, by the host's service, or by the browser.
 *
 * @param cacheMs how old an answer may be
 */
export async function devicePosition(
  run: RunContext,
  highAccuracy: boolean,
  cacheMs: number,
  api = "getLocation",
): Promise<DevicePosition> {
  const scripted = run.answer(api);
  const service = run.services.devices?.position;
  if (typeof scripted === "object" && scripted !== null) return { ...scriptedPosition, ...Object(scripted.value) };
  if (service !== undefined) return service({ highAccuracy, cacheMs });
  return scripted === null ? browserPosition(highAccuracy, cacheMs) : scriptedPosition;
}

/** Position (F-CAT-I). */
export const locationApis: readonly ApiDefinition[] = [
  {
    name: "getLocation",
    scope: "location",
    async handler({ params, run }) {
      const cacheMs = 1_000 * (typeof params["cacheTimeout"] === "number" ? params["cacheTimeout"] : 30);
      const highAccuracy = typeof params["type"] === "number" && params["type"] > 0;
      try {
        const position = await devicePosition(run, highAccuracy, cacheMs);
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
];
