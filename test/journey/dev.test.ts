import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seeded } from "@berth/platform";
import { createPlatformClient } from "@berth/platform/client";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningBerth } from "../../packages/cli/src/start/berth-options.js";
import { startDev } from "../../packages/cli/src/start/start-dev.js";
import { launchChromium } from "../support/chromium.js";
import { guestRuntime } from "../support/workspace-bundle.js";
import { builtSimulator } from "./built-simulator.js";

let folder: string;
let simulatorRoot: string;
let berth: RunningBerth;
let browser: Browser;
let page: Page;

const save = (path: string, text: string): void => writeFileSync(join(folder, path), text);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "berth-dev-"));
  mkdirSync(join(folder, "pages"), { recursive: true });
  save("app.json", '{"pages": ["pages/first", "pages/second"]}');
  save("app.js", "App({});");
  for (const name of ["first", "second"]) {
    save(`pages/${name}.json`, "{}");
    save(`pages/${name}.axml`, `<view id="text">${name}, {{from}}, {{answer}}</view>`);
  }
  save("pages/first.js", "Page({ data: { answer: '' } });");
  save(
    "pages/second.js",
    `Page({
      data: { from: "", answer: "" },
      onLoad(query) {
        this.setData({ from: query.from });
        my.request({
          url: "https://api.elsewhere.test/",
          success: () => this.setData({ answer: "reached" }),
          fail: ({ error }) => this.setData({ answer: "error " + error }),
        });
      },
    });`,
  );
  simulatorRoot = await builtSimulator();
  berth = await startDev(folder, { runtime: await guestRuntime(), simulatorRoot });
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 1400, height: 1040 } });
  await page.goto(berth.url);
});

afterAll(async () => {
  await browser?.close();
  await berth?.close();
  for (const path of [folder, simulatorRoot]) if (path) rmSync(path, { recursive: true, force: true });
});

/** Waits until the program's page shows this text. */
async function shows(expected: string | RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        // The host keeps an empty shell ready beside the one that shows the program.
        const shells = page.frames().filter((frame) => frame.url().includes("/shell"));
        const texts = await Promise.all(
          shells.map((shell) =>
            shell.evaluate(() =>
              [...document.querySelectorAll("*")].flatMap((element) =>
                [...(element.shadowRoot?.querySelectorAll("#text") ?? [])].map((node) => node.textContent ?? ""),
              ),
            ),
          ),
        ).catch(() => []);
        return texts.flat().at(-1) ?? "";
      },
      { timeout: 20_000 },
    )
    .toMatch(expected);
}

test("a folder is shown as a preview", async () => {
  await shows(/^first/);
});

test("a merchant's preview reaches nobody until somebody is listed (P-KIND-3, P-CFG-14)", async () => {
  await page.getByLabel("Page", { exact: true }).selectOption("pages/second");
  await page.getByLabel("Query").fill("from=bar");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await shows("second, bar, error 4");

  const merchant = createPlatformClient({ baseUrl: berth.platformUrl });
  await merchant.login("da@merchant.test", seeded.password);
  const saved = await merchant.setConfiguration({ appId: berth.previewAppId ?? "" }, "serverDomains", [
    "api.elsewhere.test",
  ]);
  expect(saved.ok).toBe(true);
  // Listed now, so the gateway is asked; the name leads nowhere, which is a network error.
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await shows("second, bar, error 12");
});

test("saving a template opens the same page with the same query anew", async () => {
  save("pages/second.axml", '<view id="text">changed, {{from}}</view>');
  await shows("changed, bar");
});

test("a compile error leaves the last good page and says where", async () => {
  save("pages/second.axml", '<view id="text">broken, {{from = 1}}</view>');
  await page.getByText("pages/second.axml:1").first().waitFor({ timeout: 20_000 });
  await shows("changed, bar");
  save("pages/second.axml", '<view id="text">mended, {{from}}</view>');
  await shows("mended, bar");
});
