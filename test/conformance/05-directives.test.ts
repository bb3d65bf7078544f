import { describe, expect } from "vitest";
import { programRun } from "../support/program-run.js";
import { drawn, findings, run, start, withComponent, words } from "./axml-program.js";
import { rule } from "./rule.js";

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

  rule(
    "F-DIR-4",
    async () => {
      const loops = `<view a:for="{{l}}">{{item}}</view>
<view a:for="{{l}}" a:key="">{{item}}</view>
<block a:for="{{l}}" key="{{item}}"><view/></block>
<view a:for="{{l}}" key="{{item}}"/><view a:for="{{l}}" a:key="id"/><view a:for="{{3}}"/>`;
      expect(await findings(loops)).toEqual([
        "warning AXML_KEY index.axml:1:7",
        "warning AXML_KEY index.axml:2:21",
        "warning AXML_KEY index.axml:3:22",
      ]);
    },
    "a list that may change and has no key is warned of; on block, key is none",
  );

  rule(
    "F-DIR-4",
    async () => {
      const axml = `<text a:for="{{l}}" a:key="id">{{item.id}}</text>
<block a:for="{{l}}" a:key="*this">.</block>`;
      const files = { "index.axml": axml, "index.js": "Page({ data: { l: [] } })" };
      const l = ["a", "b", "a"].map((id) => ({ id }));
      const program = await programRun(files, { development: true });
      expect(program.warnings()).toEqual([]);
      for (const _ of "12") await program.setData({ l: [...l] });
      expect(program.words).toBe("a b a . . .");
      expect(program.warnings()).toEqual([expect.stringMatching(/^KEY_TWICE: a:key at index\.axml:1: row 2 has /)]);
      const packed = await programRun(files);
      await packed.setData({ l });
      expect(packed.warnings()).toEqual([]);
    },
    "a key that comes twice is warned of once for each list, in development",
  );

  rule("F-DIR-5", async () => {
    expect(await words(`<view a:if="{{item > 1}}" a:for="{{l}}">{{item}}</view>`, { l: [1, 2, 3] })).toBe("2 3");
    const chain = `<view a:for="{{l}}" a:key="*this" a:if="{{item > 1}}">{{item}}</view><view a:else>no</view>`;
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
