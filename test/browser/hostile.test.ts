import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type HostBench, makeHost, openPackage, packageOf, startHostBench } from "./host-harness.js";

let bench: HostBench;
let page: Page;

beforeAll(async () => {
  bench = await startHostBench();
}, 120_000);
afterAll(() => bench?.close());
beforeEach(async () => {
  page = await bench.newPage();
  bench.contacts.length = 0;
});
afterEach(() => page.context().close());

/** A program of one page that does nothing. What a hostile one draws and runs: channels.test.ts. */
const files: Record<string, string> = {
  "app.json": JSON.stringify({ pages: ["a"] }),
  "app.js": "App({});",
  "a.json": "{}",
  "a.js": "Page({ data: {} });",
  "a.axml": "<view>hi</view>",
};

describe("the frames around it", () => {
  test("messages of other windows and a second boot offer are not heard (S-ARCH-10)", async () => {
    await makeHost(page);
    await openPackage(page, await packageOf(files));
    const shell = page.frames().find((frame) => frame.url().includes("/shell"));
    await page.evaluate(() => window.postMessage([["call", 1, "setStorage", { key: "x", data: 1 }, 0]], "*"));
    await shell?.evaluate(() => {
      const channel = new MessageChannel();
      window.parent.parent.postMessage([["call", 1, "setStorage", { key: "x", data: 1 }, 0]], "*");
      window.postMessage({ berth: 1, kind: "boot", worker: "", selfTest: false, limits: {} }, "*", [
        channel.port1,
        channel.port2,
      ]);
    });
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => globalThis.bench.host.inspect(globalThis.bench.app).storage())).toEqual({});
    expect(await page.evaluate(() => globalThis.bench.app.state)).toBe("active");
  });

  test("the shell cannot navigate itself away (CH-13, S-ARCH-7)", async () => {
    await makeHost(page);
    await openPackage(page, await packageOf(files));
    const shell = page.frames().find((frame) => frame.url().includes("/shell"));
    await shell
      ?.evaluate((address) => {
        window.location.href = `${address}/self-navigation`;
      }, bench.counter)
      .catch(() => {});
    await page.waitForTimeout(500);
    expect(bench.contacts).toEqual([]);
  });
});
