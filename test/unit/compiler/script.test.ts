// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs hold template literals

import { compileProject, memorySource } from "@berth/compiler";
import { decode } from "@jridgewell/sourcemap-codec";
import { describe, expect, it } from "vitest";
import { programRun } from "../../support/program-run.js";
import { loadProgram } from "./run-program.js";

type Files = Record<string, string>;

const base = { "app.json": '{"pages":["index"]}', "app.js": "App({})", "index.json": "{}", "index.axml": "<view/>" };

async function compile(files: Files) {
  const result = await compileProject(
    memorySource({ ...("index.ts" in files ? {} : { "index.js": "Page({})" }), ...base, ...files }),
  );
  const text = (name: string) => new TextDecoder().decode(result.files.get(name));
  const findings = result.diagnostics.map((d) => `${d.severity} ${d.code} ${d.file}:${d.line}:${d.column}`);
  return { result, findings, code: text("unit/main/code.js"), map: text("unit/main/code.js.map") };
}

/** Options the page was declared with. */
async function page(script: string, files: Files = {}): Promise<Record<string, unknown>> {
  const { result, findings } = await compile({ ...("index.ts" in files ? {} : { "index.js": script }), ...files });
  expect(findings).toEqual([]);
  return loadProgram(result).options("index.ts" in files ? "index.ts" : "index.js");
}

describe("module forms", () => {
  const lib = {
    "lib/esm.js": "export const named = 'n'; export default function () { return 'd' }; export * from './more'",
    "lib/more.js": "export class More { static s = 1; #p = 2; get p() { return this.#p } }",
    "lib/cjs.js": "exports.named = 'cn'; exports.other = require('./one')",
    "lib/one.js": "module.exports = function () { return 'one' }",
    "lib/babel.js":
      "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = 'bd'; exports.n = 'bn'",
    "lib/mixed.js": "import { named } from './esm'; module.exports = { named: named, rest: require('./cjs') }",
    "lib/data.json": '{ "a": [1], /* note */ }',
    "lib/index.js": "module.exports = 'folder'",
  };

  it("ES modules, CommonJS, both in one file, JSON and folders see one another (F-GEN-3, corpus 8)", async () => {
    const options = await page(
      `import d, { named, More } from './lib/esm'; import * as all from '/lib/esm.js'; import cjs, { other } from 'lib/cjs';
       import babel, { n } from './lib/babel'; import json from './lib/data.json'; import one from './lib/one';
       const { a } = require('./lib/data'); const mixed = require('./lib/mixed'); const folder = require('./lib');
       Page({ v: [d(), named, new More().p, More.s, all.default(), cjs.named, other(), babel, n, json.a[0], one(), a[0], mixed.named, mixed.rest.named, folder] })`,
      lib,
    );
    expect(options["v"]).toEqual(["d", "n", 2, 1, "d", "cn", "one", "bd", "bn", 1, "one", 1, "n", "cn", "folder"]);
  });

  it("packages with and without exports, with main, module or neither, scoped, and their own packages", async () => {
    const options = await page(
      `import a from 'a'; import sub from 'a/sub'; import deep from '@s/b/lib/deep'; import b from '@s/b'; import c from 'c'; import e from 'e'
       Page({ v: [a, sub, b, deep, c, e] })`,
      {
        "node_modules/a/package.json":
          '{"exports":{".":{"import":"./esm.js","require":"./cjs.js"},"./sub":"./s/sub.js"}}',
        "node_modules/a/esm.js": "export default 'a'",
        "node_modules/a/s/sub.js": "export default 'a/sub'",
        "node_modules/@s/b/package.json": '{"main":"./lib/main"}',
        "node_modules/@s/b/lib/main.js": "module.exports = 'b' + require('c')",
        "node_modules/@s/b/lib/deep.js": "module.exports = 'deep'",
        "node_modules/@s/b/node_modules/c/index.js": "module.exports = 'inner'",
        "node_modules/c/package.json": '{"module":"m.js"}',
        "node_modules/c/m.js": "export default 'c'",
        "node_modules/e/index.js": "module.exports = 'e'",
      },
    );
    expect(options["v"]).toEqual(["a", "a/sub", "binner", "deep", "c", "e"]);
  });

  it("cycles see what is there so far", async () => {
    const options = await page("import { a } from './a'; Page({ v: a() })", {
      "a.js": "import { b } from './b'; export function a() { return 'a' + b() } export const x = 1",
      "b.js": "import { x, a } from './a'; export function b() { return typeof a + x }",
    });
    expect(options["v"]).toBe("afunction1");
  });

  it("dynamic import gives a module of the package", async () => {
    const options = await page("Page({ load: () => import('./lib/esm') })", lib);
    expect(((await (options["load"] as () => Promise<unknown>)()) as { named: string }).named).toBe("n");
  });
});

describe("languages", () => {
  it("TypeScript with types, enums, namespaces, decorators and parameter properties", async () => {
    const options = await page("", {
      "index.ts": `import type { T } from './types'; import { E } from './types'
        function mark(target: any, key: string) { target[key + 'Marked'] = true }
        abstract class A<X> { constructor(readonly x: X, private y?: number) {} @mark go(): X { return this.x } }
        class B extends A<string> {}
        namespace N { export const n = 1 }
        const t: T = { e: E.Two }, b = new B('x');
        Page({ v: [b.go(), (b as any).goMarked, t.e!, N.n satisfies number, <number>E.One] })`,
      "types.ts": "export interface T { e: E } export enum E { One = 1, Two }",
    });
    expect(options["v"]).toEqual(["x", true, 2, 1, 1]);
  });

  it("today's JavaScript: async, generators, fields, private names, static blocks, logical assignment", async () => {
    const options = await page(`
      class A { static #count = 0; static { A.#count = 5 } x = 1; ['y' + 1] = 2; static get count() { return A.#count } #z = 3; has(o) { return #z in o } }
      function* numbers() { yield* [1, 2] }
      async function* later() { for (const n of numbers()) yield n }
      const o = { a: null }; o.a ??= 4; o.b ||= 5;
      Page({ v: [A.count, new A().x, new A().y1, new A().has(new A()), ...numbers(), o.a, o.b, 2 ** 3, 1_000, 10n > 9n],
        async sum() { let s = 0; for await (const n of later()) s += n; return s } })`);
    expect(options["v"]).toEqual([5, 1, 2, true, 1, 2, 4, 5, 8, 1000, true]);
    expect(await (options["sum"] as () => Promise<number>)()).toBe(3);
  });

  it("process.env.NODE_ENV is replaced", async () => {
    expect(await page("Page({ v: process.env.NODE_ENV === 'production' ? 1 : process.x })")).toEqual({ v: 1 });
  });
});

describe("what is refused", () => {
  it("no eval and no with in what is made; a page with them says so (F-GEN-2)", async () => {
    const { code, findings } = await compile({
      "index.js": "Page({ a() { return eval('1') }, b() { return (0, eval)('2') }, c(eval1) { return eval1.eval } })",
      "index.axml": "{{eval('1')}}{{a.eval('x')}}",
      "app.js": "App({})\nrequire('./w')",
      "w.js": "var o = {}\nwith (o) { x = 1 }",
    });
    expect(code).not.toMatch(/(?<![\w$.])(?:eval|with)\s*\(/);
    expect(findings).toEqual(["warning SCRIPT_EVAL index.js:1:21", "error SCRIPT_WITH w.js:2:1"]);
  });

  it("the way in which bundlers look for the global object is no finding (F-GEN-2)", async () => {
    const found = async (text: string): Promise<string[]> =>
      (await compile({ "index.js": `Page({ x: ${text} })`, "index.axml": "", "app.js": "App({})" })).findings;
    expect(await found(`this || new Function("return this")()`)).toEqual([]);
    expect(await found(`new Function("return 1")()`)).toEqual(["warning SCRIPT_EVAL index.js:1:11"]);
  });

  it("eval throws what the platform's would", async () => {
    const run = await programRun({
      "index.axml": "<view/>",
      "index.js": "Page({ onLoad() { try { eval('1') } catch (e) { console.log(e.name) } } })",
    });
    expect(run.logged()).toEqual(["EvalError"]);
  });

  it("a script that cannot be read fails where it is used, with its place; other pages run", async () => {
    const { findings } = await compile({
      "index.js": "Page({\n  data: { a: 1 b: 2 } })",
      "app.js": "App({}); await 1",
    });
    expect(findings).toEqual(["error SCRIPT_SYNTAX app.js:1:10", "error SCRIPT_SYNTAX index.js:2:16"]);
  });

  it("modules that are not there are named with their place", async () => {
    const { findings } = await compile({ "index.js": "import a from './a'\nrequire('./b/c')\nPage({})" });
    expect(findings).toEqual(["error SCRIPT_MODULE index.js:1:15", "error SCRIPT_MODULE index.js:2:9"]);
  });
});

describe("source maps", () => {
  /** Place in the sources of a line and column (from 1) of the unit. */
  function original(map: string, line: number, column: number): string {
    const { mappings, sources } = JSON.parse(map) as { mappings: string; sources: string[] };
    const segment = decode(mappings)[line - 1]?.findLast((s) => s[0] <= column - 1);
    return segment && segment.length > 1 ? `${sources[segment[1] ?? 0]}:${(segment[2] ?? 0) + 1}` : "nowhere";
  }

  it.each([
    ["index.js", "import './lib'\n\nPage({\n  onLoad() {\n    const o = { ...{} }\n    o.x.y = 1\n  }\n})", 6],
    [
      "other.ts",
      "interface A { x: { y: number } }\n\n\nclass P { #a = 1\n  go(a?: A): void {\n    a!.x.y = this.#a } }\nnew P().go()",
      6,
    ],
    ["lib.js", "export class A {\n  static #n = 1\n  go() {\n    return null.x }\n}", 4],
    ["t.sjs", "export default {\n\n  go() { return null.x } }", 3],
  ])("a runtime error in %s maps to its line after all transforms", async (file, text, line) => {
    const files: Files = {
      "index.axml": `<import-sjs name="m" from="./t.sjs"/>{{m.go()}}`,
      "lib.js": "export class A { go() {} }",
      "t.sjs": "export default { go() {} }",
      "index.js": `import { A } from './lib'\nPage({ onLoad() { new A().go(); require('./other') } })`,
      "other.ts": "",
      [file]: text,
    };
    const { map, findings } = await compile(files);
    expect(findings).toEqual([]);
    const run = await programRun(files);
    const note = run.notes.find((n) => n.type === "error");
    const stack = note?.type === "error" ? (note.stack ?? "") : "";
    const [, at = "", column = ""] = /<anonymous>:(\d+):(\d+)/.exec(stack) ?? [];
    // `new Function` puts two lines before the code.
    expect(original(map, Number(at) - 2, Number(column))).toBe(`${file}:${line}`);
  });

  it("an expression of a template maps to its line", async () => {
    const { code, map } = await compile({ "index.axml": "<view>\n\n  {{a.b + 7777}}\n</view>" });
    const lines = code.split("\n");
    const line = lines.findIndex((text) => text.includes("7777"));
    expect(original(map, line + 1, (lines[line] ?? "").indexOf("7777") + 1)).toBe("index.axml:3");
  });
});
