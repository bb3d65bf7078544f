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

const app = (appScript: string, more: Record<string, string> = {}): Record<string, string> => ({
  "app.json": JSON.stringify({ pages: ["a"] }),
  "app.js": `${appScript}\nApp({});`,
  "a.json": "{}",
  "a.js": "Page({ data: {} });",
  "a.axml": "<view>hi</view>",
  ...more,
});

const lists = { serverDomains: { mode: "list", entries: ["api.example.com"] }, wapUrls: { mode: "list", entries: [] } };

describe("nothing gets out", () => {
  test("through templates, styles and attributes (S-VIEW-3 to S-VIEW-6)", async () => {
    const c = bench.counter;
    const files = app("", {
      "a.acss": `@import url("${c}/css-import"); @font-face { font-family: f; src: url("${c}/css-font") } .b { background: url("${c}/css-url"); width: 10px; height: 10px; font-family: f }`,
      "a.axml":
        `<view class="b" style="background-image:url(${c}/style)">x</view><view style="{{s}}">y</view>` +
        `<image src="${c}/image"/><image src="{{i}}"/><video src="${c}/video" poster="${c}/poster"/>` +
        `<rich-text nodes="{{n}}"/><view onerror="x" href="${c}/href" srcdoc="x">z</view><web-view src="${c}/web-view"/>`,
      "a.js": `Page({ data: { s: "background:url('${c}/style-data')", i: "${c}/image-data",
        n: "<img src='${c}/rich-img'><iframe src='${c}/rich-frame'></iframe><link rel='preload' href='${c}/rich-link'><svg><image href='${c}/rich-svg'/></svg>" } });`,
    });
    await makeHost(page);
    await openPackage(page, await packageOf(files), {}, lists);
    await page.waitForTimeout(1_500);
    expect(bench.contacts).toEqual([]);
  });
});

describe("the frames around it", () => {
  test("messages of other windows and a second boot offer are not heard (S-ARCH-10)", async () => {
    await makeHost(page);
    await openPackage(page, await packageOf(app("")));
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
    await openPackage(page, await packageOf(app("")));
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
