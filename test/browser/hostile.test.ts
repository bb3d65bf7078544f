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
