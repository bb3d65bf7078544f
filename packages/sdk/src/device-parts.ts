/** Ends what was begun; a second call does nothing. */
export type Stop = () => void;

/** What `my.getNetworkType` answers. */
export interface NetworkState {
  networkAvailable: boolean;
  /** UNKNOWN, NOTREACHABLE, WIFI, 5G, 4G, 3G, 2G or WWAN (F-CAT-J3). */
  networkType: string;
}

/** What `my.getBatteryInfo` answers; the level in percent. */
export interface BatteryState {
  level: number;
  isCharging: boolean;
}

/** What can be measured, and in which members of the values. */
export interface SensorValues {
  /** m/s², with gravity. */
  accelerometer: { x: number; y: number; z: number };
  /** Degrees from north, clockwise. */
  compass: { direction: number };
  /** rad/s round each axis. */
  gyroscope: { x: number; y: number; z: number };
  /** Degrees, as in `deviceorientation` of browsers. */
  deviceMotion: { alpha: number; beta: number; gamma: number };
}

/** Sensors of a device; without them the browser's events of motion and orientation. */
export interface DeviceSensors {
  /** Tells values about every `everyMs` milliseconds, until stopped. Runs only while a program in front listens. */
  watchSensor?<K extends keyof SensorValues>(
    sensor: K,
    everyMs: number,
    measured: (values: SensorValues[K]) => void,
  ): Stop;
  /** Tells each time the device was shaken, until stopped. */
  watchShake?(shaken: () => void): Stop;
}

/** Radios of a device. The browser has none: what is missing fails with 1. */
export interface DeviceRadios {
  bluetooth?: BluetoothService;
  beacons?: BeaconService;
  wifi?: WifiService;
}

/** A device that was found, as programs see it. */
export interface BluetoothDevice {
  deviceId: string;
  name: string;
  /** dBm. */
  RSSI: number;
  /** UUIDs of services that it tells of. */
  advertisServiceUUIDs?: string[];
  /** Hexadecimal. */
  advertisData?: string;
  /** Hexadecimal. */
  manufacturerData?: string;
}

/** A value of a device, and what can be done with it. */
export interface BluetoothCharacteristic {
  characteristicId: string;
  properties: { read: boolean; write: boolean; notify: boolean; indicate: boolean };
}

/** An open connection to a low energy device. What fails rejects; the program sees error 10008 or a nearer one. */
export interface BluetoothConnection {
  /** The services the device has. */
  services(): Promise<{ serviceId: string; isPrimary: boolean }[]>;
  /** What a service has to read, write or listen to. */
  characteristics(serviceId: string): Promise<BluetoothCharacteristic[]>;
  /** The value of a characteristic now. */
  read(serviceId: string, characteristicId: string): Promise<Uint8Array>;
  /** Sets the value of a characteristic; resolves when the device has it. */
  write(serviceId: string, characteristicId: string, value: Uint8Array): Promise<void>;
  /** Tells values until stopped. */
  notify(serviceId: string, characteristicId: string, changed: (value: Uint8Array) => void): Promise<Stop>;
  /** dBm. */
  rssi(): Promise<number>;
  /** Bytes of the largest packet; with a number: asks for that many first. */
  mtu(wanted?: number): Promise<number>;
  /** Ends the connection; `lost` is not told. */
  close(): void;
}

/** Bluetooth of a device (F-CAT-K14). The SDK keeps what each program found and connected to. */
export interface BluetoothService {
  /** Whether there is an adapter, whether the user allows it, and whether it is on. */
  state(): Promise<{ supported: boolean; allowed: boolean; on: boolean }>;
  /** Tells when Bluetooth is switched, until stopped. */
  watchState(changed: () => void): Stop;
  /** Tells of devices, of each as often as it is heard, until stopped. `services`: only those that tell of one of them. */
  discover(services: readonly string[], found: (device: BluetoothDevice) => void): Stop;
  /** Connects; `lost` when the connection ends by itself. Rejects when that cannot be. */
  connect(deviceId: string, lost: () => void): Promise<BluetoothConnection>;
  /** Pairing, where the system lets an app do it. */
  pairing?: {
    /** Devices that are paired. */
    list(): Promise<BluetoothDevice[]>;
    /** Pairs with a device; without `pin` the system asks where it needs one. */
    add(deviceId: string, pin: string | undefined): Promise<void>;
    /** Ends the pairing with a device. */
    remove(deviceId: string): Promise<void>;
  };
}

/** A beacon as programs see it. */
export interface Beacon {
  uuid: string;
  major: number;
  minor: number;
  /** 0 unknown, 1 immediate, 2 near, 3 far. */
  proximity: number;
  /** Metres. */
  accuracy: number;
  /** dBm. */
  rssi: number;
}

/** Beacons near a device. */
export interface BeaconService {
  /** Tells all beacons in reach whenever something of them changes, until stopped. @throws Error where there is no Bluetooth */
  discover(uuids: readonly string[], updated: (beacons: Beacon[]) => void): Stop;
}

/** A wireless network as programs see it. */
export interface WifiNetwork {
  SSID: string;
  BSSID: string;
  secure: boolean;
  /** 0 to 100. */
  signalStrength: number;
}

/** Wireless networks of a device. What fails rejects; the program sees error 12010. */
export interface WifiService {
  /** Whether Wi-Fi is on. */
  available(): Promise<boolean>;
  /** The networks in reach. */
  list(): Promise<WifiNetwork[]>;
  /** The network in use, or null. */
  connected(): Promise<WifiNetwork | null>;
  /** Connects. */
  connect(network: { SSID: string; BSSID?: string; password?: string }): Promise<WifiNetwork>;
  /** Tells of each connection to a network, until stopped. */
  watchConnected(connected: (network: WifiNetwork) => void): Stop;
  /** Networks that the program can join for the user, by name. */
  setKnown?(networks: readonly { SSID: string; BSSID?: string; password?: string }[]): void;
}
