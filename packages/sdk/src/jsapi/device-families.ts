import { jsapiCatalogue } from "@berth/core/jsapi";
import type { ApiCall, ApiDefinition, ApiResult } from "./definition.js";

type Answer = (call: ApiCall) => ApiResult | Promise<ApiResult>;

/** Members of a family by their names; what answers them is loaded with the first call. */
function family(names: RegExp, load: () => Promise<Answer>): ApiDefinition[] {
  return [...jsapiCatalogue.keys()]
    .filter((name) => names.test(name))
    .map((name) => ({ name, handler: async (call) => (await load())(call) }));
}

/** Sensors, radios and the scanner: few programs use them, so they come late. */
export const deviceFamilyApis: readonly ApiDefinition[] = [
  ...family(
    /Accelerometer|Compass|Gyroscope|DeviceMotion|watchShake|getRunData/,
    async () => (await import("./sensors.js")).sensorApi,
  ),
  ...family(/BLE|Bluetooth/, async () => (await import("./bluetooth.js")).bluetoothApi),
  ...family(/Beacon/, async () => (await import("./beacons.js")).beaconApi),
  ...family(/Wifi|SSID/, async () => (await import("./wifi.js")).wifiApi),
  { name: "scan", scope: "camera", handler: async (call) => (await import("./scan.js")).scan(call) },
];
