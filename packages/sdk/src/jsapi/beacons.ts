import type { Beacon } from "../device-parts.js";
import { type ApiCall, type ApiResult, failure, needsService } from "./definition.js";
import type { RunContext } from "./run-context.js";

const discovery = "beacon discovery";
const reach = new WeakMap<RunContext, readonly Beacon[]>();

/** Beacons near the device. Loaded with the first call of one of its members. */
export function beaconApi({ api, run, params }: ApiCall): ApiResult {
  if (api.startsWith("off")) {
    run.watches.end(api.replace("off", "on"));
    return {};
  }
  const service = run.services.devices?.beacons;
  if (service === undefined) return needsService(api, "beacons");
  const changed = (discovering: boolean): void =>
    run.watches.tell("onBeaconServiceChange", { available: true, discovering });
  switch (api) {
    case "startBeaconDiscovery": {
      const uuids = (params["uuids"] as unknown[]).map(String);
      if (uuids.length === 0) return failure(11002, `${api}: parameter "uuids" is empty`);
      try {
        run.watches.begin(discovery, () =>
          service.discover(uuids, (beacons) => {
            reach.set(run, beacons);
            run.watches.tell("onBeaconUpdate", { beacons });
          }),
        );
      } catch (cause) {
        run.watches.end(discovery);
        return failure(11000, `${api}: ${(cause as Error).message}`);
      }
      changed(true);
      return {};
    }
    case "stopBeaconDiscovery":
      if (!run.watches.has(discovery)) return failure(11003, `${api}: no search is under way`);
      run.watches.end(discovery);
      reach.delete(run);
      changed(false);
      return {};
    case "getBeacons":
      return { beacons: reach.get(run) ?? [], errCode: "0", errorMsg: "" };
    default:
      run.watches.begin(api, () => () => {});
      return {};
  }
}
