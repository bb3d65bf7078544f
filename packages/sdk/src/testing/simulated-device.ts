import { type Clock, type Random, systemClock, systemRandom } from "@berth/core";
import type { Stop } from "../device-parts.js";
import { type HostServices, SpiError } from "../services.js";
import { every } from "./every.js";
import { simulatedBluetooth } from "./simulated-bluetooth.js";
import { simulatedPhoto } from "./simulated-photo.js";
import { type SimulatedState, usualState } from "./simulated-state.js";
import { simulatedWifi } from "./simulated-wifi.js";

/** What a simulated device is made of. */
export interface SimulatedDeviceOptions {
  /** Default the engine's clock and generator. */
  clock?: Clock;
  random?: Random;
  /** What differs from {@link usualState}. */
  state?: Partial<SimulatedState>;
  /** Pictures of its album, asked for when one is chosen. None: three drawn ones. */
  photos?: () => Blob[];
}

/** A device that is only data: for tests, for checks, and for a tool that shows and changes it. */
export interface SimulatedDevice {
  /** Services for `createHost`. None of them waits for a human (F-CAT-2). */
  readonly services: Pick<HostServices, "devices" | "code" | "contacts">;
  readonly state: Readonly<SimulatedState>;
  /** Changes what it is or measures; programs that watch it hear of that. */
  set(change: Partial<SimulatedState>): void;
  /** Switches a peripheral on or off. */
  switchPeripheral(deviceId: string, on: boolean): void;
  /** Shakes it once. */
  shake(): void;
  /** The user takes a picture of the screen. */
  captureScreen(): void;
  /** Calls the function after each change, until stopped. */
  subscribe(changed: (state: Readonly<SimulatedState>) => void): Stop;
}

/** A set of functions to call. */
class Told {
  readonly #fns = new Set<() => void>();

  add(fn: () => void): Stop {
    // The same function may be added twice.
    const own = (): void => fn();
    this.#fns.add(own);
    return () => void this.#fns.delete(own);
  }

  tell(): void {
    for (const fn of [...this.#fns]) fn();
  }
}

/**
 * A simulated device: position, network, battery, sensors, scanner, Bluetooth peripherals, beacons, Wi-Fi, photos.
 *
 * @example
 * ```ts
 * import { createSimulatedDevice, createTestHost } from "@berth/sdk/testing";
 * const device = createSimulatedDevice({ state: { networkType: "4G" } });
 * const test = await createTestHost({ host: { services: device.services } });
 * device.set({ networkType: "NOTREACHABLE" });
 * await test.dispose();
 * ```
 */
export function createSimulatedDevice(options: SimulatedDeviceOptions = {}): SimulatedDevice {
  const { clock = systemClock(), random = systemRandom(), photos = () => [] } = options;
  let state: SimulatedState = { ...usualState(), ...structuredClone(options.state) };
  const changes = new Told();
  const shakes = new Told();
  const captures = new Told();
  const set = (change: Partial<SimulatedState>): void => {
    state = { ...state, ...structuredClone(change) };
    changes.tell();
  };
  /** Calls when a part of the state is another one. */
  const watch = (part: keyof SimulatedState) => (fn: () => void) => {
    let last = JSON.stringify(state[part]);
    return changes.add(() => {
      const now = JSON.stringify(state[part]);
      if (now === last) return;
      last = now;
      fn();
    });
  };
  const radio = { clock, random, state: () => state, changed: (fn: () => void) => changes.add(fn) };
  return {
    get state() {
      return state;
    },
    set,
    switchPeripheral(deviceId, on) {
      set({ peripherals: state.peripherals.map((each) => (each.deviceId === deviceId ? { ...each, on } : each)) });
    },
    shake: () => shakes.tell(),
    captureScreen: () => captures.tell(),
    subscribe: (fn) => changes.add(() => fn(state)),
    services: {
      contacts: {
        choose: async ({ most }) => structuredClone(state.contacts.slice(0, most)),
        async add({ firstName = "", lastName = "", nickName = "", mobilePhoneNumber: mobile = "" }) {
          const name = `${firstName} ${lastName}`.trim() || nickName;
          set({ contacts: [...state.contacts, { name, mobile }] });
          return true;
        },
      },
      code: {
        async scan() {
          const { text, kind } = state.code;
          if (text === "") throw new SpiError(1001, "the user cancelled");
          return { code: text, kind };
        },
      },
      devices: {
        position: async () => ({ ...state.position }),
        network: () => ({
          networkAvailable: state.networkType !== "NOTREACHABLE",
          networkType: state.networkType,
        }),
        watchNetwork: watch("networkType"),
        battery: async () => ({ ...state.battery }),
        watchBattery: watch("battery"),
        brightness: { get: async () => state.brightness, set: (brightness) => set({ brightness }) },
        keepScreenOn: () => () => {},
        watchScreenCapture: (fn) => captures.add(fn),
        hideInCaptures: () => {},
        localAddress: async () => ({ localip: "192.168.1.20", netmask: "255.255.255.0" }),
        steps: async (countDate) => JSON.stringify({ countDate, count: state.steps }),
        watchSensor: (sensor, everyMs, measured) => every(clock, everyMs, () => measured({ ...state.sensors[sensor] })),
        watchShake: (fn) => shakes.add(fn),
        async chooseImages({ count }) {
          const album = photos();
          return (album.length > 0 ? album : [0, 1, 2].map(simulatedPhoto)).slice(0, count);
        },
        readClipboard: async () => state.clipboard,
        writeClipboard: async (clipboard) => set({ clipboard }),
        vibrate: () => {},
        call: async () => {},
        saveFile: async () => {},
        systemInfo: () => ({ currentBattery: `${state.battery.level}%` }),
        bluetooth: simulatedBluetooth({
          ...radio,
          setValue(characteristic, value) {
            characteristic.value = value;
            changes.tell();
          },
        }),
        beacons: {
          discover(uuids, updated) {
            if (!state.bluetooth.on) throw new Error("Bluetooth is off");
            const wanted = new Set(uuids.map((id) => id.toLowerCase()));
            const tell = (): void => updated(state.beacons.filter(({ uuid }) => wanted.has(uuid.toLowerCase())));
            const first = clock.setTimer(0, tell);
            const rest = watch("beacons")(tell);
            return () => {
              first();
              rest();
            };
          },
        },
        wifi: simulatedWifi({ state: () => state, set, changed: radio.changed }),
      },
    },
  };
}
