import type { BatteryState, Beacon, BluetoothDevice, SensorValues, WifiNetwork } from "../device-parts.js";
import type { DevicePosition } from "../services.js";

/** A value of a simulated peripheral. */
export interface SimulatedCharacteristic {
  characteristicId: string;
  /** Default `read`, `write` and `notify`, no `indicate`. */
  properties?: { read?: boolean; write?: boolean; notify?: boolean; indicate?: boolean };
  /** Hexadecimal. */
  value: string;
  /** How far the last byte wanders each time it is told, up or down. Default 0: it stays. */
  wander?: number;
}

/** A low energy device near the simulated one. */
export interface SimulatedPeripheral extends BluetoothDevice {
  /** Switched on and in reach. */
  on: boolean;
  services: { serviceId: string; isPrimary?: boolean; characteristics: SimulatedCharacteristic[] }[];
}

/** Everything a simulated device is and measures. Plain data, so that tools can show, keep and send it. */
export interface SimulatedState {
  position: DevicePosition;
  /** As in `my.getNetworkType`; NOTREACHABLE: no connection. */
  networkType: string;
  battery: BatteryState;
  /** 0 to 1. */
  brightness: number;
  sensors: SensorValues;
  /** What the scanner reads; "": the user cancels. */
  code: { text: string; kind: "qr" | "bar" };
  clipboard: string;
  /** Steps of each day. */
  steps: number;
  bluetooth: { supported: boolean; allowed: boolean; on: boolean };
  peripherals: SimulatedPeripheral[];
  beacons: Beacon[];
  wifi: { on: boolean; connected: string | null; networks: (WifiNetwork & { password?: string })[] };
  contacts: { name: string; mobile: string }[];
}

/** A device in the middle of a town, with a heart rate sensor, a lamp, a beacon and two networks near it. */
export function usualState(): SimulatedState {
  const long = (short: string): string => `0000${short}-0000-1000-8000-00805f9b34fb`;
  return {
    position: { longitude: 121.4737, latitude: 31.2304, accuracy: 20 },
    networkType: "WIFI",
    battery: { level: 80, isCharging: false },
    brightness: 0.8,
    sensors: {
      accelerometer: { x: 0, y: 0, z: 9.81 },
      compass: { direction: 0 },
      gyroscope: { x: 0, y: 0, z: 0 },
      deviceMotion: { alpha: 0, beta: 0, gamma: 0 },
    },
    code: { text: "https://example.com/berth", kind: "qr" },
    clipboard: "",
    steps: 5_280,
    bluetooth: { supported: true, allowed: true, on: true },
    peripherals: [
      {
        deviceId: "C0:FF:EE:00:00:01",
        name: "Heart rate",
        RSSI: -52,
        advertisServiceUUIDs: [long("180d")],
        on: true,
        services: [
          {
            serviceId: long("180d"),
            characteristics: [
              { characteristicId: long("2a37"), properties: { notify: true }, value: "0048", wander: 3 },
              { characteristicId: long("2a38"), properties: { read: true }, value: "01" },
            ],
          },
          {
            serviceId: long("180f"),
            characteristics: [
              { characteristicId: long("2a19"), properties: { read: true, notify: true }, value: "5a" },
            ],
          },
        ],
      },
      {
        deviceId: "C0:FF:EE:00:00:02",
        name: "Lamp",
        RSSI: -67,
        advertisServiceUUIDs: [long("ffe0")],
        on: true,
        services: [{ serviceId: long("ffe0"), characteristics: [{ characteristicId: long("ffe1"), value: "00" }] }],
      },
    ],
    beacons: [
      {
        uuid: "FDA50693-A4E2-4FB1-AFCF-C6EB07647825",
        major: 1,
        minor: 7,
        proximity: 2,
        accuracy: 1.4,
        rssi: -61,
      },
    ],
    wifi: {
      on: true,
      connected: "Harbour",
      networks: [
        { SSID: "Harbour", BSSID: "02:00:00:00:00:01", secure: true, signalStrength: 86, password: "anchor-1" },
        { SSID: "Harbour guests", BSSID: "02:00:00:00:00:02", secure: false, signalStrength: 64 },
      ],
    },
    contacts: [
      { name: "Ada Lovelace", mobile: "13800000001" },
      { name: "Grace Hopper", mobile: "13800000002" },
    ],
  };
}
