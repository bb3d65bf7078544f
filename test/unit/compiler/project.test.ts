import {
  type CompileResult,
  compileProject,
  createCompiler,
  formatDiagnostic,
  memorySource,
  packProject,
} from "@berth/compiler";
import { packageManifestSchema } from "@berth/core/manifest";
import { decode } from "@jridgewell/sourcemap-codec";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { loadProgram } from "./run-program.js";

const base = {
  "app.json": '{"pages":["pages/a/a","pages/b/b"],"window":{"defaultTitle":"App","pullRefresh":"YES"}}',
  "app.js": "App({ name: 'app' })",
  "pages/a/a.js": "Page({ name: 'a' })",
  "pages/a/a.json": '{"defaultTitle":"A"}',
  "pages/a/a.axml": "<view>a</view>",
  "pages/b/b.ts": "interface X { a: number }\nPage({ name: 'b' as string })",
  "pages/b/b.json": "{}",
  "pages/b/b.axml": "<view>b</view>",
};

function codes(result: CompileResult): string[] {
  return result.diagnostics.map((d) => `${d.severity[0]} ${d.code} ${d.file}`);
}

const compile = (files: Record<string, string | Uint8Array>) => compileProject(memorySource({ ...base, ...files }));

describe("a project", () => {
  it("becomes a package with manifest, units and entries", async () => {
    const result = await compile({ "i/x.png": new Uint8Array([1]), "notes.txt": "", "i/.hidden.png": "" });
    expect(codes(result)).toEqual([]);
    expect(result.ok).toBe(true);
    expect(packageManifestSchema.parse(result.manifest)).toEqual(result.manifest);
    expect(result.manifest?.app).toEqual({
      pages: ["pages/a/a", "pages/b/b"],
      home: "pages/a/a",
      window: { defaultTitle: "App", pullRefresh: true },
    });
    expect(result.manifest?.pages["pages/a/a"]).toEqual({ defaultTitle: "A", pullRefresh: true });
    expect([...result.files.keys()].sort()).toEqual([
      "files/i/x.png",
      "manifest.json",
      "unit/main/code.js",
      "unit/main/code.js.map",
      "unit/main/styles.json",
    ]);
    const program = loadProgram(result);
    expect(program.entries).toEqual([
      { kind: "app", script: "app.js" },
      {
        kind: "page",
        path: "pages/a/a",
        script: "pages/a/a.js",
        template: "pages/a/a.axml",
        components: {},
        component2: true,
      },
      {
        kind: "page",
        path: "pages/b/b",
        script: "pages/b/b.ts",
        template: "pages/b/b.axml",
        components: {},
        component2: true,
      },
    ]);
    expect(program.options("pages/b/b.ts")["name"]).toBe("b");
  });

  it("is packed to the same bytes each time, with a digest of every file", async () => {
    const [first, second] = [await compile({ "i/x.png": "png" }), await compile({ "i/x.png": "png" })];
    const zip = packProject(first);
    expect(packProject(second)).toEqual(zip);
    const unzipped = unzipSync(zip);
    expect(unzipSync(packProject(first, { stored: true }))).toEqual(unzipped);
    for (const [name, { size, sha256 }] of Object.entries(first.manifest?.files ?? {})) {
      const bytes = unzipped[name] as Uint8Array<ArrayBuffer>;
      expect(bytes.length).toBe(size);
      expect(Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex")).toBe(sha256);
    }
    expect(Object.keys(unzipped).length).toBe(Object.keys(first.manifest?.files ?? {}).length + 1);
  });

  it("corpus 8: finds modules however they are named, and packs only what is reached", async () => {
    const result = await compile({
      "pages/a/a.js":
        "import rel from './rel'; import abs from '/lib/abs.js'; const bare = require('lib/bare'); import * as data from '../../data.json';\n" +
        "import pkg, { sub } from 'pkg'; const deep = require('pkg/lib/deep'); import idx from '../../lib';\n" +
        "import('./lazy').then(() => 0); Page({ all: [rel, abs, bare, data.n, pkg, sub, deep, idx].join() })",
      "pages/a/rel.ts": "export default 'rel' as string",
      "pages/a/lazy.js": "exports.x = 1",
      "lib/abs.js": "module.exports = 'abs'",
      "lib/bare.js": "exports.toString = () => 'bare'",
      "lib/index.js": "export default 'index'",
      "lib/unused.js": "throw 1",
      "data.json": "{n: 7, /* x */}",
      "node_modules/pkg/package.json": '{"name":"pkg","exports":{".":{"import":"./es/main.js","require":"./no.js"}}}',
      "node_modules/pkg/es/main.js": "export default 'pkg'; export { sub } from './sub.js'",
      "node_modules/pkg/es/sub.js": "export const sub = 'sub'",
      "node_modules/pkg/lib/deep.js": "module.exports = 'deep'",
    });
    expect(codes(result)).toEqual([]);
    expect(loadProgram(result).options("pages/a/a.js")["all"]).toBe("rel,abs,bare,7,pkg,sub,deep,index");
    expect(new TextDecoder().decode(result.files.get("unit/main/code.js"))).not.toContain("unused");
  });

  it("takes the ES modules that a package has for bundlers (exports: module), as tslib does", async () => {
    const result = await compile({
      "pages/a/a.js": "import { help } from 'lib2'; Page({ help: help() })",
      "node_modules/lib2/package.json":
        '{"name":"lib2","exports":{".":{"module":"./es.js","import":"./node.js","default":"./umd.js"}}}',
      "node_modules/lib2/es.js": "export function help() { return 'es' }",
      "node_modules/lib2/node.js": "throw new Error('for Node only')",
      "node_modules/lib2/umd.js": "throw new Error('for browsers without modules')",
    });
    expect(loadProgram(result).options("pages/a/a.js")["help"]).toBe("es");
  });

  it("F-GEN-2: modules see no browser and SJS sees no mini program", async () => {
    const result = await compile({
      "pages/a/a.js": "Page({ seen: [typeof window, typeof globalThis, typeof fetch, typeof my] })",
      "pages/a/a.axml": '<import-sjs name="m" from="./m.sjs"/>',
      "pages/a/m.sjs": "export default typeof my + typeof getApp + typeof document",
    });
    const program = loadProgram(result);
    expect(program.options("pages/a/a.js")["seen"]).toEqual(["undefined", "undefined", "undefined", "object"]);
    expect(program.require("pages/a/m.sjs")).toMatchObject({ default: "undefinedundefinedundefined" });
  });

  it("SJS has getRegExp, as its sibling editions do", async () => {
    const result = await compile({
      "pages/a/a.axml": '<import-sjs name="m" from="./m.sjs"/>',
      "pages/a/m.sjs": "export default getRegExp('^a+$', 'i').test('AA') + typeof unheard",
    });
    expect(loadProgram(result).require("pages/a/m.sjs")).toMatchObject({ default: "trueundefined" });
  });

  it("F-FILE-2: what is broken is reported and does not take other pages along", async () => {
    const result = await compile({
      "app.json": '{"pages":["pages/a/a","pages/b/b","pages/c/c","pages/d/d"], "wat": 1}',
      "pages/a/a.js": "Page({ a: })",
      "pages/d/d.js": "import './none'; Page({})",
      "pages/d/d.axml": '<view a:if="{{a +}}">x</view><un-known/>',
    });
    expect(result.ok).toBe(false);
    expect(codes(result)).toEqual([
      "w JSON_UNKNOWN_KEY app.json",
      "e SCRIPT_SYNTAX pages/a/a.js",
      "e AXML_MISSING pages/c/c.axml",
      "e SCRIPT_MISSING pages/c/c.js",
      "w PAGE_JSON pages/c/c.json",
      "e AXML_EXPRESSION pages/d/d.axml",
      "w AXML_UNKNOWN_TAG pages/d/d.axml",
      "e SCRIPT_MODULE pages/d/d.js",
      "w PAGE_JSON pages/d/d.json",
    ]);
    expect(result.pages.map((page) => page.ok)).toEqual([false, true, false, false]);
    const program = loadProgram(result);
    expect(program.options("pages/b/b.ts")["name"]).toBe("b");
    expect(() => program.require("pages/a/a.js")).toThrow("pages/a/a.js:1");
    expect(() => program.require("pages/c/c.axml")).toThrow("missing");
  });

  it("says where and shows the line", async () => {
    const result = await compile({ "pages/a/a.axml": "<view>\n\t<text>{{ a + }}</text>\n</view>" });
    expect(result.diagnostics.map(formatDiagnostic)).toEqual([
      "pages/a/a.axml:2:15 error AXML_EXPRESSION: Unexpected token\n  1 | <view>\n> 2 | \t<text>{{ a + }}</text>\n    | \t             ^\n  3 | </view>",
    ]);
  });

  it.each([
    [{ "app.json": "{" }, "e JSON_SYNTAX app.json"],
    [{ "app.json": "{}" }, "e JSON_PAGES app.json"],
    [{ "app.json": '{"pages":["../x"]}' }, "e JSON_PAGES app.json"],
  ])("an app.json without a page gives no package: %j", async (files, code) => {
    const result = await compile(files);
    expect(codes(result)).toContain(code);
    expect(result.manifest).toBeNull();
    expect(() => packProject(result)).toThrow(expect.objectContaining({ code: "COMPILE_FAILED" }));
  });

  it("F-CMP-1: follows components from json to json; unused ones may be missing", async () => {
    const files = {
      "app.json": '{"pages":["pages/a/a"],"usingComponents":{"x-app":"/c/app"}}',
      "pages/a/a.json":
        '{"usingComponents":{"x-rel":"../../c/rel","x-pkg":"kit/es/list","x-gone":"./gone","x-plug":"plugin://p/c"}}',
      "c/app.json": '{"component":true}',
      "c/app.js": "Component({})",
      "c/app.axml": "<view/>",
      "c/rel/index.json": '{"component":true,"usingComponents":{"self":"./index"}}',
      "c/rel/index.js": "Component({})",
      "c/rel/index.axml": "<self/>",
      "node_modules/kit/es/list/index.json": '{"component":true}',
      "node_modules/kit/es/list/index.js": "Component({})",
      "node_modules/kit/es/list/index.axml": '<image src="./dot.png"/>',
      "node_modules/kit/es/list/dot.png": "png",
    };
    const result = await compile(files);
    expect(result.components).toEqual(["c/app", "c/rel/index", "node_modules/kit/es/list/index"]);
    expect(codes(result)).toEqual(["w COMPONENT_MISSING pages/a/a.json", "e PLUGIN_MISSING pages/a/a.json"]);
    expect(loadProgram(result).entries.find((e) => e.kind === "page")).toMatchObject({
      components: { "x-app": "c/app", "x-rel": "c/rel/index", "x-pkg": "node_modules/kit/es/list/index" },
    });
    expect([...result.files.keys()]).toContain("files/node_modules/kit/es/list/dot.png");
    const used = await compile({ ...files, "pages/a/a.axml": "<x-gone/>" });
    expect(codes(used)).toContain("e COMPONENT_MISSING pages/a/a.json");
  });

  it("F-SUB-1, F-SUB-2: subpackages are units; borders are watched", async () => {
    const result = await compile({
      "app.json":
        '{"pages":["pages/a/a"],"subpackages":[{"root":"sub/","pages":["p/p"]},{"root":"sub/in","pages":[]}],"preloadRule":{"pages/a/a":{"packages":["sub"]}}}',
      "pages/a/a.js": "import '../../sub/util'; Page({})",
      "sub/util.js": "exports.x = 1",
      "sub/p/p.js": "import '../util'; import '../../lib'; Page({ name: 'sub' })",
      "sub/p/p.json": "{}",
      "sub/p/p.axml": "<view/>",
      "sub/p/p.acss": ".s{top:0}",
      "lib.js": "",
    });
    expect(codes(result)).toEqual(["e JSON_SUBPACKAGE app.json", "e SUBPACKAGE_BORDER pages/a/a.js"]);
    expect(result.manifest?.units.map((unit) => [unit.root, unit.code, unit.pages])).toEqual([
      ["", "unit/main/code.js", ["pages/a/a"]],
      ["sub", "unit/sub/code.js", ["sub/p/p"]],
    ]);
    const main = new TextDecoder().decode(result.files.get("unit/main/code.js"));
    const sub = new TextDecoder().decode(result.files.get("unit/sub/code.js"));
    expect([
      main.includes('define("lib.js"'),
      sub.includes('define("sub/util.js"'),
      main.includes('define("sub/util.js"'),
    ]).toEqual([true, true, false]);
    expect(result.manifest?.app.preloadRule).toEqual({ "pages/a/a": { packages: ["sub"], network: "all" } });
  });

  it("F-PROJ-1, F-AXML-1: mini.project.json decides strictness, component2, assets and aliases", async () => {
    const files = {
      "pages/a/a.axml": "<view><text></view>",
      "x.bin": "1",
      "y.png": "1",
      "pages/a/a.js": "import '@/lib'; Page({})",
      "src/lib.js": "",
    };
    const project =
      '{"compileOptions":{"component2":false,"resolveAlias":{"@":"./src"}},"axmlStrictCheck":true,"assetsInclude":["**/*.bin"],"uploadExclude":["y.*"]}';
    const result = await compile({ ...files, "mini.project.json": project });
    expect(codes(result)).toEqual(["e AXML_UNCLOSED pages/a/a.axml"]);
    expect([...result.files.keys()].filter((name) => name.startsWith("files/"))).toEqual(["files/x.bin"]);
    expect(loadProgram(result).entries[1]).toMatchObject({ component2: false });
  });

  it("maps code back to scripts and templates", async () => {
    const result = await compile({ "pages/a/a.axml": "<view>\n  <text>{{ first.second }}</text>\n</view>" });
    const code = new TextDecoder().decode(result.files.get("unit/main/code.js")).split("\n");
    const map = JSON.parse(new TextDecoder().decode(result.files.get("unit/main/code.js.map")));
    const origin = (needle: string): string => {
      const line = code.findIndex((text) => text.includes(needle));
      const column = code[line]?.indexOf(needle) ?? 0;
      const segment = (decode(map.mappings)[line] ?? []).filter((s) => s[0] <= column).at(-1);
      return `${map.sources[segment?.[1] ?? 0]}:${(segment?.[2] ?? 0) + 1}:${(segment?.[3] ?? 0) + 1}`;
    };
    expect(origin("s.first?.second")).toBe("pages/a/a.axml:2:11");
    expect(origin('Page({ name: "b" })')).toBe("pages/b/b.ts:2:1");
    expect(map.sourcesContent[map.sources.indexOf("pages/b/b.ts")]).toBe(base["pages/b/b.ts"]);
  });

  it("compiles again only what changed", async () => {
    const files: Record<string, string> = {
      ...base,
      "part.axml": "<text>1</text>",
      "pages/a/a.axml": '<include src="/part.axml"/>',
      "pages/a/a.acss": '@import "/s.acss";',
      "s.acss": ".s{top:1px}",
    };
    const transformed: string[] = [];
    const compiler = createCompiler(
      {
        list: async () => Object.keys(files),
        read: async (path) => (files[path] === undefined ? null : new TextEncoder().encode(files[path])),
      },
      {
        transform: async ({ file, code }) => {
          transformed.push(file);
          return { ok: true, code, map: '{"mappings":""}', warnings: [] };
        },
      },
    );
    const first = await compiler.compile();
    expect(transformed.sort()).toEqual(["app.js", "pages/a/a.js", "pages/b/b.ts"]);
    transformed.length = 0;
    files["pages/a/a.js"] = "Page({ name: 'new' })";
    files["part.axml"] = "<text>2</text>";
    files["s.acss"] = ".s{top:2px}";
    const second = await compiler.update(["pages/a/a.js", "part.axml", "s.acss"]);
    expect(transformed).toEqual(["pages/a/a.js"]);
    expect(new TextDecoder().decode(second.files.get("unit/main/styles.json"))).toContain("2px");
    expect(new TextDecoder().decode(second.files.get("unit/main/code.js"))).toContain('{"t":"2"}');
    files["pages/a/a.js"] = base["pages/a/a.js"];
    files["part.axml"] = "<text>1</text>";
    files["s.acss"] = ".s{top:1px}";
    expect([...(await compiler.update()).files]).toEqual([...first.files]);
    delete files["part.axml"];
    expect(codes(await compiler.update(["part.axml"]))).toEqual(["e AXML_INCLUDE pages/a/a.axml"]);
  });
});
