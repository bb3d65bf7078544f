import { describe, expect } from "vitest";
import { localised } from "../../packages/sdk/src/load/localised.js";
import { component, page, programRun } from "../support/program-run.js";
import { compile, errors, type Files, manifest, packed, program, warnings, without } from "./project-program.js";
import { rule } from "./rule.js";

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
