import { type CompileResult, compileProject, memorySource } from "@berth/compiler";
import { describe, expect } from "vitest";
import { localised } from "../../packages/sdk/src/load/localised.js";
import { component, page, programRun } from "../support/program-run.js";
import { rule } from "./rule.js";

type Files = Record<string, string>;
type Manifest = NonNullable<CompileResult["manifest"]>;

/** The files of a program with the page `index`. */
const program = (app: Record<string, unknown> = {}, files: Files = {}): Files => ({
  "app.json": JSON.stringify({ pages: ["index"], ...app }),
  "app.js": "App({})",
  ...page("index", "<view>Home</view>"),
  ...files,
});

const compile = (files: Files) => compileProject(memorySource(files));

/** The manifest of a program without errors. */
async function manifest(files: Files): Promise<Manifest> {
  const result = await compile(files);
  expect(errorsOf(result)).toEqual([]);
  if (result.manifest === null) throw new Error("no manifest");
  return result.manifest;
}

const told = (result: CompileResult, severity: string) =>
  result.diagnostics.filter((d) => d.severity === severity).map((d) => `${d.code} ${d.file}: ${d.message}`);
const errorsOf = (result: CompileResult) => told(result, "error");
const errors = async (files: Files) => errorsOf(await compile(files));
const warnings = async (files: Files) => told(await compile(files), "warning");

/** Files of the program inside the package. */
const packed = async (files: Files) =>
  Object.keys((await manifest(files)).files).flatMap((name) => (name.startsWith("files/") ? [name.slice(6)] : []));

const without = (files: Files, ...names: string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name)));

describe("1. Project files", () => {
  rule("F-FILE-1", async () => {
    expect(await errors(without(program(), "app.js"))).toEqual([expect.stringMatching(/^PROJECT_APP_JS app\.js: /)]);
    expect(await errors(without(program(), "app.json"))).toEqual([
      expect.stringMatching(/^PROJECT_APP_JSON app\.json: /),
    ]);
    expect(await errors(program({}, { "app.acss": "view { color: red }" }))).toEqual([]);
  });

  rule("F-FILE-2", async () => {
    expect(await errors(without(program(), "index.js"))).toEqual([expect.stringMatching(/page "index" has no \.js/)]);
    expect(await errors(without(program(), "index.axml"))).toEqual([
      expect.stringMatching(/page "index" has no \.axml/),
    ]);
    const noJson = without(program(), "index.json");
    expect(await errors(noJson)).toEqual([]);
    expect(await warnings(noJson)).toEqual([expect.stringMatching(/^PAGE_JSON index\.json: /)]);
  });

  rule("F-FILE-3", async () => {
    const using = { "index.json": '{"usingComponents":{"x-c":"/c/c"}}' };
    expect(await warnings(program({}, { ...component("c/c", "<view/>"), ...using }))).toEqual([]);
    expect(await warnings(program({}, { ...page("c/c", "<view/>"), ...using }))).toEqual([
      expect.stringMatching(/^COMPONENT_JSON c\/c\.json: /),
    ]);
  });

  rule("F-FILE-4", async () => {
    const names = ["a.png", "a.svg", "b/c.woff2", "d.mp3", "d.mp4", "e.txt", "data/f.bin", ".secret/g.png"];
    const files = program({}, Object.fromEntries(names.map((name) => [name, "x"])));
    expect(await packed(files)).toEqual(["a.png", "a.svg", "b/c.woff2", "d.mp3", "d.mp4"]);
    const more = { ...files, "mini.project.json": '{"assetsInclude":["data/**"],"uploadExclude":["b","*.svg"]}' };
    expect(await packed(more)).toEqual(["a.png", "d.mp3", "d.mp4", "data/f.bin"]);
    const unused = await programRun({
      "index.axml": "<view/>",
      "index.js": "import { a } from 'used'; Page({ onLoad() { console.log(a) } })",
      "node_modules/used/index.js": "export const a = 'used'",
      "node_modules/unused/index.js": "throw 1",
    });
    expect(unused.logged()).toEqual(["used"]);
  });

  rule("F-FILE-5", async () => {
    const ways = program(
      { pages: ["/index.axml"], usingComponents: { "x-abs": "/c/c", "x-npm": "kit/list/index" } },
      {
        ...component("c/c", '<image src="../pic.png"/>'),
        ...component("node_modules/kit/list/index", "<view/>"),
        "index.axml": '<x-abs/><x-npm/><image src="/pic.png"/>',
        "pic.png": "x",
      },
    );
    expect(await manifest(ways)).toMatchObject({ app: { pages: ["index"] } });
    for (const bad of ["../out", "a/../../out", "", "a?b", "x\\y"])
      expect(await errors(program({ pages: ["index", bad] })), bad).toEqual([
        expect.stringMatching(/^JSON_PAGES app\.json: /),
      ]);
    expect(await errors(program({ usingComponents: { "x-c": "../../out" } }))).toEqual([
      expect.stringMatching(/^PATH_OUTSIDE app\.json: .*leads out of the project/),
    ]);
    expect(await errors(program({}, { "index.js": "require('../../out'); Page({})" }))).toHaveLength(1);
  });

  rule("F-FILE-6", async () => {
    const items = [
      { pagePath: "index", name: "Start" },
      { pagePath: "me", name: "Me" },
    ];
    const app = await manifest(
      program(
        { pages: ["index", "me", "about"], window: { defaultTitle: "Shop" }, tabBar: { items } },
        {
          ...page("me", "<view/>"),
          ...page("about", "<view/>", "Page({})", {}, { defaultTitle: "About" }),
          "locale/zh-Hans/app.json":
            '{ "window": { "defaultTitle": "商店" }, "tabBar": { "items": [{ "name": "首页" }] } }',
          "locale/en/app.json": '{ "pages": { "about": { "defaultTitle": "About us" } } }',
          "locale/zh-HK/about.json": '{ "defaultTitle": "關於" }',
        },
      ),
    );
    const shown = (language: string) => {
      const of = { package: { manifest: app } } as Parameters<typeof localised>[0];
      const { app: read, pages } = localised(of, language).package.manifest;
      const tabs = read.tabBar?.items.map((item) => item.name).join();
      return [read.window.defaultTitle, tabs, pages["index"]?.defaultTitle, pages["about"]?.defaultTitle];
    };
    expect(shown("zh-CN")).toEqual(["商店", "首页,Me", "商店", "About"]);
    expect(shown("en-GB")).toEqual(["Shop", "Start,Me", "Shop", "About us"]);
    expect(shown("zh-HK")).toEqual(["Shop", "Start,Me", "Shop", "關於"]);
    expect(shown("de")).toEqual(["Shop", "Start,Me", "Shop", "About"]);
  });

  rule(
    "F-FILE-2",
    async () => {
      const text = '// the program\n{\n  "pages": ["index",], /* one */\n  \'window\': { defaultTitle: "x", },\n}';
      expect(await manifest({ ...program(), "app.json": text })).toMatchObject({
        app: { window: { defaultTitle: "x" } },
      });
      const broken = await compile({ ...program(), "index.json": '{\n  "a" 1\n}' });
      expect(broken.diagnostics).toMatchObject([{ code: "JSON_SYNTAX", file: "index.json", line: 2, column: 7 }]);
    },
    "json with comments and trailing commas; a broken one says where",
  );
});

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

describe("1.2 window and page json", () => {
  const looks = async (window: unknown, own: Record<string, unknown> = {}) =>
    (await manifest(program({ window }, page("index", "<view/>", "Page({})", {}, own)))).pages["index"];

  rule("F-PAGEJ-1", async () => {
    const window = { defaultTitle: "App", titleBarColor: "#111111", allowsBounceVertical: "YES", pullRefresh: "NO" };
    const own = { defaultTitle: "Page", allowsBounceVertical: false, optionMenu: { icon: "https://a.example/i.png" } };
    expect(await looks(window, own)).toEqual({
      defaultTitle: "Page",
      titleBarColor: "#111111",
      allowsBounceVertical: false,
      pullRefresh: false,
      optionMenu: { icon: "https://a.example/i.png" },
    });
    expect(await warnings(program({}, { "index.json": '{ "pullRefresh": "maybe", "colour": 1 }' }))).toEqual([
      expect.stringMatching(/^JSON_WINDOW index\.json: "pullRefresh" is YES, NO, true or false/),
      expect.stringMatching(/^JSON_UNKNOWN_KEY index\.json: "colour"/),
    ]);
  });

  rule("F-WIN-1", async () => expect(await looks({ defaultTitle: 12 })).toEqual({ defaultTitle: "12" }), "in json");
  rule(
    "F-WIN-2",
    async () => {
      const colours = { titleBarColor: "#fff", backgroundColor: "red", backgroundImageColor: "#eee" };
      expect(await looks(colours)).toEqual(colours);
    },
    "in json",
  );
  rule(
    "F-WIN-3",
    async () => {
      const pictures = { backgroundImageUrl: "https://a.example/b.png", titleImage: "https://a.example/t.png" };
      expect(await looks(pictures)).toEqual(pictures);
    },
    "in json",
  );
  rule("F-WIN-4", async () => expect(await looks({ pullRefresh: "YES" })).toEqual({ pullRefresh: true }), "in json");
  rule(
    "F-WIN-5",
    async () => expect(await looks({ allowsBounceVertical: "NO" })).toEqual({ allowsBounceVertical: false }),
    "in json",
  );
  rule(
    "F-WIN-6",
    async () => expect(await looks({ onReachBottomDistance: "120" })).toEqual({ onReachBottomDistance: 120 }),
    "in json",
  );
  rule(
    "F-WIN-7",
    async () => {
      expect(await looks({ transparentTitle: "auto" })).toEqual({ transparentTitle: "auto" });
      expect(await warnings(program({ window: { transparentTitle: "half" } }))).toHaveLength(1);
    },
    "in json",
  );
  rule(
    "F-WIN-8",
    async () =>
      expect(await looks({ titlePenetrate: "YES", showTitleLoading: true })).toEqual({
        titlePenetrate: true,
        showTitleLoading: true,
      }),
    "in json",
  );
  rule(
    "F-WIN-9",
    async () =>
      expect(await looks({ enableScrollBar: "NO", gestureBack: "YES" })).toEqual({
        enableScrollBar: false,
        gestureBack: true,
      }),
    "in json",
  );

  rule("F-WIN-10", async () => {
    const files = program(
      { pages: ["index", "fixed"] },
      {
        ...page("fixed", "<view/>", "Page({})", {}, { responsive: false }),
        "app.acss": ".a { width: 75rpx }",
        "index.acss": ".b { width: calc(15rpx + 1px) }",
        "fixed.acss": "@media (min-width: 20rpx) { .c { margin: -10rpx 3vw } }",
      },
    );
    const result = await compile(files);
    const sheets = JSON.parse(new TextDecoder().decode(result.files.get("unit/main/styles.json"))) as {
      sheets: Record<string, string>;
      pages: Record<string, string[]>;
    };
    const cssOf = (name: string) => (sheets.pages[name] ?? []).map((id) => sheets.sheets[id]).join("");
    expect(cssOf("index")).toBe(".a{width:10vw}.b{width:calc(2vw + 1px)}");
    expect(cssOf("fixed")).toBe(".a{width:37.5px}@media (min-width:10px){.c{margin:-5px 3vw}}");
  });
});

describe("1.3 mini.project.json", () => {
  const project = (members: Record<string, unknown>, files: Files = {}) =>
    program({}, { "mini.project.json": JSON.stringify(members), ...files });

  rule("F-PROJ-1", async () => {
    const moved = Object.fromEntries(Object.entries(program()).map(([name, text]) => [`app/${name}`, text]));
    const rooted = { ...moved, "mini.project.json": '{ "format": 2, "miniprogramRoot": "./app/" }' };
    expect((await manifest(rooted)).app.pages).toEqual(["index"]);
    const alias = { compileOptions: { resolveAlias: { "@": "./lib" } } };
    expect(
      await errors(
        project(alias, {
          "index.ts": "import { a } from '@/a'; const b: number = a; Page({ data: { b } })",
          "lib/a.ts": "export const a = 1",
        }),
      ),
    ).toEqual([]);
    const lax = { "index.axml": "<view>" };
    expect(await errors(project({}, lax))).toEqual([]);
    expect(await errors(project({ axmlStrictCheck: true }, lax))).toEqual([expect.stringMatching(/^AXML_UNCLOSED/)]);
    expect(await warnings(project({ compileType: "game" }))).toEqual([
      expect.stringMatching(/^JSON_PROJECT mini\.project\.json: "compileType"/),
    ]);
  });

  rule("F-PROJ-2", async () => {
    const script = "Component({ onInit() { console.log('onInit') }, didMount() { console.log('didMount') } })";
    const run = (members: Record<string, unknown>) =>
      programRun({
        ...component("c/c", "<view/>", script),
        "index.axml": "<x-c/>",
        "index.json": '{"usingComponents":{"x-c":"/c/c"}}',
        "mini.project.json": JSON.stringify(members),
      });
    expect((await run({})).logged()).toEqual(["onInit", "didMount"]);
    expect((await run({ compileOptions: { component2: false } })).logged()).toEqual(["didMount"]);
  });
});
