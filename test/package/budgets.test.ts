import { expect, test } from "vitest";
import { embedScript, moduleBytes } from "../support/loaded-bytes.js";

// The budget of the guest runtime is held by test/unit/repository/guest-runtime.test.ts.

test("a host as the guide has it loads at most 30 KB at its start, and neither programs' runs nor regular expressions", async () => {
  const { start, inputs } = await moduleBytes(embedScript());
  expect(start).toBeLessThanOrEqual(30_000);
  const late = /app-run\.ts|surface\/|jsapi\/|re2js|app-loader\.ts|fflate|zod/;
  expect(inputs.filter((file) => late.test(file))).toEqual([]);
});

test.each([
  ["the policy: decisions", 'export { compilePolicy, decide } from "@berth/core/policy";', 10_000],
  ["what explains and checks lists", 'export * from "@berth/core/policy-tools";', 20_000],
  ["the token manager", 'export { createTokenManager } from "@berth/sdk/tokens";', 13_000],
  ["the shell's headers", 'export { shellResponse } from "@berth/sdk/shell";', 3_000],
  ["the bridge for web pages in a web-view", 'export { webViewBridge } from "@berth/sdk";', 2_500],
])("%s cost no more than they may", async (_, source, budget) => {
  const { start } = await moduleBytes(source);
  expect(start).toBeGreaterThan(100);
  expect(start).toBeLessThanOrEqual(budget);
});
