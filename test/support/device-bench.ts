import { checkParams, jsapiOptions } from "@berth/core/jsapi";
import { FakeClock } from "@berth/sdk/testing";
import { RunWatches } from "../../packages/sdk/src/host/run-watches.js";
import type { ApiCall, ApiResult } from "../../packages/sdk/src/jsapi/definition.js";
import type { RunContext } from "../../packages/sdk/src/jsapi/run-context.js";
import { builtinApis } from "../../packages/sdk/src/jsapi/table.js";
import type { HostServices } from "../../packages/sdk/src/services.js";
import { createSimulatedDevice, type SimulatedDeviceOptions } from "../../packages/sdk/src/testing/simulated-device.js";

/** A run that has a simulated device, and what its program hears. */
export function deviceBench(options: SimulatedDeviceOptions = {}, services?: HostServices) {
  const clock = new FakeClock();
  const device = createSimulatedDevice({
    clock,
    random: { bytes: (n) => new Uint8Array(n).fill(255) },
    ...options,
  });
  const heard: [event: string, data: unknown][] = [];
  const watches = new RunWatches((event, data) => void heard.push([event, data]));
  const answers: Record<string, unknown> = {};
  const run = {
    clock,
    watches,
    services: services ?? device.services,
    answer: (api: string) => answers[api] ?? null,
    apiContext: () => ({}),
    systemInfo: () => ({ theme: "light" }),
  } as unknown as RunContext; // device functions need no more of a run
  let id = 0;
  const { signal } = new AbortController();
  return {
    clock,
    device,
    heard,
    watches,
    answers,
    /** Calls a member as the dispatcher does. */
    async call(api: string, params: Record<string, unknown> = {}): Promise<ApiResult> {
      const checked = checkParams(api, params, jsapiOptions[api]);
      if (!checked.ok) throw new Error(checked.message);
      id += 1;
      const call: ApiCall = { id, api, params: checked.params, run, pageId: 1, pagePath: "index", signal };
      const definition = builtinApis.get(api);
      if (definition === undefined) throw new Error(`nobody answers ${api}`);
      return definition.handler(call);
    },
    /** Lets what was begun settle. */
    async settle(): Promise<void> {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    },
  };
}
