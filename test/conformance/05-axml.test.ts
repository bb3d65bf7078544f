// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs hold template literals

import { compileProject, memorySource } from "@berth/compiler";
import { describe, expect } from "vitest";
import { component, programRun } from "../support/program-run.js";
import { rule } from "./rule.js";

type Files = Record<string, string>;

/** Runs a program whose only page is `index`; other templates are components and parts. */
const start = (files: Files) => programRun(files, { config: { pages: ["index"] } });

/** The same with a page that has just data. */
const run = (axml: string, data: unknown = {}, files: Files = {}) =>
  start({ "index.axml": axml, "index.js": `Page({ data: ${JSON.stringify(data)} })`, ...files });

/** What the page shows as a tree. */
const drawn = async (axml: string, data: unknown = {}, files: Files = {}) =>
  (await run(axml, data, files)).view.view.text();

/** All texts the page shows. */
const words = async (axml: string, data: unknown = {}, files: Files = {}) => (await run(axml, data, files)).words;

/** The value of an expression as the page shows it, as JSON by way of an SJS module. */
const value = async (expression: string, data: unknown = {}) =>
  words(`<import-sjs name="show" from="./show.sjs"/>{{show(${expression})}}`, data, {
    "show.sjs": "export default (v) => v === undefined ? 'undefined' : JSON.stringify(v)",
  });

/** Findings of the compiler: severity, code, file and place. */
async function findings(axml: string, files: Files = {}): Promise<string[]> {
  const base = { "app.json": '{"pages":["index"]}', "app.js": "App({})", "index.js": "Page({})", "index.json": "{}" };
  const { diagnostics } = await compileProject(memorySource({ ...base, "index.axml": axml, ...files }));
  return diagnostics.map((d) => `${d.severity} ${d.code} ${d.file}:${d.line}:${d.column}`);
}

/** A component that the page may use as `x-c`. */
const withComponent = (axml: string, script?: string): Files => ({
  ...component("c/c", axml, script),
  "index.json": '{"usingComponents":{"x-c":"./c/c"}}',
});

describe("5.1 syntax", () => {
  rule("F-AXML-1", async () => {
    const axml = `<view id="a" class='b'><!-- <view> not drawn {{x}} --><image src="/i.png"/></view>`;
    expect(await drawn(axml)).toBe('<view id="a" class="b">\n  <image src="/i.png">');
    expect(await findings(axml)).toEqual([]);
  });

  const lax: [what: string, axml: string, drawn: string, finding: string][] = [
    ["unclosed", "<view><text>a</view>b", '<view>\n  <text>\n    "a"\n"b"', "AXML_UNCLOSED index.axml:1:7"],
    ["unclosed at the end", "<view>a", '<view>\n  "a"', "AXML_UNCLOSED index.axml:1:1"],
    [
      "unclosed leaf",
      '<view><image src="/a.png">a</view>',
      '<view>\n  <image src="/a.png">\n  "a"',
      "AXML_UNCLOSED index.axml:1:7",
    ],
    ["crossed", "<view><text>a</view></text>", '<view>\n  <text>\n    "a"', "AXML_UNCLOSED index.axml:1:7"],
    ["stray", "a</view>b", '"a"\n"b"', "AXML_STRAY index.axml:1:2"],
    ["unquoted mustache", "<view id={{x}}>a</view>", '<view id="1">\n  "a"', "AXML_UNQUOTED index.axml:1:7"],
    [
      "unquoted mustache with blanks",
      "<view id={{ x + ' ' + y }} class='b'/>",
      '<view class="b" id="1 2">',
      "AXML_UNQUOTED index.axml:1:7",
    ],
    ["unquoted word", "<view id=a>b</view>", '<view id="a">\n  "b"', "AXML_UNQUOTED index.axml:1:7"],
    ["duplicate attribute", "<view id='a' id='b'/>", '<view id="a">', "AXML_DUPLICATE_ATTRIBUTE index.axml:1:14"],
    ["< in text", "<text>1 < 2 {{x}}</text>", '<text>\n  "1 < 2 1"', "AXML_TEXT index.axml:1:9"],
    ["line breaks around =", "<view id\n =\n 'a'/>", '<view id="a">', ""],
    ["the same quote inside a mustache", `<view id="{{x ? "a" : 'b'}}"/>`, '<view id="a">', ""],
    [
      "a tag that nobody knows",
      "<view><nobody><text>a</text></nobody></view>",
      '<view>\n  <view>\n    <text>\n      "a"',
      "AXML_UNKNOWN_TAG index.axml:1:7",
    ],
    [
      "directives of others",
      `<view wx:if="{{false}}" bindtap="f" v-if="x">a</view>`,
      '<view>\n  "a"',
      "AXML_FOREIGN index.axml:1:7",
    ],
  ];
  for (const [what, axml, tree, finding] of lax)
    rule(
      "F-AXML-1",
      async () => {
        expect(await drawn(axml, { x: 1, y: 2 })).toBe(tree);
        expect((await findings(axml)).slice(0, 1)).toEqual(finding === "" ? [] : [`warning ${finding}`]);
      },
      what,
    );

  rule(
    "F-AXML-1",
    async () => {
      const strict = { "mini.project.json": '{"axmlStrictCheck":true}' };
      expect(await findings("<view>a", strict)).toEqual(["error AXML_UNCLOSED index.axml:1:1"]);
      expect(await findings("<View/>", strict)).toEqual(["error AXML_UNKNOWN_TAG index.axml:1:1"]);
    },
    "axmlStrictCheck makes errors of them; names are case sensitive",
  );

  rule("F-AXML-2", async () => {
    const axml = `<view id="{{a}}" class="x {{b}} {{c}}">{{a}}: {{b}}{{c}}</view>`;
    expect(await drawn(axml, { a: "A", b: "B", c: "C" })).toBe('<view id="A" class="x B C">\n  "A: BC"');
  });

  rule(
    "F-AXML-2",
    async () => {
      expect(await words("{{ {a: {b: 1}}.a.b }} {{ '}}' }} {{`a${x ? `b${x}` : ''}}}`}}", { x: 1 })).toBe("1 }} ab1}}");
      expect(await drawn("<view style=\"{{x ? `width: ${x}px` : ''}}\"/>", { x: 3 })).toBe('<view style="width: 3px">');
      expect(await words("a {{ b", {})).toBe("a {{ b");
    },
    "the reader of mustaches knows JavaScript",
  );

  rule("F-AXML-3", async () => {
    const files = withComponent(
      `{{f.all(a, b, c, d, e)}}<import-sjs name="f" from="./f.sjs"/>`,
      "Component({ props: { e: 7 } })",
    );
    const f = "export default { all: (...v) => JSON.stringify(v) }";
    const shown = await words(`<x-c a="{{n}}" b="{{n}} " c="false" d/>`, { n: 1 }, { ...files, "c/f.sjs": f });
    expect(JSON.parse(shown)).toEqual([1, "1 ", "false", true, 7]);
  });

  rule("F-AXML-4", async () => {
    const data = { n: null, t: true, f: false, z: 0, o: { a: 1 }, l: [1, 2] };
    expect(await words("[{{u}}{{n}}] {{t}} {{f}} {{z}} {{o}} {{l}}", data)).toBe("[] true false 0 [object Object] 1,2");
  });

  rule("F-AXML-5", async () => {
    const program = await run("[{{a.b.c}}{{n.x}}{{l[3].y}}{{nowhere}}{{a[n.k].z}}{{toString}}{{constructor}}]", {
      n: null,
      l: [],
    });
    expect(program.words).toBe("[]");
    expect(program.errors()).toEqual([]);
  });

  const m = "export default { add: (a, b) => a + b, deep: { f: () => 'deep' } }";
  rule("F-AXML-6", async () => {
    const axml = `<import-sjs name="m" from="./m.sjs"/><import-sjs name="f" from="./f.sjs"/>
      {{m.add(n, 1)}} {{m.deep.f()}} {{f(n)}} {{n.toFixed(2)}} {{s.slice(1)}} {{l.includes(2)}} {{l.indexOf(3)}}
      {{l.join('-')}} {{l.some(x => x > 2)}} {{s.toUpperCase().length}} {{l.map(function (x) { return x * n })}}`;
    const files = { "m.sjs": m, "f.sjs": "export default (x) => `<${x}>`" };
    expect((await words(axml, { n: 2, s: "abc", l: [1, 2, 3] }, files)).replace(/\s+/g, " ").trim()).toBe(
      "3 deep <2> 2.00 bc true 2 1-2-3 true 3 2,4,6",
    );
  });

  rule(
    "F-AXML-6",
    async () => {
      const program = await start({
        "index.axml": `[{{method()}}{{n.nothing()}}{{gone.f(1)}}] {{n}}`,
        "index.js": "Page({ data: { n: 1 }, method() { return 'no' } })",
      });
      expect(program.words).toBe("[] 1");
      expect(program.errors()).toEqual([]);
      expect(program.warnings().map((w) => w.split(" in a template")[0])).toEqual([
        "TEMPLATE_CALL: method()",
        "TEMPLATE_CALL: nothing()",
      ]);
    },
    "any other call is undefined and warns",
  );

  const accepted: [expression: string, value: string][] = [
    ["`a${n}b`", '"a2b"'],
    ["typeof n", '"number"'],
    ["(1, n)", "2"],
    ["o?.p?.q", "undefined"],
    ["o.p?.[n]", "undefined"],
    ["z ?? 'none'", '"none"'],
    ["n ** 3", "8"],
    ["n | 1", "3"],
    ["n & 3 ^ 1", "3"],
    ["~n", "-3"],
    ["n << 2", "8"],
    ["-8 >> 1", "-4"],
    ["l.filter((x, i) => i > 0 && x)", "[3]"],
    ["l.map(({a = 5}) => a)", "[5,5]"],
    ["l.reduce((s, x) => s + x, 0)", "4"],
    ["n in {2: 1}", "true"],
    ["void 0", "undefined"],
    ["[...l, ...'ab']", '[1,3,"a","b"]'],
    ["({ [s]: n, 'x-y': 1, ...o })", '{"k":2,"x-y":1}'],
    ["0x1F + .5 + 1e2", "131.5"],
    ["'\\u0041\\n\\''", '"A\\n\'"'],
    ["!!n", "true"],
    ["n > 1 ? s : 'b'", '"k"'],
  ];
  for (const [expression, expected] of accepted)
    rule(
      "F-AXML-7",
      async () => expect(await value(expression, { n: 2, s: "k", l: [1, 3], z: null, o: {} })).toBe(expected),
      `{{${expression}}}`,
    );

  const refused = [
    "a = 1",
    "a++",
    "new Date()",
    "this.a",
    "await a",
    "delete a.b",
    "a += 1",
    "if (a) b",
    "var a",
    "import('x')",
    "l.map(async () => 1)",
    "a; b",
  ];
  for (const expression of refused)
    rule(
      "F-AXML-7",
      async () => {
        const found = await findings(`<view>\n  {{ok}} {{${expression}}}</view>`);
        expect(found).toHaveLength(1);
        expect(found[0]).toMatch(/^error AXML_EXPRESSION index\.axml:2:\d+$/);
      },
      `{{${expression}}} is a build error`,
    );

  rule("F-AXML-8", async () => {
    const t = `<template name="t">{{foo}} {{bar}} {{baz}}</template>`;
    const data = { a: 1, b: 2, o: { foo: "of", bar: "ob", baz: "oz" }, foo: "f", bar: "b" };
    expect(await words(`${t}<template is="t" data="{{foo: a, 'bar': b}}"/>`, data)).toBe("1 2 ");
    expect(await words(`${t}<template is="t" data="{{...o, bar: b}}"/>`, data)).toBe("of 2 oz");
    expect(await words(`${t}<template is="t" data="{{bar: b, ...o,}}"/>`, data)).toBe("of ob oz");
    expect(await words(`${t}<template is="t" data="{{foo, bar}}"/>`, data)).toBe("f b ");
    expect(await words(`${t}<template is="t" data="{{o}}"/>`, data)).toBe("of ob oz");
  });

  rule(
    "F-AXML-8",
    async () => {
      const show = `<import-sjs name="j" from="./j.sjs"/>{{j(v)}}`;
      const files = { ...withComponent(show), "c/j.sjs": "export default (v) => JSON.stringify(v)" };
      expect(await words(`<x-c v="{{a: 1, b: n}}"/>`, { n: 2 }, files)).toBe('{"a":1,"b":2}');
      expect(await words(`<x-c v="{{n, m: 3}}"/>`, { n: 2 }, files)).toBe('{"n":2,"m":3}');
      expect(await words(`<x-c v="{{n}}"/>`, { n: 2 }, files)).toBe("2");
    },
    "as a component's prop",
  );

  rule("F-AXML-9", async () => {
    expect(await value("[1 + '2', '3' * 2, 7 % 4, 0.1 + 0.2, 1 == '1', 1 === '1', null == undefined, 'b' > 'a']")).toBe(
      JSON.stringify(["12", 6, 3, 0.1 + 0.2, true, false, true, true]),
    );
    expect(await value("[0 || 'a', '' && 'b', 1 && 2, !0, -'3', +'4', 1 + 2 * 3, (1 + 2) * 3]")).toBe(
      JSON.stringify(["a", "", 2, true, -3, 4, 7, 9]),
    );
  });

  rule(
    "F-AXML-9",
    async () => {
      const axml = `<import-sjs name="m" from="./m.sjs"/>{{m}}<block a:for="{{l}}" a:for-item="m" a:for-index="s"> {{s}}{{m}}</block>{{s}}`;
      expect(await words(axml, { m: "data", l: ["x", "y"], s: "S" }, { "m.sjs": "export default 'sjs'" })).toBe(
        "sjs  0x  1y S",
      );
    },
    "loop names hide SJS names, which hide data",
  );

  rule(
    "F-AXML-9",
    async () => {
      const data = { class: "c", default: [1, 2], new: true, do: { if: "i" }, n: 1 };
      const axml = `{{class}} {{new ? 'new' : class}} {{"class " + class + do.if}} {{default[n]}} {{default.join('-')}} {{[...default, class]}}`;
      expect(await words(axml, data)).toBe("c new class ci 2 1-2 1,2,c");
      const t = `<template name="t">{{class}}{{for}}</template><template is="t" data="{{class, for: n}}"/>`;
      expect(await words(t, data)).toBe("c1");
      expect(await findings(`{{this}}`)).toEqual([expect.stringMatching(/^error AXML_EXPRESSION/)]);
      for (const wrong of ["new Date()", "if (n) n", "return n", "typeof", "for (;;) n"])
        expect(await findings(`{{${wrong}}}`)).toEqual([expect.stringMatching(/^error AXML_EXPRESSION/)]);
    },
    "words that JavaScript reserves name data",
  );
});

describe("5.2 directives", () => {
  rule("F-DIR-1", async () => {
    const axml = `<view a:if="{{n > 2}}">many</view>
      <!-- between -->
      <view a:elif="{{n == 1}}">one</view>

      <view a:else>none</view>`;
    const program = await run(axml, { n: 5 });
    const seen = [program.words];
    for (const n of [1, 0]) {
      await program.setData({ n });
      seen.push(program.words);
    }
    expect(seen).toEqual(["many", "one", "none"]);
    expect(await findings(`<view/><text>a</text><view a:else/>`)).toEqual(["error AXML_STRAY_ELSE index.axml:1:22"]);
    expect(await findings(`<view a:if="{{a}}"/>text<view a:elif="{{b}}"/>`)).toEqual([
      "error AXML_STRAY_ELSE index.axml:1:25",
    ]);
  });

  rule(
    "F-DIR-1",
    async () => {
      expect(await words(`<view a:if="text">a</view><view a:if="">b</view><view a:else="{{x}}">c</view>`)).toBe("a c");
      expect(await words(`<view a:if="{{''}}">a</view><view a:else>b</view>`)).toBe("b");
    },
    "a plain string is truthy, and a:else may have a value",
  );

  rule("F-DIR-2", async () => {
    expect(await words(`<view a:for="{{l}}">{{index}}{{item.n}}</view>`, { l: [{ n: "a" }, { n: "b" }] })).toBe(
      "0a 1b",
    );
    const nested = `<view a:for="{{l}}" a:for-item="row" a:for-index="y"><text a:for="{{row}}" a:index="x">{{y}}{{x}}{{item}}</text></view>`;
    expect(await words(nested, { l: [["a", "b"], ["c"]] })).toBe("00a 01b 10c");
    expect(
      await words(`<view a:for="{{l}}"><text a:for="{{item}}">{{item}}</text></view>`, { l: [["a"], ["b", "c"]] }),
    ).toBe("a b c");
  });

  rule("F-DIR-3", async () => {
    const axml = `<view a:for="{{v}}">{{index}}={{item}}</view>`;
    expect(await words(axml, { v: 3 })).toBe("0=0 1=1 2=2");
    expect(await words(axml, { v: { a: 1, b: 2 } })).toBe("a=1 b=2");
    for (const v of ["abc", null, undefined]) expect(await words(axml, { v })).toBe("");
    expect(await words(`<view a:for="list">{{item}}</view>`, { list: [1] })).toBe("");
  });

  rule("F-DIR-4", async () => {
    const l = [{ id: 1, n: { k: "a" } }, { id: 1, n: { k: "b" } }, { n: {} }];
    for (const key of [`a:key="id"`, `a:key="{{item.id}}"`, `key="{{index}}"`, `key="id"`, `a:key="item.n.k"`, ""])
      expect(await words(`<view a:for="{{l}}" ${key}>{{item.n.k}}</view>`, { l })).toBe("a b");
    expect(await words(`<view a:for="{{l}}" a:key="*this">{{item}}</view>`, { l: ["a", "a", "b"] })).toBe("a a b");
  });

  rule("F-DIR-5", async () => {
    expect(await words(`<view a:if="{{item > 1}}" a:for="{{l}}">{{item}}</view>`, { l: [1, 2, 3] })).toBe("2 3");
    const chain = `<view a:for="{{l}}" a:if="{{item > 1}}">{{item}}</view><view a:else>no</view>`;
    expect((await findings(chain)).map((f) => f.split(" ")[1])).toEqual(["AXML_STRAY_ELSE"]);
  });

  rule("F-DIR-6", async () => {
    expect(await drawn(`<block a:if="{{true}}"><text>a</text><view>b</view></block>`)).toBe(
      '<text>\n  "a"\n<view>\n  "b"',
    );
    expect(await drawn(`<block class="x" onTap="f">a</block>`)).toBe('"a"');
  });

  rule("F-DIR-7", async () => {
    const program = await run(`<view hidden="{{h}}"><text>a</text></view>`, { h: true });
    expect(program.view.view.text()).toBe('<view hidden=true>\n  <text>\n    "a"');
    const text = program.view.view.find("view");
    await program.setData({ h: false });
    expect(program.view.view.find("view")).toBe(text);
    expect(await drawn(`<view hidden/>`)).toBe("<view hidden=true>");
  });

  rule("F-DIR-8", async () => {
    const c = withComponent(
      `<slot name="top">no top</slot>-<slot v="{{n}}" w="W">no</slot>`,
      "Component({ data: { n: 4 } })",
    );
    const axml = `<x-c><text slot="top">T{{x}}</text><text slot-scope="p">{{p.v}}{{p.w}}{{x}}</text></x-c>`;
    expect(await words(axml, { x: "x" }, c)).toBe("Tx - 4Wx");
    expect(await words("<x-c/>", {}, c)).toBe("no top - no");
  });

  rule("F-DIR-9", async () => {
    const program = await start({
      "index.axml": `<x-c ref="save"/><x-c ref="own"/>`,
      "index.js": "Page({ save(r) { console.log(r.data.n) }, own(r) { console.log(typeof r.twice) } })",
      ...withComponent("<view/>", "Component({ data: { n: 3 } })"),
    });
    expect(program.logged()).toEqual(["3", "undefined"]);
    const shaped = await start({
      "index.axml": `<x-c ref="save"/>`,
      "index.js": "Page({ save(r) { console.log(JSON.stringify(r)) } })",
      ...withComponent("<view/>", "Component({ data: { n: 3 }, ref() { return { mine: this.data.n } } })"),
    });
    expect(shaped.logged()).toEqual(['{"mine":3}']);
  });

  rule("F-KEY-1", async () => {
    const program = await run(
      `<x-c a:for="{{l}}" a:key="id" label="{{item.id}}"/>`,
      { l: [{ id: "a" }, { id: "b" }, { id: "c" }] },
      withComponent(
        `<text>{{label}}{{made}}</text>`,
        "let n = 0; Component({ data: { made: 0 }, onInit() { this.setData({ made: ++n }) } })",
      ),
    );
    const show = async (ids: string) => {
      await program.setData({ l: [...ids].map((id) => ({ id })) });
      return program.words;
    };
    expect(program.words).toBe("a1 b2 c3");
    expect(await show("cab")).toBe("c3 a1 b2");
    expect(await show("cb")).toBe("c3 b2");
    expect(await show("xcb")).toBe("x4 c3 b2");
  });

  rule(
    "F-KEY-1",
    async () => {
      const program = await run(`<text a:for="{{l}}">{{item}}</text>`, { l: ["a", "b"] });
      const first = program.view.view.find("text");
      program.view.view.resetCounts();
      await program.setData({ l: ["b", "a"] });
      expect(program.words).toBe("b a");
      expect(program.view.view.counts).toEqual({ text: 2 });
      expect(program.view.view.find("text")).toBe(first);
    },
    "without keys the position identifies",
  );
});

describe("5.3 templates", () => {
  rule("F-TPL-1", async () => {
    const axml = `<template name="a">A{{x}}</template><template name="b">B</template>
      <template is="{{w}}" data="{{x: 1}}"/><template is="b"/>[<template is="gone"/>]`;
    const program = await run(axml, { w: "a" });
    expect(program.words).toBe("A1 B [ ]");
    expect(program.warnings().join()).toContain("gone");
    await program.setData({ w: "b" });
    expect(program.words).toBe("B B [ ]");
  });

  rule("F-TPL-2", async () => {
    const program = await start({
      "index.axml": `<import src="./t.axml"/><import-sjs name="p" from="./p.sjs"/><template is="t" data="{{x: 1}}"/>`,
      "index.js": `Page({ data: { hidden: "H" }, tapped() { console.log("page") } })`,
      "t.axml": `<import-sjs name="m" from="./m.sjs"/><template name="t"><view onTap="tapped">{{x}}{{hidden}}{{m}}{{p}}</view></template>`,
      "m.sjs": "export default 'M'",
      "p.sjs": "export default 'P'",
    });
    expect(program.words).toBe("1M");
    await program.tap("view");
    expect(program.logged()).toEqual(["page"]);
  });

  rule("F-TPL-3", async () => {
    expect(await words(`<template name="t"><text>a</text>b<text>c</text></template><template is="t"/>`)).toBe("a b c");
  });

  rule("F-TPL-4", async () => {
    const files = {
      "a.axml": `<template name="ta">A</template>`,
      "b.axml": `<import src="./a.axml"/><template name="tb">B<template is="ta"/></template>not inserted`,
    };
    const axml = `<import src="./b.axml"/><template is="tb"/>[<template is="ta"/>]`;
    expect(await words(axml, {}, files)).toBe("B A [ ]");
  });

  rule("F-TPL-5", async () => {
    const files = {
      "i.axml": `<template name="ti">TI</template><import-sjs name="m" from="./m.sjs"/><text>{{x}}{{m}}</text>`,
      "m.sjs": "export default 'M'",
    };
    const axml = `<view a:for="{{l}}" a:for-item="x"><include src="./i.axml"/></view>[<template is="ti"/>]`;
    expect(await words(axml, { l: ["a", "b"], m: "d" }, files)).toBe("ad bd [ ]");
  });

  rule("F-TPL-6", async () => {
    const files = {
      "t/a.axml": "A<include src='b'/>",
      "t/b.axml": "B",
      "node_modules/pkg/c.axml": "C",
    };
    const axml = `<include src="./t/a.axml"/><include src="/t/b"/><include src="t/b.axml"/><include src="pkg/c"/>`;
    expect(await words(axml, {}, files)).toBe("A B B B C");
    expect(await findings(`<include src="./gone"/><import src="./gone.axml"/>`)).toEqual([
      "error AXML_INCLUDE index.axml:1:1",
      "error AXML_IMPORT index.axml:1:24",
    ]);
  });

  rule(
    "F-TPL-6",
    async () => {
      expect(
        await findings(`<include src="./a.axml"/>`, {
          "a.axml": "<include src='./b.axml'/>",
          "b.axml": "<view>\n<include src='./a.axml'/></view>",
        }),
      ).toEqual(["error AXML_INCLUDE_CYCLE b.axml:2:1"]);
      const importing = {
        "a.axml": "<import src='./b.axml'/><template name='a'>A<template is='b'/></template>",
        "b.axml": "<import src='./a.axml'/><template name='b'>B</template>",
      };
      expect(await words(`<import src="./a.axml"/><template is="a"/>`, {}, importing)).toBe("A B");
    },
    "cycles: of include a build error, of import none",
  );

  rule(
    "F-TPL-6",
    async () => {
      const c = withComponent("<text>C</text>");
      const axml = `<include src="./i.axml"/><import src="./i.axml"/><template is="t"/>`;
      const i = "<x-c/><template name='t'><x-c/></template>";
      expect(await words(axml, {}, { ...c, "i.axml": i })).toBe("C C");
      expect(await findings(axml, { "i.axml": i })).toEqual([
        "warning AXML_UNKNOWN_TAG i.axml:1:1",
        "warning AXML_UNKNOWN_TAG i.axml:1:26",
      ]);
    },
    "components of the using page inside included and imported files",
  );
});

describe("what working programs do (corpus)", () => {
  rule(
    "F-DIR-4",
    async () => {
      expect(await words(`<view a:for="{{l}}" wx:key="id" a:key="*this">{{item}}</view>`, { l: ["a"] })).toBe("a");
    },
    "wx:key is inert",
  );

  rule(
    "F-EVT-1",
    async () => {
      const program = await start({
        "index.axml": `<view ontap="a"><text catchtap="b">x</text><button onTap="{{on ? 'c' : ''}}">y</button></view>`,
        "index.js": `Page({ data: { on: true }, a() { console.log("a") }, b() { console.log("b") }, c() { console.log("c"); this.setData({ on: false }) } })`,
      });
      for (const name of ["text", "button", "button"]) await program.tap(name);
      expect(program.logged()).toEqual(["b", "c", "a", "a"]);
      expect(program.errors()).toEqual([]);
    },
    "lower case, expressions, and the empty string",
  );
});
