import { checkParams } from "@berth/core/jsapi";
import { describe, expect, test } from "vitest";
import { encodeRequest } from "../../../packages/sdk/src/gate/request-body.js";
import { isBuiltin } from "../../../packages/sdk/src/host/check-jsapi.js";
import { readOpenUrl } from "../../../packages/sdk/src/host/open-url.js";
import { readQuery } from "../../../packages/sdk/src/host/start-info.js";
import { AppStorage } from "../../../packages/sdk/src/jsapi/app-storage.js";
import { builtinApis } from "../../../packages/sdk/src/jsapi/table.js";
import { memoryStore } from "../../../packages/sdk/src/load/local-store.js";

const base = { url: "https://a.test/x", headers: undefined, defaultType: "application/json", enableCookie: false };

describe("encoding a request (F-NET-3, F-NET-4)", () => {
  test.each([
    [
      "GET appends the query before the fragment",
      { method: "GET", url: "https://a.test/x?p=1#f", data: { a: "ü&", n: 1 } },
      "https://a.test/x?p=1&a=%C3%BC%26&n=1#f",
      null,
    ],
    ["POST sends JSON", { method: "POST", data: { a: [1] } }, base.url, '{"a":[1]}'],
    ["POST of text goes as it is", { method: "POST", data: "plain" }, base.url, "plain"],
    [
      "a form is encoded",
      { method: "POST", data: { a: "1 2" }, headers: { "Content-Type": "application/x-www-form-urlencoded" } },
      base.url,
      "a=1%202",
    ],
    ["no data, no body", { method: "POST", data: undefined }, base.url, null],
  ])("%s", (_, change, url, body) => {
    expect(encodeRequest({ ...base, ...change })).toMatchObject({ url, body });
  });

  test("names are lower case; referer, cookie and broken values are dropped (F-NET-7)", () => {
    const headers = { Referer: "x", Cookie: "a=1", "X-Own": "1", "X-Bad": "a\r\nb: c", "bad name": "1" };
    const encoded = encodeRequest({ ...base, method: "GET", data: undefined, headers });
    expect(encoded.headers).toEqual({ "x-own": "1", "content-type": "application/json" });
    const kept = encodeRequest({ ...base, method: "GET", data: undefined, headers, enableCookie: true });
    expect(kept.headers["cookie"]).toBe("a=1");
  });
});

describe("opening by address (H-OPEN-2, H-OPEN-3)", () => {
  test("reads console addresses and links", () => {
    expect(readOpenUrl("https://any.test/x?_ariver_appid=A1&_ariver_path=pages%2Fa&q=1")).toEqual({
      appId: "A1",
      start: { page: "pages/a", query: "q=1" },
      source: "url",
    });
    expect(readOpenUrl("miniapp://any?appId=A1&query=a%3Db%26c%3Dd")).toEqual({
      appId: "A1",
      start: { query: "a=b&c=d" },
      source: "qr",
    });
  });

  test("a promotional link carries display parameters, under any host part (H-OPEN-3, H-PARAM-4, H-PARAM-5, H-PARAM-6, H-PARAM-7)", () => {
    const link =
      "berth://open?appId=A1&page=p/a&showTitleBar=NO&showLoading=false&showTitleLoading=true&titleColor=%23fff" +
      "&titleBarColor=url(x%3A//)&titleAlignment=left&screenOrientation=landscape&updateMode=sync&scene=1011&other=1";
    expect(readOpenUrl(link)).toEqual({
      appId: "A1",
      source: "qr",
      start: {
        page: "p/a",
        showTitleBar: false,
        showLoading: false,
        showTitleLoading: true,
        titleColor: "#fff",
        titleAlignment: "left",
        screenOrientation: "landscape",
        updateMode: "sync",
        scene: 1011,
      },
    });
  });

  test("a wanted version is told apart from the query (H-OPEN-4)", () => {
    const asked = readOpenUrl("https://any.test/?_ariver_appid=A1&_ariver_version=2.0.0");
    expect(asked).toEqual({ appId: "A1", source: "url", start: {}, version: "2.0.0" });
  });

  test.each(["https://any.test/", "javascript:1", "nonsense", "miniapp://x"])("%s is 90002", (raw) => {
    expect(() => readOpenUrl(raw)).toThrow(expect.objectContaining({ number: 90002 }));
  });

  test("queries decode once, the last of a repeated name wins, no prototype is reached (F-PAGE-5)", () => {
    expect(readQuery("a=1&a=2&b=%25&c", true)).toEqual({ a: "2", b: "%", c: "" });
    expect(readQuery("a=%20", false)).toEqual({ a: "%20" });
    expect(Object.getPrototypeOf(readQuery("__proto__=x", true))).toBe(Object.prototype);
  });
});

describe("parameters (F-API-9)", () => {
  test("a wrong type or a missing field is named; text takes numbers", () => {
    const table = "title:text items:array!";
    expect(checkParams("x", { items: [], title: 5 }, table)).toEqual({ ok: true, params: { items: [], title: "5" } });
    expect(checkParams("x", { title: {}, items: [] }, table)).toMatchObject({
      ok: false,
      message: 'x: parameter "title" must be a string',
    });
    expect(checkParams("x", null, table)).toMatchObject({ ok: false, message: 'x: parameter "items" is missing' });
  });
});

describe("storage of an app (F-STO-1 to F-STO-5)", () => {
  const make = (store = memoryStore(), cipher: () => never | undefined = () => undefined) =>
    new AppStorage(store, "T|A|U", cipher, () => {});

  test("keeps the old value when the new one is too long or the store is full", async () => {
    const storage = make();
    await storage.set("k", "old");
    expect(await storage.set("k", "x".repeat(204_800))).toMatchObject({ error: 7101 });
    expect(storage.get("k")).toBe("old");
    for (let i = 0; i < 51; i += 1) await storage.set(`n${i}`, "x".repeat(204_790));
    expect(await storage.set("more", "x".repeat(204_790))).toMatchObject({ error: 7102 });
    expect(storage.info()).toMatchObject({ limitSize: 10_240 });
  });

  test("another user of the same device sees nothing; a new run of the same user everything", async () => {
    const store = memoryStore();
    await make(store).set("k", { a: 1 });
    const again = make(store);
    await again.load();
    expect(again.get("k")).toEqual({ a: 1 });
    const stranger = new AppStorage(
      store,
      "T|A|V",
      () => undefined,
      () => {},
    );
    await stranger.load();
    expect(stranger.get("k")).toBeNull();
  });

  test("a value of another cipher reads as absent and stays (H-EXT-5)", async () => {
    const store = memoryStore();
    const cipher = (identifier: string) => ({
      identifier,
      encrypt: (text: string) => Buffer.from(text).toString("base64"),
      decrypt: (text: string, of: string) => (of === identifier ? Buffer.from(text, "base64").toString() : null),
    });
    const first = new AppStorage(
      store,
      "T|A|U",
      () => cipher("one"),
      () => {},
    );
    await first.set("k", "secret");
    expect(JSON.stringify(await store.entries("storage", ""))).not.toContain("secret");
    const second = new AppStorage(
      store,
      "T|A|U",
      () => cipher("two"),
      () => {},
    );
    await second.load();
    expect(second.get("k")).toBeNull();
    const third = new AppStorage(
      store,
      "T|A|U",
      () => cipher("one"),
      () => {},
    );
    await third.load();
    expect(third.get("k")).toBe("secret");
  });
});

test("every JSAPI that the host answers is a name of my.* (H-JS-3)", () => {
  expect([...builtinApis.keys()].filter((name) => !isBuiltin(name))).toEqual([]);
});
