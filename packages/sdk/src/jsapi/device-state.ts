import type { BatteryState, NetworkState, Stop } from "../device-parts.js";
import { type ApiDefinition, needsService } from "./definition.js";
import { networkState } from "./network-state.js";
import type { RunContext } from "./run-context.js";
import { endOf, watchState } from "./watch-state.js";

/** What browsers tell of the battery where they do; TypeScript's DOM does not know it. */
interface BrowserBattery extends EventTarget {
  level: number;
  charging: boolean;
}

async function browserBattery(): Promise<BrowserBattery | null> {
  const browser = navigator as Navigator & { getBattery?: () => Promise<BrowserBattery> };
  return (await browser.getBattery?.().catch(() => null)) ?? null;
}

/** What the host says of the network, else the browser (F-CAT-J3). */
const network = (run: RunContext): NetworkState => run.services.devices?.network?.() ?? networkState();

async function battery(run: RunContext): Promise<BatteryState> {
  const service = run.services.devices?.battery;
  if (service !== undefined) return { ...(await service()) };
  const own = await browserBattery();
  return own === null
    ? { level: 100, isCharging: true }
    : { level: Math.round(own.level * 100), isCharging: own.charging };
}

/** Hears events of a target until stopped. */
function heard(target: EventTarget | undefined, events: readonly string[], fn: () => void): Stop {
  for (const event of events) target?.addEventListener(event, fn);
  return () => {
    for (const event of events) target?.removeEventListener(event, fn);
  };
}

/** Network, battery, theme, captures: what is so now, and that it changed (F-CAT-J3, J4, K8, K13). */
export const deviceStateApis: readonly ApiDefinition[] = [
  { name: "getNetworkType", handler: ({ run }) => ({ ...network(run) }) },
  ...watchState("NetworkStatusChange", {
    read(run) {
      const { networkAvailable, networkType } = network(run);
      return { isConnected: networkAvailable, networkAvailable, networkType };
    },
    watch(run, changed) {
      const { devices } = run.services;
      if (devices?.network !== undefined) return devices.watchNetwork?.(changed) ?? (() => {});
      const { connection } = navigator as Navigator & { connection?: EventTarget };
      const ends = [heard(window, ["online", "offline"], changed), heard(connection, ["change"], changed)];
      return () => {
        for (const end of ends) end();
      };
    },
  }),
  { name: "getBatteryInfo", handler: async ({ run }) => ({ ...(await battery(run)) }) },
  ...watchState("BatteryChargeChange", {
    read: battery,
    watch(run, changed) {
      const { devices } = run.services;
      if (devices?.battery !== undefined) return devices.watchBattery?.(changed) ?? (() => {});
      let stopped = false;
      let end: Stop = () => {};
      void browserBattery().then((own) => {
        if (own !== null && !stopped) end = heard(own, ["levelchange", "chargingchange"], changed);
      });
      return () => {
        stopped = true;
        end();
      };
    },
  }),
  ...watchState("ThemeChange", {
    read: (run) => ({ theme: run.systemInfo()["theme"] }),
    // The run begins the watch anew when it gets another theme.
    watch: () => () => {},
  }),
  {
    name: "onUserCaptureScreen",
    handler({ run, api }) {
      const watch = run.services.devices?.watchScreenCapture;
      if (watch === undefined) return needsService(api, "screen");
      run.watches.begin(api, () => watch(() => run.watches.tell(api, {})));
      return {};
    },
  },
  endOf("UserCaptureScreen"),
  {
    name: "getLocalIPAddress",
    async handler({ run, api }) {
      const address = run.services.devices?.localAddress;
      return address === undefined ? needsService(api, "network") : { ...(await address()) };
    },
  },
];
