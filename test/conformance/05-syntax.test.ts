// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs hold template literals

import { describe, expect } from "vitest";
import { drawn, findings, run, withComponent, words } from "./axml-program.js";
import { rule } from "./rule.js";

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
});
