import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type HostBench, startHostBench } from "./host-harness.js";

declare global {
  // biome-ignore lint/suspicious/noExplicitAny: test code inside the page drives the SDK's testing build
  var Testing: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  var given: any;
}

/** The page in which test hosts run, `given(options)` there makes one. */
export let page: Page;

/** One page with the SDK's testing build for a test file; a host goes with its test, and no error goes unseen. */
export function useTestHost(): void {
  let bench: HostBench | undefined;
  const problems: string[] = [];

  beforeAll(async () => {
    bench = await startHostBench(`import * as Testing from "@berth/sdk/testing"; globalThis.Testing = Testing;`);
    page = await bench.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    await page.evaluate(() => {
      /** A test host that goes with the test. */
      globalThis.given = async (options = {}) => {
        await globalThis.bench?.dispose();
        globalThis.bench = await globalThis.Testing.createTestHost(options);
        return globalThis.bench;
      };
    });
  }, 120_000);
  afterAll(() => bench?.close());
  afterEach(async () => {
    await page.evaluate(async () => {
      await globalThis.bench?.dispose();
      globalThis.bench = null;
    });
    expect(problems.splice(0)).toEqual([]);
  });
}
