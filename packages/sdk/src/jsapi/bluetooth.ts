import type { BluetoothDevice } from "../device-parts.js";
import { BluetoothFailure, BluetoothSession, shownDevice, uuidOf } from "./bluetooth-session.js";
import { type ApiCall, type ApiResult, failure, needsService } from "./definition.js";
import type { RunContext } from "./run-context.js";

const sessions = new WeakMap<RunContext, BluetoothSession>();

type Answer = (session: BluetoothSession, params: Record<string, unknown>, call: ApiCall) => Promise<ApiResult>;

/** Ids that calls name, UUIDs in their long forms. */
const ids = (params: Record<string, unknown>) =>
  [params["deviceId"] as string, uuidOf(params["serviceId"]), uuidOf(params["characteristicId"])] as const;

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Bytes of a hexadecimal text. @throws BluetoothFailure 2 for another text */
function bytesOf(value: unknown): Uint8Array {
  const text = String(value);
  if (!/^(?:[0-9a-f]{2})+$/i.test(text)) throw new BluetoothFailure(2, 'parameter "value" must be hexadecimal');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** @throws BluetoothFailure 1 where the system does not let an app pair */
function pairing(session: BluetoothSession) {
  const found = session.service.pairing;
  if (found === undefined) throw new BluetoothFailure(1, 'needs "pairing" of the host\'s service "bluetooth"');
  return found;
}

/** What may be asked before Bluetooth was made ready. */
const early: Readonly<Record<string, Answer>> = {
  async openBluetoothAdapter(session) {
    await session.open();
    return { isSupportBLE: true };
  },
  async getBLEDeviceStatus({ service }) {
    const { supported, allowed, on } = await service.state();
    return { authStatus: allowed ? 3 : 2, powerStatus: supported ? (on ? 5 : 4) : 2 };
  },
  async showBLEPermissionGuide({ service }, params, { run, api, signal }) {
    const { supported, allowed, on } = await service.state();
    if (supported && allowed && on) return { success: true };
    const kind = allowed ? "openTips" : "authTips";
    if (run.answer(api) === null) {
      await run.foreground();
      await run.surface.dialogs.alert(
        {
          title: String(params[`${kind}Title`] ?? ""),
          content: String(params[`${kind}Message`] ?? params["firstTipsMessage"] ?? ""),
          buttonText: String(params[`${kind}Button`] ?? run.surface.words.ok),
        },
        signal,
      );
    }
    return { success: true };
  },
};

const ready: Readonly<Record<string, Answer>> = {
  async closeBluetoothAdapter(session) {
    session.close();
    return {};
  },
  async getBluetoothAdapterState(session) {
    const { allowed, on } = await session.service.state();
    return { discovering: session.discovering, available: allowed && on };
  },
  async startBluetoothDevicesDiscovery(session, params) {
    await session.open();
    const devices = list(params["deviceIds"]);
    const names = list(params["deviceNames"]);
    const fits = ({ deviceId, name }: BluetoothDevice): boolean =>
      (devices.length === 0 || devices.includes(deviceId)) && (names.length === 0 || names.includes(name));
    session.discover(list(params["services"]), params["allowDuplicatesKey"] === true, fits);
    return {};
  },
  async stopBluetoothDevicesDiscovery(session) {
    session.stopDiscovery();
    return { success: true };
  },
  getBluetoothDevices: async (session) => ({ devices: session.devices(false) }),
  getConnectedBluetoothDevices: async (session) => ({ devices: session.devices(true) }),
  async connectBLEDevice(session, params) {
    const { timeout } = params;
    await session.connect(params["deviceId"] as string, typeof timeout === "number" ? timeout : undefined);
    return {};
  },
  async disconnectBLEDevice(session, params) {
    session.disconnect(params["deviceId"] as string);
    return {};
  },
  async getBLEDeviceServices(session, params) {
    return { services: await session.connection(params["deviceId"] as string).services() };
  },
  async getBLEDeviceCharacteristics(session, params) {
    const [deviceId, serviceId] = ids(params);
    const known = await session.characteristics(deviceId, serviceId);
    return { characteristics: known.map((each) => ({ ...each, serviceId: params["serviceId"], value: "" })) };
  },
  async readBLECharacteristicValue(session, params) {
    const [deviceId, serviceId, characteristicId] = ids(params);
    await session.checkCharacteristic(deviceId, serviceId, characteristicId, ["read"]);
    const bytes = await session.connection(deviceId).read(serviceId, characteristicId);
    const value = session.tellValue(deviceId, serviceId, characteristicId, bytes);
    return { characteristic: { serviceId, characteristicId, value } };
  },
  async writeBLECharacteristicValue(session, params) {
    const [deviceId, serviceId, characteristicId] = ids(params);
    const bytes = bytesOf(params["value"]);
    await session.checkCharacteristic(deviceId, serviceId, characteristicId, ["write"]);
    await session.connection(deviceId).write(serviceId, characteristicId, bytes);
    return {};
  },
  async notifyBLECharacteristicValueChange(session, params) {
    const [deviceId, serviceId, characteristicId] = ids(params);
    await session.checkCharacteristic(deviceId, serviceId, characteristicId, ["notify", "indicate"]);
    await session.notify(deviceId, serviceId, characteristicId, params["state"] !== false);
    return {};
  },
  getBLEDeviceRSSI: async (session, params) => ({
    RSSI: await session.connection(params["deviceId"] as string).rssi(),
  }),
  getBLEMTU: async (session, params) => ({ mtu: await session.connection(params["deviceId"] as string).mtu() }),
  async setBLEMTU(session, params) {
    const mtu = await session.connection(params["deviceId"] as string).mtu(params["mtu"] as number);
    return { success: true, mtu };
  },
  async makeBluetoothPair(session, params) {
    const pin = params["pin"];
    await pairing(session).add(params["deviceId"] as string, typeof pin === "string" ? pin : undefined);
    return { success: true };
  },
  async cancelBluetoothPair(session, params) {
    await pairing(session).remove(params["deviceId"] as string);
    return {};
  },
  getBluetoothPairs: async (session) => ({ devices: (await pairing(session).list()).map(shownDevice) }),
};

/** Listeners: of the adapter by the service, of the rest by what the session tells. */
function listen({ api, run }: ApiCall, session: BluetoothSession): ApiResult {
  const { service } = session;
  const told = async (): Promise<void> => {
    const { allowed, on } = await service.state();
    run.watches.tell(api, { available: allowed && on, discovering: session.discovering });
  };
  run.watches.begin(api, () =>
    api === "onBluetoothAdapterStateChange" ? service.watchState(() => void told().catch(() => {})) : () => {},
  );
  return {};
}

/** Bluetooth and its low energy devices (F-CAT-K14). Loaded with the first call of one of its members. */
export async function bluetoothApi(call: ApiCall): Promise<ApiResult> {
  const { api, run, params } = call;
  if (api.startsWith("off")) {
    run.watches.end(api.replace("off", "on"));
    return {};
  }
  const service = run.services.devices?.bluetooth;
  if (service === undefined) return needsService(api, "bluetooth");
  const session = sessions.get(run) ?? new BluetoothSession(run, service);
  sessions.set(run, session);
  if (api.startsWith("on")) return listen(call, session);
  try {
    const answer = early[api];
    if (answer !== undefined) return await answer(session, params, call);
    session.checkReady();
    return (await ready[api]?.(session, params, call)) ?? failure(1, `${api} is not implemented by this host`);
  } catch (cause) {
    const code = cause instanceof BluetoothFailure ? cause.code : 10008;
    return failure(code, `${api}: ${(cause as Error).message}`);
  }
}
