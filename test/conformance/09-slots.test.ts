import { describe, expect } from "vitest";
import { component } from "../support/program-run.js";
import { life, start } from "./component-program.js";
import { rule } from "./rule.js";

describe("slots", () => {
  const card = component(
    "c-c",
    `<view><slot name="head">no head</slot><slot>no body</slot><slot name="row" a:for="{{rows}}" v="{{item}}" i="{{index}}"/></view>`,
    "Component({ data: { rows: ['x', 'y'] }, methods: { set(rows) { this.setData({ rows }) } } })",
  );

  const table: [what: string, axml: string, words: string][] = [
    ["nothing given", `<c-c/>`, "no head no body"],
    ["blanks only", `<c-c> \n </c-c>`, "no head no body"],
    ["default", `<c-c>body {{n}}</c-c>`, "no head body 1"],
    ["only named: the default slot keeps its fallback", `<c-c><view slot="head">head</view></c-c>`, "head no body"],
    ["scoped", `<c-c><view slot="row" slot-scope="p">{{p.i}}{{p.v}}{{n}}</view></c-c>`, "no head no body 0x1 1y1"],
    ["several for one name", `<c-c><view slot="head">a</view>b<view slot="head">c</view></c-c>`, "a c b"],
    ["by a computed name", `<c-c><view slot="{{n === 1 ? 'head' : ''}}">where</view></c-c>`, "where no body"],
    ["with a condition", `<c-c><view slot="head" a:if="{{n === 1}}">yes</view></c-c>`, "yes no body"],
    ["with a loop", `<c-c><view slot="head" a:for="{{2}}">{{item}}</view></c-c>`, "0 1 no body"],
  ];
  for (const [what, axml, words] of table) {
    rule(
      "F-CMP-10",
      async () => {
        const run = await start(axml, "Page({ data: { n: 1 } })", ["c-c"], card);
        expect(run.words).toBe(words);
        expect([...run.errors(), ...run.warnings()]).toEqual([]);
      },
      what,
    );
  }

  rule(
    "F-CMP-10",
    async () => {
      const axml = `<c-c id="c"><view slot="head" onTap="tap" id="h">{{n}}</view><view slot="row" slot-scope="p">{{p.v}}{{n}}</view></c-c>`;
      const run = await start(axml, "Page({ data: { n: 1 }, tap() { console.log('tap') } })", ["c-c"], card);
      await run.setData({ n: 2 });
      expect(run.words).toBe("2 no body x2 y2");
      run.page.$selectComponent("#c")["set"]!(["z"]);
      await run.settle();
      expect(run.words).toBe("2 no body z2");
      await run.tap("h");
      expect(run.news()).toEqual(["tap"]);
    },
    "content follows its owner, values follow the component",
  );

  rule(
    "F-CMP-10",
    async () => {
      const run = await start(`<b-b>body</b-b>`, "Page({})", ["b-b"], {
        ...component(
          "b-b",
          `<view id="b" onTap="next"><slot name="{{name}}">text</slot></view>|<slot/>`,
          `Component({ data: { name: "" }, methods: { next() { this.setData({ name: "none" }) } } })`,
        ),
      });
      expect(run.words).toBe("text | body");
      await run.tap("b");
      expect(run.words).toBe("text | body");
    },
    "a name worked out to be empty is no default slot",
  );

  rule(
    "F-CMP-10",
    async () => {
      const run = await start(
        `<a-a><view slot="top">T{{n}}</view><view>D{{n}}</view><view slot="row" slot-scope="p">{{p.v}}{{n}}</view></a-a><a-a/>`,
        "Page({ data: { n: 1 } })",
        ["a-a"],
        {
          ...component(
            "a-a",
            `<b-b><slot name="top" slot="head">no top</slot><slot>no a</slot><slot name="row" slot="row" slot-scope="q" v="{{q.v}}"/></b-b>`,
            undefined,
            { "b-b": "./b-b" },
          ),
          ...component(
            "b-b",
            `<k-k><slot name="head" slot="k">no head</slot></k-k>[<slot>no b</slot>]<slot name="row" v="b"/>`,
            undefined,
            { "k-k": "./k-k" },
          ),
          ...component("k-k", `(<slot name="k"/>)`),
        },
      );
      expect(run.words).toBe("( T1 ) [ D1 ] b1 ( no top ) [ no a ]");
      await run.setData({ n: 2 });
      expect(run.words).toBe("( T2 ) [ D2 ] b2 ( no top ) [ no a ]");
    },
    "handed on through several components",
  );

  rule(
    "F-CMP-10",
    async () => {
      const run = await start(`<s-s id="s"><i-i v="1"/></s-s>`, "Page({})", ["s-s", "i-i"], {
        ...component("s-s", `<view a:if="{{on}}"><slot/></view>`, "Component({ data: { on: false } })"),
        ...component("i-i", "{{v}}", life("i")),
      });
      expect([run.words, run.news()]).toEqual(["", []]);
      const it = run.page.$selectComponent("#s");
      it.setData({ on: true });
      await run.settle();
      expect([run.words, run.news()]).toEqual(["1", ["i.onInit", "i.derive 1", "i.didMount"]]);
      it.setData({ on: false });
      await run.settle();
      expect([run.words, run.news()]).toEqual(["", ["i.didUnmount"]]);
    },
    "a slot in a branch",
  );
});
