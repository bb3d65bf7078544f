import { webViewBridge } from "@berth/sdk";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  consoleOf,
  type HostBench,
  lineOf,
  makeHost,
  openPackage,
  packageOf,
  program,
  script,
  useHostPage,
} from "./host-harness.js";

let bench: HostBench;
let page: Page;
useHostPage((nextBench, nextPage) => {
  bench = nextBench;
  page = nextPage;
});

describe("JSAPIs", () => {
  test("a confirm is drawn, takes the focus and answers (F-CAT-D2)", async () => {
    await makeHost(page);
    const zip = await packageOf(
      program(script("report('r', await my.confirm({ title: 'Sure?', content: 'Really' }));")),
    );
    await openPackage(page, zip);
    const dialog = page.locator("#app [role=dialog]");
    await dialog.waitFor();
    expect(await dialog.locator("h2").textContent()).toBe("Sure?");
    await page.keyboard.press("Enter");
    expect(await lineOf(page, "r:")).toBe('r:{"confirm":true}');
    expect(await dialog.count()).toBe(0);
  });

  test("Escape dismisses a prompt, and scripted answers draw nothing (F-CAT-2)", async () => {
    await makeHost(page, { answers: { confirm: "cancel", showActionSheet: { value: 1 } } });
    const body =
      "report('c', await my.confirm({ title: 'x' })); report('s', await my.showActionSheet({ items: ['a', 'b'] })); report('p', await my.prompt({ title: 'name' }));";
    await openPackage(page, await packageOf(program(script(body))));
    expect(await lineOf(page, "c:")).toBe('c:{"confirm":false}');
    expect(await lineOf(page, "s:")).toBe('s:{"index":1}');
    await page.locator("#app [role=dialog] input").waitFor();
    await page.keyboard.press("Escape");
    expect(await lineOf(page, "p:")).toBe('p:{"ok":false,"inputValue":""}');
  });

  test("storage keeps, limits and clears (F-STO-1, F-STO-4)", async () => {
    await makeHost(page);
    const body =
      "report('set', await my.setStorage({ key: 'k', data: { a: [1] } })); report('get', (await my.getStorage({ key: 'k' })).data);" +
      "report('sync', my.getStorageSync({ key: 'k' }).data); let e = {}; await my.setStorage({ key: 'big', data: 'x'.repeat(210000), fail(x) { e = x; } }); report('big', e.error);";
    await openPackage(page, await packageOf(program(script(body))));
    await lineOf(page, "big:");
    expect(await consoleOf(page)).toEqual(expect.arrayContaining(['get:{"a":[1]}', 'sync:{"a":[1]}', "big:7101"]));
    const stored = await page.evaluate(() => globalThis.bench.host.inspect(globalThis.bench.app).storage());
    expect(stored).toEqual({ k: '{"a":[1]}' });
  });

  test("a missing field fails with 2 and names it, an unknown API with 1 (F-API-8, F-API-9)", async () => {
    await makeHost(page);
    const body =
      "await my.makePhoneCall({ fail(e) { report('p', e); } }); await my.ocr({ fail(e) { report('o', e.error); } });";
    await openPackage(page, await packageOf(program(script(body))));
    expect(await lineOf(page, "p:")).toContain('"error":2');
    expect(await lineOf(page, "p:")).toContain("number");
    expect(await lineOf(page, "o:")).toBe("o:1");
  });

  test("my.call reaches a registered API only with a feature (H-JS-6)", async () => {
    await makeHost(page);
    await page.evaluate(() =>
      globalThis.bench.host.registerJsapi([
        {
          name: "greet",
          params: [{ name: "who", type: "string", required: true }],
          handler: (_: unknown, p: { who: string }) => ({ text: `hi ${p.who}` }),
        },
        { name: "secret", handler: () => ({ text: "no" }) },
      ]),
    );
    const body =
      "my.call('greet', { who: 'Ada' }, (r) => report('g', r)); my.call('greet', {}, (r) => report('m', r.error)); my.call('secret', {}, (r) => report('s', r.error));";
    await openPackage(page, await packageOf(program(script(body))), {}, { jsapis: ["greet"] });
    expect(await lineOf(page, "g:")).toBe('g:{"text":"hi Ada"}');
    expect(await lineOf(page, "m:")).toBe("m:2");
    expect(await lineOf(page, "s:")).toBe("s:4");
  });

  test("getAuthCode asks for scopes that are not silent and hands the code out (H-SPI-6)", async () => {
    await makeHost(page);
    await page.evaluate(() => {
      globalThis.bench.asked = [];
      globalThis.bench.host.dispose();
    });
    await page.evaluate(async () => {
      globalThis.bench.host = await globalThis.BerthSdk.createHost({
        config: {
          platformUrl: "",
          workspaceId: "W1",
          targetAppId: "T1",
          environment: "test",
          platformKeys: [],
          configVersion: 1,
        },
        assets: globalThis.assets,
        shell: { url: "/shell" },
        store: "memory",
        locale: "en",
        services: {
          oauth: {
            getAuthCode: async ({ scopes }: { scopes: string[] }) => {
              globalThis.bench.asked.push(scopes);
              return { authCode: "A".repeat(32), successScopes: scopes };
            },
          },
        },
      });
    });
    const body = "report('a', await my.getAuthCode({ scopes: ['auth_base', 'auth_user'] }));";
    await openPackage(page, await packageOf(program(script(body))));
    const sheet = page.locator("#app [role=dialog]");
    await sheet.waitFor();
    expect(await sheet.textContent()).toContain("your profile");
    await sheet.locator("button", { hasText: "Agree" }).click();
    expect(await lineOf(page, "a:")).toContain(`"authCode":"${"A".repeat(32)}"`);
    expect(await page.evaluate(() => globalThis.bench.asked)).toEqual([["auth_base", "auth_user"]]);
    // T-CODE-3: the tools see the last four characters at most.
    const seen = await page.evaluate(() => JSON.stringify(globalThis.bench.events));
    expect(seen.replaceAll("a:{", "")).not.toContain(`"result":{"authCode"`);
  });
});

describe("policy", () => {
  const get = (url: string, more = ""): string =>
    `await my.request({ url: ${JSON.stringify(url)}, ${more} success(r) { report('ok', [r.status, r.data]); }, fail(e) { report('no', [e.error, e.errorMessage]); } });`;

  test("a request to an unlisted host fails with 4 and never leaves; the tool is told why", async () => {
    await makeHost(page);
    const zip = await packageOf(program(script(get("https://evil.test/x?secret=1"))));
    const domains = { serverDomains: { mode: "list", entries: ["api.example.com"] } };
    const before = bench.contacts.length;
    await openPackage(page, zip, {}, domains);
    expect(await lineOf(page, "no:")).toContain("no:[4");
    const refusal = await page.evaluate(() =>
      globalThis.bench.events.find((e: { type: string }) => e.type === "refusal"),
    );
    expect(refusal).toMatchObject({ policy: "serverDomain", code: "NOT_LISTED", origin: "https://evil.test" });
    expect(refusal.sentence.length).toBeGreaterThan(10);
    expect(bench.contacts.length).toBe(before);
  });

  test("the tool's switch lets loopback addresses through; headers and JSON arrive (P-DOM-17, F-NET-8)", async () => {
    bench.answers.set("/json", { status: 200, headers: { "content-type": "application/json" }, body: '{"n":1}' });
    await makeHost(page, { ignoreDomains: { serverDomains: true } });
    const zip = await packageOf(program(script(get(`${bench.counter}/json`))));
    await openPackage(page, zip);
    expect(await lineOf(page, "ok:")).toBe('ok:[200,{"n":1}]');
    const ends = await page.evaluate(() =>
      globalThis.bench.events.filter(
        (e: { type: string; phase?: string }) => e.type === "network" && e.phase === "end",
      ),
    );
    expect(ends).toHaveLength(1);
    expect(ends[0]).toMatchObject({ status: 200, executor: "fetch", responseBody: '{"n":1}' });
  });

  test("statuses, empty bodies and redirects end with 19, 14 and 4 (F-NET-9, F-NET-E5, U-RED-E1)", async () => {
    bench.answers.set("/gone", { status: 404, headers: { "content-type": "application/json" }, body: '{"e":1}' });
    bench.answers.set("/empty", { status: 200, headers: { "content-type": "application/json" }, body: "" });
    bench.answers.set("/hop", { status: 302, headers: { location: `${bench.counter}/landed` }, body: "" });
    await makeHost(page, { ignoreDomains: { serverDomains: true } });
    const body = ["gone", "empty", "hop"].map((path) => get(`${bench.counter}/${path}`)).join("");
    await openPackage(page, await packageOf(program(script(body))));
    await lineOf(page, "done:");
    const lines = (await consoleOf(page)).filter((line) => line.startsWith("no:"));
    expect(lines.map((line) => JSON.parse(line.slice(3))[0])).toEqual([19, 14, 4]);
    expect(bench.contacts).not.toContain("GET /landed");
  });

  test("a web-view to an unlisted page shows the refusal page, to a listed one loads (P-DOM-16, S-NAV-2)", async () => {
    bench.answers.set("/help", { status: 200, headers: { "content-type": "text/html" }, body: "<h1>help</h1>" });
    const files = (src: string): Record<string, string> => ({
      ...program(""),
      "pages/a/a.axml": `<web-view src="${src}" onError="bad" onLoad="good"/>`,
      "pages/a/a.js":
        "Page({ bad(e) { console.log('bad:' + JSON.stringify(e.detail)); }, good(e) { console.log('good:' + JSON.stringify(e.detail)); } });",
    });
    await makeHost(page);
    await openPackage(
      page,
      await packageOf(files("https://evil.test/login")),
      {},
      { wapUrls: { mode: "list", entries: ["m.example.com"] } },
    );
    await page.locator("#app .cover .facts").waitFor();
    expect(await page.locator("#app .cover .facts").textContent()).toContain("WAP_URL_NOT_ALLOWED");
    expect(await page.locator("#app .cover .facts").textContent()).toContain("https://evil.test");
    expect(await lineOf(page, "bad:")).toContain("WAP_URL_NOT_ALLOWED");
    await page.evaluate(() => globalThis.bench.app.close());
    await makeHost(page, { ignoreDomains: { wapUrls: true } });
    await openPackage(page, await packageOf(files(`${bench.counter}/help`)));
    expect(await lineOf(page, "good:")).toContain("/help");
    expect(bench.contacts).toContain("GET /help");
  });

  test("a web page calls through the bridge, from its own window only (F-WEB-5, F-WEB-6)", async () => {
    const inner = `<script>
      window.top.postMessage({ berthWebView: "call", id: 1, api: "alert", params: { title: "from a frame" } }, "*");
      window.parent.parent.postMessage({ berthWebView: "call", id: 1, api: "alert", params: { title: "from a frame" } }, "*");
    </script>`;
    const web = `<body>web<iframe srcdoc='${inner.replaceAll("'", "&#39;")}'></iframe><script>${webViewBridge}</script><script>
      my.getEnv(function (env) { my.postMessage({ env: env }); });
      my.alert({ title: "from the page", success: function () { my.postMessage({ alerted: true }); } });
      my.getLocation && my.postMessage({ has: true });
      window.parent.postMessage({ berthWebView: "call", id: 99, api: "getAuthCode", params: {} }, "*");
      window.addEventListener("message", function (e) { if (e.data.id === 99) my.postMessage({ refused: e.data.result.error }); });
    </script>`;
    bench.answers.set("/bridge", { status: 200, headers: { "content-type": "text/html" }, body: web });
    await makeHost(page, { ignoreDomains: { wapUrls: true } });
    const files = {
      ...program(""),
      "pages/a/a.axml": `<web-view src="${bench.counter}/bridge" onMessage="got"/>`,
      "pages/a/a.js": "Page({ got(e) { console.log('web:' + JSON.stringify(e.detail)); } });",
    };
    await openPackage(page, await packageOf(files));
    const dialog = page.locator("#app [role=dialog]");
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain("from the page");
    await page.keyboard.press("Enter");
    await lineOf(page, 'web:{"alerted":true}');
    await lineOf(page, 'web:{"refused":1}');
    await lineOf(page, 'web:{"env":{"miniprogram":true}}');
    // Answered in order: had the frame been heard, its dialog would stand now.
    expect(await dialog.count()).toBe(0);
    const calls = await page.evaluate(() =>
      globalThis.bench.events
        .filter((e: { type: string; phase?: string }) => e.type === "jsapi" && e.phase === "start")
        .map((e: { api: string }) => e.api),
    );
    expect(calls).toEqual(["alert"]);
  });

  test("a web page opens pages of the program (F-WEB-5)", async () => {
    const web = `<body>web<script>${webViewBridge}</script><script>
      my.navigateTo({ url: "/pages/b/b?from=web", success: function () { my.postMessage({ opened: true }); } });
    </script>`;
    bench.answers.set("/routes", { status: 200, headers: { "content-type": "text/html" }, body: web });
    await makeHost(page, { ignoreDomains: { wapUrls: true } });
    const files = {
      ...program(""),
      "pages/a/a.axml": `<web-view src="${bench.counter}/routes" onMessage="got"/>`,
      "pages/a/a.js": "Page({ got(e) { console.log('web:' + JSON.stringify(e.detail)); } });",
      "pages/b/b.js": "Page({ onLoad(query) { console.log('b:' + query.from); } });",
    };
    await openPackage(page, await packageOf(files));
    await lineOf(page, "b:web");
    await lineOf(page, 'web:{"opened":true}');
  });

  test("back goes through the web page's history first, then leaves the page (F-WEB-8)", async () => {
    const web = `<body>web<script>${webViewBridge}</script><script>
      addEventListener("popstate", function () { my.postMessage({ at: location.hash }); });
      // A navigation before the load event would replace the entry.
      addEventListener("load", function () {
        setTimeout(function () { history.pushState(null, "", "#two"); my.postMessage({ moved: location.hash }); }, 50);
      });
    </script>`;
    bench.answers.set("/history", { status: 200, headers: { "content-type": "text/html" }, body: web });
    await makeHost(page, { ignoreDomains: { wapUrls: true } });
    const files = {
      ...program("onLoad() { my.navigateTo({ url: '/pages/b/b' }); }"),
      "pages/b/b.axml": `<web-view src="${bench.counter}/history" onMessage="got"/>`,
      "pages/b/b.js": "Page({ got(e) { console.log('web:' + JSON.stringify(e.detail)); } });",
    };
    await openPackage(page, await packageOf(files));
    await lineOf(page, 'web:{"moved":"#two"}');
    const depth = (): Promise<number> =>
      page.evaluate(() => globalThis.bench.host.inspect(globalThis.bench.app).stack().length);
    await page.evaluate(() => globalThis.bench.app.back());
    await lineOf(page, 'web:{"at":""}');
    expect(await depth()).toBe(2);
    await page.evaluate(() => globalThis.bench.app.back());
    await expect.poll(depth).toBe(1);
  });

  test("pictures of the package show, others are refused and not fetched (S-RES-3, S-RES-8)", async () => {
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    const files = {
      ...program(""),
      "assets/a.png": png,
      "pages/a/a.axml":
        "<image src='/assets/a.png' onLoad='l' data-n='own'/><image src='https://evil.test/p.png' onError='e' data-n='evil'/>",
      "pages/a/a.js": "Page({ l() { console.log('loaded:'); }, e() { console.log('errored:'); } });",
    };
    await makeHost(page);
    await openPackage(
      page,
      await packageOf(files),
      {},
      { serverDomains: { mode: "list", entries: ["a.test"] }, wapUrls: { mode: "list", entries: [] } },
    );
    await lineOf(page, "loaded:");
    await lineOf(page, "errored:");
    const refusals = await page.evaluate(() =>
      globalThis.bench.events.filter((e: { type: string }) => e.type === "refusal"),
    );
    expect(refusals).toEqual([expect.objectContaining({ policy: "resource", origin: "https://evil.test" })]);
    const warnings = await page.evaluate(() =>
      globalThis.bench.events.filter(
        (e: { type: string }) => e.type === "warning" && JSON.stringify(e).includes("evil"),
      ),
    );
    expect(warnings).toEqual([]);
  });
});
