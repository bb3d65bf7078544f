import { describe, expect, test } from "vitest";
import { jsapiMembers } from "../../../packages/core/src/jsapi/jsapi-members.js";
import { deviceBench } from "../../support/device-bench.js";

describe("state of the device", () => {
  test("network: the type now, and what it became; nothing of changes that led back (F-CAT-J3, F-CAT-J4)", async () => {
    const { call, device, heard, settle } = deviceBench();
    expect(await call("getNetworkType")).toEqual({ networkAvailable: true, networkType: "WIFI" });
    await call("onNetworkStatusChange");
    await settle();
    device.set({ networkType: "NOTREACHABLE" });
    await settle();
    device.set({ networkType: "4G" });
    device.set({ networkType: "4G" });
    await settle();
    await call("offNetworkStatusChange");
    device.set({ networkType: "WIFI" });
    await settle();
    expect(heard).toEqual([
      ["NetworkStatusChange", { isConnected: false, networkAvailable: false, networkType: "NOTREACHABLE" }],
      ["NetworkStatusChange", { isConnected: true, networkAvailable: true, networkType: "4G" }],
    ]);
  });

  test("battery: level and charging, and that they changed (F-CAT-K13)", async () => {
    const { call, device, heard, settle } = deviceBench();
    expect(await call("getBatteryInfo")).toEqual({ level: 80, isCharging: false });
    await call("onBatteryChargeChange");
    await settle();
    device.set({ battery: { level: 81, isCharging: true } });
    await settle();
    expect(heard).toEqual([["BatteryChargeChange", { level: 81, isCharging: true }]]);
  });

  test("in the background nothing is told; back in front only what is another state now", async () => {
    const { call, device, heard, settle, watches } = deviceBench();
    await call("onNetworkStatusChange");
    await call("onUserCaptureScreen");
    await settle();
    watches.setFront(false);
    device.set({ networkType: "NOTREACHABLE" });
    device.captureScreen();
    device.set({ networkType: "3G" });
    await settle();
    expect(heard).toEqual([]);
    watches.setFront(true);
    await settle();
    device.captureScreen();
    expect(heard).toEqual([
      ["NetworkStatusChange", { isConnected: true, networkAvailable: true, networkType: "3G" }],
      ["UserCaptureScreen", {}],
    ]);
  });

  test("brightness is that of the host's service and has limits (F-CAT-K9)", async () => {
    const { call, device } = deviceBench();
    expect(await call("setScreenBrightness", { brightness: 0.3 })).toEqual({ success: true });
    expect(device.state.brightness).toBe(0.3);
    expect(await call("getScreenBrightness")).toMatchObject({ brightness: 0.3 });
    expect(await call("setScreenBrightness", { brightness: 2 })).toMatchObject({ error: 2 });
    expect(await call("setVisualEffectOnCapture", { visualEffect: "some" })).toMatchObject({ error: 2 });
    expect(await call("setVisualEffectOnCapture", { visualEffect: "hidden" })).toEqual({});
  });

  test("what is scanned (F-CAT-K7): a code, or cancelled", async () => {
    const { call, device, answers } = deviceBench();
    expect(await call("scan", { type: "qr" })).toMatchObject({ code: "https://example.com/berth" });
    device.set({ code: { text: "4006381333931", kind: "bar" } });
    expect(await call("scan")).toMatchObject({ code: "4006381333931", barCode: "4006381333931" });
    device.set({ code: { text: "", kind: "qr" } });
    expect(await call("scan")).toMatchObject({ error: 10 });
    answers["scan"] = { value: "told" };
    expect(await call("scan")).toMatchObject({ code: "told", qrCode: "told" });
  });
});

describe("sensors (F-CAT-K12)", () => {
  test("tell every 500 ms while somebody listens, faster when the program says so, and rest when stopped", async () => {
    const { call, clock, heard, device } = deviceBench();
    await call("onAccelerometerChange");
    clock.advance(1_000);
    expect(heard).toEqual([
      ["AccelerometerChange", { x: 0, y: 0, z: 9.81 }],
      ["AccelerometerChange", { x: 0, y: 0, z: 9.81 }],
    ]);
    heard.length = 0;
    await call("startAccelerometer", { interval: "game" });
    clock.advance(100);
    expect(heard).toHaveLength(5);
    await call("stopAccelerometer");
    heard.length = 0;
    clock.advance(1_000);
    expect(heard).toEqual([]);
    await call("startAccelerometer", {});
    device.set({ sensors: { ...device.state.sensors, accelerometer: { x: 1, y: 2, z: 3 } } });
    clock.advance(200);
    expect(heard).toEqual([["AccelerometerChange", { x: 1, y: 2, z: 3 }]]);
    await call("offAccelerometerChange");
    expect(clock.pending).toBe(0);
  });

  test.each([
    ["Compass", { direction: 0 }],
    ["Gyroscope", { x: 0, y: 0, z: 0 }],
    ["DeviceMotion", { alpha: 0, beta: 0, gamma: 0 }],
  ])("%s, off in the background and at the end", async (name, values) => {
    const { call, clock, heard, watches } = deviceBench();
    await call(`on${name}Change`);
    clock.advance(500);
    expect(heard).toEqual([[`${name}Change`, values]]);
    watches.setFront(false);
    expect(clock.pending).toBe(0);
    watches.setFront(true);
    expect(clock.pending).toBe(1);
    watches.dispose();
    expect(clock.pending).toBe(0);
  });

  test("a shake answers watchShake once; scripts answer at once (F-CAT-2)", async () => {
    const { call, device, answers, settle } = deviceBench();
    let shaken = 0;
    const wait = call("watchShake").then(() => (shaken += 1));
    // The module of sensors comes with the first call.
    await expect
      .poll(async () => {
        device.shake();
        await settle();
        return shaken;
      })
      .toBe(1);
    await wait;
    answers["watchShake"] = "approve";
    expect(await call("watchShake")).toEqual({ success: true });
    expect(await call("getRunData", { countDate: "2026-11-22" })).toEqual({
      response: '{"countDate":"2026-11-22","count":5280}',
    });
  });
});

describe("a host without services", () => {
  const needed = jsapiMembers.filter(
    ({ state, needs }) => state === "host service" && /^(?:bluetooth|beacons|wifi|screen|steps|network)$/.test(needs),
  );
  test.each(needed.map(({ name, needs, options }) => [name, needs, options] as const))(
    "my.%s fails with 1 and names the service, or takes its listener away",
    async (name, needs, options) => {
      const { call } = deviceBench({}, {});
      const values: Record<string, unknown> = { string: "hidden", number: 1, array: [], boolean: true, object: {} };
      const given = options.filter(({ required }) => required).map((field) => [field.name, values[field.kind]]);
      const answer = await call(name, Object.fromEntries(given));
      if (name.startsWith("off")) expect(answer).toEqual({});
      else expect(answer).toEqual({ error: 1, errorMessage: expect.stringContaining(`"${needs}"`) });
    },
  );
});
