import { describe, expect } from "vitest";
import { component, page, programRun } from "../support/program-run.js";
import { observed, start } from "./component-program.js";
import { rule } from "./rule.js";

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
