import { describe, expect, test } from "vitest";
import { page, useTestHost } from "./test-host-page.js";

useTestHost();

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
