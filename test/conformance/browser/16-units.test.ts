import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { consoleOf, lineOf, makeHost, openPackage, packageOf, useHostPage } from "../../browser/host-harness.js";
import { component, page as pageOf } from "../../support/program-run.js";
import { rule } from "../rule.js";

let page: Page;
useHostPage((_bench, nextPage) => {
  page = nextPage;
});

/** Units that went to the program so far, with the reason. */
const units = (): Promise<string[]> =>
  page.evaluate(() =>
    globalThis.bench.events.flatMap((event: { type: string; root: string; reason: string }) =>
      event.type === "unit" ? [`${event.reason} ${event.root}`] : [],
    ),
  );

/** The script of a page that says when it is ready. */
const saying = (name: string): string => `Page({ onReady() { console.log("${name} ready") } })`;

describe("16. In a host", () => {
  const files = {
    "app.json": JSON.stringify({
      pages: ["index", "second"],
      subPackages: [
        { root: "shop", pages: ["list"] },
        { root: "news", pages: ["all"] },
        { root: "slow", pages: ["late"] },
      ],
      preloadRule: {
        index: { packages: ["shop"] },
        second: { packages: ["news"], network: "wifi" },
      },
    }),
    "app.js": "App({})",
    ...pageOf(
      "index",
      "<view>Home</view>",
      `Page({ async onReady() {
        await my.navigateTo({ url: "/shop/list" });
        await my.navigateTo({ url: "/second" });
      } })`,
    ),
    ...pageOf(
      "second",
      "<view>Second</view>",
      `Page({ onReady() {
        setTimeout(async () => {
          await my.navigateTo({ url: "/news/all" });
          await my.navigateTo({ url: "/slow/late" });
        });
      } })`,
    ),
    ...pageOf("shop/list", "<view>List</view>", saying("list")),
    ...pageOf("news/all", "<view>News</view>", saying("news")),
    ...pageOf(
      "slow/late",
      "<view>Late</view>",
      `const end = Date.now() + 1500; while (Date.now() < end); ${saying("late")}`,
    ),
  };

  rule("F-SUB-5", async () => {
    // On a mobile network the second rule does not act; its subpackage waits for the navigation.
    await page.evaluate(() =>
      Object.defineProperty(navigator, "connection", { value: { type: "cellular", effectiveType: "4g" } }),
    );
    await makeHost(page);
    await openPackage(page, await packageOf(files));
    // F-SUB-4: the host says that something is coming while the page's code is on its way.
    await page.waitForFunction(() => {
      const roots = [...document.querySelectorAll("#app *")].flatMap((element) => element.shadowRoot ?? []);
      return roots.some((root) => root.querySelector('[aria-busy="true"]') !== null);
    });
    await lineOf(page, "late ready");
    await page.locator('#app [aria-busy="true"]').waitFor({ state: "detached" });
    expect(await units()).toEqual(["preload shop", "open news", "open slow"]);
  });

  rule("F-PLG-3", async () => {
    await makeHost(page);
    const zip = await packageOf({
      "mini.project.json": JSON.stringify({ developOptions: { plugins: { hello: "hello" } } }),
      "app.json": JSON.stringify({ pages: ["index"], plugins: { hello: { version: "1.0.0", provider: "1" } } }),
      "app.js": "App({})",
      ...pageOf(
        "index",
        '<x-card text="from the program"/>',
        `const { forget } = requirePlugin("hello");
        Page({ async onReady() {
          await my.setStorage({ key: "k", data: "program" });
          await forget();
          console.log("left:" + my.getStorageSync("k").data);
          my.request({ url: "https://other.example/a", fail: ({ error }) => console.log("program request:" + error) });
          await my.navigateTo({ url: "plugin://hello/about" });
        } })`,
        { "x-card": "plugin://hello/card" },
      ),
      "hello/plugin.json": JSON.stringify({
        publicComponents: { card: "card" },
        pages: { about: "pages/about" },
        main: "main",
      }),
      "hello/main.js": "exports.forget = () => my.clearStorage(); my.setStorageSync('k', 'plugin');",
      "hello/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
      ...component(
        "hello/card",
        '<text>{{text}}</text><image src="/dot.svg" onLoad="loaded"/>',
        `Component({
        methods: { loaded() { console.log("picture loaded") } },
      })`,
      ),
      "hello/card.acss": "text { color: rgb(1, 2, 3) }",
      ...pageOf(
        "hello/pages/about",
        "<view>About the plugin</view>",
        `Page({ onReady() {
          console.log("about ready");
          my.setStorageSync("k", "again");
          my.request({ url: "https://other.example/b", fail: ({ error }) => console.log("plugin request:" + error) });
        } })`,
        {},
        { defaultTitle: "About" },
      ),
    });
    const serverDomains = { mode: "list", entries: ["https://allowed.example"] };
    expect(await openPackage(page, zip, {}, { serverDomains })).toEqual({ ok: true });
    await lineOf(page, "about ready");
    // Its network calls obey the lists of the program.
    expect(await lineOf(page, "plugin request:")).toBe("plugin request:4");
    expect(await consoleOf(page)).toEqual(
      expect.arrayContaining(["left:program", "picture loaded", "program request:4"]),
    );
    expect(await page.locator("#app").getByText("About", { exact: true }).count()).toBe(1);
    expect(await page.evaluate(() => globalThis.bench.host.inspect(globalThis.bench.app).storage())).toEqual({
      k: '"program"',
      "__plugin__/hello/k": '"again"',
    });
  });
});
