import { mkdirSync, writeFileSync } from "node:fs";
import { webViewBridge } from "@berth/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Engine, type EnginePage, engines, startEngine } from "../support/engines.js";
import { lineOf, makeHost, openPackage, packageOf } from "./host-harness.js";
import { type HostServer, startHostServer } from "./host-server.js";

let server: HostServer;
beforeAll(async () => {
  server = await startHostServer();
  mkdirSync("test/.artifacts", { recursive: true });
});
afterAll(() => server?.close());

/** A red square. */
const picture =
  "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5IiBoZWlnaHQ9IjkiPjxyZWN0IHdpZHRoPSI5IiBoZWlnaHQ9IjkiIGZpbGw9InJlZCIvPjwvc3ZnPg==";

/** A program that uses what differs between engines: boot, drawing, input, requests, storage, pictures, files, web-view. */
const files = (counter: string): Record<string, string> => ({
  "app.json": JSON.stringify({ pages: ["a", "w"], window: { defaultTitle: "Engines" } }),
  "app.js": "App({});",
  "a.json": "{}",
  "a.acss": ".big { height: 300px; background: rgb(0, 128, 96); color: white }",
  "a.axml":
    `<view class="big" onTap="tapped" id="big"><text>Hello {{name}}, {{count}}</text></view>` +
    `<image style="height:20px" src="${picture}" onLoad="loaded"/><image style="height:40px" src="/red.svg" onLoad="loaded" onError="failed"/>` +
    `<view onTap="web" style="height:60px">web</view><view a:for="{{rows}}" a:key="*this">{{item}}</view>`,
  "a.js": `Page({ data: { name: "Ada", count: 0, rows: [1, 2, 3] },
    loaded() { this.n = (this.n || 0) + 1; if (this.n === 2) console.log("pictures:2"); },
    failed(e) { console.log("failed picture:" + JSON.stringify(e.detail)); },
    tapped() { this.setData({ count: this.data.count + 1, rows: [3, 1, 4] }, () => console.log("count:" + this.data.count)); },
    onReady() {
      my.setStorageSync({ key: "k", data: { deep: [1, "two"] } });
      console.log("storage:" + JSON.stringify(my.getStorageSync({ key: "k" }).data));
      my.request({ url: "${counter}/json", dataType: "json",
        success: (r) => console.log("request:" + r.status + JSON.stringify(r.data)), fail: (e) => console.log("request:" + JSON.stringify(e)) });
      my.createSelectorQuery().select("#big").boundingClientRect().exec((r) => console.log("height:" + r[0].height));
    },
    web() { my.navigateTo({ url: "/w" }); } });`,
  "red.svg":
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="red"/></svg>',
  "w.json": "{}",
  "w.axml": `<web-view src="${counter}/web" onMessage="got" onLoad="loaded"/>`,
  "w.js":
    "Page({ got(e) { console.log('web:' + JSON.stringify(e.detail)); }, loaded() { console.log('web loaded:'); } });",
});

for (const name of engines()) {
  describe(`Berth in ${name}`, () => {
    let engine: Engine;
    let page: EnginePage;
    beforeAll(async () => {
      engine = await startEngine(name);
      page = await engine.newPage();
    });
    afterAll(() => engine?.close());

    test("a program opens, draws, is tapped, requests, stores, shows pictures and a web page", async () => {
      const { counter, answers, origin } = server;
      answers.set("/json", { status: 200, headers: { "content-type": "application/json" }, body: '{"a":1}' });
      answers.set("/web", {
        status: 200,
        headers: { "content-type": "text/html" },
        body: `<!doctype html><body>a web page<script>${webViewBridge}</script><script>my.postMessage({ from: "web" })</script>`,
      });
      await page.goto(origin);
      await makeHost(page, { ignoreDomains: { serverDomains: true, wapUrls: true } });
      const opened = await openPackage(page, await packageOf(files(counter)));
      expect(opened).toEqual({ ok: true });
      for (const line of ['storage:{"deep":[1,"two"]}', 'request:200{"a":1}', "height:300", "pictures:2"]) {
        expect(await lineOf(page, line.slice(0, line.indexOf(":") + 1))).toBe(line);
      }
      await page.tap(180, 200);
      expect(await lineOf(page, "count:")).toBe("count:1");
      writeFileSync(`test/.artifacts/engine-${name}.png`, await page.screenshot());
      await page.tap(60, 425);
      expect(await lineOf(page, "web:")).toBe('web:{"from":"web"}');
      await page.evaluate(() => globalThis.bench.app.close());
      // The fall-back shape, and a second program where the engine cannot move a spare sandbox.
      await makeHost(page, { shell: "inline", ignoreDomains: { serverDomains: true, wapUrls: true } });
      expect(await openPackage(page, await packageOf(files(counter)))).toEqual({ ok: true });
      await page.evaluate(() => globalThis.bench.app.close());
    });
  });
}
