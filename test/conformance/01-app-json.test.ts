import { describe, expect } from "vitest";
import { component, page, programRun } from "../support/program-run.js";
import { compile, errors, type Files, manifest, program, warnings } from "./project-program.js";
import { rule } from "./rule.js";

describe("1.1 app.json", () => {
  rule("F-APPJ-1", async () => {
    expect(await manifest(program({ pages: ["me", "index"] }, page("me", "<view/>")))).toMatchObject({
      app: { pages: ["me", "index"], home: "me" },
    });
    expect(await errors(program({ pages: [] }))).toEqual([expect.stringMatching(/^JSON_PAGES/)]);
    expect(await warnings(program({ pages: ["index", "index"] }))).toEqual([
      expect.stringMatching(/Page "index" is listed twice/),
    ]);
  });

  rule("F-APPJ-2", async () => {
    const two = (entryPagePath: string) => program({ pages: ["index", "me"], entryPagePath }, page("me", "<view/>"));
    expect((await manifest(two("me"))).app.home).toBe("me");
    expect(await errors(two("me?a=1"))).toEqual([expect.stringMatching(/takes no query/)]);
    expect(await errors(two("you"))).toEqual([expect.stringMatching(/no page of the main package/)]);
  });

  rule("F-APPJ-3", async () => {
    const files = program({ window: { defaultTitle: "Shop", pullRefresh: true } });
    expect((await manifest(files)).pages["index"]).toEqual({ defaultTitle: "Shop", pullRefresh: true });
  });

  rule("F-APPJ-4", async () => {
    const tabs = (count: number) => {
      const names = Array.from({ length: count }, (_, n) => `p${n}`);
      const items = names.map((name) => ({ pagePath: name, name, icon: "i.png", activeIcon: "/i.png" }));
      const files = Object.assign({}, ...names.map((name) => page(name, "<view/>"))) as Files;
      return program({ pages: [...names, "index"], tabBar: { textColor: "#111", items } }, { ...files, "i.png": "x" });
    };
    expect((await manifest(tabs(5))).app.tabBar).toMatchObject({
      textColor: "#111",
      items: [{ pagePath: "p0", name: "p0", icon: "/i.png", activeIcon: "/i.png" }, {}, {}, {}, {}],
    });
    expect((await manifest(tabs(1))).app.tabBar).toBeUndefined();
    expect((await manifest(tabs(6))).app.tabBar?.items).toHaveLength(5);
    expect(await warnings(tabs(6))).toHaveLength(1);
  });

  rule("F-APPJ-5", async () => {
    const files = program({ subPackages: [{ root: "shop", pages: ["list"] }] }, page("shop/list", "<view/>"));
    expect(await manifest(files)).toMatchObject({
      app: { pages: ["index", "shop/list"] },
      units: [
        { root: "", pages: ["index"] },
        { root: "shop", pages: ["shop/list"] },
      ],
    });
  });

  rule("F-APPJ-6", async () => {
    const rules = (preloadRule: unknown) =>
      program({ subPackages: [{ root: "shop", pages: ["list"] }], preloadRule }, page("shop/list", "<view/>"));
    expect((await manifest(rules({ index: { packages: ["shop"], network: "wifi" } }))).app.preloadRule).toEqual({
      index: { packages: ["shop"], network: "wifi" },
    });
    expect(await warnings(rules({ index: { packages: ["gone"] }, nowhere: { packages: [] } }))).toEqual([
      expect.stringMatching(/"gone" .* is no subpackage/),
      expect.stringMatching(/"nowhere" is no page/),
    ]);
  });

  rule("F-APPJ-7", async () => {
    const files = program({ plugins: { hello: { version: "1.0.0", provider: "2021" } } });
    expect(await errors(files)).toEqual([
      expect.stringMatching(
        /^PLUGIN_MISSING app\.json: .*"hello" \(version 1\.0\.0, provider "2021"\).*developOptions/,
      ),
    ]);
  });

  rule("F-APPJ-8", async () => {
    const run = await programRun(
      {
        ...component("c/c", "<text>component</text>"),
        "index.axml": "<x-c/>",
        "other.axml": "<x-c/>",
      },
      { config: { usingComponents: { "x-c": "/c/c" } }, path: "other" },
    );
    expect(run.words).toBe("component");
  });

  rule("F-APPJ-9", async () => {
    const run = await programRun(
      {
        ...component("c/c", "<text>shown</text>", "console.log('evaluated'); Component({})"),
        "index.axml": '<x-c a:if="{{on}}"/>',
        "index.json": '{"usingComponents":{"x-c":"/c/c"}}',
      },
      { config: { lazyCodeLoading: "requiredComponents" } },
    );
    expect(run.logged()).toEqual([]);
    await run.setData({ on: true });
    expect(run.logged()).toEqual(["evaluated"]);
  });

  rule("F-APPJ-10", async () => {
    const permission = { "scope.userLocation": { desc: "To find shops nearby" }, "scope.none": {} };
    expect((await manifest(program({ permission }))).app.permission).toMatchObject({
      "scope.userLocation": { desc: "To find shops nearby" },
    });
    expect(await warnings(program({ permission }))).toEqual([expect.stringMatching(/"scope\.none" is no scope/)]);
  });

  rule("F-APPJ-11", async () => {
    const behavior = { shareAppMessage: "appendQuery", decodeQuery: "disable" };
    expect((await manifest(program({ behavior }))).app.behavior).toEqual(behavior);
    const run = (decodeQuery: boolean) =>
      programRun(
        {
          "index.axml": "<view/>",
          "next.axml": "<view/>",
          "next.js": "Page({ onLoad(query) { console.log(query.a) } })",
        },
        { app: { decodeQuery } },
      );
    for (const [decode, value] of [
      [true, "a b"],
      [false, "a%20b"],
    ] as const) {
      const started = await run(decode);
      started.my["navigateTo"]?.({ url: "/next?a=a%20b" });
      await started.settle();
      expect(started.logged()).toEqual([value]);
    }
  });

  rule("F-APPJ-12", async () => {
    const files = program(
      { workers: "workers" },
      { "workers/sum.js": "const { add } = require('./add')", "workers/add.js": "exports.add = 1" },
    );
    const made = await manifest(files);
    expect(made.app.workers).toBe("workers");
    expect(made.units.map(({ root, pages }) => [root, pages])).toEqual([
      ["", ["index"]],
      ["workers", []],
    ]);
    expect(await errors({ ...files, "index.js": "require('./workers/add'); Page({})" })).toEqual([
      expect.stringMatching(/^SUBPACKAGE_BORDER index\.js: .*code of a worker/),
    ]);
    expect(await errors(program({ workers: "../up" }))).toEqual([expect.stringMatching(/^JSON_WORKERS/)]);
  });

  rule("F-APPJ-13", async () => {
    const result = await compile({ ...program(), "app.json": '{ "pages": ["index"],\n  "colour": 1 }' });
    expect(result).toMatchObject({
      ok: true,
      diagnostics: [{ severity: "warning", code: "JSON_UNKNOWN_KEY", file: "app.json", line: 2 }],
    });
  });
});
