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
  bench.contacts.length = 0;
});
afterEach(() => page.context().close());

/** Names that a worker may use to reach the network; each probe contacts `counter`/<name> if it can (S-CH-21 to S-CH-24). */
const probes: Record<string, string> = {
  fetch: "await fetch(C + '/fetch')",
  "fetch-no-cors": "await fetch(C + '/fetch-no-cors', { mode: 'no-cors' })",
  "fetch-keepalive": "await fetch(C + '/fetch-keepalive', { keepalive: true, mode: 'no-cors' })",
  xhr: "const x = new XMLHttpRequest(); x.open('GET', C + '/xhr'); x.send()",
  websocket: "new WebSocket(C.replace('http', 'ws') + '/websocket')",
  eventsource: "new EventSource(C + '/eventsource')",
  importscripts: "importScripts(C + '/importscripts')",
  import: "await import(C + '/import')",
  "worker-address": "new Worker(C + '/worker-address')",
  "worker-blob": "new Worker(URL.createObjectURL(new Blob(['fetch(\"' + C + '/worker-blob\", {mode:\"no-cors\"})'])))",
  "worker-data": "new Worker('data:text/javascript,fetch(\"' + C + '/worker-data\")')",
  font: "const f = new FontFace('x', 'url(' + C + '/font)'); await f.load()",
  beacon: "navigator.sendBeacon(C + '/beacon', 'x')",
  location: "location.href = C + '/location'",
  "import-blob":
    "await import(URL.createObjectURL(new Blob(['fetch(\"' + C + '/import-blob\", {mode:\"no-cors\"})'], {type:'text/javascript'})))",
  eval: "eval('fetch(\"' + C + '/eval\", {mode:\"no-cors\"})')",
  function: "(function(){}).constructor('fetch(\"' + C + '/function\", {mode:\"no-cors\"})')()",
  webtransport: "new WebTransport(C.replace('http', 'https') + '/webtransport')",
};

/** Every probe, each caught, then the line "probed". */
function probeScript(counter: string, log: string): string {
  const runs = Object.entries(probes).map(
    ([name, code]) =>
      `try { await (async () => { ${code} })(); } catch (e) { ${log}(${JSON.stringify(name)} + ' ' + String(e).slice(0, 80)); }`,
  );
  return `(async () => { const C = ${JSON.stringify(counter)}; ${runs.join("\n")} await new Promise((r) => setTimeout(r, 500)); ${log}('probed'); })()`;
}

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
  for (const shell of [{ url: "/shell" }, "inline"] as const) {
    test(`from the program's script, shell ${typeof shell === "string" ? shell : "by address"} (S-TST-2 a)`, async () => {
      await makeHost(page, { shell });
      const zip = await packageOf(app(probeScript(bench.counter, "console.log")));
      await openPackage(page, zip, {}, lists);
      await lineOf(page, "probed");
      expect(bench.contacts).toEqual([]);
    });
  }

  test("from script in the worker that has every name back (S-TST-2 b)", async () => {
    await makeHost(page);
    // The worker text is the host's, so a hostile one stands for any flaw of ours in it: it probes before our runtime.
    await page.evaluate(
      (script) => {
        globalThis.assets.worker = `globalThis.probeDone = ${script};\n${globalThis.assets.worker}`;
      },
      probeScript(bench.counter, "(() => {})"),
    );
    await makeHost(page);
    await openPackage(page, await packageOf(app("")), {}, lists);
    await page.waitForTimeout(2_500);
    expect(bench.contacts).toEqual([]);
  });

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

  test("the control: without policy the same probes do leak (S-TST-4)", async () => {
    await page.goto(bench.origin);
    await page.evaluate(
      async (script) => {
        const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        worker.terminate();
      },
      probeScript(bench.counter, "(() => {})"),
    );
    const reached = new Set(bench.contacts.map((line) => line.split(" ")[1]?.slice(1)));
    for (const name of [
      "fetch",
      "fetch-no-cors",
      "xhr",
      "websocket",
      "eventsource",
      "importscripts",
      "worker-blob",
      "eval",
    ]) {
      expect(reached).toContain(name);
    }
  });
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
  const zip = await packageOf(app(""));
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
    await attackWith(
      "const m = []; for (let i = 0; i < 1000; i += 1) m.push(['pong', 1]); for (let i = 0; i < 60; i += 1) port.postMessage(m);",
    );
    expect(await outcome()).toMatch(/^91007.*flood/);
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
      app("", { "a.js": "Page({ onReady() { setTimeout(() => { while (true) {} }, 200); } });" }),
    );
    await openPackage(page, zip);
    await page.locator("#app [role=dialog]").waitFor();
    const reason = await page.evaluate(async () => (await globalThis.bench.app.closed).reason);
    expect(reason).toBe("crash");
    expect(await page.evaluate(() => globalThis.bench.unresponsive)).toBe(1);
  });

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
