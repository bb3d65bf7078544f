import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { lineOf, makeHost, openPackage, packageOf, program, script, useHostPage } from "./host-harness.js";

let page: Page;
useHostPage((_bench, nextPage) => {
  page = nextPage;
});

const answered = "worker.onMessage((m) => r(m)); worker.onError((e) => r({ error: e.errorMessage }));";

test("a worker of the program answers, has none of the names that lead outside, and ends (F-CAT-M4, F-APPJ-12, S-BOOT-4)", async () => {
  await makeHost(page);
  const body = `
    const ask = (worker, data) => new Promise((r) => { ${answered} worker.postMessage(data); });
    const worker = my.createWorker("workers/index.js");
    report("sum", await ask(worker, { add: [1, 2, 39] }));
    const second = my.createWorker("workers/index.js");
    report("second", await new Promise((r) => second.onError((e) => r(e.error))));
    worker.terminate();
    const third = my.createWorker("/workers/index.js");
    report("names", await ask(third, { names: true }));
    report("throws", await ask(third, { fail: true }));
    third.terminate();
    const outside = my.createWorker("pages/a/a.js");
    report("outside", await new Promise((r) => outside.onError((e) => r(e.error))));
  `;
  const zip = await packageOf(
    program(script(body), {
      "app.json": JSON.stringify({ pages: ["pages/a/a", "pages/b/b"], workers: "workers" }),
      "workers/index.js": `
        const { sum } = require("./sum.js");
        const names = ["fetch", "XMLHttpRequest", "WebSocket", "importScripts", "indexedDB", "caches", "Worker", "BroadcastChannel", "my"];
        worker.onMessage((m) => {
          if (m.add) worker.postMessage({ sum: sum(m.add) });
          else if (m.names) {
            let evaluated = true;
            try { (0, eval)("1"); } catch { evaluated = false; }
            const scope = (function () { return this; }).call(null) || {};
            worker.postMessage([...names.filter((name) => typeof scope[name] !== "undefined"), ...[
              typeof fetch, typeof XMLHttpRequest, typeof WebSocket, typeof importScripts, typeof indexedDB, typeof Worker,
            ].filter((type) => type !== "undefined"), evaluated]);
          } else throw new Error("as asked");
        });`,
      "workers/sum.js": "exports.sum = (list) => list.reduce((a, b) => a + b, 0);",
    }),
  );
  await openPackage(page, zip);
  expect(await lineOf(page, "sum:")).toBe('sum:{"sum":42}');
  expect(await lineOf(page, "second:")).toBe("second:3");
  expect(await lineOf(page, "names:")).toBe("names:[false]");
  expect(await lineOf(page, "throws:")).toContain("as asked");
  expect(await lineOf(page, "outside:")).toBe("outside:2");
});

test("a page asks before it is left by going back: staying is 11, leaving leaves; the first page cannot ask", async () => {
  await makeHost(page);
  const body = `
    report("first", await my.enableAlertBeforeUnload({ message: "x", fail() {} }));
    await my.navigateTo({ url: "/pages/b/b" });`;
  const second = `Page({ async onLoad() {
      await my.enableAlertBeforeUnload({ message: "Stay?" });
      console.log("stays:" + (await my.navigateBack({ fail() {} })).error);
      await my.navigateBack();
      console.log("left:" + getCurrentPages().length);
    } })`;
  await openPackage(page, await packageOf(program(script(body), { "pages/b/b.js": second })));
  expect(await lineOf(page, "first:")).toContain('"error":8');
  const dialog = page.locator("#app [role=dialog]");
  await dialog.getByText("Stay?").waitFor();
  await page.keyboard.press("Escape");
  expect(await lineOf(page, "stays:")).toBe("stays:11");
  await dialog.getByText("Stay?").waitFor();
  await page.keyboard.press("Enter");
  expect(await lineOf(page, "left:")).toBe("left:1");
});
