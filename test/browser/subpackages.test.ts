import { createPlatform, type Platform, seeded } from "@berth/platform";
import { createPlatformClient } from "@berth/platform/client";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { page as pageOf } from "../support/program-run.js";
import { type HostBench, lineOf, packageOf, startHostBench } from "./host-harness.js";

const baseUrl = "https://platform.example";
const { targetAppId } = seeded;
const environment = "development";

let bench: HostBench;
let platform: Platform;
let context: BrowserContext;
let appId: string;
/** Whether the device has a network. */
let isOnline = true;
/** Roots of the packages that were fetched, by the platform's answers. */
let fetched: string[];
const rootOf = new Map<string, string>();

const files = (version: string): Record<string, string> => ({
  "app.json": JSON.stringify({
    pages: ["index", "menu"],
    subPackages: [
      { root: "shop", pages: ["list", "item"] },
      { root: "news", pages: ["all"] },
    ],
    preloadRule: { menu: { packages: ["news"] } },
  }),
  "app.js": `App({ go(url) { my.navigateTo({ url }).then(
    () => console.log("opened " + url), ({ error }) => console.log("refused " + url + " " + error)); } })`,
  ...pageOf(
    "index",
    `<view onTap="go">Home ${version}</view>`,
    `Page({
    onReady() { console.log("index ready"); },
    go() { getApp().go("/shop/list"); },
  })`,
  ),
  ...pageOf(
    "menu",
    '<view onTap="go">Menu</view>',
    'Page({ onReady() { console.log("menu ready"); }, go() { getApp().go("/news/all"); } })',
  ),
  ...pageOf(
    "shop/list",
    `<view class="list">List ${version}</view><image src="/shop/dot.svg" onLoad="seen"/>`,
    'Page({ seen() { console.log("picture"); getApp().go("/menu"); } })',
  ),
  "shop/list.acss": ".list { color: rgb(1, 2, 3) }",
  ...pageOf("shop/item", "<view>Item</view>", 'Page({ onReady() { console.log("item ready") } })'),
  "shop/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
  ...pageOf("news/all", "<view>News</view>"),
});

/** Puts a version on the platform. */
async function release(version: string): Promise<void> {
  const client = createPlatformClient({ baseUrl, fetch: platform.fetch });
  await client.login("wa@tenant.test", seeded.password);
  if (appId === undefined) {
    const made = await client.createApp({ name: "Parts" });
    appId = made.ok ? made.data.appId : "";
  }
  const zip = (await packageOf(files(version))) as Uint8Array<ArrayBuffer>;
  expect(await client.deploy({ appId, version, zip, targetAppId, environment })).toMatchObject({ ok: true });
}

/** What the page's SDK sends goes to the platform in this process. */
async function answer(
  url: string,
  body: string | null,
): Promise<{ status: number; signature: string; base64: string }> {
  if (!isOnline) throw new Error("no network");
  const init = body === null ? {} : { method: "POST", body, headers: { "content-type": "application/json" } };
  const response = await platform.fetch(new Request(url, init));
  const bytes = Buffer.from(await response.arrayBuffer());
  if (url.endsWith("/query")) {
    for (const app of JSON.parse(bytes.toString()).apps)
      for (const { root, url: address } of app.release?.packages ?? [])
        rootOf.set(address, root === "" ? "main" : root);
  } else if (url.endsWith(".zip")) fetched.push(rootOf.get(url) ?? url);
  const signature = response.headers.get("berth-signature") ?? "";
  return { status: response.status, signature, base64: bytes.toString("base64") };
}

/** A new page of the same device with a host in it. */
async function device(): Promise<Page> {
  fetched = [];
  const page = await context.newPage();
  await page.goto(bench.origin);
  const config = {
    ...(await (
      await platform.fetch(
        new Request(`${baseUrl}/sdk/v1/config?targetAppId=${targetAppId}&environment=${environment}`),
      )
    ).json()),
    platformUrl: baseUrl,
  };
  await page.evaluate(async (given) => {
    globalThis.bench = { events: [] };
    globalThis.bench.host = await globalThis.BerthSdk.createHost({
      config: given,
      assets: globalThis.assets,
      shell: { url: "/shell" },
      gateway: null,
      openView: true,
      async fetch(url: string, init: { body?: string } = {}) {
        // biome-ignore lint/suspicious/noExplicitAny: a function that the test put into the page
        const { status, signature, base64 } = await (globalThis as any).platformAnswer(url, init.body ?? null);
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        return new Response(bytes, { status, headers: { "berth-signature": signature } });
      },
    });
  }, config);
  return page;
}

/** Opens the program; null, or number and stage of why not. */
const open = (page: Page, params: Record<string, unknown> = {}): Promise<[number, string] | null> =>
  page.evaluate(
    async ({ id, more }) => {
      try {
        globalThis.bench.app = await globalThis.bench.host.openApp(id, {
          container: document.querySelector("#app"),
          inspect: (event: unknown) => globalThis.bench.events.push(event),
          ...more,
        });
        return null;
      } catch (error) {
        const { number, stage } = error as { number: number; stage: string };
        return [number, stage] as [number, string];
      }
    },
    { id: appId, more: params },
  );

const tap = async (page: Page, text: RegExp): Promise<void> => {
  for (const frame of page.frames()) {
    const element = frame.getByText(text);
    if ((await element.count()) > 0) await element.click();
  }
};
const units = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    globalThis.bench.events.flatMap((event: { type: string; root: string; reason: string }) =>
      event.type === "unit" ? [`${event.reason} ${event.root}`] : [],
    ),
  );

beforeAll(async () => {
  [bench, platform] = await Promise.all([startHostBench(), createPlatform({ baseUrl })]);
  context = await bench.browser.newContext({ viewport: { width: 500, height: 720 } });
  await context.exposeFunction("platformAnswer", answer);
  await release("1.0.0");
}, 120_000);
afterAll(() => bench?.close());

beforeEach(() => {
  isOnline = true;
});

test("subpackages come from the platform when they are wanted, stay on the device, and go with their release (F-SUB-4, F-SUB-5, H-UPD-11, P-VER-5)", async () => {
  let page = await device();
  expect(await open(page)).toBe(null);
  await lineOf(page, "index ready");
  expect(fetched).toEqual(["main"]);
  // Without a network the navigation fails and the page stays; with one the next try gets there.
  isOnline = false;
  await tap(page, /^Home/);
  expect(await lineOf(page, "refused")).toBe("refused /shop/list 7004");
  isOnline = true;
  await tap(page, /^Home/);
  await lineOf(page, "opened /shop/list");
  // Its pictures and its sheets are in the part, and the page it opens has the other part fetched ahead.
  await lineOf(page, "picture");
  await lineOf(page, "menu ready");
  await expect.poll(() => fetched).toEqual(["main", "shop", "news"]);
  await tap(page, /^Menu/);
  await lineOf(page, "opened /news/all");
  expect(await units(page)).toEqual(["open shop", "open shop", "preload news"]);
  await page.close();

  // Another day, no network: everything is here, also what opens first.
  isOnline = false;
  page = await device();
  expect(await open(page, { page: "shop/item" })).toBe(null);
  await lineOf(page, "item ready");
  await page.close();

  // A new release: the parts that were here come with its main package, before it starts. One has not changed.
  isOnline = true;
  await release("2.0.0");
  page = await device();
  expect(await open(page, { updateMode: "sync" })).toBe(null);
  expect(fetched.sort()).toEqual(["main", "shop"]);
  isOnline = false;
  await tap(page, /^Home/);
  await lineOf(page, "menu ready");
  await tap(page, /^Menu/);
  await lineOf(page, "opened /news/all");
  await page.close();
}, 90_000);

test("a part that is not what the platform signed does not open; a launch into one says so (H-ERR-8)", async () => {
  const other = await bench.browser.newContext();
  await other.exposeFunction("platformAnswer", async (url: string, body: string | null) => {
    const given = await answer(url, body);
    if (rootOf.get(url) !== "shop") return given;
    const bytes = Buffer.from(given.base64, "base64");
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    return { ...given, base64: bytes.toString("base64") };
  });
  const before = context;
  context = other;
  const page = await device();
  context = before;
  expect(await open(page, { page: "shop/item" })).toEqual([91005, "verify"]);
  expect(await open(page)).toBe(null);
  await lineOf(page, "index ready");
  await tap(page, /^Home/);
  expect(await lineOf(page, "refused")).toBe("refused /shop/list 7004");
  await other.close();
}, 60_000);
