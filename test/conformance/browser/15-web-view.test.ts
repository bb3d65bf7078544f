import { webViewBridge } from "@berth/sdk";
import { expect } from "vitest";
import { makeHost } from "../../browser/host-harness.js";
import { rule } from "../rule.js";
import { type ProgramPage, useProgramPage } from "./program-page.js";

let run: ProgramPage;
/** Web pages of this machine are let in, as in the simulator (P-DOM-17). */
const open = { ignoreDomains: { wapUrls: true } };
useProgramPage(
  (page) => makeHost(page, open),
  (page) => {
    run = page;
  },
);

/** A web page on the server of the test, with the bridge; gives its address. */
function web(path: string, script: string, bridge = webViewBridge): string {
  const body = `<!doctype html><meta charset="utf-8"><title>web</title><body>web page${path}<script>${bridge}</script><script>${script}</script>`;
  run.bench.answers.set(path, { status: 200, headers: { "content-type": "text/html" }, body });
  return `${run.bench.counter}${path}`;
}

const shown = (): Promise<{ width: number; height: number }[]> =>
  run.page.evaluate(() => {
    const frames: HTMLIFrameElement[] = [];
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot !== null) look(element.shadowRoot);
        if (element.localName !== "iframe") continue;
        const inner = (element as HTMLIFrameElement).contentDocument;
        if (inner !== null) look(inner);
        else if (element.getAttribute("sandbox")?.includes("allow-forms")) frames.push(element as HTMLIFrameElement);
      }
    };
    look(document);
    return frames.map(({ clientWidth, clientHeight }) => ({ width: clientWidth, height: clientHeight }));
  });

const on = `on(e) { log(e.type, e.detail); }`;

rule("F-WEB-2", async () => {
  await run.host({});
  const release = {
    serverDomains: { mode: "list", entries: ["open.test"] },
    wapUrls: { mode: "list", entries: ["m.example.com"] },
  };
  for (const [src, origin] of [
    ["https://evil.test/login?secret=1", "https://evil.test"],
    ["http://m.example.com/", "http://m.example.com"],
    ["https://open.test/", "https://open.test"],
    ["javascript:alert(1)", ""],
    [run.bench.origin, run.bench.origin],
    ["https://evil.test/pay?secret=2", "https://evil.test"],
  ] as const) {
    await run.open({ axml: `<web-view src="${src}" onError="on" onLoad="on"/>`, js: on }, release);
    expect(await run.logged("error"), src).toEqual({ errorCode: "WAP_URL_NOT_ALLOWED", url: origin });
    const cover = run.page.locator("#app .cover");
    await cover.waitFor();
    expect(await cover.locator(".facts").textContent()).toContain("WAP_URL_NOT_ALLOWED");
    expect(await cover.textContent()).not.toContain("secret");
    // Outside production it also says what to enter.
    if (origin === "https://evil.test") expect(await cover.locator("pre").textContent()).toBe("evil.test");
    expect(await shown()).toEqual([]);
  }
  await run.page.locator("#app").screenshot({ path: "test/.artifacts/media-web-view-refused.png" });
  await run.host(open);
});

rule("F-WEB-1", async () => {
  const first = web("/one", "my.postMessage('one')");
  const second = web("/two", "my.postMessage('two')");
  run.bench.contacts.length = 0;
  const view = await run.open({
    axml: `<view style="height:40px">above</view><web-view src="${first}" style="width:10px;height:10px" onMessage="on"/><web-view src="${second}" onMessage="on"/>`,
    js: on,
  });
  expect(await run.logged("message")).toBe("one");
  const page = await (await view.frameElement()).boundingBox();
  expect(await shown()).toEqual([{ width: page?.width, height: page?.height }]);
  expect(run.bench.contacts).toContain("GET /one");
  expect(run.bench.contacts).not.toContain("GET /two");
});

rule("F-WEB-3", async () => {
  const src = web("/events", "my.postMessage({ a: [1, { b: null }], c: 'ü' })");
  await run.open({ axml: `<web-view id="w" src="${src}" onMessage="on" onLoad="on" onError="on"/>`, js: on });
  expect(await run.logged("load")).toEqual({ url: src });
  expect(await run.logged("message")).toEqual({ a: [1, { b: null }], c: "ü" });
});

rule("F-TAG-38", async () => {
  const [a, b] = [web("/first", ""), web("/second", "")];
  await run.open({
    axml: `<web-view src="{{src}}" onLoad="load"/>`,
    js: `data: { src: "${a}" }, load(e) { log(e.detail.url.slice(-6), true); this.setData({ src: "${b}" }); }`,
  });
  expect(await run.logged("/first")).toBe(true);
  expect(await run.logged("second")).toBe(true);
});

rule(
  "F-WEB-4",
  async () => {
    const late = `var n = 0; setTimeout(function () { my.onMessage = function (m) { my.postMessage({ echo: m, n: n++ }); }; }, 100);`;
    const src = web("/queue", late);
    await run.open({
      axml: `<web-view id="w" src="${src}" onMessage="got"/>`,
      js: `all: [], got(e) { this.all.push(e.detail); if (this.all.length === 4) log("all", this.all); },
        onReady() {
          const page = my.createWebViewContext("w");
          const object = { at: new Date(0), drop() {}, nested: { text: "x" } };
          page.postMessage(1); page.postMessage(object); object.nested.text = "later"; page.postMessage("three"); page.postMessage(null);
        }`,
    });
    expect(await run.logged("all")).toEqual([
      { echo: 1, n: 0 },
      { echo: { at: "1970-01-01T00:00:00.000Z", nested: { text: "x" } }, n: 1 },
      { echo: "three", n: 2 },
      { echo: null, n: 3 },
    ]);
  },
  "JSON copies, in order, queued until onMessage is set",
);

rule(
  "F-WEB-4",
  async () => {
    const next = web("/next", "my.onMessage = function (m) { my.postMessage({ next: m }); };");
    // The answer is slow: meanwhile no page is there.
    const src = web(
      "/leaves",
      `my.postMessage("leaving"); addEventListener("load", function () { location.href = "${next}"; });`,
    );
    await run.open({
      axml: `<web-view id="w" src="${src}" onMessage="got"/>`,
      js: `got(e) { if (e.detail === "leaving") setTimeout(() => my.createWebViewContext("w").postMessage("kept"), 0); else log("got", e.detail); }`,
    });
    expect(await run.logged("got")).toEqual({ next: "kept" });
  },
  "a message waits while the web page goes to another",
);

rule("F-WEB-5", async () => {
  const answers = {
    alert: {},
    chooseImage: {},
    previewImage: {},
    getLocation: { longitude: 1, latitude: 2 },
    openLocation: {},
    getNetworkType: {},
    tradePay: { resultCode: "9000" },
    shareAppMessage: {},
  };
  await run.host({ ...open, answers });
  const apis =
    "alert showLoading hideLoading chooseImage previewImage getLocation openLocation getNetworkType tradePay startShare".split(
      " ",
    );
  const src = web(
    "/calls",
    `var left = ${JSON.stringify(apis)}, out = {};
     var params = { alert: { content: "x" }, previewImage: { urls: ["a"] }, openLocation: { longitude: 1, latitude: 2, name: "n", address: "a" }, tradePay: { tradeNO: "1" } };
     function one() {
       var api = left.shift();
       if (!api) return my.getEnv(function (env) { my.postMessage({ out: out, env: env, others: [typeof my.request, typeof my.getAuthCode, typeof my.pushWindow] }); });
       var p = params[api] || {};
       p.success = function () { out[api] = "ok"; }; p.fail = function (e) { out[api] = e; }; p.complete = one;
       my[api](p);
     }
     one();`,
  );
  await run.open({
    axml: `<web-view src="${src}" onMessage="on"/>`,
    js: `${on}, onShareAppMessage() { log("shared", true); return { title: "t" }; }`,
  });
  expect(await run.logged("message")).toEqual({
    out: Object.fromEntries(apis.map((api) => [api, "ok"])),
    env: { miniprogram: true },
    others: ["undefined", "undefined", "undefined"],
  });
  expect(await run.logged("shared")).toBe(true);
});

rule(
  "F-WEB-5",
  async () => {
    const go = (call: string): string => web(`/go-${call.length}`, `setTimeout(function () { my.${call}; }, 20);`);
    const app = JSON.stringify({
      pages: ["pages/a/a", "pages/b/b", "pages/t/t"],
      tabBar: {
        items: [
          { pagePath: "pages/a/a", name: "A" },
          { pagePath: "pages/t/t", name: "T" },
        ],
      },
    });
    const page = (name: string, more = ""): Record<string, string> => ({
      [`pages/${name}/${name}.axml`]: "<view>page</view>",
      [`pages/${name}/${name}.json`]: "{}",
      [`pages/${name}/${name}.js`]: `Page({ onLoad(q) { console.log("${name}:" + JSON.stringify(q)); }${more} });`,
    });
    for (const [call, logged, query] of [
      ["navigateTo({ url: '/pages/b/b?x=1' })", "b", { x: "1" }],
      ["redirectTo({ url: '/pages/b/b?y=2' })", "b", { y: "2" }],
      ["reLaunch({ url: '/pages/b/b' })", "b", {}],
      ["switchTab({ url: '/pages/t/t' })", "t", {}],
    ] as const) {
      await run.open({
        axml: `<web-view src="${go(call)}"/>`,
        files: { "app.json": app, ...page("b"), ...page("t") },
      });
      expect(await run.logged(logged), call).toEqual(query);
    }
    const back = web("/back", "my.navigateBack();");
    await run.open({
      axml: "<view>a</view>",
      js: `onReady() { my.navigateTo({ url: "/pages/b/b" }); this.gone = true; }, onShow() { if (this.gone) log("again", true); }`,
      files: { "app.json": app, ...page("b"), ...page("t"), "pages/b/b.axml": `<web-view src="${back}"/>` },
    });
    expect(await run.logged("again")).toBe(true);
  },
  "routes of the program",
);

rule("F-WEB-6", async () => {
  const frame = web(
    "/frame",
    `if (window.my) { my.postMessage("from a frame"); my.alert({ title: "from a frame" }); }
     window.top.postMessage({ berthWebView: "post", data: "by hand" }, "*"); parent.parent.postMessage({ berthWebView: "post", data: "by hand" }, "*");`,
  );
  const src = web(
    "/outer",
    `var f = document.createElement("iframe"); f.src = "${frame}"; f.onload = function () { setTimeout(function () { my.postMessage("the page"); }, 100); }; document.body.append(f);`,
  );
  await run.open({ axml: `<web-view src="${src}" onMessage="on"/>`, js: on });
  // Everything is delivered in order: what the frame said would have come first.
  expect(await run.logged("message")).toBe("the page");
  expect(await run.page.locator("#app [role=dialog]").count()).toBe(0);
});

rule("F-WEB-7", async () => {
  const text = "ä b&c=d/é?#";
  const say = `my.onMessage = function (m) { my.postMessage({ at: location.pathname, m: m }); }; my.postMessage({ q: new URLSearchParams(location.search).get("q") });`;
  const [a, b] = [web("/a", say), web("/b", say)];
  await run.open({
    axml: `<web-view id="w" src="${a}?q=${encodeURIComponent(text)}" onMessage="got"/>`,
    js: `got(e) { if ("q" in e.detail) { log("q", e.detail.q); my.navigateTo({ url: "/pages/b/b" }); } else log("a", e.detail); }`,
    files: {
      "app.json": JSON.stringify({ pages: ["pages/a/a", "pages/b/b"] }),
      "pages/b/b.axml": `<web-view id="w" src="${b}" onMessage="got"/>`,
      "pages/b/b.json": "{}",
      "pages/b/b.js": `Page({ got(e) { if ("q" in e.detail) my.createWebViewContext("w").postMessage("hello"); else console.log("b:" + JSON.stringify(e.detail)); } });`,
    },
  });
  expect(await run.logged("q")).toBe(text);
  // A message goes to the web page of the page in front, and to no other.
  expect(await run.logged("b")).toEqual({ at: "/b", m: "hello" });
  const lines = await run.page.evaluate(() => JSON.stringify(globalThis.bench.events));
  expect(lines).not.toContain('"a:{');
});

rule("F-WEB-8", async () => {
  const files = (src: string): Record<string, string> => ({
    "app.json": JSON.stringify({ pages: ["pages/a/a", "pages/b/b"] }),
    "pages/b/b.axml": `<web-view src="${src}" onMessage="got" onLoad="got"/>`,
    "pages/b/b.json": "{}",
    "pages/b/b.js": `Page({ got(e) { const d = e.detail; console.log((d.url ? "load" : d.at) + ":" + JSON.stringify(d)); }, onUnload() { console.log("gone:true"); } });`,
  });
  const js = `onReady() { if (!this.went) my.navigateTo({ url: "/pages/b/b" }); this.went = true; }, onShow() { if (this.went) log("again", true); }`;
  const back = (): Promise<void> => run.page.evaluate(() => globalThis.bench.app.back());
  const src = web(
    "/history",
    `addEventListener("popstate", function () { my.postMessage({ at: "start" }); });
     addEventListener("load", function () { setTimeout(function () { history.pushState(null, "", "#two"); my.postMessage({ at: "two" }); }, 50); });`,
  );
  await run.open({ axml: "<view>a</view>", js, files: files(src) });
  expect(await run.logged("two")).toEqual({ at: "two" });
  await back();
  expect(await run.logged("start")).toEqual({ at: "start" });
  await back();
  expect(await run.logged("gone")).toBe(true);
  expect(await run.logged("again")).toBe(true);
  // A page without the bridge is never asked: back leaves it.
  await run.open({ axml: "<view>a</view>", js, files: files(web("/plain", "", "")) });
  await run.logged("load");
  await back();
  expect(await run.logged("again")).toBe(true);
});
