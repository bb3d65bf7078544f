import { expect, test } from "vitest";
import { deviceBench } from "../../support/device-bench.js";

test("contacts come from the host's service, none means cancelled; a scripted run needs none (F-CAT-E10, F-CAT-2)", async () => {
  const { call, device, answers } = deviceBench();
  answers["choosePhoneContact"] = "cancel";
  expect(await call("choosePhoneContact")).toMatchObject({ error: 11 });
  answers["choosePhoneContact"] = { value: { name: "Eve", mobile: "1" } };
  expect(await call("choosePhoneContact")).toEqual({ name: "Eve", mobile: "1" });
  expect(await call("addPhoneContact", { firstName: "Ada", mobilePhoneNumber: "42" })).toEqual({});
  expect(device.state.contacts.at(-1)).toEqual({ name: "Ada", mobile: "42" });
});

test("what a host does not give fails with 1 and names the service (F-CAT-L4)", async () => {
  const without = deviceBench({}, {});
  for (const [api, params] of [
    ["signContract", { signStr: "s" }],
    ["getPhoneNumber", {}],
    ["openOtherApp", { url: "x:" }],
    ["getBackgroundFetchData", { fetchType: "pre" }],
    ["calculateRoute", { startLat: 1, startLng: 1, endLat: 2, endLng: 2 }],
  ] as const) {
    expect(await without.call(api, params), api).toEqual({
      error: 1,
      errorMessage: expect.stringContaining("service"),
    });
  }
});

test("what a program reports reaches the host's service", async () => {
  const told: unknown[] = [];
  const { call } = deviceBench(
    {},
    { program: { report: ({ kind, name, data }) => void told.push([kind, name, data]) } },
  );
  await call("reportAnalytics", { name: "bought", data: { n: 1 } });
  expect(told).toEqual([["reportAnalytics", "bought", { n: 1 }]]);
});
