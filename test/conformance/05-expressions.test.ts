// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs hold template literals

import { describe, expect } from "vitest";
import { findings, start, withComponent, words } from "./axml-program.js";
import { rule } from "./rule.js";

/** The value of an expression as the page shows it, as JSON by way of an SJS module. */
const value = async (expression: string, data: unknown = {}) =>
  words(`<import-sjs name="show" from="./show.sjs"/>{{show(${expression})}}`, data, {
    "show.sjs": "export default (v) => v === undefined ? 'undefined' : JSON.stringify(v)",
  });

describe("5.1 expressions", () => {
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
