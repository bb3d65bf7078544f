import type {
  BluetoothCharacteristic,
  BluetoothConnection,
  BluetoothDevice,
  BluetoothService,
  Stop,
} from "../device-parts.js";
import type { RunContext } from "./run-context.js";

/** Why a call of Bluetooth fails, as programs know the codes. */
export class BluetoothFailure extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = "BluetoothFailure";
    this.code = code;
  }
}

/** A connection of a program with what it is told of. */
interface OpenDevice {
  connection: BluetoothConnection;
  notified: Map<string, Stop>;
}

/** Watch that is the search, at rest in the background. */
const discovery = "bluetooth discovery";

/** How long a connection may take when the program does not say, ms. */
const connectMs = 20_000;

/** UUIDs are compared as their long forms, for programs write "180D" and hear the long one. */
export function uuidOf(given: unknown): string {
  const id = String(given).toLowerCase();
  return /^[0-9a-f]{4}$/.test(id) ? `0000${id}-0000-1000-8000-00805f9b34fb` : id;
}

/** A device in the words of programs. */
export function shownDevice({ name, RSSI, advertisData, manufacturerData, ...device }: BluetoothDevice): object {
  const names = { name, deviceName: name, localName: name };
  return { ...device, ...names, RSSI, advertisData: advertisData ?? "", manufacturerData: manufacturerData ?? "" };
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

/** The use of Bluetooth by one program: what it has found and what it is connected to. */
export class BluetoothSession {
  readonly service: BluetoothService;
  readonly #run: RunContext;
  readonly #found = new Map<string, BluetoothDevice>();
  readonly #open = new Map<string, OpenDevice>();
  #ready = false;

  constructor(run: RunContext, service: BluetoothService) {
    this.#run = run;
    this.service = service;
    run.watches.atEnd(() => this.close());
  }

  get discovering(): boolean {
    return this.#run.watches.has(discovery);
  }

  /** @throws BluetoothFailure 10000 before `openBluetoothAdapter` */
  checkReady(): void {
    if (!this.#ready) throw new BluetoothFailure(10000, "call openBluetoothAdapter first");
  }

  /** Makes Bluetooth ready. @throws BluetoothFailure 10001 where it is off, 10009 where there is none */
  async open(): Promise<void> {
    const { supported, allowed, on } = await this.service.state();
    if (!supported) throw new BluetoothFailure(10009, "the device has no low energy Bluetooth");
    if (!allowed || !on) throw new BluetoothFailure(10001, "Bluetooth is off or not allowed");
    this.#ready = true;
  }

  close(): void {
    this.stopDiscovery();
    for (const id of [...this.#open.keys()]) this.disconnect(id);
    this.#found.clear();
    this.#ready = false;
  }

  /** Searches; each device is told once, or as often as it is heard with `repeat`. */
  discover(services: readonly string[], repeat: boolean, fits: (device: BluetoothDevice) => boolean): void {
    const told = new Set<string>();
    const found = (device: BluetoothDevice): void => {
      if (!fits(device)) return;
      this.#found.set(device.deviceId, device);
      if (told.has(device.deviceId) && !repeat) return;
      told.add(device.deviceId);
      this.#run.watches.tell("onBluetoothDeviceFound", { devices: [shownDevice(device)] });
    };
    this.#run.watches.begin(discovery, () => this.service.discover(services.map(uuidOf), found));
    this.#tellState();
  }

  stopDiscovery(): void {
    if (!this.discovering) return;
    this.#run.watches.end(discovery);
    this.#tellState();
  }

  /** Devices that were found, or are connected. */
  devices(connected: boolean): object[] {
    const ids = connected ? [...this.#open.keys()] : [...this.#found.keys()];
    return ids.map((deviceId) => shownDevice(this.#found.get(deviceId) ?? { deviceId, name: "", RSSI: 0 }));
  }

  /** @throws BluetoothFailure 10003 when it cannot be, 10012 when it takes too long */
  async connect(deviceId: string, timeoutMs = connectMs): Promise<void> {
    if (this.#open.has(deviceId)) return;
    const lost = (): void => {
      if (this.#open.delete(deviceId)) this.#tellConnection(deviceId, false);
    };
    let late = false;
    const connecting = this.service.connect(deviceId, lost);
    connecting.then((connection) => late && connection.close()).catch(() => {});
    const connection = await new Promise<BluetoothConnection>((resolve, reject) => {
      const cancel = this.#run.clock.setTimer(timeoutMs, () => {
        late = true;
        reject(new BluetoothFailure(10012, `the device did not answer within ${timeoutMs} ms`));
      });
      connecting
        .then(resolve, (cause: Error) => reject(new BluetoothFailure(10003, `no connection: ${cause.message}`)))
        .finally(cancel);
    });
    this.#open.set(deviceId, { connection, notified: new Map() });
    this.#tellConnection(deviceId, true);
  }

  disconnect(deviceId: string): void {
    const { connection, notified } = this.#device(deviceId);
    for (const stop of notified.values()) stop();
    this.#open.delete(deviceId);
    connection.close();
    this.#tellConnection(deviceId, false);
  }

  /** @throws BluetoothFailure 10006 when the device is not connected */
  connection(deviceId: string): BluetoothConnection {
    return this.#device(deviceId).connection;
  }

  /** @throws BluetoothFailure 10004 when the device has no such service */
  async characteristics(deviceId: string, serviceId: string): Promise<BluetoothCharacteristic[]> {
    const connection = this.connection(deviceId);
    const services = await connection.services();
    if (!services.some((service) => uuidOf(service.serviceId) === serviceId)) {
      throw new BluetoothFailure(10004, `the device has no service ${serviceId}`);
    }
    return connection.characteristics(serviceId);
  }

  /** @throws BluetoothFailure 10005 when there is none, 10007 when it does none of what is wanted */
  async checkCharacteristic(
    deviceId: string,
    serviceId: string,
    id: string,
    wanted: readonly (keyof BluetoothCharacteristic["properties"])[],
  ): Promise<void> {
    const known = await this.characteristics(deviceId, serviceId);
    const found = known.find(({ characteristicId }) => uuidOf(characteristicId) === id);
    if (found === undefined) throw new BluetoothFailure(10005, `the service has no characteristic ${id}`);
    if (!wanted.some((property) => found.properties[property])) {
      throw new BluetoothFailure(10007, `the characteristic does not do ${wanted.join(" or ")}`);
    }
  }

  /** Tells of a value from now on, or no longer. */
  async notify(deviceId: string, serviceId: string, characteristicId: string, on: boolean): Promise<void> {
    const { connection, notified } = this.#device(deviceId);
    const key = `${serviceId} ${characteristicId}`;
    notified.get(key)?.();
    notified.delete(key);
    if (!on) return;
    const stop = await connection.notify(serviceId, characteristicId, (value) =>
      this.tellValue(deviceId, serviceId, characteristicId, value),
    );
    notified.set(key, stop);
  }

  /** A value was read or told: listeners hear it, and its hexadecimal text comes back. */
  tellValue(deviceId: string, serviceId: string, characteristicId: string, value: Uint8Array): string {
    const text = hex(value);
    const data = { deviceId, serviceId, characteristicId, value: text };
    this.#run.watches.tell("onBLECharacteristicValueChange", data);
    return text;
  }

  #device(deviceId: string): OpenDevice {
    const device = this.#open.get(deviceId);
    if (device === undefined) throw new BluetoothFailure(10006, `no connection to the device "${deviceId}"`);
    return device;
  }

  #tellState(): void {
    const { watches } = this.#run;
    watches.tell("onBluetoothAdapterStateChange", { available: true, discovering: this.discovering });
  }

  #tellConnection(deviceId: string, connected: boolean): void {
    this.#run.watches.tell("onBLEConnectionStateChanged", { deviceId, connected });
  }
}
