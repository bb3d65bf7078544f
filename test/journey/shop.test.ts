import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { seeded } from "@berth/platform";
import { createPlatformClient, type PlatformClient, type RealtimeView } from "@berth/platform/client";
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBerth } from "../../packages/cli/src/start.js";
import { serveMerchant } from "../../simulator/merchant/serve-merchant.js";
import { launchChromium } from "../support/chromium.js";
import { guestRuntime } from "../support/workspace-bundle.js";
import { builtSimulator } from "./built-simulator.js";

let simulatorRoot: string;
let berth: Awaited<ReturnType<typeof startBerth>>;
let browser: Browser;
let page: Page;
let platform: PlatformClient;

beforeAll(async () => {
  const runtime = await guestRuntime();
  simulatorRoot = await builtSimulator();
  berth = await startBerth({
    runtime,
    simulatorRoot,
    samples: {
      dir: fileURLToPath(new URL("../../simulator/programs", import.meta.url)),
      serveMerchant,
      merchantHost: "api.shop.test",
    },
  });
  platform = createPlatformClient({ baseUrl: berth.platformUrl });
  await platform.login("da@merchant.test", seeded.password);
  browser = await launchChromium();
  // High enough for the phone to be drawn in its own size.
  page = await browser.newPage({ viewport: { width: 1400, height: 1040 } });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await berth?.close();
  await rm(simulatorRoot, { recursive: true, force: true });
});

/** The frame in which the program's pages are drawn. */
async function view(): Promise<Frame> {
  for (;;) {
    for (const frame of page.frames()) {
      if (new URL(frame.url(), berth.url).pathname !== "/shell") continue;
      // The host keeps an empty shell ready, in a place that is inert, beside the one that shows the program.
      const stage = await frame.parentFrame()?.frameElement();
      if (await stage?.evaluate((element) => (element as Element).closest("[inert]") === null).catch(() => false))
        return frame;
    }
    await page.waitForTimeout(50);
  }
}

/**
 * Taps what is drawn with this text, once it stands still: pages slide in. Playwright's own wait counts animation frames,
 * of which a sandboxed frame gets none while nothing changes in it.
 */
async function tap(text: string): Promise<void> {
  const target = (await view()).getByText(text, { exact: true }).first();
  await target.waitFor();
  for (let last = ""; ; await page.waitForTimeout(80)) {
    const box = JSON.stringify(await target.boundingBox());
    if (box === last) break;
    last = box;
  }
  await target.click({ force: true });
}

const drawn = async (text: string): Promise<void> => (await view()).getByText(text).first().waitFor();
const screen = () => page.locator("[data-berth-screen]");

/** The platform's figures, asked until `enough` holds. */
async function counted(appId: string, enough: (figures: RealtimeView) => boolean): Promise<RealtimeView> {
  for (;;) {
    const answer = await platform.realtime(appId, { targetAppId: seeded.targetAppId, environment: "development" });
    if (!answer.ok) throw new Error(answer.message);
    if (enough(answer.data)) return answer.data;
    await page.waitForTimeout(300);
  }
}

test("from a tap to a counted JSAPI call: buy, sign in, read the help page", async () => {
  const appId = berth.programs["shop"] ?? "";
  await page.goto(`${berth.url}/?app=${appId}&panel=network`);
  await drawn("Deckhand mug");
  await page.locator(".vlist__row", { hasText: "https://api.shop.test/v1/products" }).locator(".chip--good").waitFor();

  await tap("Deckhand mug");
  await drawn("Made for watch");
  await tap("Add to bag");
  await screen().locator("button[aria-label=Back]").click();
  await screen().getByText("Bag", { exact: true }).click();
  await drawn("Together");
  await page.click("#tab-storage");
  await page.locator(".stored__key", { hasText: "bag" }).waitFor();

  await tap("Check out");
  await page.locator('.pay__button[data-result="9000"]').click();
  await drawn("Thank you");
  await tap("Back to the shop");

  await screen().getByText("Me", { exact: true }).click();
  await tap("Sign in");
  await screen().locator("[role=dialog] button", { hasText: "Agree" }).click();
  await drawn("Chiara");
  await page.click("#tab-tokens");
  await page.locator(".life", { hasText: "Access token" }).locator(".chip--good").waitFor();
  // Ten minutes later the access token is gone (P-TOK-30), and nobody waited for them.
  await page.getByRole("button", { name: "+10 min" }).click();
  await page.locator(".life", { hasText: "Access token" }).getByText("expired").waitFor();
  await page.getByRole("button", { name: "Reset" }).click();

  await tap("Help and returns");
  const help = () => page.frames().find((it) => it.url() === `${berth.merchantUrl}/help`);
  await expect.poll(() => help() !== undefined, { timeout: 10_000 }).toBe(true);
  await help()?.getByText("How can we help?").waitFor();

  await page.click("#tab-events");
  await page.getByRole("button", { name: "Send now" }).click();
  const calls = (figures: RealtimeView, api: string): number => figures.jsapi.find((it) => it.api === api)?.calls ?? 0;
  const figures = await counted(
    appId,
    (it) => calls(it, "tradePay") > 0 && calls(it, "getAuthCode") > 0 && calls(it, "request") > 4,
  );
  expect(calls(figures, "tradePay")).toBe(1);
  expect(figures.pv).toBeGreaterThanOrEqual(5);
  expect(figures.uv).toBe(1);
  await page.locator(".calls td", { hasText: "tradePay" }).waitFor();
});

test("nothing gets out of the policy lab, and a refusal can be turned into an entry", async () => {
  const appId = berth.programs["policy-lab"] ?? "";
  await page.goto(`${berth.url}/?app=${appId}&panel=network`);
  await drawn("Try everything again");
  const cells = (await view()).locator(".score__value");
  expect(await cells.nth(3).textContent()).toBe("0");
  expect(Number(await cells.nth(1).textContent())).toBeGreaterThan(20);

  const refused = page.locator(".vlist__row", { hasText: "https://elsewhere.test/collect" }).first();
  await refused.getByText("Refused").waitFor();
  await refused.click();
  await page.getByRole("button", { name: "Add elsewhere.test to Server Domains" }).click();
  await page.getByRole("button", { name: "Save and release" }).click();
  await page.getByText("Saved and released as").waitFor();
  await page.getByRole("button", { name: "Open the program again" }).click();
  // The list lets it through now; that there is no such host is another matter (F-NET-E3).
  const again = page.locator(".vlist__row", { hasText: "https://elsewhere.test/collect" }).first();
  await again.locator(".chip--good").waitFor();
});
