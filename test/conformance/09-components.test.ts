// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs hold template literals

import { describe, expect } from "vitest";
import { component, type ProgramRun, page, programRun } from "../support/program-run.js";
import { rule } from "./rule.js";

/** Runs a page with the components that `using` names. */
const start = (axml: string, script: string, using: string[], files: Record<string, string>): Promise<ProgramRun> =>
  programRun(
    {
      ...page("index", axml, script, Object.fromEntries(using.map((name) => [name, `./${name}`]))),
      ...files,
    },
    { config: { pages: ["index"] } },
  );

/** A component that logs its hooks by name; `more` adds members. */
const life = (name: string, more = "") => `Component({ props: { v: 0 }, data: { own: 0 },
  onInit() { console.log("${name}.onInit") },
  deriveDataFromProps(next) { console.log("${name}.derive", next.v) },
  didMount() { console.log("${name}.didMount") },
  didUpdate(prevProps, prevData) { console.log("${name}.didUpdate", prevProps.v, this.props.v, prevData.own, this.data.own) },
  didUnmount() { console.log("${name}.didUnmount") },
  ${more} })`;

const observed = "options: { observers: true }";

describe("declaration and members", () => {
  rule("F-CMP-1", async () => {
    const run = await programRun({
      "app.json": '{"pages":["p/index"],"usingComponents":{"x-app":"/c/app"}}',
      ...page("p/index", "<x-app/><x-page/><x-lib/>", undefined, {
        "x-page": "../c/page",
        "x-lib": "lib/button/index",
      }),
      ...component("c/app", "app"),
      ...component("c/page", "page<x-inner/>", undefined, { "x-inner": "./inner" }),
      ...component("c/inner", "inner"),
      "node_modules/lib/package.json": '{"name":"lib","version":"1.0.0"}',
      ...component("node_modules/lib/button/index", "library"),
    });
    expect(run.words).toBe("app page inner library");
    expect(run.errors()).toEqual([]);
  });

  rule("F-CMP-2", async () => {
    const run = await start(`<c-c id="a"/><c-c id="b" n="{{2}}"/><f-f id="f"/>`, "Page({})", ["c-c", "f-f"], {
      ...component(
        "c-c",
        "{{n}}:{{list.length}};",
        "Component({ data: { list: [] }, props: { n: 1 }, methods: { grow() { this.data.list.push(0); this.setData({ list: this.data.list }) } } })",
      ),
      ...component("f-f", "{{made}}", "let count = 0; Component({ data: () => ({ made: ++count }) })"),
    });
    run.page.$selectComponent("#a")["grow"]!();
    await run.settle();
    // Each instance has its own copy of data, and props hold defaults.
    expect(run.words).toBe("1:1; 2:0; 1");
  });

  rule(
    "F-CMP-2",
    async () => {
      const run = await start(`<c-c id="a" n="{{n}}"/>`, "Page({ data: { n: 1 } })", ["c-c"], {
        ...component("c-c", "{{n}}", "Component({ methods: { write() { this.props.n = 9; this.setData({}) } } })"),
      });
      run.page.$selectComponent("#a")["write"]!();
      await run.settle();
      expect(run.words).toBe("1");
      await run.setData({ n: 2 });
      expect([run.words, run.page.$selectComponent("#a")["props"]]).toEqual(["2", { n: 2, id: "a" }]);
    },
    "props are the owner's",
  );

  rule("F-CMP-6", async () => {
    const run = await start(
      `<c-c foo-bar="{{1}}" onGo="go" label="go" catchStop="go"/><c-c fooBar="b"/>`,
      `Page({ go(from) { console.log("go", from, this.route) } })`,
      ["c-c"],
      {
        ...component(
          "c-c",
          "{{fooBar}} {{rest}} {{label}};",
          `Component({ props: { rest: "default" }, didMount() { console.log(typeof this.props.onGo, typeof this.props.label, typeof this.props.catchStop);
             this.props.onGo && this.props.onGo(this.props.fooBar) } })`,
        ),
      },
    );
    expect(run.words).toBe("1 default go; b default ;");
    expect(run.news()).toEqual(["function string function", "go 1 index", "undefined undefined undefined"]);
  });

  rule("F-CMP-7", async () => {
    const run = await start(`<c-c/>`, `Page({ press() { console.log("page") } })`, ["c-c"], {
      ...component(
        "c-c",
        `<view id="b" onTap="press"/>`,
        `Component({ methods: { press() { console.log(this.is) } } })`,
      ),
    });
    await run.tap("b");
    expect(run.news()).toEqual(["c-c"]);
  });

  rule("F-CMP-8", async () => {
    const run = await start(`<c-c id="a"/><c-c id="b"/>`, "Page({ name: 'the page' })", ["c-c"], {
      ...component(
        "c-c",
        `<view id="{{$id}}">{{text}}</view><i-i/>`,
        "Component({ data: { text: '', list: [1, 2] } })",
        {
          "i-i": "./i-i",
        },
      ),
      ...component("i-i", "", "Component({ didMount() { console.log(this.selectOwnerComponent().is) } })"),
    });
    const a = run.page.$selectComponent("#a");
    const b = run.page.$selectComponent("#b");
    const { is, $id, $page, props, data } = a;
    expect([is, typeof $id, ($page as { name: string }).name, props, data]).toEqual([
      "c-c",
      "number",
      "the page",
      { id: "a" },
      { text: "", list: [1, 2] },
    ]);
    expect($id).not.toBe(b["$id"]);
    expect(run.view.view.find("view", "id", String($id))).not.toBe(0);
    expect(a["selectOwnerComponent"]!()).toBe(run.page);
    expect(run.news()).toEqual(["c-c", "c-c"]);
    const { setData } = a;
    expect(() => setData({ text: "lost" })).toThrow(/keep `this`/);
    a["$spliceData"]!({ list: [0, 1] });
    expect(a.data["list"]).toEqual([2]);
  });

  rule(
    "F-CMP-8",
    async () => {
      const run = await start(`<c-c id="a"/><c-c id="b"/>`, "Page({})", ["c-c"], {
        ...component("c-c", `<view class="x"/>`),
      });
      const [, of_b] = [run.page.$selectComponent("#a"), run.page.$selectComponent("#b")];
      const query = of_b["createSelectorQuery"]!() as Record<string, (...args: unknown[]) => typeof query> & {
        exec(): void;
      };
      query["select"]!(".x")["boundingClientRect"]!()["exec"]!();
      await run.settle();
      const asked = run.view.made.flatMap(({ method, args }) =>
        method === "query" ? [(args as unknown[][])[0]![0]] : [],
      );
      const views = run.view.batches.length;
      expect(views).toBeGreaterThan(0);
      // The view looks only inside of the instance that is the component.
      expect(asked).toEqual([{ selector: ".x", all: false, want: ["rect"], within: expect.any(Number) }]);
    },
    "createSelectorQuery stays within the component",
  );

  rule("F-CMP-9", async () => {
    const run = await start(`<c-c id="a"/>`, "Page({})", ["c-c"], {
      "base.js": `export default Mixin({ data: { a: "base", b: "base" }, didMount() { console.log("base") } })`,
      ...component(
        "c-c",
        "{{a}} {{b}} {{c}} {{p}}",
        `import base from "./base";
         const mixin = Mixin({ mixins: [base], data: { b: "mixin", c: "mixin" }, props: { p: "mixin" }, didMount() { console.log("mixin", this.who(), this.only()) },
           methods: { who() { return "mixin" }, only() { return "only" } } });
         Component({ mixins: [mixin, base], data: { c: "own" }, didMount() { console.log("own", this.hasMixin(base), this.hasMixin({})) }, methods: { who() { return "own" } } })`,
      ),
    });
    expect(run.words).toBe("base mixin own mixin");
    expect(run.news()).toEqual(["base", "mixin own only", "own true false"]);
  });

  rule(
    "F-CMP-9",
    async () => {
      const run = await start(
        "{{a}}{{b}}{{sum}}",
        `const base = Mixin({ data: { a: 1, b: 1 }, onLoad() { console.log("mixin", this.who()) }, observers: { a(a) { console.log("mixin saw", a) } }, methods: { who() { return "mixin" } } });
         Page({ mixins: [base], ${observed}, data: { b: 2 }, observers: { b(b) { console.log("page saw", b) } }, onLoad() { console.log("page", this.hasMixin(base)) }, who() { return "page" } })`,
        [],
        {},
      );
      expect([run.words, run.news()]).toEqual(["12", ["mixin page", "page true"]]);
      await run.setData({ a: 3, b: 4 });
      expect(run.news()).toEqual(["mixin saw 3", "page saw 4"]);
    },
    "mixins of a page",
  );

  rule("F-CMP-12", async () => {
    const run = await start(`<c-c n="{{3}}"/>`, "Page({})", ["c-c"], {
      ...component("c-c", `{{n}}<c-c a:if="{{n > 0}}" n="{{n - 1}}"/>`, undefined, { "c-c": "./c-c" }),
    });
    expect(run.words).toBe("3 2 1 0");
    const endless = await start(`<c-c/>`, "Page({})", ["c-c"], {
      ...component("c-c", "x<c-c/>", undefined, { "c-c": "./c-c" }),
    });
    expect(endless.words.split(" ").length).toBe(50);
    expect(endless.warnings()).toEqual([expect.stringContaining("deeper than 50")]);
  });
});

describe("life cycle", () => {
  rule("F-CMP-3", async () => {
    const files = component("c-c", "{{v}}", life("c"));
    const project = (component2: boolean) => ({
      "mini.project.json": JSON.stringify({ format: 2, compileType: "mini", compileOptions: { component2 } }),
      ...page("index", `<c-c a:if="{{v}}" v="{{v}}"/>`, "Page({ data: { v: 1 } })", { "c-c": "./c-c" }),
      ...files,
    });
    const classic = await programRun(project(false), { config: { pages: ["index"] } });
    await classic.setData({ v: 2 });
    await classic.setData({ v: 0 });
    expect(classic.news()).toEqual(["c.didMount", "c.didUpdate 1 2 0 0", "c.didUnmount"]);
    const second = await programRun(project(true), { config: { pages: ["index"] } });
    await second.setData({ v: 2 });
    await second.setData({ v: 0 });
    expect(second.news()).toEqual([
      "c.onInit",
      "c.derive 1",
      "c.didMount",
      "c.derive 2",
      "c.didUpdate 1 2 0 0",
      "c.didUnmount",
    ]);
  });

  rule("F-CMP-4", async () => {
    const script = `Component({ props: { v: 0 }, data: { sum: 0, seen: 0 },
      onInit() { this.setData({ sum: 10 }) }, deriveDataFromProps(next) { this.setData({ sum: this.data.sum + next.v }) },
      didUpdate() { console.log("didUpdate") } })`;
    const run = await start(
      `<c-c v="{{v}}"/>`,
      "Page({ data: { v: 1 } })",
      ["c-c"],
      component("c-c", "{{sum}}", script),
    );
    expect([run.words, run.news()]).toEqual(["11", []]);
    run.view.view.resetCounts();
    await run.setData({ v: 5 });
    // One render brings both the new prop and what deriveDataFromProps set.
    expect([run.words, run.view.view.counts, run.news()]).toEqual(["16", { text: 1 }, ["didUpdate"]]);
  });

  const tree: [what: string, axml: string, order: string[]][] = [
    ["nested", `<o-o/>`, ["o.onInit", "i.onInit", "i.didMount", "o.didMount"]],
    [
      "siblings in a list",
      `<block a:for="{{[1, 2]}}"><i-i v="{{item}}"/></block><o-o/>`,
      ["i.onInit", "i.onInit", "o.onInit", "i.onInit", "i.didMount", "i.didMount", "i.didMount", "o.didMount"],
    ],
    [
      "in a slot: made when the slot is, mounted before what holds it",
      `<s-s><i-i/></s-s>`,
      ["s.onInit", "i.onInit", "i.didMount", "s.didMount"],
    ],
    ["only the branch that is shown", `<o-o a:if="{{false}}"/><i-i a:else/>`, ["i.onInit", "i.didMount"]],
    [
      "in a template",
      `<template name="t"><i-i/></template><template is="t"/><o-o/>`,
      ["i.onInit", "o.onInit", "i.onInit", "i.didMount", "i.didMount", "o.didMount"],
    ],
  ];
  for (const [what, axml, order] of tree) {
    const hooks = (name: string) =>
      `Component({ onInit() { console.log("${name}.onInit") }, didMount() { console.log("${name}.didMount") } })`;
    rule(
      "F-CMP-4",
      async () => {
        const script = `Page({ onReady() { console.log("ready") } })`;
        const run = await start(axml, script, ["o-o", "i-i", "s-s"], {
          ...component("o-o", "<i-i/>", hooks("o"), { "i-i": "./i-i" }),
          ...component("i-i", "", hooks("i")),
          ...component("s-s", "<view><slot/></view>", hooks("s")),
        });
        expect(run.news()).toEqual([...order, "ready"]);
      },
      what,
    );
  }

  rule("F-CMP-5", async () => {
    const bump = "methods: { bump() { this.setData({ own: this.data.own + 1 }) } }";
    const run = await start(`<o-o id="o" a:if="{{on}}" v="{{v}}"/>`, "Page({ data: { on: true, v: 1 } })", ["o-o"], {
      ...component("o-o", `<i-i id="i" v="{{v}}"/>`, life("o", bump), { "i-i": "./i-i" }),
      ...component("i-i", "{{own}}", life("i", bump)),
    });
    run.news();
    await run.setData({ v: 2 });
    expect(run.news()).toEqual(["o.derive 2", "i.derive 2", "i.didUpdate 1 2 0 0", "o.didUpdate 1 2 0 0"]);
    run.page.$selectComponent("#o")["bump"]!();
    await run.settle();
    expect(run.news()).toEqual(["o.derive 2", "o.didUpdate 2 2 0 1"]);
    await run.setData({ on: false });
    expect(run.news()).toEqual(["i.didUnmount", "o.didUnmount"]);
  });

  rule(
    "F-CMP-5",
    async () => {
      const run = await start(
        `<c-c a:for="{{list}}" a:key="id" v="{{item.id}}"/>`,
        "Page({ data: { list: [{ id: 1 }, { id: 2 }, { id: 3 }] } })",
        ["c-c"],
        component("c-c", "{{v}}", life("c")),
      );
      run.news();
      await run.setData({ list: [{ id: 3 }, { id: 4 }, { id: 1 }] });
      expect(run.words).toBe("3 4 1");
      // Who stays keeps its instance and is not updated.
      expect(run.news()).toEqual(["c.didUnmount", "c.onInit", "c.derive 4", "c.didMount"]);
    },
    "rows of a keyed list",
  );

  rule(
    "F-CMP-5",
    async () => {
      const run = await start(`<s-s><i-i v="{{v}}"/></s-s>`, "Page({ data: { v: 1 } })", ["s-s", "i-i"], {
        ...component("s-s", "<slot/>", life("s")),
        ...component("i-i", "{{v}}", life("i")),
      });
      run.news();
      await run.setData({ v: 2 });
      expect(run.news()).toEqual(["i.derive 2", "i.didUpdate 1 2 0 0"]);
      run.my["navigateTo"]!({ url: "/index" });
      await run.settle();
      run.news();
      run.my["navigateBack"]!();
      await run.settle();
      expect(run.news()).toEqual(["i.didUnmount", "s.didUnmount"]);
    },
    "in a slot",
  );

  rule("F-DIR-9", async () => {
    const run = await start(
      `<c-c ref="keep"/><r-r ref="keep"/>`,
      "Page({ keep(it) { console.log(it.is || it.own) } })",
      ["c-c", "r-r"],
      {
        ...component("c-c", ""),
        ...component("r-r", "", `Component({ ref() { return { own: "shaped" } } })`),
      },
    );
    expect(run.news()).toEqual(["c-c", "shaped"]);
  });
});

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

describe("switched on by options (F-CMP-11)", () => {
  rule(
    "F-CMP-11",
    async () => {
      const names = ["created", "attached", "ready", "moved", "detached"];
      const script = (name: string, options: string) => `Component({ ${options} props: { v: 0 },
        onInit() { console.log("${name}.onInit") }, didMount() { console.log("${name}.didMount") }, didUnmount() { console.log("${name}.didUnmount") },
        lifetimes: { ${names.map((hook) => `${hook}() { console.log("${name}.${hook}") }`).join(", ")} } })`;
      const axml = `<o-o a:for="{{list}}" a:key="*this"/>`;
      const run = await start(axml, "Page({ data: { list: [1] }, onReady() { console.log('ready') } })", ["o-o"], {
        ...component("o-o", "<i-i/>", script("o", "options: { lifetimes: true },"), { "i-i": "./i-i" }),
        ...component("i-i", "", script("i", "options: { lifetimes: true },")),
      });
      expect(run.news()).toEqual([
        ...["o.created", "o.onInit", "o.attached", "i.created", "i.onInit", "i.attached"],
        ...["i.didMount", "o.didMount", "i.ready", "o.ready", "ready"],
      ]);
      await run.setData({ list: [2, 1] });
      run.news();
      await run.setData({ list: [1, 2] });
      expect(run.news()).toEqual(["o.moved", "i.moved"]);
      await run.setData({ list: [1] });
      expect(run.news()).toEqual(["i.didUnmount", "i.detached", "o.didUnmount", "o.detached"]);
      const off = await start("<i-i/>", "Page({})", ["i-i"], component("i-i", "", script("i", "")));
      expect(off.news()).toEqual(["i.onInit", "i.didMount"]);
      expect(off.warnings()).toEqual([expect.stringMatching(/OPTION_OFF: i-i: lifetimes/)]);
    },
    "lifetimes",
  );

  const observers: [key: string, set: string, values: string[]][] = [
    ["a", "{ a: 1 }", ["[1]"]],
    ["a", "{ 'a.b': 1 }", []],
    ["a", "{ c: 1 }", []],
    ["a.**", "{ 'a.b.c': 1 }", ['[{"b":{"c":1}}]']],
    ["a.b", "{ a: { b: 2 } }", ["[2]"]],
    ["a.b", "{ 'a.b': 3, c: 1 }", ["[3]"]],
    ["a.b", "{ 'a.d': 3 }", []],
    ["a, c", "{ a: 1, c: 2 }", ["[1,2]"]],
    ["a, c", "{ c: 2 }", ["[null,2]"]],
    ["list[1]", "{ 'list[1]': 5 }", ["[5]"]],
    ["list[1]", "{ 'list[0]': 5 }", []],
    ["list[1].**", "{ 'list[1].x': 5 }", ['[{"x":5}]']],
    ["same", "{ same: 1 }", ["[1]"]],
    ["**", "{ c: 1 }", ['[{"p":"prop","id":"c","list":[0,{}],"same":1,"c":1}]']],
  ];
  for (const [key, set, values] of observers) {
    rule(
      "F-CMP-11",
      async () => {
        const script = `Component({ ${observed}, props: { p: "prop" }, data: { list: [0, {}], same: 1 },
          observers: { "${key}"(...values) { console.log(JSON.stringify(values)) } } })`;
        const run = await start(
          `<c-c id="c"/>`,
          `Page({ set(c) { c.setData(${set}); console.log("after") } })`,
          ["c-c"],
          component("c-c", "", script),
        );
        expect(run.news()).toEqual([]);
        (run.page["set"] as (c: unknown) => void)(run.page.$selectComponent("#c"));
        await run.settle();
        // At once, as setData itself.
        expect(run.news()).toEqual([...values, "after"]);
      },
      `observers: ${key} after ${set}`,
    );
  }

  rule(
    "F-CMP-11",
    async () => {
      const script = `Component({ ${observed}, props: { v: 0 }, data: { double: 0 },
        observers: { v(v) { console.log("observed", v, this.props.v); this.setData({ double: v * 2 }) }, double(d) { console.log("double", d) } },
        didUpdate() { console.log("didUpdate") } })`;
      const run = await start(
        `<c-c v="{{v}}"/>`,
        "Page({ data: { v: 1 } })",
        ["c-c"],
        component("c-c", "{{double}}", script),
      );
      expect(run.news()).toEqual([]);
      run.view.view.resetCounts();
      await run.setData({ v: 2 });
      expect(run.news()).toEqual(["observed 2 2", "double 4", "didUpdate"]);
      expect([run.words, run.view.view.counts]).toEqual(["4", { text: 1 }]);
    },
    "observers of props join the render that brings them",
  );

  rule(
    "F-CMP-11",
    async () => {
      const run = await start(
        "{{sum}}",
        `Page({ ${observed}, data: { a: 1, b: 2 }, observers: { "a, b"(a, b) { this.setData({ sum: a + b }) }, sum() { this.setData({ "loop.x": 1 }) }, "loop.**"() { this.setData({ sum: this.data.sum }) } } })`,
        [],
        {},
      );
      run.page.setData({ a: 5 });
      await run.settle();
      expect(run.words).toBe("7");
      expect(run.errors()).toEqual([expect.stringContaining("Endless updates")]);
    },
    "observers of a page, and a loop of them",
  );

  rule(
    "F-CMP-11",
    async () => {
      const relation = (name: string, key: string, type: string) =>
        `relations: { "${key}": { type: "${type}", ${["linked", "linkChanged", "unlinked"]
          .map((hook) => `${hook}(other) { console.log("${name}.${hook}", other.is, other.props.n ?? "") }`)
          .join(", ")} } }`;
      const options = "options: { relations: true }";
      const run = await start(
        `<l-l id="l"><view a:for="{{list}}" a:key="*this"><e-e n="{{item}}"/></view></l-l><e-e n="alone"/>`,
        "Page({ data: { list: [1, 2] } })",
        ["l-l", "e-e"],
        {
          ...component(
            "l-l",
            "<view><slot/></view>",
            `Component({ ${options}, ${relation("list", "./e-e", "child")} })`,
          ),
          ...component(
            "e-e",
            "",
            `Component({ ${options}, ${relation("item", "./l-l", "parent")}, didMount() { console.log("mount", this.props.n) } })`,
          ),
        },
      );
      expect(run.news()).toEqual([
        ...["list.linked e-e 1", "item.linked l-l ", "mount 1"],
        ...["list.linked e-e 2", "item.linked l-l ", "mount 2", "mount alone"],
      ]);
      const nodes = run.page.$selectComponent("#l")["getRelationNodes"]!("./e-e") as { props: { n: number } }[];
      expect(nodes.map(({ props }) => props.n)).toEqual([1, 2]);
      await run.setData({ list: [2, 1] });
      expect(run.news()).toEqual(["list.linkChanged e-e 2", "item.linkChanged l-l "]);
      const now = run.page.$selectComponent("#l")["getRelationNodes"]!("./e-e") as { props: { n: number } }[];
      expect(now.map(({ props }) => props.n)).toEqual([2, 1]);
      await run.setData({ list: [1] });
      expect(run.news()).toEqual(["list.unlinked e-e 2", "item.unlinked l-l "]);
      expect((run.page.$selectComponent("#l")["getRelationNodes"]!("./e-e") as unknown[]).length).toBe(1);
    },
    "relations: parent and child",
  );

  rule(
    "F-CMP-11",
    async () => {
      const run = await start(`<f-f><m-m><x-x/></m-m></f-f>`, "Page({})", ["f-f", "m-m", "x-x"], {
        "field.js": "export default Mixin({})",
        ...component(
          "f-f",
          "<slot/>",
          `import field from "./field"; Component({ options: { relations: true }, relations: { fields: { type: "descendant", target: field, linked(it) { console.log("form got", it.is) } } } })`,
        ),
        ...component("m-m", "<slot/>"),
        ...component(
          "x-x",
          "",
          `import field from "./field"; Component({ mixins: [field], options: { relations: true }, relations: { "/f-f": { type: "ancestor", linked(it) { console.log("field got", it.is) } } } })`,
        ),
      });
      expect(run.news()).toEqual(["form got x-x", "field got f-f"]);
    },
    "relations: ancestor, and by mixin",
  );

  rule(
    "F-CMP-11",
    async () => {
      const run = await start(
        `<c-c id="a" my-class="red {{more}}" other-class="x"/><c-c/>`,
        "Page({ data: { more: 'big' } })",
        ["c-c"],
        component(
          "c-c",
          `<view class="own my-class"><text a:if="{{true}}" class="{{k}} other-class">t</text><view class="plain"/></view>`,
          `Component({ options: { externalClasses: true }, externalClasses: ["my-class", "other-class"], data: { k: "dyn" } })`,
        ),
      );
      const classes = () => [...run.view.view.text().matchAll(/class="([^"]*)"/g)].map(([, names]) => names!.trim());
      expect(classes()).toEqual(["own red big", "dyn x", "plain", "own", "dyn", "plain"]);
      await run.setData({ more: "" });
      run.page.$selectComponent("#a").setData({ k: "other" });
      await run.settle();
      expect(classes().slice(0, 3)).toEqual(["own red", "other x", "plain"]);
    },
    "externalClasses",
  );

  rule(
    "F-CMP-11",
    async () => {
      for (const virtualHost of [true, false]) {
        const run = await start(`<view><c-c className="given"/></view>`, "Page({})", ["c-c"], {
          ...component(
            "c-c",
            `<text class="{{className}}">t</text>`,
            `Component({ options: { virtualHost: ${virtualHost} } })`,
          ),
        });
        expect(run.view.view.text()).toBe('<view>\n  <text class="given">\n    "t"');
      }
    },
    "virtualHost: a component has no node of its own; what is given as class is a prop",
  );

  rule(
    "F-CMP-11",
    async () => {
      const names = [
        "onLoad",
        "onShow",
        "onReady",
        "onHide",
        "onUnload",
        "onPullDownRefresh",
        "onKeyboardHeight",
        "onTitleClick",
        "onPageScroll",
      ];
      const script = `Component({ pageEvents: { ${names.map((name) => `${name}(e) { console.log("${name}", this.is, JSON.stringify(e ?? null)) }`).join(", ")} } })`;
      const run = await start(
        "<c-c/>",
        "Page({ onShow() { console.log('page shows') } })",
        ["c-c"],
        component("c-c", "", script),
      );
      expect(run.news()).toEqual(["page shows", "onLoad c-c {}", "onShow c-c null", "onReady c-c null"]);
      const { shownPage } = run.view.view;
      run.view.send(["page", shownPage, "pullDownRefresh", {}]);
      run.view.send(["page", shownPage, "keyboardHeight", { height: 300 }]);
      run.send(["event", "titleClick", {}]);
      run.send(["event", "hide", {}]);
      expect(run.view.made.map(({ node, method, args }) => [node, method, args])).toEqual([
        [shownPage, "listen", ["pageScroll"]],
      ]);
      await run.settle();
      expect(run.news()).toEqual([
        'onPullDownRefresh c-c {"from":"manual"}',
        'onKeyboardHeight c-c {"height":300}',
        "onTitleClick c-c {}",
        "onHide c-c null",
      ]);
    },
    "pageEvents",
  );
});
