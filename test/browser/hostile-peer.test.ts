import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type HostBench, lineOf, makeHost, openPackage, packageOf, startHostBench } from "./host-harness.js";

let bench: HostBench;
let page: Page;

beforeAll(async () => {
  bench = await startHostBench();
}, 120_000);
afterAll(() => bench?.close());
beforeEach(async () => {
  page = await bench.newPage();
});
afterEach(() => page.context().close());

const app = (more: Record<string, string> = {}): Record<string, string> => ({
  "app.json": JSON.stringify({ pages: ["a"] }),
  "app.js": "App({});",
  "a.json": "{}",
  "a.js": "Page({ data: {} });",
  "a.axml": "<view>hi</view>",
  ...more,
});

/** A worker that passes the self-test honestly and then does what `attack(port)` says with the raw port. */
function hostileWorker(attack: string): string {
  return `
    self.onmessage = async ({ data, ports }) => {
      if (!data || data.kind !== "boot") return;
      const [port] = ports;
      const rejects = async (f) => { try { await f(); return "passed"; } catch { return "ok"; } };
      const t = { T1: await rejects(() => fetch("data:,x")), T2: await rejects(() => fetch(URL.createObjectURL(new Blob(["x"])))),
        T3: await rejects(() => indexedDB.open("x")), T4: await rejects(() => eval("1")), T5: self.origin === "null" ? "ok" : "no" };
      const answers = []; port.onmessage = (e) => { for (const m of e.data) { if (m[0] === "answer") answers.push(m); if (m[0] === "start") run(); if (m[0] === "ping") port.postMessage([["pong", m[1]]]); } };
      port.postMessage([["ready", t]]);
      const say = (text) => port.postMessage([["note", { type: "console", level: "log", args: [text] }]]);
      async function run() { ${attack} }
    };`;
}

async function attackWith(attack: string, options: Record<string, unknown> = {}): Promise<void> {
  await page.evaluate((text) => {
    globalThis.assets.worker = text;
  }, hostileWorker(attack));
  await makeHost(page, options);
  const zip = await packageOf(app());
  const base64 = Buffer.from(zip).toString("base64");
  // No first render will come; the launch stays open while the attack runs.
  await page.evaluate((text) => {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    globalThis.bench.outcome = globalThis.bench.host
      .openApp("2026000000000001", {
        container: document.querySelector("#app"),
        inspect: (event: unknown) => globalThis.bench.events.push(event),
        preview: { package: bytes, name: "Bench" },
      })
      .then(
        () => "opened",
        (error: { number: number; message: string }) => `${error.number} ${error.message}`,
      );
  }, base64);
}

const outcome = (): Promise<string> => page.evaluate(() => globalThis.bench.outcome);

describe("the bridge (S-MSG)", () => {
  test("a flood ends the app (S-MSG-4)", async () => {
    await attackWith("for (let i = 0; i < 60000; i += 1) port.postMessage([['pong', 1]]);");
    await page.evaluate(() => {
      globalThis.bench.turns = 0;
      const turn = (): void => {
        globalThis.bench.turns += 1;
        if (globalThis.bench.over !== true) setTimeout(turn, 0);
      };
      globalThis.bench.outcome.then(() => {
        globalThis.bench.over = true;
      });
      turn();
    });
    expect(await outcome()).toMatch(/^91007.*flood/);
    // The host's own work went on beside the flood.
    expect(await page.evaluate(() => globalThis.bench.turns)).toBeGreaterThan(10);
  });

  test("one post with a million messages ends it without a look at them (S-MSG-4)", async () => {
    await attackWith("port.postMessage(new Array(1000000).fill(['pong', 1]));");
    expect(await outcome()).toMatch(/^91007.*flood/);
  });

  test("shapes that cost more than they weigh are refused, and the next call is answered (S-MSG-6, S-MSG-8, S-MSG-13)", async () => {
    await attackWith(
      `const cycle = {}; cycle.self = cycle;
       let laugh = "ha"; for (let i = 0; i < 40; i += 1) laugh = [laugh, laugh];
       const text = "x".repeat(1024 * 1024);
       const shapes = [cycle, laugh, new Array(4000000000), { keys: Object.fromEntries(Array.from({ length: 200000 }, (_, i) => ["k" + i, undefined])) },
         { texts: new Array(50).fill(text) }, new ArrayBuffer(5 * 1024 * 1024)];
       let id = 0; for (const shape of shapes) port.postMessage([["call", ++id, "alert", shape, 0]]);
       const dropped = [new Map([[1, 2]]), new Set([1]), new Date(), /x/, new Error("x"), 5n, new ArrayBuffer(8, { maxByteLength: 1 << 20 })];
       for (const shape of dropped) port.postMessage([["call", ++id, "alert", shape, 0]]);
       const channel = new MessageChannel(), stream = new ReadableStream();
       port.postMessage([["call", ++id, "alert", { port: channel.port1 }, 0]], [channel.port1]);
       port.postMessage([["call", ++id, "alert", { stream }, 0]], [stream]);
       port.postMessage([["call", ++id, "getSystemInfo", {}, 0]]);
       await new Promise((r) => { const look = () => answers.some((m) => m[1] === id) ? r() : setTimeout(look, 20); look(); });
       say("result:" + JSON.stringify(answers.map((m) => [m[1], m[3].error || 0])));`,
    );
    expect(await lineOf(page, "result:")).toBe("result:[[1,2],[2,2],[3,2],[4,2],[5,2],[6,2],[16,0]]");
  });

  test("a hundred messages that break the schema end it (S-MSG-9)", async () => {
    const bad =
      "[['call'], ['nothing'], 7, null, ['call', -1, 'x', {}, 0], ['call', 1, 'x'.repeat(129), {}, 0], ['note', { type: 'toString' }], ['note', { type: '__proto__' }], ['call', 1.5, 'a', {}, 0], ['call', 2, 'a', new Map(), 0]]";
    await attackWith(`for (let i = 0; i < 10; i += 1) port.postMessage(${bad});`);
    expect(await outcome()).toMatch(/^91007.*protocol/);
  });

  test("replayed ids are answered once; oversize calls fail with 2, too many open ones with 3 (S-MSG-1, 3, 10)", async () => {
    await attackWith(
      `port.postMessage([["call", 5, "getSystemInfo", {}, 0], ["call", 5, "getSystemInfo", {}, 0], ["call", 4, "getSystemInfo", {}, 0]]);
       port.postMessage([["call", 6, "alert", { content: "x".repeat(3 * 1024 * 1024) }, 0]]);
       let deep = {}; const top = deep; for (let i = 0; i < 80; i += 1) deep = deep.a = {};
       port.postMessage([["call", 7, "alert", top, 0]]);
       const many = []; for (let i = 0; i < 600; i += 1) many.push(["call", 100 + i, "alert", {}, 0]); port.postMessage(many);
       await new Promise((r) => setTimeout(r, 400));
       const of = (id) => answers.filter((m) => m[1] === id).map((m) => [m[2], m[3].error || 0]);
       say("result:" + JSON.stringify([of(5), of(4), of(6), of(7), answers.filter((m) => m[1] >= 100 && m[3].error === 3).length]));`,
    );
    expect(await lineOf(page, "result:")).toBe("result:[[[1,0]],[],[[0,2]],[[0,2]],88]");
  });

  test("prototype tricks change nothing in the host", async () => {
    await attackWith(
      `const p = JSON.parse('{"key":"__proto__","data":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}');
       port.postMessage([["call", 1, "setStorage", p, 0], ["call", 2, "__proto__", {}, 0], ["call", 3, "constructor", {}, 0], ["call", 4, "toString", {}, 0], ["call", 5, "hasOwnProperty", {}, 0]]);
       await new Promise((r) => setTimeout(r, 300));
       port.postMessage([["call", 6, "getStorage", { key: "__proto__" }, 0]]);
       await new Promise((r) => setTimeout(r, 200));
       say("result:" + JSON.stringify(answers.map((m) => [m[1], m[2], m[3].error || 0])) + JSON.stringify(answers.at(-1)[3]));`,
    );
    const line = await lineOf(page, "result:");
    expect(line).toContain("[2,0,1],[3,0,1],[4,0,1],[5,0,1]");
    expect(line).not.toContain("polluted");
    expect(await page.evaluate(() => ({}) as { polluted?: number })).toEqual({});
    expect(await page.evaluate(() => (Object.prototype as { polluted?: number }).polluted)).toBeUndefined();
  });

  test("a program that hangs is noticed and ended (S-MSG-11)", async () => {
    await makeHost(page, { limits: { pingEveryMs: 1_000, unresponsiveAfterMs: 2_000, hangAfterMs: 5_000 } });
    await page.evaluate(() => {
      globalThis.bench.unresponsive = 0;
      globalThis.bench.host.registerEventHandler("appUnresponsive", () => {
        globalThis.bench.unresponsive += 1;
        return false;
      });
    });
    const zip = await packageOf(
      app({ "a.js": "Page({ onReady() { setTimeout(() => { while (true) {} }, 200); } });" }),
    );
    await openPackage(page, zip);
    await page.locator("#app [role=dialog]").waitFor();
    const reason = await page.evaluate(async () => (await globalThis.bench.app.closed).reason);
    expect(reason).toBe("crash");
    expect(await page.evaluate(() => globalThis.bench.unresponsive)).toBe(1);
  });

  test("unresponsive is a state that a host sees, and that ends when the program answers again (S-MSG-11)", async () => {
    await makeHost(page, { limits: { pingEveryMs: 1_000, unresponsiveAfterMs: 1_000, hangAfterMs: 600_000 } });
    await page.evaluate(() => {
      globalThis.bench.told = [];
      const tell = (name: string, answer?: boolean) => (event: { appId: string }) => {
        globalThis.bench.told.push(`${name} ${event.appId} ${globalThis.bench.app.unresponsive}`);
        return answer;
      };
      globalThis.bench.host.registerEventHandler("appUnresponsive", tell("appUnresponsive", false));
      globalThis.bench.host.registerEventHandler("appResponsive", tell("appResponsive"));
    });
    const busy =
      "Page({ onReady() { setTimeout(() => { my.alert({ content: 'mine' }); setTimeout(() => { const until = Date.now() + 6000; while (Date.now() < until) {} }, 100); }, 100); } });";
    await openPackage(page, await packageOf(app({ "a.js": busy })));
    expect(await page.evaluate(() => globalThis.bench.app.unresponsive)).toBe(false);
    await page.waitForFunction(() => globalThis.bench.app.unresponsive === true);
    await page.waitForFunction(() => globalThis.bench.app.unresponsive === false);
    await expect
      .poll(() => page.evaluate(() => globalThis.bench.told))
      .toEqual(["appUnresponsive 2026000000000001 true", "appResponsive 2026000000000001 false"]);
    // The sheet is gone, the program's own dialog is not.
    await expect.poll(() => page.locator("#app [role=dialog]").allTextContents()).toHaveLength(1);
    expect(await page.locator("#app [role=dialog]").textContent()).toContain("mine");
    expect(await page.evaluate(() => globalThis.bench.app.state)).toBe("active");
  });

  test("the sheet that tells of a program without an answer can end it (S-MSG-11)", async () => {
    await makeHost(page, { limits: { pingEveryMs: 1_000, unresponsiveAfterMs: 1_000, hangAfterMs: 600_000 } });
    const loop = "Page({ onReady() { setTimeout(() => { while (true) {} }, 200); } });";
    await openPackage(page, await packageOf(app({ "a.js": loop })));
    const buttons = page.locator("#app [role=dialog] button");
    await buttons.first().waitFor();
    expect(await buttons.allTextContents()).toEqual(["Wait", "Close"]);
    await buttons.nth(1).click();
    expect(await page.evaluate(async () => (await globalThis.bench.app.closed).reason)).toBe("crash");
    expect(await page.locator("#app > *").count()).toBe(0);
  });
});

test("nothing of one program is in reach of another (S-GEN-1, S-MSG-13)", async () => {
  // Workers that have every name back, so that what is shown does not rest on their absence.
  await page.evaluate(() => {
    globalThis.assets.worker = `globalThis.kept = { BroadcastChannel, caches: self.caches, fetch: self.fetch.bind(self), URL, Blob, locks: navigator.locks };
      ${globalThis.assets.worker}`;
  });
  await makeHost(page);
  const spy = `const log = (n, v) => console.log(n + ":" + JSON.stringify(v));
    const tried = async (run) => { try { return await run(); } catch (e) { return "refused"; } };
    Page({ async onLoad({ name, blob, file }) {
      const channel = new kept.BroadcastChannel("berth");
      channel.onmessage = (e) => log("heard", e.data);
      channel.postMessage(name);
      const before = my.getStorageSync({ key: "whose" }).data;
      my.setStorageSync({ key: "whose", data: name });
      const found = await tried(() => kept.fetch(blob).then(() => "read"));
      const cached = await tried(async () => { const c = await kept.caches.open("berth"); return (await c.keys()).length; });
      const saved = await new Promise((r) => my.getFileInfo({ apFilePath: file, filePath: file, success: () => r("read"), fail: () => r("refused") }));
      log("found", [before, found, cached, saved]);
      log("mine", kept.URL.createObjectURL(new kept.Blob([name])));
    } });`;
  const base64 = Buffer.from(await packageOf(app({ "a.js": spy }))).toString("base64");
  const open = (appId: string, query: Record<string, string>): Promise<string[]> =>
    page.evaluate(
      async (given) => {
        const bytes = Uint8Array.from(atob(given.text), (c) => c.charCodeAt(0));
        const container = document.createElement("div");
        container.style.cssText = "position:relative;width:300px;height:300px";
        document.body.append(container);
        globalThis.bench.lines ??= {};
        const lines: string[] = [];
        globalThis.bench.lines[given.appId] = lines;
        const done = new Promise<void>((resolve) => {
          globalThis.bench.host.openApp(given.appId, {
            container,
            query: given.query,
            inspect: (event: { type: string; args?: unknown[] }) => {
              if (event.type !== "console") return;
              lines.push(String(event.args?.[0]));
              if (lines.at(-1)?.startsWith("mine:")) resolve();
            },
            preview: { package: bytes, name: given.appId },
          });
        });
        await done;
        return lines;
      },
      { text: base64, appId, query },
    );
  const first = await open("2026000000000001", { name: "first", blob: "blob:null/none", file: "berth-file:tmp/1.png" });
  const address = JSON.parse((first.at(-1) ?? "").slice("mine:".length)) as string;
  expect(address).toMatch(/^blob:/);
  const second = await open("2026000000000002", { name: "second", blob: address, file: "berth-file:tmp/1.png" });
  expect(second[0]).toBe('found:[null,"refused","refused","refused"]');
  const heard = await page.evaluate(() => globalThis.bench.lines["2026000000000001"]);
  expect(heard.filter((line: string) => line.startsWith("heard:"))).toEqual([]);
  expect(page.frames()).toHaveLength(5);
});
