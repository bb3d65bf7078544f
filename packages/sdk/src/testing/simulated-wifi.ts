import type { Stop, WifiNetwork, WifiService } from "../device-parts.js";
import type { SimulatedState } from "./simulated-state.js";

/** Wi-Fi whose networks are in the state of a simulated device; a password that is another one is refused. */
export function simulatedWifi(device: {
  state(): SimulatedState;
  set(change: Partial<SimulatedState>): void;
  changed(fn: () => void): Stop;
}): WifiService {
  const { state, set, changed } = device;
  const shown = ({ SSID, BSSID, secure, signalStrength }: WifiNetwork): WifiNetwork => ({
    SSID,
    BSSID,
    secure,
    signalStrength,
  });
  const connected = (): WifiNetwork | null => {
    const { wifi } = state();
    const found = wifi.on ? wifi.networks.find(({ SSID }) => SSID === wifi.connected) : undefined;
    return found === undefined ? null : shown(found);
  };
  return {
    available: async () => state().wifi.on,
    list: async () => state().wifi.networks.map(shown),
    connected: async () => connected(),
    async connect({ SSID, BSSID, password }) {
      const { wifi } = state();
      const found = wifi.networks.find((each) => (SSID === "" ? each.BSSID === BSSID : each.SSID === SSID));
      if (found === undefined) throw new Error(`no network "${SSID || BSSID}" is in reach`);
      if (found.secure && found.password !== password) throw new Error("the password is another one");
      set({ wifi: { ...wifi, connected: found.SSID } });
      return shown(found);
    },
    watchConnected(tell) {
      let last = connected()?.SSID;
      return changed(() => {
        const now = connected();
        if (now !== null && now.SSID !== last) tell(now);
        last = now?.SSID;
      });
    },
  };
}
