// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs hold template literals

import { compileProject, memorySource } from "@berth/compiler";
import { describe, expect } from "vitest";
import { component, programRun } from "../support/program-run.js";
import { rule } from "./rule.js";

type Files = Record<string, string>;

const start = (files: Files, pages = ["index"]) => programRun(files, { config: { pages } });

/** What a page shows that uses the SJS file `m.sjs` as `m`. */
const words = async (axml: string, sjs: string, files: Files = {}) =>
  (await start({ "index.axml": `<import-sjs name="m" from="./m.sjs"/>${axml}`, "m.sjs": sjs, ...files })).words;

async function findings(files: Files): Promise<string[]> {
  const base = { "app.json": '{"pages":["index"]}', "app.js": "App({})", "index.js": "Page({})", "index.json": "{}" };
  const { diagnostics } = await compileProject(memorySource({ ...base, ...files }));
  return diagnostics.map((d) => `${d.severity} ${d.code} ${d.file}:${d.line}:${d.column}`);
}

describe("8. SJS", () => {
  rule("F-SJS-1", async () => {
    const files = {
      "lib/a.sjs": "import b, { two } from './b'; export const three = () => two() + b; export default 'A'",
      "lib/b.sjs": "export default 1; export function two() { return 2 }",
      "node_modules/pkg/p.sjs": "export default 'P'",
    };
    const m =
      "import a, { three } from '/lib/a.sjs'; import * as all from './lib/b.sjs'; import p from 'pkg/p.sjs'; export default { go: () => a + three() + all.two() + p }; export { three }";
    expect(await words("{{m.go()}}", m, files)).toBe("A32P");
  });

  rule(
    "F-SJS-1",
    async () => {
      const index = { "index.axml": `<import-sjs name="m" from="./m.sjs"/>{{m}}`, "a.js": "module.exports = my" };
      for (const from of ["./a.js", "./a", "lodash"])
        expect(
          await findings({
            ...index,
            "m.sjs": `\nimport a from '${from}'; export default a`,
            "node_modules/lodash/index.js": "",
          }),
        ).toEqual(["error SCRIPT_MODULE m.sjs:2:15"]);
      expect(await findings({ ...index, "m.sjs": "export default {" })).toEqual(["error SCRIPT_SYNTAX m.sjs:1:17"]);
    },
    "an SJS file imports no logic module",
  );

  rule(
    "F-SJS-1",
    async () => {
      const common = "var b = require('./b.sjs'); function f(x) { return b.g(x) + '!' } module.exports = { f: f }";
      expect(await words("{{m.f(1)}}", common, { "b.sjs": "exports.g = function (x) { return x + 1 }" })).toBe("2!");
    },
    "module.exports is understood",
  );

  rule("F-SJS-2", async () => {
    const files = {
      "d.sjs": "export default (x) => `<${x}>`; export const n = 1",
      "n.sjs": "export const a = 'a'; export const b = 'b'",
    };
    const axml = `<import-sjs name="d" from="./d.sjs"/><import-sjs name="all" from="./n"/><import-sjs name="{a, b: c}" from="n.sjs"/>
      <import-sjs name="{ default: e, n }" from="/d.sjs"/>{{d(1)}} {{all.a}}{{all.b}} {{a}}{{c}}{{b}} {{e(2)}} {{n}}`;
    expect((await start({ "index.axml": axml, ...files })).words.trim()).toBe("<1> ab ab <2> 1");
  });

  rule(
    "F-SJS-2",
    async () => {
      const axml = `<import-sjs name="m"/>\n<import-sjs from="./m.sjs"/><import-sjs name="m" from="./gone.sjs"/>`;
      expect(await findings({ "index.axml": axml, "m.sjs": "" })).toEqual([
        "error AXML_IMPORT_SJS index.axml:1:1",
        "error AXML_IMPORT_SJS index.axml:2:1",
        "error AXML_IMPORT_SJS index.axml:2:29",
      ]);
    },
    "name and from are required",
  );

  const counting = "let n = 0; export default { next() { return ++n } }";
  const pages = {
    "index.axml": `<import-sjs name="m" from="./m.sjs"/><text id="t" onTap="again">{{m.next()}}{{x}}</text>`,
    "index.js":
      "Page({ data: { x: '' }, again() { this.setData({ x: this.data.x + '.' }) }, go() { my.navigateTo({ url: '/b' }) } })",
    "b.axml": `<x-c/><import-sjs name="m" from="./use.sjs"/>{{m.next()}}`,
    "b.json": '{"usingComponents":{"x-c":"./c/c"}}',
    "use.sjs": "import m from './m.sjs'; export default m",
    "m.sjs": counting,
    ...component("c/c", `<import-sjs name="m" from="../m.sjs"/><text>{{m.next()}}</text>`),
  };

  rule("F-SJS-3", async () => {
    const run = await start(pages, ["index", "b"]);
    expect(run.words).toBe("1");
    await run.tap("t");
    expect(run.words).toBe("2.");
    run.my["navigateTo"]?.({ url: "/b" });
    await run.settle();
    expect(run.words).toBe("1 2");
    run.my["navigateBack"]?.({});
    await run.settle();
    await run.tap("t");
    expect(run.words).toBe("3..");
    run.my["navigateTo"]?.({ url: "/b" });
    await run.settle();
    expect(run.words).toBe("1 2");
    expect(run.errors()).toEqual([]);
  });

  rule(
    "F-SJS-3",
    async () => {
      const files = {
        "index.axml": `<import-sjs name="m" from="./m.sjs"/><view id="v" data-n="{{m.next()}}" onTap="{{m.tapped}}"><text>{{m.get()}}</text></view>`,
        "index.js": "Page({ heard(x) { console.log(x) } })",
        "m.sjs":
          "let n = 0; const get = () => n; export default { get, next: () => ++n, tapped(event, owner) { owner.callMethod('heard', `${get()} ${event.type} ${event.currentTarget.dataset.n}`) } }",
      };
      const run = await start(files);
      await run.tap("v");
      expect(run.logged()).toEqual(["2 tap 2"]);
    },
    "a handler belongs to the page's instance too",
  );

  const logic = [
    "my",
    "App",
    "Page",
    "Component",
    "getApp",
    "getCurrentPages",
    "requirePlugin",
    "Behavior",
    "Mixin",
    "setTimeout",
    "setInterval",
    "Promise",
    "fetch",
    "globalThis",
    "self",
    "window",
    "Function",
    "Proxy",
    "Reflect",
    "WebAssembly",
    "queueMicrotask",
    "structuredClone",
    "process",
    "crypto",
    "__berth_unit__",
  ];
  rule(
    "F-SJS-3",
    async () => {
      const m = `export default [${logic.map((name) => `typeof ${name}`).join(",")}].filter((t, i) => t !== 'undefined').length`;
      expect(await words("{{m}}", m)).toBe("0");
      expect(
        await words("[{{m.get()}}]", "export default { get: () => typeof data === 'undefined' ? 'none' : data }"),
      ).toBe("[none]");
      expect(await words("{{m}}", "{ let setTimeout = 1 }\nexport default typeof setTimeout")).toBe("undefined");
    },
    "nothing of the logic, and nothing else, can be seen",
  );

  rule("F-SJS-4", async () => {
    const m = `export default {
      numbers: () => [Infinity > 1, isNaN(NaN), isFinite(1), parseInt('12px', 10), parseFloat('1.5x'), Number.MAX_VALUE > 1, Number.EPSILON > 0, Number('3')].join(),
      text: () => [decodeURI('%20'), decodeURIComponent('%2F'), encodeURI('a b'), encodeURIComponent('/'), 'aBc'.toLowerCase(), 'a,b'.split(',').reverse().join('')].join('|'),
      dates: () => [typeof Date.now(), Date.parse('1970-01-01T00:00:00Z'), Date.UTC(1970, 0, 1), new Date(0).getTime()].join(),
      rest: () => [JSON.stringify(JSON.parse('{"a":[1]}')), Math.max(1, 2), [3, 1].sort().concat([4]).map((x) => x * 2).join(), Object.keys({ a: 1 }).join(), Array.isArray([]), /a(.)/.exec('ab')[1], undefined === void 0].join('|'),
    }`;
    expect(await words("{{m.numbers()}}", m)).toBe("true,true,true,12,1.5,true,true,3");
    expect(await words("{{m.text()}}", m)).toBe(" |/|a%20b|%2F|abc|ba");
    expect(await words("{{m.dates()}}", m)).toBe("number,0,0,0");
    expect(await words("{{m.rest()}}", m)).toBe('{"a":[1]}|2|2,6,8|a|true|b|true');
  });

  rule(
    "F-SJS-4",
    async () => {
      const run = await start({
        "index.axml": `<import-sjs name="m" from="./m.sjs"/>{{m(1)}}`,
        "m.sjs": "export default (x) => { console.log('seen', x); return x }",
      });
      expect(run.logged()).toEqual(["seen 1"]);
    },
    "console.log for debugging",
  );

  rule("F-SJS-5", async () => {
    const run = await start({
      "index.axml": `<import-sjs name="m" from="./m.sjs"/><text id="t" onTap="go">[{{m.fail()}}{{m.fail()}}]</text>{{n}}{{m.ok()}}`,
      "index.js": "Page({ data: { n: 1 }, go() { this.setData({ n: 2 }) } })",
      "m.sjs": "export default { fail() { throw new Error('broken') }, ok: () => 'ok' }",
    });
    expect(run.words).toBe("1ok");
    expect(run.errors()).toEqual(["exception: broken"]);
  });

  rule(
    "F-SJS-5",
    async () => {
      const run = await start({
        "index.axml": `<import-sjs name="m" from="./m.sjs"/><text>a{{m.x}}{{m.f()}}</text>`,
        "m.sjs": "export default nothing.at.all",
      });
      expect(run.words).toBe("a");
      expect(run.errors()).toHaveLength(1);
    },
    "a module that throws when it is loaded",
  );
});
