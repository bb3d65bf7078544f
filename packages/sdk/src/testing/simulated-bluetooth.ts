import type { Clock, Random } from "@berth/core";
import type { BluetoothConnection, BluetoothService, Stop } from "../device-parts.js";
import { uuidOf } from "../jsapi/bluetooth-session.js";
import { every } from "./every.js";
import type { SimulatedCharacteristic, SimulatedPeripheral, SimulatedState } from "./simulated-state.js";

/** Time between two words of a peripheral that is searched for or notifies, ms. */
const wordMs = 1_000;
/** dBm that the signal of a peripheral moves by. */
const flicker = 4;

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

/** What simulated Bluetooth works with. */
export interface SimulatedRadio {
  clock: Clock;
  random: Random;
  state(): SimulatedState;
  /** Tells after each change of the state, until stopped. */
  changed(fn: () => void): Stop;
  /** A value was written or wandered. */
  setValue(characteristic: SimulatedCharacteristic, value: string): void;
}

/** Bluetooth whose peripherals are in the state of a simulated device. */
export function simulatedBluetooth({ clock, random, state, changed, setValue }: SimulatedRadio): BluetoothService {
  /** A whole number from -n to n. */
  const about = (n: number): number => Math.round(((random.bytes(1)[0] ?? 0) / 255) * 2 * n) - n;
  const near = (): SimulatedPeripheral[] => (state().bluetooth.on ? state().peripherals.filter(({ on }) => on) : []);
  const pairs = new Set<string>();
  const device = ({ on: _, services: __, ...rest }: SimulatedPeripheral) => ({
    ...rest,
    RSSI: rest.RSSI + about(flicker),
  });

  const open = (deviceId: string, lost: () => void): BluetoothConnection => {
    let mtu = 23;
    const there = (): SimulatedPeripheral => {
      const found = near().find((each) => each.deviceId === deviceId);
      if (found === undefined) throw new Error("the device is not in reach");
      return found;
    };
    const ends = new Set<Stop>();
    const end = (): void => {
      for (const stop of ends) stop();
      ends.clear();
    };
    ends.add(
      changed(() => {
        if (near().some((each) => each.deviceId === deviceId)) return;
        end();
        lost();
      }),
    );
    const serviceOf = (id: string): SimulatedPeripheral["services"][number] => {
      const found = there().services.find(({ serviceId }) => uuidOf(serviceId) === uuidOf(id));
      if (found === undefined) throw new Error(`no service ${id}`);
      return found;
    };
    const find = (service: string, id: string): SimulatedCharacteristic => {
      const known = serviceOf(service).characteristics;
      const found = known.find(({ characteristicId }) => uuidOf(characteristicId) === uuidOf(id));
      if (found === undefined) throw new Error(`no characteristic ${id}`);
      return found;
    };
    return {
      services: async () =>
        there().services.map(({ serviceId, isPrimary }) => ({ serviceId, isPrimary: isPrimary ?? true })),
      characteristics: async (service) =>
        serviceOf(service).characteristics.map(({ characteristicId, properties }) => {
          const usual = properties === undefined;
          const { read = usual, write = usual, notify = usual, indicate = false } = properties ?? {};
          return { characteristicId, properties: { read, write, notify, indicate } };
        }),
      read: async (service, id) => bytesOf(find(service, id).value),
      async write(service, id, value) {
        setValue(find(service, id), hexOf(value));
      },
      async notify(service, id, told) {
        let last = find(service, id).value;
        const tell = (): void => {
          last = find(service, id).value;
          told(bytesOf(last));
        };
        const stops = [
          every(clock, wordMs, () => {
            const { wander = 0, value } = find(service, id);
            if (wander > 0) {
              const bytes = bytesOf(value);
              const at = bytes.length - 1;
              bytes[at] = Math.max(0, Math.min(255, (bytes[at] ?? 0) + about(wander)));
              last = hexOf(bytes);
              setValue(find(service, id), last);
            }
            tell();
          }),
          changed(() => {
            if (near().some((each) => each.deviceId === deviceId) && find(service, id).value !== last) tell();
          }),
        ];
        const stop = (): void => {
          for (const each of stops) each();
          ends.delete(stop);
        };
        ends.add(stop);
        return stop;
      },
      rssi: async () => device(there()).RSSI,
      async mtu(wanted) {
        if (wanted !== undefined) mtu = Math.max(23, Math.min(517, Math.floor(wanted)));
        return mtu;
      },
      close: end,
    };
  };

  return {
    state: async () => ({ ...state().bluetooth }),
    watchState(fn) {
      let last = JSON.stringify(state().bluetooth);
      return changed(() => {
        const now = JSON.stringify(state().bluetooth);
        if (now !== last) fn();
        last = now;
      });
    },
    discover(services, found) {
      const look = (): void => {
        for (const each of near()) {
          const told = (each.advertisServiceUUIDs ?? []).map(uuidOf);
          if (services.length === 0 || services.some((id) => told.includes(uuidOf(id)))) found(device(each));
        }
      };
      const first = clock.setTimer(0, look);
      const rest = every(clock, wordMs, look);
      return () => {
        first();
        rest();
      };
    },
    async connect(deviceId, lost) {
      if (!near().some((each) => each.deviceId === deviceId)) throw new Error("the device is not in reach");
      return open(deviceId, lost);
    },
    pairing: {
      list: async () =>
        near()
          .filter(({ deviceId }) => pairs.has(deviceId))
          .map(device),
      add: async (deviceId) => void pairs.add(deviceId),
      remove: async (deviceId) => void pairs.delete(deviceId),
    },
  };
}
