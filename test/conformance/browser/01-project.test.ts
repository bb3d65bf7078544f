import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { lineOf, makeHost, openPackage, packageOf, useHostPage } from "../../browser/host-harness.js";
import { page as pageOf } from "../../support/program-run.js";
import { rule } from "../rule.js";

let page: Page;
useHostPage((_bench, nextPage) => {
  page = nextPage;
});

describe("1. Project files in a host", () => {
  const items = [
    { pagePath: "index", name: "Start" },
    { pagePath: "fixed", name: "Fixed" },
  ];
  const measure = `Page({ onReady() {
    my.createSelectorQuery().selectAll(".box").boundingClientRect().exec(([boxes]) => {
      console.log(this.route + ":" + boxes.map((box) => Math.round(box.width * 10) / 10).join());
    });
  } })`;
  const boxes = '<view class="box"/><view class="box" style="width: calc(10px - -75rpx)"/>';
  const files = {
    "app.json": JSON.stringify({
      pages: ["index", "fixed"],
      window: { defaultTitle: "Shop" },
      tabBar: { items },
      permission: { "scope.userLocation": { desc: "To find shops nearby" } },
    }),
    "app.js": "App({})",
    "app.acss": ".box { width: 100rpx; height: 1px }",
    ...pageOf("index", boxes, measure),
    ...pageOf(
      "fixed",
      boxes,
      measure.replace("onReady() {", "onReady() { my.getLocation({ fail() {} });"),
      {},
      { responsive: false },
    ),
    "locale/de/app.json": JSON.stringify({
      window: { defaultTitle: "Laden" },
      tabBar: { items: [{ name: "Anfang" }, { pagePath: "fixed", name: "Fest" }] },
    }),
  };

  rule("F-FILE-6", async () => {
    await makeHost(page, { locale: "de-AT" });
    expect(await openPackage(page, await packageOf(files))).toEqual({ ok: true });
    const app = page.locator("#app");
    await app.getByText("Laden", { exact: true }).waitFor();
    expect(await app.getByRole("tab").allTextContents()).toEqual(["Anfang", "Fest"]);
    // F-WIN-10: the page is 375 px wide, so that both kinds agree; then it is made wider.
    expect(await lineOf(page, "index:")).toBe("index:50,47.5");
  });

  rule("F-WIN-10", async () => {
    await makeHost(page);
    await page.evaluate(() => {
      const container = document.querySelector("#app") as HTMLElement;
      container.style.width = "450px";
    });
    await openPackage(page, await packageOf(files));
    expect(await lineOf(page, "index:")).toBe("index:60,55");
    await page.locator("#app").getByRole("tab").nth(1).click();
    expect(await lineOf(page, "fixed:")).toBe("fixed:50,47.5");
    // F-APPJ-10: the prompt says why.
    await page.locator("#app [role=dialog]").getByText("To find shops nearby").waitFor();
  });
});
