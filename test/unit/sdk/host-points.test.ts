import { afterEach, describe, expect, test, vi } from "vitest";
import type { JsapiDefinition } from "../../../packages/sdk/src/extension.js";
import { customParams, isBuiltin } from "../../../packages/sdk/src/host/check-jsapi.js";
import { CustomApis } from "../../../packages/sdk/src/host/custom-apis.js";
import { EventHandlers } from "../../../packages/sdk/src/host/event-handlers.js";
import { ExtensionPoints } from "../../../packages/sdk/src/host/extension-points.js";
import { shareContent } from "../../../packages/sdk/src/host/share-content.js";
import { errorHtml } from "../../../packages/sdk/src/surface/error-frame.js";

const refused = (field: string) =>
  expect.objectContaining({ details: expect.objectContaining({ number: 90002, field }) });
const api = (name: string, more: Partial<JsapiDefinition> = {}): JsapiDefinition => ({
  name,
  handler: () => ({ by: name }),
  ...more,
});

afterEach(() => vi.restoreAllMocks());

describe("event handlers (H-EVH-1, H-EVH-2)", () => {
  test("run in their order until one returns true; a throw counts as false and is logged", () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const handlers = new EventHandlers();
    const ran: number[] = [];
    const page = { appId: "A", pageId: 1, path: "p" };
    handlers.on("backPressed", () => {
      ran.push(1);
      throw new Error("mine");
    });
    const remove = handlers.on("backPressed", () => ran.push(2) === 0);
    handlers.on("backPressed", () => ran.push(3) > 0);
    handlers.on("backPressed", () => ran.push(4) > 0);
    expect(handlers.ask("backPressed", page)).toBe(true);
    expect(ran).toEqual([1, 2, 3]);
    expect(logged).toHaveBeenCalledOnce();
    remove();
    handlers.ask("backPressed", page);
    expect(ran).toEqual([1, 2, 3, 1, 3]);
  });

  test("news reach every handler, whatever one of them gives or throws (H-LIFE-1)", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const handlers = new EventHandlers();
    const heard: string[] = [];
    handlers.on("appStart", () => true);
    handlers.on("appStart", () => Promise.reject(new Error("later")));
    handlers.on("appStart", (event: { appId: string }) => heard.push(event.appId));
    handlers.tell("appStart", { appId: "A" });
    await new Promise((resolve) => setTimeout(resolve));
    expect(heard).toEqual(["A"]);
    expect(logged).toHaveBeenCalledOnce();
  });

  test("one function registered twice is removed once; unknown names and non-functions are 90002", () => {
    const handlers = new EventHandlers();
    let count = 0;
    const handler = (): void => {
      count += 1;
    };
    const remove = handlers.on("appHide", handler);
    handlers.on("appHide", handler);
    remove();
    remove();
    handlers.tell("appHide");
    expect(count).toBe(1);
    expect(() => handlers.on("appGone" as never, handler)).toThrow(refused("name"));
    expect(() => handlers.on("appHide", null)).toThrow(refused("handler"));
  });
});

describe("extension points (H-EXT-8)", () => {
  test("the last registered wins; one with a missing member is refused and the former stays", () => {
    const points = new ExtensionPoints();
    const first = { ask: async () => "allow" as const };
    const second = { ask: async () => "deny" as const };
    points.register("permissionDialog", first);
    points.register("permissionDialog", second);
    expect(() => points.register("permissionDialog", {} as never)).toThrow(refused("permissionDialog.ask"));
    expect(points.get("permissionDialog")).toBe(second);
  });

  test.each([
    ["settingsView.open", "settingsView", {}],
    ["splashView.create", "splashView", { create: 1 }],
    ["errorPage", "errorPage", {}],
    ["errorPage.html", "errorPage", { html: 1 }],
    ["storageCipher.decrypt", "storageCipher", { identifier: "a", encrypt: () => "" }],
    ["updateIntervals.mode", "updateIntervals", { mode: "never" }],
    ["titleBar.create", "titleBar", {}],
    ["menu.items", "menu", {}],
    ["share.share", "share", {}],
    ["name", "statusBar", {}],
    ["menu", "menu", null],
  ])("%s is named", (field, name, implementation) => {
    expect(() => new ExtensionPoints().register(name as never, implementation as never)).toThrow(refused(field));
  });
});

describe("custom JSAPIs (section 4)", () => {
  test("a new name extends, a built-in one is replaced, the later definition wins (H-JS-1, H-JS-2)", async () => {
    const custom = new CustomApis();
    await custom.register([api("pay.card"), api("getLocation")]);
    expect(custom.names().filter((name) => !isBuiltin(name))).toEqual(["pay.card"]);
    const later = api("pay.card");
    await custom.register([later]);
    expect(custom.get("pay.card")).toBe(later);
    await expect(custom.register([api("other"), api("pay.card", { canOverride: false })])).rejects.toThrow(
      refused("canOverride"),
    );
    await expect(custom.register([api("getLocation", { canOverride: false })])).rejects.toThrow(refused("canOverride"));
    expect(custom.get("pay.card")).toBe(later);
    // Nothing of a list with a bad one is registered.
    expect(custom.get("other")).toBe(undefined);
  });

  test.each(["call", "canIUse", "on", "off", "navigateTo", "reLaunch", "getAppIdSync", "shareAppMessage", "", "a b"])(
    "%j is not for hosts (H-JS-3)",
    async (name) => {
      await expect(new CustomApis().register([api(name)])).rejects.toThrow(refused("name"));
    },
  );

  test.each([
    ["params", {}],
    ["params[0]", [{ type: "string" }]],
    [
      "params[1]",
      [
        { name: "a", type: "string" },
        { name: "a", type: "string" },
      ],
    ],
    ["params[0].type", [{ name: "a", type: "number" }]],
    ["params[0].default", [{ name: "a", type: "integer", default: 1.5 }]],
  ])("a schema with a bad %s is refused when it is registered (H-JS-5)", async (field, params) => {
    await expect(new CustomApis().register([api("x", { params: params as never })])).rejects.toThrow(refused(field));
  });

  test("parameters: defaults, whole numbers, long as text; the sentence names the field (H-JS-4, H-JS-5)", () => {
    const definition = api("x", {
      params: [
        { name: "n", type: "integer", required: true },
        { name: "l", type: "long" },
        { name: "d", type: "double" },
        { name: "s", type: "string", default: "none" },
        { name: "b", type: "boolean" },
      ],
    });
    expect(customParams(definition, { n: 1, l: "-9007199254740993", more: [] })).toEqual({
      n: 1,
      l: "-9007199254740993",
      s: "none",
      more: [],
    });
    expect(customParams(definition, {})).toBe('x: parameter "n" is missing');
    expect(customParams(definition, { n: 1.5 })).toContain('"n" must be of type integer');
    expect(customParams(definition, { n: 1, l: "1e3" })).toContain('"l"');
    expect(customParams(definition, { n: 1, d: Number.NaN })).toContain('"d"');
    expect(customParams(definition, { n: 1, b: "true" })).toContain('"b"');
  });
});

test("what a page shares, and a link that opens it again (H-EXT-7, H-OPEN-3)", () => {
  const page = { pageId: 1, path: "pages/a", query: {}, tab: false };
  expect(
    shareContent("A1", "Shop", page, { title: "Tea", path: "/pages/b?id=1&x=a b", desc: 3, imageUrl: {} }),
  ).toEqual({
    title: "Tea",
    desc: "3",
    path: "pages/b?id=1&x=a b",
    imageUrl: "",
    link: "miniapp://open?appId=A1&page=pages%2Fb&query=id%3D1%26x%3Da+b",
  });
  expect(shareContent("A1", "Shop", page, null)).toMatchObject({ title: "Shop", path: "pages/a" });
});

test("a host's own error page gets the values, escaped (H-EXT-4)", () => {
  const info = {
    errorCode: 91004,
    errorMessage: `<b>"no"</b>`,
    stage: "query",
    layoutDirection: "RTL",
    language: "ar",
    kind: "network",
  } as const;
  expect(errorHtml("<html lang={language} dir={direction}><p>{errorCode} {errorMessage} {kind} {other}", info)).toBe(
    "<html lang=ar dir=rtl><p>91004 &lt;b&gt;&quot;no&quot;&lt;/b&gt; network {other}",
  );
});
