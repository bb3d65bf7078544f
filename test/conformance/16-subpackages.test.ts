import { compileProject, memorySource } from "@berth/compiler";
import { describe, expect } from "vitest";
import { component, type ProgramOptions, page, programRun } from "../support/program-run.js";
import { rule } from "./rule.js";

type Files = Record<string, string>;

async function findings(files: Files, app: Record<string, unknown>): Promise<string[]> {
  const base = { "app.js": "App({})", ...page("index", "<view/>"), ...files };
  const result = await compileProject(
    memorySource({ ...base, "app.json": JSON.stringify({ pages: ["index"], ...app }) }),
  );
  return result.diagnostics.map((d) => `${d.severity} ${d.code} ${d.file}: ${d.message}`);
}

const shop = [{ root: "shop", pages: ["list", "item"] }];
const shopPages = { ...page("shop/list", "<text>list</text>"), ...page("shop/item", "<text>item</text>") };

/** A program whose scripts say when they are evaluated. */
const telling = (extra: Files = {}, options: ProgramOptions = {}) =>
  programRun(
    {
      "index.axml": "<text>home</text>",
      ...page("shop/list", "<text>list</text>", "console.log('shop/list runs'); Page({})"),
      ...page("shop/item", "<text>item</text>", "require('./lib'); Page({})"),
      "shop/lib.js": "console.log('shop/lib runs')",
      ...extra,
    },
    { ...options, config: { pages: ["index"], subPackages: shop, ...options.config } },
  );

/** Calls a routing API; "ok" or the error code. */
const go = (run: Awaited<ReturnType<typeof programRun>>, api: string, url: string): Promise<unknown> =>
  Promise.resolve(run.my[api]?.({ url })).then(
    () => "ok",
    (failure: { error: number }) => failure.error,
  );

describe("16. Subpackages", () => {
  rule("F-SUB-1", async () => {
    const cases: [app: Record<string, unknown>, message: RegExp][] = [
      [{ subPackages: [...shop, { root: "shop/old", pages: [] }] }, /Root "shop\/old" lies inside the root "shop"/],
      [{ subPackages: [{ root: "shop/old", pages: [] }, ...shop] }, /Root "shop" contains the root "shop\/old"/],
      [{ subPackages: [...shop, { root: "shop/", pages: [] }] }, /Root "shop" is the same as the root "shop"/],
      [
        { pages: ["index", "shop/list"], subPackages: shop },
        /Page "shop\/list" of the main package lies inside the subpackage "shop"/,
      ],
      [
        { subPackages: [{ root: "shop", pages: ["list", "item", "list"] }] },
        /Page "shop\/list" is listed in "subPackages\/0\/pages" already/,
      ],
      [{ subPackages: shop, entryPagePath: "shop/list" }, /"shop\/list" is no page of the main package/],
      [
        { subPackages: shop, tabBar: { items: [{ pagePath: "index" }, { pagePath: "shop/list" }] } },
        /Tab page "shop\/list" is no page of the main package/,
      ],
      [{ subPackages: [{ pages: ["list"] }] }, /needs a "root"/],
      [{ subPackages: [{ root: "../shop", pages: ["list"] }] }, /needs a "root" inside the project/],
    ];
    for (const [app, message] of cases) {
      const errors = (await findings(shopPages, app)).filter((line) => line.startsWith("error"));
      expect(
        errors.some((line) => message.test(line)),
        `${message} in ${errors.join("\n")}`,
      ).toBe(true);
    }
    expect(await findings(shopPages, { subPackages: shop })).toEqual([]);
  });

  rule("F-SUB-2", async () => {
    const app = { subPackages: [...shop, { root: "news", pages: ["all"] }] };
    const files = (script: string, more: Files = {}) => ({
      ...shopPages,
      ...page("news/all", "<view/>", script),
      "shop/price.js": "exports.price = 1",
      "common.js": "exports.common = 1",
      "news/own.js": "exports.own = 1",
      ...more,
    });
    const allowed = "require('../common'); require('./own'); Page({})";
    expect(await findings(files(allowed), app)).toEqual([]);
    expect(await findings(files("require('../shop/price'); Page({})"), app)).toEqual([
      expect.stringMatching(/^error SUBPACKAGE_BORDER news\/all\.js: .*"shop\/price\.js".*the subpackage "shop"/),
    ]);
    const foreign = {
      ...component("shop/card", "<view/>"),
      "news/all.json": '{"usingComponents":{"x-card":"/shop/card"}}',
      "news/all.axml": '<x-card/><image src="/shop/a.png"/>',
      "shop/a.png": "x",
    };
    expect(await findings(files("Page({})", foreign), app)).toEqual([
      expect.stringMatching(/^warning SUBPACKAGE_BORDER news\/all\.axml: .*"\/shop\/a\.png"/),
      expect.stringMatching(/^error SUBPACKAGE_BORDER news\/all\.json: .*<x-card>/),
    ]);
  });

  rule("F-SUB-3", async () => {
    const big = { "shop/film.mp4": "x".repeat(2 * 1024 * 1024 + 1), "song.mp3": "x".repeat(1024) };
    expect(await findings({ ...shopPages, ...big }, { subPackages: shop })).toEqual([
      expect.stringMatching(/^warning PACKAGE_SIZE app\.json: The subpackage "shop" has 2\.0 MB; 2 MB are advised/),
    ]);
  });

  rule("F-SUB-4", async () => {
    const run = await telling();
    const asked = () => run.calls.filter(([api]) => api === "loadUnit").map(([, params]) => params);
    expect(run.logged()).toEqual([]);
    expect(asked()).toEqual([]);
    expect(await go(run, "navigateTo", "/shop/list")).toBe("ok");
    await run.settle();
    expect(run.words).toBe("list");
    // Only what the opened page needs is evaluated.
    expect(run.logged()).toEqual(["shop/list runs"]);
    expect(await go(run, "navigateTo", "/shop/item")).toBe("ok");
    expect(run.logged()).toEqual(["shop/list runs", "shop/lib runs"]);
    expect(asked()).toEqual([{ root: "shop" }]);
  });

  rule(
    "F-SUB-4",
    async () => {
      const run = await telling({}, { answers: { loadUnit: () => ({ error: 12, errorMessage: "offline" }) } });
      expect(await go(run, "navigateTo", "/shop/list")).toBe(7004);
      expect(run.words).toBe("home");
      expect(run.errors()).toEqual([]);
    },
    "failure is 7004 and changes nothing",
  );

  rule(
    "F-SUB-5",
    async () => {
      // The host reads the rule when a page is ready and sends the unit; nothing of it is evaluated, and nobody asks again.
      const run = await telling();
      run.preload("shop");
      await run.settle();
      expect(run.logged()).toEqual([]);
      expect(await go(run, "navigateTo", "/shop/list")).toBe("ok");
      expect(run.calls.filter(([api]) => api === "loadUnit")).toEqual([]);
      expect(run.logged()).toEqual(["shop/list runs"]);
    },
    "the program's side",
  );

  rule("F-SUB-6", async () => {
    // A host that loads everything at once: pages of subpackages are only pages.
    const run = await telling({}, { path: "shop/list" });
    expect(run.words).toBe("list");
    expect(run.pages.map((opened) => opened["route"])).toEqual(["shop/list"]);
  });
});

/** A plugin in the folder `plugin` of a program that calls it "hello". */
const plugin = (files: Files = {}): Files => ({
  "mini.project.json": JSON.stringify({ compileType: "plugin", pluginRoot: "plugin" }),
  "plugin/plugin.json": JSON.stringify({
    publicComponents: { card: "components/card" },
    pages: { about: "pages/about" },
    main: "index.js",
  }),
  "plugin/index.js": "export const version = '1.2'; export const keep = (v) => my.setStorageSync('k', v);",
  ...component(
    "plugin/components/card",
    '<text>{{title}}</text><image src="/dot.png"/><slot/>',
    "const { mark } = require('/lib/mark'); Component({ props: { title: '' }, didMount() { console.log('card', mark, getApp()) } })",
  ),
  ...component("plugin/components/secret", "<view/>"),
  ...page(
    "plugin/pages/about",
    "<card title='about'/>",
    "Page({ onLoad({ from }) { console.log('about', from, getCurrentPages().length) } })",
    { card: "/components/card" },
  ),
  "plugin/lib/mark.js": "exports.mark = 'own lib'",
  "plugin/dot.png": "x",
  ...files,
});

const uses = { plugins: { hello: { version: "1.0.0", provider: "2021000000000000" } } };
const withPlugin = (files: Files, config: Record<string, unknown> = uses) =>
  programRun(plugin(files), { config: { pages: ["index"], ...config } });

describe("16. Plugins", () => {
  rule("F-PLG-1", async () => {
    const run = await withPlugin({
      "app.js": "App({ globalData: 1 })",
      "index.axml": "<x-card title='hi'><text>inside</text></x-card>",
      "index.json": '{"usingComponents":{"x-card":"plugin://hello/card"}}',
      "index.js": "const { version } = requirePlugin('hello'); Page({ onLoad() { console.log('version', version) } })",
    });
    expect(run.words).toBe("hi inside");
    expect(run.view.view.text()).toContain("/__plugin__/hello/dot.png");
    expect(run.logged()).toEqual(["version 1.2", "card own lib undefined"]);
    expect(await go(run, "navigateTo", "plugin://hello/about?from=home")).toBe("ok");
    await run.settle();
    expect(run.words).toBe("about");
    expect(run.logged()).toContain("about home 1");
    expect(run.pages).toHaveLength(2);
    // Its files are in the package once.
    const { manifest } = await compileProject(
      memorySource(
        plugin({
          "app.js": "App({})",
          ...page("index", ""),
          "app.json": JSON.stringify({ pages: ["index"], ...uses }),
        }),
      ),
    );
    expect(Object.keys(manifest?.files ?? {}).filter((name) => name.endsWith(".png"))).toEqual([
      "files/__plugin__/hello/dot.png",
    ]);
    expect(await go(run, "navigateTo", "plugin://hello/gone")).toBe(7002);
  });

  rule(
    "F-PLG-1",
    async () => {
      const said = async (using: string, app: Record<string, unknown> = uses, files: Files = {}) => {
        const index = { "index.json": JSON.stringify({ usingComponents: { "x-c": using } }) };
        return (await findings(plugin({ ...index, ...files }), app)).filter((line) => line.startsWith("error"));
      };
      expect(await said("plugin://hello/card")).toEqual([]);
      expect(await said("plugin://hello/secret")).toEqual([
        expect.stringMatching(/PLUGIN_PRIVATE index\.json: "secret" .* offers: card\); add it to publicComponents/),
      ]);
      expect(await said("plugin://other/card")).toEqual([
        expect.stringMatching(/PLUGIN_MISSING index\.json: .*"other", which is not in "plugins" of app\.json/),
      ]);
      expect(await said("plugin-private://hello/card")).toEqual([
        expect.stringMatching(/PLUGIN_ADDRESS index\.json: .*write plugin:\/\/<name>\/<component>/),
      ]);
      const nowhere = { "mini.project.json": "{}" };
      expect(await said("/none", uses, nowhere)).toEqual([
        expect.stringMatching(/PLUGIN_MISSING app\.json: .*developOptions\.plugins.*--plugin hello=<folder>/),
      ]);
      const elsewhere = { "mini.project.json": '{"developOptions":{"plugins":{"2021000000000000":"plugin"}}}' };
      expect(await said("plugin://hello/card", uses, elsewhere)).toEqual([]);
      const leaving = { "plugin/lib/mark.js": "require('../../index')" };
      expect(await said("plugin://hello/card", uses, leaving)).toEqual([
        expect.stringMatching(/SCRIPT_MODULE __plugin__\/hello\/lib\/mark\.js/),
      ]);
    },
    "what does not fit is a build error with what to do",
  );

  rule("F-PLG-2", async () => {
    const app = { useDynamicPlugins: true };
    const develop = { "mini.project.json": '{"developOptions":{"plugins":{"hello":"plugin"}}}' };
    const run = await withPlugin(
      {
        ...develop,
        "index.axml": "<x-card a:if='{{on}}' title='later'/>",
        "index.json": '{"usingComponents":{"x-card":"dynamic-plugin://hello/card"}}',
      },
      app,
    );
    expect(() => run.global<(name: string) => unknown>("requirePlugin")("dynamic-plugin://hello")).toThrow(/no such/);
    expect(await go(run, "navigateTo", "dynamic-plugin://hello/about")).toBe(7002);
    const load = (name: string) => Promise.resolve(run.my["loadPlugin"]?.({ plugin: name }));
    expect(await load("hello@1.0.0")).toMatchObject({ plugin: "hello@1.0.0" });
    await expect(load("other@*")).rejects.toMatchObject({ error: 7004 });
    await run.setData({ on: true });
    expect(run.words).toBe("later");
    expect(run.global<(name: string) => unknown>("requirePlugin")("dynamic-plugin://hello")).toMatchObject({
      version: "1.2",
    });
    expect(await go(run, "navigateTo", "dynamic-plugin://hello/about")).toBe("ok");
  });

  rule("F-PLG-3", async () => {
    const run = await withPlugin({
      "index.axml": "<view/>",
      "index.js": `
        const hello = requirePlugin("hello");
        my.setStorageSync("k", "program");
        hello.keep("plugin");
        Page({ onLoad() {
          console.log(my.getStorageSync("k").data, my.getStorageInfoSync().keys);
          console.log(hello.seen());
          hello.forget();
          console.log(my.getStorageSync("k").data, hello.seen());
        } })`,
      "plugin/index.js": `
        exports.keep = (v) => my.setStorageSync("k", v);
        exports.seen = () => [my.getStorageSync("k").data, my.getStorageInfoSync().keys, getApp()].join();
        exports.forget = () => my.clearStorageSync();
        try { App({}) } catch (error) { console.log(error.message) }`,
    });
    expect(run.logged()).toEqual(["App() is not for plugins (F-PLG-3)", "program k", "plugin,k,", "program ,,"]);
    expect(run.calls).toEqual([
      ["setStorage", { key: "k", data: "program" }],
      ["setStorage", { key: "__plugin__/hello/k", data: "plugin" }],
      ["clearStorage", { space: "__plugin__/hello/" }],
    ]);
  });
});
