import type { WifiService } from "../device-parts.js";
import { type ApiCall, type ApiResult, failure, needsService } from "./definition.js";
import type { RunContext } from "./run-context.js";

type Known = { SSID: string; BSSID?: string; password?: string };

/** Programs that have made Wi-Fi ready, with the networks they described. */
const started = new WeakMap<RunContext, Known[]>();

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

function knownOf(value: unknown): Known {
  const given = Object(value) as Record<string, unknown>;
  const [BSSID, password] = [text(given["BSSID"]), text(given["password"])];
  return {
    SSID: String(given["SSID"] ?? ""),
    ...(BSSID === undefined ? {} : { BSSID }),
    ...(password === undefined ? {} : { password }),
  };
}

async function answered(call: ApiCall, wifi: WifiService, known: Known[]): Promise<ApiResult> {
  const { api, run, params } = call;
  const keep = (networks: Known[]): ApiResult => {
    known.splice(0, known.length, ...networks);
    wifi.setKnown?.(known);
    return { success: true };
  };
  switch (api) {
    case "getConnectedWifi": {
      const network = await wifi.connected();
      return network === null ? failure(12011, `${api}: no network is connected`) : { success: true, wifi: network };
    }
    case "getWifiList": {
      const wifiList = await wifi.list();
      // The answer first, then the event, as programs expect that wait for both.
      queueMicrotask(() => run.watches.tell("onGetWifiList", { wifiList }));
      return { success: true, wifiList };
    }
    case "connectWifi": {
      const wanted = knownOf(params);
      if (wanted.SSID === "" && wanted.BSSID === undefined) return failure(12008, `${api}: no SSID is given`);
      return { success: true, wifi: await wifi.connect(wanted) };
    }
    case "setWifiList":
      return keep((params["wifiList"] as unknown[]).map(knownOf));
    case "registerSSID":
      return keep([...known.filter(({ SSID }) => SSID !== params["SSID"]), knownOf(params)]);
    case "unregisterSSID":
      return keep(known.filter(({ SSID }) => SSID !== params["SSID"]));
    default:
      started.delete(run);
      return { success: true };
  }
}

/** Wireless networks. Loaded with the first call of one of its members. */
export async function wifiApi(call: ApiCall): Promise<ApiResult> {
  const { api, run } = call;
  if (api.startsWith("off")) {
    run.watches.end(api.replace("off", "on"));
    return {};
  }
  const wifi = run.services.devices?.wifi;
  if (wifi === undefined) return needsService(api, "wifi");
  if (api === "onGetWifiList") run.watches.begin(api, () => () => {});
  else if (api === "onWifiConnected") {
    run.watches.begin(api, () => wifi.watchConnected((network) => run.watches.tell(api, { wifi: network })));
  } else if (api === "startWifi") {
    if (!(await wifi.available())) return failure(12005, `${api}: Wi-Fi is off`);
    started.set(run, started.get(run) ?? []);
  } else {
    const known = started.get(run);
    if (known === undefined) return failure(12000, `${api}: call startWifi first`);
    if (!(await wifi.available())) return failure(12005, `${api}: Wi-Fi is off`);
    return answered(call, wifi, known).catch((cause: Error) => failure(12010, `${api}: ${cause.message}`));
  }
  return { success: true };
}
