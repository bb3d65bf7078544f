import { describe, expect, test } from "vitest";
import { page, useTestHost } from "./test-host-page.js";

useTestHost();

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
