// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs hold template literals
import { beforeAll, describe, expect, it } from "vitest";
import { compilePage, draw } from "./run-program.js";

async function render(axml: string, data: Record<string, unknown> = {}, files: Record<string, string> = {}) {
  const { result, template } = await compilePage(axml, files);
  return { drawn: draw(template, data), codes: result.diagnostics.map((d) => `${d.severity[0]} ${d.code}`) };
}

describe("templates", () => {
  beforeAll(async () => {
    // The first transform starts esbuild's service.
    await compilePage("");
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    ["F-AXML-3", '<view a="{{x}}" b=" {{x}}" c="1" d></view>', { x: 5 }, '<view c="1" d=true a=5 b=" 5"></view>'],
    [
      "F-AXML-3",
      '<view class="{{[x]}}" style="{{color: c}}"/>',
      { c: "red", x: "k" },
      '<view class=["k"] style={"color":"red"}></view>',
    ],
    [
      "F-AXML-4",
      "<text>{{a}}|{{b}}|{{c}}|{{d}}</text>",
      { a: null, c: false, d: {} },
      "<text>||false|[object Object]</text>",
    ],
    [
      "F-AXML-4",
      "<view>\n <text> a\n b </text>\n <view/>\n</view>",
      {},
      "<view><text> a\n b </text><view></view></view>",
    ],
    ["F-AXML-5", "<view>{{a.b.c}}</view>", {}, "<view></view>"],
    ["F-DIR-1", '<a a:if="{{x == 1}}"/> <!-- --> <b a:elif="{{x == 2}}"/><c a:else/>', { x: 2 }, "<b></b>"],
    ["F-DIR-1", '<view a:if="{{x}}">1</view><view a:else="{{true}}">2</view>', {}, "<view>2</view>"],
    ["corpus 5", '<view a:if="text">1</view>', {}, "<view>1</view>"],
    [
      "F-DIR-2",
      '<view a:for="{{l}}" a:key="*this">{{index}}{{item}}</view>',
      { l: ["a", "b"] },
      "<view>0a</view><view>1b</view>",
    ],
    [
      "F-DIR-2",
      '<block a:for="{{l}}" a:for-item="r" a:for-index="i"><text a:for="{{r}}">{{i}}{{index}}{{item}};</text></block>',
      { l: [[1], [2, 3]] },
      "<text>001;</text><text>102;</text><text>113;</text>",
    ],
    ["F-DIR-3", '<view a:for="name">x</view>', { name: [1] }, ""],
    [
      "F-DIR-5",
      '<view a:for="{{l}}" a:if="{{item}}">{{item}}</view>',
      { l: [0, 1, 2] },
      "<view>1</view><view>2</view>",
    ],
    ["F-DIR-5", '<view a:if="{{x}}"/><view a:else a:for="{{2}}">{{item}}</view>', {}, "<view>0</view><view>1</view>"],
    ["F-DIR-6", "<block><view/><block>a</block></block>", {}, "<view></view>a"],
    ["F-AXML-9", '<view a:for="{{[1]}}" a:for-item="x">{{x}}{{y}}</view>', { x: "hidden", y: 2 }, "<view>12</view>"],
    [
      "F-TAG-1",
      '<scroll-view scrollTop="{{1}}" maxLength="2"/>',
      {},
      '<scroll-view maxlength="2" scroll-top=1></scroll-view>',
    ],
    ["corpus 5", '<view wx:if="{{no}}" v-if="no" bindtap="x" :class="y" @tap="z" id="i"/>', {}, '<view id="i"></view>'],
    ["corpus 2", "<view hidden={{a}}>x</view>", { a: true }, "<view hidden=true>x</view>"],
    [
      "F-TPL-1",
      '<template name="t"><b>{{x}}{{y}}</b></template><template is="{{n}}" data="{{x: 1}}"/>',
      { n: "t", y: 2 },
      "<b>[:1]</b>",
    ],
    [
      "F-CMP-6",
      '<c foo-bar="1" fooBaz="{{2}}" onX="go" ontap="t" d/>',
      {},
      '<c fooBar="1" fooBaz=2 onX="go" onTap="t" d=true></c>',
    ],
    [
      "F-CMP-10",
      '<c><b slot="h">1</b> text <i slot="h"/></c>',
      {},
      '<c>[h:<b slot="h">[:1]</b><i slot="h"></i>][: text ]</c>',
    ],
    ["F-CMP-10", '<c><view slot-scope="p">{{p.from}}</view></c>', { p: 1 }, "<c>[:<view>slot</view>]</c>"],
    ["F-CMP-10", '<slot name="{{n}}" my-v="{{v}}">fall {{n}}</slot>', { n: "x", v: 1 }, "<slot x myV=1>fall x</slot>"],
    ["F-CMP-10", "<c>\n  <!-- nothing -->\n</c>", {}, "<c></c>"],
  ])("%s: %s", async (_rule, axml, data, expected) => {
    expect((await render(axml, data)).drawn).toBe(expected);
  });

  it("F-DIR-1: a stray else is an error", async () => {
    expect((await render("<view a:else/>")).codes).toEqual(["e AXML_STRAY_ELSE"]);
  });

  it("F-DIR-4: keys are members, the item, or expressions", async () => {
    const { template } = await compilePage(
      '<a a:for="{{l}}" a:key="id"/><a a:for="{{l}}" a:key="item.id"/><a a:for="{{l}}" a:key="*this"/>' +
        '<a a:for="{{l}}" key="k-{{index}}"/><a a:for="{{l}}" a:key="item.a.b"/><a a:for="{{l}}"/><a a:for="{{l}}" a:key="index"/>',
    );
    const keys = template.main.b.map((binding) => (binding[0] === 3 ? binding[5] : "none"));
    const at = { item: { a: { b: 7 } }, index: 3 };
    expect(keys.map((key) => (typeof key === "function" ? key(at) : key))).toEqual([
      "id",
      "id",
      "*this",
      "k-3",
      7,
      null,
      null,
    ]);
  });

  it("F-EVT-1, F-EVT-5: events and datasets are known to the worker, flags to the view", async () => {
    const { template } = await compilePage(
      '<view id="{{i}}" onTap="a" catchTouchMove="b" ontouchstart="c" data-alpha-beta="{{x}}" data-alphaBeta="2">' +
        "<view><text onTap=\"{{x ? 'd' : ''}}\" onLongTap=\"\">t</text></view></view>",
    );
    expect(template.fragments[0]?.c).toEqual([
      {
        e: "view",
        v: { tap: 1, touchMove: 3, touchStart: 1 },
        s: 1,
        c: [{ e: "view", c: [{ e: "text", v: { tap: 1 }, s: 2, c: [{ t: "t" }] }] }],
      },
    ]);
    const meta = template.main.e ?? {};
    expect(meta[1]).toMatchObject({
      t: "view",
      up: 0,
      v: { tap: { h: "a" }, touchMove: { c: "b" }, touchStart: { h: "c" } },
    });
    expect(meta[1]?.d?.({ x: [1] })).toEqual({ alphaBeta: [1], alphabeta: "2" });
    expect(meta[2]).toMatchObject({ t: "text", up: 1 });
    const handler = meta[2]?.v?.["tap"]?.h;
    expect(typeof handler === "function" && [handler({ x: 1 }), handler({})]).toEqual(["d", ""]);
  });

  it("names what a block reads from outside, without the names of loops inside", async () => {
    const { template } = await compilePage(
      '<view a:for="{{list}}" data-k="{{k}}">{{item.a}}{{b}}</view><c><view slot-scope="p">{{p.x}}{{q}}</view></c>' +
        '<view a:if="{{i}}">{{j}}</view>',
    );
    expect(template.main.u).toEqual(["b", "i", "j", "k", "list", "q"]);
    const loop = template.main.b.find((binding) => binding[0] === 3);
    expect(loop?.[0] === 3 && loop[6].u).toEqual(["b", "item", "k"]);
  });

  it("F-TPL-2, F-TPL-4: imports bring templates of that file only, with its own SJS", async () => {
    const { drawn, codes } = await render(
      '<import src="./t"/><template is="b" data="{{v: 2}}"/><template is="deep"/>',
      {},
      {
        "pages/a/t.axml":
          '<import src="/deep.axml"/><import-sjs name="m" from="./m.sjs"/><template name="b"><text>{{m.twice(v)}}{{m2}}</text><template is="deep"/></template>',
        "pages/a/m.sjs": "export default { twice: (x) => x * 2 }",
        "deep.axml": '<template name="deep"><text>deep</text></template>',
      },
    );
    expect(drawn).toBe("<text>4</text><text>deep</text>");
    expect(codes).toEqual([]);
  });

  it("F-TPL-5, F-TPL-6: include takes markup with the scope around it; cycles are errors", async () => {
    const files = {
      "pages/a/part.axml":
        '<template name="no"><b/></template><view a:for="{{l}}">{{item}}{{x}}</view><image src="./p.png"/>',
      "loop.axml": '<view>1</view><include src="./loop.axml"/>',
    };
    const part = await render('<include src="part.axml"/>', { l: [1, 2], x: "!" }, files);
    expect(part.drawn).toBe('<view>1!</view><view>2!</view><image src="/pages/a/p.png"></image>');
    const loop = await render('<include src="/loop"/>', {}, files);
    expect(loop.drawn).toBe("<view>1</view>");
    expect(loop.codes).toEqual(["e AXML_INCLUDE_CYCLE"]);
  });

  it("F-SJS-2, F-AXML-6: SJS is bound by default, by name and bare", async () => {
    const files = {
      "u.sjs":
        "import { one } from './pages/a/v';\nexport default function (x) { return `<${x}${one}>` }\nexport const k = 3;",
      "pages/a/v.sjs": "export const one = 1; export const my2 = typeof my;",
    };
    const { drawn, codes } = await render(
      '<import-sjs name="f" from="/u.sjs"/><import-sjs name="{k, one: uno}" from="/u.sjs"/><import-sjs name="v" from="./v.sjs"/>' +
        "<text>{{f(2)}}{{k}}{{uno}}{{v.one}}{{v.my2}}</text>",
      { f: 1, k: 1 },
      files,
    );
    expect(drawn).toBe("<text><21>31undefined</text>");
    expect(codes).toEqual([]);
  });

  it("F-FILE-5: static addresses become absolute package paths", async () => {
    const { drawn } = await render(
      '<image src="../b.png"/><image src="pics/c.png"/><image src="root.png"/><video poster="./p.png" src="https://h/x.mp4"/><view style="background:url(./d.png)"/>',
      {},
      { "root.png": "", "pages/a/pics/c.png": "" },
    );
    expect(drawn).toBe(
      '<image src="/pages/b.png"></image><image src="/pages/a/pics/c.png"></image><image src="/root.png"></image>' +
        '<video poster="/pages/a/p.png" src="https://h/x.mp4"></video><view style="background:url(/pages/a/d.png)"></view>',
    );
  });

  it("F-AXML-7: an expression in error draws nothing and the rest of the page stays", async () => {
    const { drawn, codes } = await render("<view>{{a = 1}}{{b}}</view>", { b: 2 });
    expect(drawn).toBe("<view>2</view>");
    expect(codes).toEqual(["e AXML_EXPRESSION"]);
  });

  it("a registered component hides a built-in of that name", async () => {
    const { drawn } = await render(
      '<button type="a">x</button>',
      {},
      {
        "pages/a/a.json": '{"usingComponents":{"button":"/c/c"}}',
        "c/c.js": "Component({})",
        "c/c.json": '{"component":true}',
        "c/c.axml": "<view/>",
      },
    );
    expect(drawn).toBe('<button type="a">[:x]</button>');
  });
});
