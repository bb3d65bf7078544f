import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type HostBench, startHostBench } from "./host-harness.js";

declare global {
  // biome-ignore lint/suspicious/noExplicitAny: test code inside the page drives the SDK's testing build
  var Testing: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  var given: any;
}

let bench: HostBench;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  bench = await startHostBench(`import * as Testing from "@berth/sdk/testing"; globalThis.Testing = Testing;`);
  page = await bench.newPage();
  page.on("pageerror", (error) => problems.push(error.message));
  await page.evaluate(() => {
    /** A test host that goes with the test. */
    globalThis.given = async (options = {}) => {
      await globalThis.bench?.dispose();
      globalThis.bench = await globalThis.Testing.createTestHost(options);
      return globalThis.bench;
    };
  });
}, 120_000);
afterAll(() => bench?.close());
afterEach(async () => {
  await page.evaluate(async () => {
    await globalThis.bench?.dispose();
    globalThis.bench = null;
  });
  expect(problems.splice(0)).toEqual([]);
});

describe("start and end of a host", () => {
  test("a second start gives the same host, after its end calls fail with 90003 (H-INIT-2, H-INIT-3, H-ERR-2)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given();
      const { config } = test.platform;
      const options = {
        config,
        assets: { worker: "", workerExtra: "", viewExtra: "" },
        shell: { url: "/shell" },
        store: "memory",
      };
      const same = (await globalThis.BerthSdk.createHost(options)) === test.host;
      const other = await globalThis.BerthSdk.createHost({
        ...options,
        config: { ...config, targetAppId: "T2" },
      }).catch((error: { details: unknown }) => error.details);
      await test.dispose();
      const after = await test.open().catch(({ number }: { number: number }) => number);
      return { same, other, after };
    });
    expect(seen).toEqual({ same: true, other: { number: 90002, field: "config" }, after: 90003 });
  });

  test("starting needs no network (H-INIT-4)", async () => {
    const state = await page.evaluate(async () => {
      const test = await globalThis.given({ host: { fetch: () => Promise.reject(new TypeError("no network")) } });
      return test.host.running().length;
    });
    expect(state).toBe(0);
  });

  test("language and direction reach program and error page (H-INIT-6)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given({ host: { locale: "ar", direction: "rtl" } });
      const program = await test.open();
      // biome-ignore lint/suspicious/noExplicitAny: what the page is told
      let told: any = null;
      test.host.registerExtension("errorPage", {
        render(info: unknown) {
          told = info;
          return document.createElement("p");
        },
      });
      await test.open("gone").catch(() => {});
      return [program.start.systemInfo.language, told.language, told.layoutDirection, told.kind, told.errorCode];
    });
    expect(seen).toEqual(["ar", "ar", "RTL", "status", 91001]);
  });
});

describe("opening", () => {
  test("resolves with the first page, rejects with number, name and stage (H-OPEN-1, H-ERR-3, H-ERR-4, H-ERR-5, H-ERR-6, H-ERR-7, H-ERR-8, H-ERR-9, H-ERR-12)", async () => {
    const seen = await page.evaluate(async () => {
      const apps = [
        { appId: "ok" },
        { appId: "unserved", status: "not_available" },
        { appId: "offline", status: "offline" },
        { appId: "broken", package: new Uint8Array([1, 2, 3]) },
        { appId: "new", minSdkVersion: "99.0.0" },
      ];
      const test = await globalThis.given({ apps });
      const program = await test.open("ok");
      const outcomes: unknown[] = [program.handle.state];
      const open = async (appId: string): Promise<void> => {
        outcomes.push(
          await test.open(appId).catch((error: { number: number; code: string; stage: string }) => {
            const cover = test.container.lastElementChild?.shadowRoot?.querySelector(".facts")?.textContent;
            return [error.number, error.code, error.stage, cover?.includes(String(error.number))];
          }),
        );
      };
      for (const appId of ["gone", "unserved", "offline", "broken", "new"]) await open(appId);
      test.platform.down = true;
      await open("elsewhere");
      outcomes.push(await test.open("").catch(({ number }: { number: number }) => number));
      return outcomes;
    });
    expect(seen).toEqual([
      "active",
      [91001, "APP_NOT_FOUND", "query", true],
      [91002, "APP_NOT_AVAILABLE", "query", true],
      [91003, "APP_OFFLINE", "query", true],
      [91005, "PACKAGE_INVALID", "verify", true],
      [91006, "RUNTIME_UNSUPPORTED", "verify", true],
      [91004, "PACKAGE_DOWNLOAD_FAILED", "query", true],
      90002,
    ]);
  });

  test("by address and by link; a bad one is 90002; a wanted version is told and ignored (H-OPEN-2, H-OPEN-3, H-OPEN-4, H-ERR-1)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given({ apps: [{ appId: "A", pages: ["p/a", "p/b"] }] });
      const params = { container: test.container };
      const said: unknown[] = [];
      const info = console.info;
      console.info = (...args) => said.push(...args);
      const heard: unknown[] = [];
      test.host.registerEventHandler("pageEnter", ({ path }: { path: string }) => heard.push(path));
      const first = await test.host.openUrl(
        "https://x.test/?_ariver_appid=A&_ariver_path=p/b&_ariver_version=9&q=1",
        params,
      );
      await first.close();
      await test.host.openUrl("miniapp://any?appId=A&query=a%3D1%26b%3D2&showTitleBar=NO", params);
      console.info = info;
      const bad = await test.host.openUrl("https://x.test/", params).catch(({ number }: { number: number }) => number);
      const hidden = test.container.lastElementChild.shadowRoot.querySelector(".title-text").textContent;
      return { heard, bad, said: String(said), hidden };
    });
    expect(seen).toEqual({
      heard: ["p/b", "p/a"],
      bad: 90002,
      said: expect.stringContaining("9 is ignored"),
      hidden: "",
    });
  });

  test("an alive one comes to the front, hears what it is opened with once, and goes to another page (H-OPEN-5)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given({ apps: [{ appId: "A", pages: ["p/a", "p/b"] }] });
      const program = await test.open("A");
      const again = await test.host.openApp("A", { container: test.container, query: { q: "1" } });
      await program.waitForHost("open");
      const path = program.stack[0].path;
      again.hide();
      await program.waitForHost("hide");
      await test.host.openApp("A", { container: test.container, page: "p/b", query: "z=2" });
      await program.waitFor(
        (event: { type: string; reason?: string }) => event.type === "stack" && event.reason === "reLaunch",
      );
      const shows = program.events.filter(
        (event: { type: string; phase?: string }) => event.type === "app" && event.phase === "show",
      );
      return {
        same: again === program.handle,
        path,
        heard: program.heard
          .filter(({ name }: { name: string }) => name === "open")
          .map(({ data }: { data: { path: string; query: object } }) => [data.path, data.query]),
        state: again.state,
        top: program.stack.at(-1).path,
        shows: shows.length,
      };
    });
    expect(seen).toEqual({
      same: true,
      path: "p/a",
      heard: [
        ["p/a", { q: "1" }],
        ["p/b", { z: "2" }],
      ],
      state: "active",
      top: "p/b",
      shows: 3,
    });
  });

  test("a page that took the container away gets a new start, another container the same program (H-OPEN-5)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given();
      const first = await test.open();
      const other = document.createElement("div");
      document.body.append(other);
      const moved = await test.host.openApp(first.handle.appId, { container: other });
      const inOther = other.childElementCount;
      other.remove();
      const fresh = await test.open();
      return [moved === first.handle, inOther, fresh.handle === first.handle, first.handle.state, fresh.handle.state];
    });
    expect(seen).toEqual([true, 1, false, "closed", "active"]);
  });

  test("two opens at once share one launch (H-OPEN-7)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given();
      const params = { container: test.container };
      const [a, b] = await Promise.all([
        test.host.openApp("2026000000000001", params),
        test.host.openApp("2026000000000001", params),
      ]);
      return [a === b, test.host.running().length];
    });
    expect(seen).toEqual([true, 1]);
  });

  test("start parameters (H-PARAM-1, H-PARAM-2, H-PARAM-3, H-PARAM-5, H-PARAM-6, H-PARAM-7, H-PARAM-8, H-PARAM-9)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given({
        apps: [{ appId: "A", pages: ["p/a", "p/b"], window: { defaultTitle: "Tea" } }],
      });
      const program = await test.open("A", {
        page: "/p/b?x=0",
        query: "a=1&b=2",
        titleColor: "rgb(1, 2, 3)",
        titleBarColor: "rgb(4, 5, 6)",
        titleAlignment: "left",
        screenOrientation: "landscape",
        updateMode: "sync",
        scene: 1044,
        referrerInfo: { appId: "B", extraData: { n: 1 } },
      });
      const root = test.container.lastElementChild;
      const bar = root.shadowRoot.querySelector(".bar");
      const { windowWidth, screenWidth, screenHeight } = program.start.systemInfo;
      return {
        options: program.start.options,
        colours: [bar.style.color, bar.style.backgroundColor],
        left: bar.classList.contains("left"),
        sizes: [windowWidth, screenWidth, screenHeight],
        title: bar.querySelector(".title-text").textContent,
      };
    });
    expect(seen).toEqual({
      options: {
        path: "p/b",
        query: { x: "0", a: "1", b: "2" },
        scene: 1044,
        referrerInfo: { appId: "B", extraData: { n: 1 } },
      },
      colours: ["rgb(1, 2, 3)", "rgb(4, 5, 6)"],
      left: true,
      sizes: [667, 667, 375],
      title: "Tea",
    });
  });
});

describe("splash, loading and error pages", () => {
  test("the splash belongs to the very first open; its close cancels (H-EXT-3, H-PARAM-4, H-PARAM-10, H-ERR-11)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given({ apps: [{ appId: "A", name: "Tea" }, { appId: "B" }] });
      const told: unknown[] = [];
      let close = (): void => {};
      test.host.registerExtension("splashView", {
        create(app: { appId: string; extra: unknown; surface: HTMLElement }, cancel: () => void) {
          close = cancel;
          const own = document.createElement("p");
          app.surface.append(own);
          told.push(["create", app.appId, app.extra]);
          return {
            update: (info: { name?: string }) => info.name !== undefined && told.push(["name", info.name]),
            fail: (_message: string, code: number) => told.push(["fail", code]),
            exit: () => {
              own.remove();
              told.push(["exit"]);
            },
          };
        },
      });
      const first = await test.open("A", { extra: { from: "banner" } });
      await first.handle.close();
      const second = await test.open("A");
      await second.handle.close();
      await test.open("gone").catch(() => {});
      test.platform.answer("https://platform.test/", () => new Promise(() => {}));
      const cancelled = test.open("B").catch(({ number }: { number: number }) => number);
      const before = told.length;
      while (told.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
      close();
      return { told, cancelled: await cancelled, covers: test.container.querySelectorAll("p").length };
    });
    expect(seen).toEqual({
      told: [
        ["create", "A", { from: "banner" }],
        ["name", "Tea"],
        ["exit"],
        ["create", "gone", {}],
        ["fail", 91001],
        ["exit"],
        ["create", "B", {}],
        ["exit"],
      ],
      cancelled: 91008,
      covers: 0,
    });
  });

  test("a host's own HTML has the values in it and is heard for retry (H-EXT-4)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given();
      test.host.registerExtension("errorPage", {
        html: "<h1>{errorCode}</h1><script>if (!location.hash) parent.postMessage('close', '*')</script>",
      });
      await test.open("gone").catch(() => {});
      const frame = test.container.lastElementChild.shadowRoot.querySelector("iframe");
      const html = frame.srcdoc;
      while (test.container.childElementCount > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      return [html.includes("<h1>91001</h1>"), frame.getAttribute("sandbox")];
    });
    expect(seen).toEqual([true, "allow-scripts"]);
  });
});

describe("chrome of the host's own", () => {
  test("menu items, sharing by page, handler, extension and sheet (H-EXT-7, H-EVH-1)", async () => {
    const seen = await page.evaluate(async () => {
      const copied: string[] = [];
      const devices = { writeClipboard: async (text: string) => void copied.push(text) };
      const test = await globalThis.given({
        apps: [{ appId: "A", pages: ["p/a", "p/b"] }],
        host: { services: { devices } },
      });
      const taps: string[] = [];
      test.host.registerExtension("menu", { items: () => [{ id: "rate", text: "Rate us" }] });
      test.host.registerEventHandler(
        "menuItem",
        (_page: unknown, item: string) => taps.push(item) > 0 && item === "rate",
      );
      const program = await test.open("A");
      await program.tap("Menu");
      const without = program.chromeText().includes("Share");
      await program.tap("Rate us");
      program.navigateTo("p/b", { share: { title: "Tea", path: "p/b?id=1" } });
      await program.waitFor((event: { type: string; reason?: string }) => event.reason === "navigateTo");
      await program.tap("Menu");
      await program.tap("Share");
      await program.tap("Copy link");
      await program.waitFor(
        (event: { type: string; state?: string }) => event.type === "sheet" && event.state === "closed",
      );
      while (copied.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      const shared: unknown[] = [];
      test.host.registerExtension("share", {
        share: (content: { title: string }, ref: { path: string }) => shared.push([content.title, ref.path]) === 0,
      });
      const cancelled = await program.call("shareAppMessage", { title: "Cup" });
      const remove = test.host.registerEventHandler("share", () => true);
      const handled = await program.call("shareAppMessage", { title: "Pot" });
      remove();
      await program.call("hideShareMenu");
      await program.tap("Menu");
      const hidden = program.chromeText().includes("Share");
      return { taps, without, copied, shared, cancelled: cancelled.result.error, handled: handled.ok, hidden };
    });
    expect(seen).toEqual({
      taps: ["rate", "share"],
      without: false,
      copied: ["miniapp://open?appId=A&page=p%2Fb&query=id%3D1"],
      shared: [["Cup", "p/b"]],
      cancelled: 11,
      handled: true,
      hidden: false,
    });
  });

  test("a title bar of its own follows pages and calls (H-EXT-7)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given({
        apps: [{ appId: "A", pages: ["p/a", "p/b"], window: { defaultTitle: "Tea" } }],
      });
      const states: unknown[] = [];
      let gone = 0;
      test.host.registerExtension("titleBar", {
        create({ path }: { path: string }, does: { back(): void }) {
          const element = document.createElement("button");
          element.style.cssText = "display:block;height:60px";
          element.onclick = () => does.back();
          return {
            element,
            update({ title, canGoBack }: { title: string; canGoBack: boolean }) {
              element.textContent = `${path} ${title} ${canGoBack}`;
              states.push(element.textContent);
            },
            dispose: () => {
              gone += 1;
            },
          };
        },
      });
      const program = await test.open("A");
      program.navigateTo("p/b");
      await program.waitFor((event: { reason?: string }) => event.reason === "navigateTo");
      await program.call("setNavigationBar", { title: "Cups" });
      const root = test.container.lastElementChild;
      const [hiddenOne, shownOne] = [...root.querySelectorAll("button")].map((each: HTMLElement) => each.offsetHeight);
      const { titleBarHeight } = (await program.call("getSystemInfo")).result;
      root.querySelector("[slot=title-bar]").click();
      await program.waitFor((event: { reason?: string }) => event.reason === "navigateBack");
      return {
        first: states[0],
        last: states.at(-1),
        cups: states.includes("p/b Cups true"),
        hiddenOne,
        shownOne,
        titleBarHeight,
        gone,
      };
    });
    expect(seen).toEqual({
      first: "p/a Tea false",
      last: "p/a Tea false",
      cups: true,
      hiddenOne: 0,
      shownOne: 60,
      titleBarHeight: 60,
      gone: 1,
    });
  });

  test("back and close ask the host first (H-EVH-1)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given({ apps: [{ appId: "A", pages: ["p/a", "p/b"] }] });
      const program = await test.open("A");
      const remove = test.host.registerEventHandler("titleBarClose", () => true);
      await program.tap("Close");
      const stayed = program.handle.state;
      remove();
      const removeBack = test.host.registerEventHandler("backPressed", () => true);
      program.handle.back();
      removeBack();
      await program.tap("Close");
      await program.waitForHost("hide");
      // Sizes and terms of updates are told as "my"; they are not what this is about.
      const heard = program.heard.map(({ name }: { name: string }) => name).filter((name: string) => name !== "my");
      return [stayed, heard, program.handle.state];
    });
    expect(seen).toEqual(["active", ["hide"], "background"]);
  });
});

describe("permissions", () => {
  test("the sheet asks, an own dialog gets content, name and scopes; a throw is a no (H-EXT-1)", async () => {
    const seen = await page.evaluate(async () => {
      const services = { devices: { position: async () => ({ longitude: 1, latitude: 2, accuracy: 3 }) } };
      const test = await globalThis.given({ apps: [{ appId: "A", name: "Tea" }], host: { services } });
      const asked: unknown[] = [];
      const program = await test.open("A");
      const position = program.call("getLocation");
      await program.tap("Allow");
      const allowed = (await position).ok;
      test.host.registerExtension("permissionDialog", {
        async ask(request: { scopes: string[]; name: string; content: string }) {
          asked.push([request.name, request.scopes, request.content]);
          throw new Error("closed");
        },
      });
      const refused = await program.call("scan");
      const again = await program.call("scan");
      return { allowed, asked, refused: refused.result.error, again: again.result.error };
    });
    expect(seen).toEqual({
      allowed: true,
      asked: [["Tea", ["scope.camera"], "Use your camera"]],
      refused: 2001,
      again: 2001,
    });
  });

  test("the settings list what was ever asked for; the result is kept and returned (H-EXT-2)", async () => {
    const seen = await page.evaluate(async () => {
      const services = { devices: { position: async () => ({ longitude: 1, latitude: 2, accuracy: 3 }) } };
      const test = await globalThis.given({ host: { services } });
      const program = await test.open();
      const position = program.call("getLocation");
      await program.tap("Don't allow");
      await position;
      const opened = program.call("openSetting");
      await program.tap("your location");
      await program.tap("Done");
      const first = (await opened).result.authSetting;
      let items: unknown = null;
      test.host.registerExtension("settingsView", {
        async open(request: { items: { scope: string; granted: boolean }[] }) {
          items = request.items;
          return [{ scope: "scope.location", granted: false }];
        },
      });
      const second = (await program.call("openSetting")).result.authSetting;
      const third = (await program.call("getSetting")).result.authSetting;
      return [first.location, items, second.location, third.location];
    });
    expect(seen).toEqual([true, [{ scope: "scope.location", granted: true }], false, false]);
  });
});
