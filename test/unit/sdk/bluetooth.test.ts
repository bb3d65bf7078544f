import { describe, expect, test } from "vitest";
import { deviceBench } from "../../support/device-bench.js";

const long = (short: string): string => `0000${short}-0000-1000-8000-00805f9b34fb`;
const heart = "C0:FF:EE:00:00:01";
const lamp = "C0:FF:EE:00:00:02";

async function ready() {
  const bench = deviceBench();
  expect(await bench.call("openBluetoothAdapter")).toEqual({ isSupportBLE: true });
  return bench;
}

describe("Bluetooth (F-CAT-K14)", () => {
  test("needs openBluetoothAdapter, which needs Bluetooth to be on", async () => {
    const { call, device } = deviceBench();
    expect(await call("getBluetoothAdapterState")).toMatchObject({ error: 10000 });
    device.set({ bluetooth: { supported: true, allowed: true, on: false } });
    expect(await call("openBluetoothAdapter")).toMatchObject({ error: 10001 });
    expect(await call("getBLEDeviceStatus")).toEqual({ authStatus: 3, powerStatus: 4 });
    device.set({ bluetooth: { supported: false, allowed: false, on: false } });
    expect(await call("openBluetoothAdapter")).toMatchObject({ error: 10009 });
    expect(await call("getBLEDeviceStatus")).toEqual({ authStatus: 2, powerStatus: 2 });
  });

  test("finds devices by service, each once or as often as heard, and rests in the background", async () => {
    const { call, clock, heard, watches } = await ready();
    await call("onBluetoothDeviceFound");
    await call("startBluetoothDevicesDiscovery", { services: ["180D"] });
    clock.advance(3_000);
    expect(heard).toEqual([
      [
        "BluetoothDeviceFound",
        {
          devices: [
            expect.objectContaining({ deviceId: heart, name: "Heart rate", localName: "Heart rate", RSSI: -48 }),
          ],
        },
      ],
    ]);
    await call("startBluetoothDevicesDiscovery", { allowDuplicatesKey: true, deviceNames: ["Lamp"] });
    heard.length = 0;
    clock.advance(2_000);
    expect(heard).toHaveLength(3);
    watches.setFront(false);
    expect(clock.pending).toBe(0);
    watches.setFront(true);
    expect(await call("getBluetoothAdapterState")).toEqual({ available: true, discovering: true });
    await call("stopBluetoothDevicesDiscovery");
    expect(clock.pending).toBe(0);
    const found = (await call("getBluetoothDevices")) as { devices: { deviceId: string }[] };
    expect(found.devices.map(({ deviceId }) => deviceId)).toEqual([heart, lamp]);
  });

  test("connects, reads, writes, hears of values, and of the end of a connection", async () => {
    const { call, clock, heard, device, settle } = await ready();
    await call("onBLEConnectionStateChanged");
    await call("onBLECharacteristicValueChange");
    expect(await call("connectBLEDevice", { deviceId: "none" })).toMatchObject({ error: 10003 });
    expect(await call("getBLEDeviceServices", { deviceId: lamp })).toMatchObject({ error: 10006 });
    expect(await call("connectBLEDevice", { deviceId: lamp })).toEqual({});
    expect(await call("connectBLEDevice", { deviceId: heart })).toEqual({});
    expect(await call("getBLEDeviceServices", { deviceId: lamp })).toEqual({
      services: [{ serviceId: long("ffe0"), isPrimary: true }],
    });
    const known = await call("getBLEDeviceCharacteristics", { deviceId: heart, serviceId: "180D" });
    expect(known).toMatchObject({
      characteristics: [{ characteristicId: long("2a37") }, { properties: { read: true } }],
    });
    const light = { deviceId: lamp, serviceId: long("ffe0"), characteristicId: long("ffe1") };
    expect(await call("writeBLECharacteristicValue", { ...light, value: "ABCD" })).toEqual({});
    expect(await call("readBLECharacteristicValue", light)).toMatchObject({ characteristic: { value: "abcd" } });
    expect(await call("writeBLECharacteristicValue", { ...light, value: "xyz" })).toMatchObject({ error: 2 });

    const rate = { deviceId: heart, serviceId: "180D", characteristicId: "2A37" };
    expect(await call("readBLECharacteristicValue", rate)).toMatchObject({ error: 10007 });
    expect(await call("readBLECharacteristicValue", { ...rate, characteristicId: "1" })).toMatchObject({
      error: 10005,
    });
    expect(await call("readBLECharacteristicValue", { ...rate, serviceId: "1" })).toMatchObject({ error: 10004 });
    heard.length = 0;
    await call("notifyBLECharacteristicValueChange", { ...rate, state: true });
    clock.advance(2_000);
    const place = { deviceId: heart, serviceId: long("180d"), characteristicId: long("2a37") };
    expect(heard).toEqual([
      ["BLECharacteristicValueChange", { ...place, value: "004b" }],
      ["BLECharacteristicValueChange", { ...place, value: "004e" }],
    ]);
    await call("notifyBLECharacteristicValueChange", { ...rate, state: false });
    expect(clock.pending).toBe(0);

    expect(await call("getBLEDeviceRSSI", { deviceId: lamp })).toEqual({ RSSI: -63 });
    expect(await call("setBLEMTU", { deviceId: lamp, mtu: 200 })).toEqual({ success: true, mtu: 200 });
    expect(await call("getBLEMTU", { deviceId: lamp })).toEqual({ mtu: 200 });
    heard.length = 0;
    device.switchPeripheral(lamp, false);
    await settle();
    await call("disconnectBLEDevice", { deviceId: heart });
    expect(heard).toEqual([
      ["BLEConnectionStateChanged", { deviceId: lamp, connected: false }],
      ["BLEConnectionStateChanged", { deviceId: heart, connected: false }],
    ]);
    expect(await call("getConnectedBluetoothDevices")).toEqual({ devices: [] });
  });

  test("tells when it is switched, pairs, and leaves nothing behind when the program ends", async () => {
    const { call, clock, heard, device, settle, watches } = await ready();
    await call("onBluetoothAdapterStateChange");
    device.set({ bluetooth: { supported: true, allowed: true, on: false } });
    await settle();
    expect(heard).toEqual([["BluetoothAdapterStateChange", { available: false, discovering: false }]]);
    device.set({ bluetooth: { supported: true, allowed: true, on: true } });
    await call("makeBluetoothPair", { deviceId: lamp });
    expect(await call("getBluetoothPairs")).toMatchObject({ devices: [{ deviceId: lamp }] });
    await call("cancelBluetoothPair", { deviceId: lamp });
    expect(await call("getBluetoothPairs")).toEqual({ devices: [] });
    expect(await call("showBLEPermissionGuide")).toEqual({ success: true });
    await call("connectBLEDevice", { deviceId: heart });
    await call("notifyBLECharacteristicValueChange", {
      deviceId: heart,
      serviceId: "180D",
      characteristicId: "2A37",
    });
    await call("startBluetoothDevicesDiscovery", {});
    expect(clock.pending).toBeGreaterThan(0);
    watches.dispose();
    expect(clock.pending).toBe(0);
  });

  test("a device that does not answer in time is error 10012, and its late connection is closed", async () => {
    const { call, clock, settle, device } = await ready();
    let answer: (connection: unknown) => void = () => {};
    Object.assign(device.services.devices?.bluetooth as object, {
      connect: () => new Promise((resolve) => (answer = resolve)),
    });
    const outcome = call("connectBLEDevice", { deviceId: lamp, timeout: 300 });
    await settle();
    await expect.poll(() => clock.pending).toBe(1);
    clock.advance(300);
    expect(await outcome).toMatchObject({ error: 10012 });
    let closed = false;
    answer({ close: () => (closed = true) });
    await settle();
    expect(closed).toBe(true);
  });
});

describe("beacons", () => {
  test("are told while they are searched for", async () => {
    const { call, clock, heard, device } = deviceBench();
    await call("onBeaconServiceChange");
    await call("onBeaconUpdate");
    const [beacon] = device.state.beacons;
    expect(await call("startBeaconDiscovery", { uuids: [] })).toMatchObject({ error: 11002 });
    await call("startBeaconDiscovery", { uuids: [beacon?.uuid.toLowerCase()] });
    clock.advance(0);
    expect(heard).toEqual([
      ["BeaconServiceChange", { available: true, discovering: true }],
      ["BeaconUpdate", { beacons: [beacon] }],
    ]);
    expect(await call("getBeacons")).toEqual({ beacons: [beacon], errCode: "0", errorMsg: "" });
    device.set({ beacons: [] });
    expect(heard.at(-1)).toEqual(["BeaconUpdate", { beacons: [] }]);
    await call("stopBeaconDiscovery");
    expect(await call("stopBeaconDiscovery")).toMatchObject({ error: 11003 });
    device.set({ bluetooth: { supported: true, allowed: true, on: false } });
    expect(await call("startBeaconDiscovery", { uuids: ["x"] })).toMatchObject({ error: 11000 });
  });
});

describe("Wi-Fi", () => {
  test("needs startWifi, lists networks, connects with the password, tells of both", async () => {
    const { call, heard, settle, device } = deviceBench();
    expect(await call("getConnectedWifi")).toMatchObject({ error: 12000 });
    await call("onGetWifiList");
    await call("onWifiConnected");
    expect(await call("startWifi")).toEqual({ success: true });
    expect(await call("getConnectedWifi")).toMatchObject({ success: true, wifi: { SSID: "Harbour", secure: true } });
    await call("getWifiList");
    await settle();
    expect(heard).toMatchObject([["GetWifiList", { wifiList: [{ SSID: "Harbour" }, { SSID: "Harbour guests" }] }]]);
    expect(JSON.stringify(heard)).not.toContain("anchor");
    expect(await call("connectWifi", { SSID: "Harbour", password: "no" })).toMatchObject({ error: 12010 });
    expect(await call("connectWifi", { SSID: "Harbour guests" })).toMatchObject({ success: true });
    expect(heard.at(-1)).toMatchObject(["WifiConnected", { wifi: { SSID: "Harbour guests" } }]);
    for (const [name, params] of [
      ["setWifiList", { wifiList: [{ SSID: "A" }] }],
      ["registerSSID", { SSID: "B" }],
      ["unregisterSSID", { SSID: "A" }],
      ["stopWifi", {}],
    ] as const) {
      expect(await call(name, params)).toEqual({ success: true });
    }
    device.set({ wifi: { ...device.state.wifi, on: false } });
    expect(await call("startWifi")).toMatchObject({ error: 12005 });
  });
});
