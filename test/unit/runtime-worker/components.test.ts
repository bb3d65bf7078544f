import { describe, expect, it } from "vitest";
import { programRun } from "../../support/program-run.js";

const component = (name: string, axml: string, js: string, using: Record<string, string> = {}) => ({
  [`${name}.axml`]: axml,
  [`${name}.js`]: js,
  [`${name}.json`]: JSON.stringify({ component: true, usingComponents: using }),
});
const page = (axml: string, js: string, using: Record<string, string>) => ({
  "index.axml": axml,
  "index.js": js,
  "index.json": JSON.stringify({ usingComponents: using }),
});
const config = { config: { pages: ["index"] } };
type Page = { setData(data: unknown): void; $selectComponent(selector: string): Record<string, unknown> };

describe("components", () => {
  it("hooks run children before parents, all before onReady (F-CMP-3, F-CMP-4, F-CMP-5)", async () => {
    const life = (name: string) => `Component({ data: { own: 1 }, props: { v: 0 },
      onInit() { console.log("${name}.onInit"); this.setData({ own: 2 }) },
      deriveDataFromProps(next) { console.log("${name}.derive", this.props.v, next.v, this.data.own) },
      didMount() { console.log("${name}.didMount") },
      didUpdate(prevProps, prevData) { console.log("${name}.didUpdate", prevProps.v, this.props.v, prevData.own, this.data.own) },
      didUnmount() { console.log("${name}.didUnmount") }, methods: { bump() { this.setData({ own: this.data.own + 1 }) } } })`;
    const run = await programRun(
      {
        ...component("kid", "<text>{{v}}/{{own}}</text>", life("kid")),
        ...component("dad", `<view><kid v="{{v}}"/></view>`, life("dad"), { kid: "./kid" }),
        ...page(
          `<dad a:if="{{on}}" v="{{n}}" id="d"/>`,
          `Page({ data: { on: true, n: 1 }, onReady() { console.log("ready") } })`,
          {
            dad: "./dad",
          },
        ),
      },
      config,
    );
    expect(run.errors()).toEqual([]);
    expect(run.logged()).toEqual([
      "dad.onInit",
      "dad.derive 1 1 2",
      "kid.onInit",
      "kid.derive 1 1 2",
      "kid.didMount",
      "dad.didMount",
      "ready",
    ]);
    expect(run.view.view.words()).toBe("1/2");
    const seen = run.logged().length;
    const [top] = run.global<() => Page[]>("getCurrentPages")();
    top!.setData({ n: 5 });
    await run.settle();
    expect(run.logged().slice(seen)).toEqual([
      "dad.derive 1 5 2",
      "kid.derive 1 5 2",
      "kid.didUpdate 1 5 2 2",
      "dad.didUpdate 1 5 2 2",
    ]);
    (top!.$selectComponent("#d") as { bump(): void }).bump();
    await run.settle();
    expect(run.logged().slice(seen + 4)).toEqual(["dad.derive 5 5 3", "dad.didUpdate 5 5 2 3"]);
    top!.setData({ on: false });
    await run.settle();
    expect(run.logged().slice(-2)).toEqual(["kid.didUnmount", "dad.didUnmount"]);
    expect(run.view.view.text()).toBe("");
  });

  it("props: defaults, camel case, functions by name, private data (F-CMP-2, F-CMP-6, F-CMP-7)", async () => {
    const run = await programRun(
      {
        ...component(
          "box",
          `<button onTap="press">{{fooBar}}:{{rest}}:{{list.length}}</button>`,
          `Component({ data: { list: [] }, props: { rest: "default", onGo() {} },
            methods: { press(e) { this.data.list.push(1); this.props.onGo(this.props.fooBar, e.type); console.log(this.is, typeof this.$page.go, typeof this.$id) } } })`,
        ),
        ...page(
          `<box foo-bar="{{1}}" onGo="go"/><box fooBar="x" rest="{{undefined}}"/>`,
          `Page({ go(...args) { console.log("go", ...args, this.route) } })`,
          { box: "/box" },
        ),
      },
      config,
    );
    expect(run.view.view.words()).toBe("1:default:0 x:default:0");
    run.view.tap(run.view.view.find("button"));
    await run.settle();
    expect(run.logged()).toEqual(["go 1 tap index", "box function number"]);
  });

  it("slots: default with fallback, named, scoped, and content that follows its owner (F-CMP-10)", async () => {
    const run = await programRun(
      {
        ...component(
          "card",
          `<view><slot name="head"/><slot>fallback</slot><slot name="row" a:for="{{rows}}" v="{{item}}" i="{{index}}"/></view>`,
          `Component({ data: { rows: ["r0", "r1"] }, methods: { more() { this.setData({ rows: ["n0", "r1", "r2"] }) } } })`,
        ),
        ...page(
          `<card id="c"><view slot="head" onTap="tap" data-n="{{n}}">head {{n}}</view><view slot="row" slot-scope="p">{{p.i}}={{p.v}}:{{n}}</view></card><card>own {{n}}</card>`,
          `Page({ data: { n: 1 }, tap(e) { console.log("tap", e.currentTarget.dataset.n) } })`,
          { card: "./card" },
        ),
      },
      config,
    );
    expect(run.errors()).toEqual([]);
    expect(run.view.view.words()).toBe("head 1 fallback 0=r0:1 1=r1:1 own 1");
    const [top] = run.global<() => Page[]>("getCurrentPages")();
    top!.setData({ n: 2 });
    await run.settle();
    expect(run.view.view.words()).toBe("head 2 fallback 0=r0:2 1=r1:2 own 2");
    (top!.$selectComponent("#c") as { more(): void }).more();
    await run.settle();
    expect(run.view.view.words()).toBe("head 2 fallback 0=n0:2 1=r1:2 2=r2:2 own 2");
  });

  it("a slot handed on to an inner component shows the outer content", async () => {
    const run = await programRun(
      {
        ...component("inner", "<view>[<slot/>]</view>", "Component({})"),
        ...component("outer", "<inner><slot>none</slot></inner>", "Component({})", { inner: "./inner" }),
        ...page(`<outer><text>{{n}}</text></outer><outer/>`, `Page({ data: { n: 7 } })`, { outer: "./outer" }),
      },
      config,
    );
    expect(run.view.view.words()).toBe("[ 7 ] [ none ]");
    run.global<() => Page[]>("getCurrentPages")()[0]!.setData({ n: 8 });
    await run.settle();
    expect(run.view.view.words()).toBe("[ 8 ] [ none ]");
  });

  it("a slot handed on without content leaves the inner component its fallback", async () => {
    const uses = { inner: "./inner", outer: "./outer" };
    const run = await programRun(
      {
        ...component("inner", `<view>[<slot name="a">none</slot>]</view>`, "Component({})"),
        ...component("outer", `<inner><slot name="b" slot="a"/></inner>`, "Component({})", uses),
        ...component("far", `<outer><slot name="c" slot="b"/></outer>`, "Component({})", uses),
        ...page(`<far><text slot="c">own</text></far><far/>`, "Page({})", { far: "./far" }),
      },
      config,
    );
    expect(run.view.view.words()).toBe("[ own ] [ none ]");
  });

  it("mixins merge, their hooks first; refs and selectComponent give the instance (F-CMP-9, F-DIR-9, F-PAGE-7)", async () => {
    const run = await programRun(
      {
        ...component(
          "m",
          "<view>{{a}}{{b}}{{p}}</view>",
          `const mixin = Mixin({ data: { a: "A", b: "B" }, props: { p: "P" }, didMount() { console.log("mixin") }, methods: { hi() { return "mixin" }, own() { return 1 } } });
           Component({ mixins: [mixin], data: { b: "C" }, didMount() { console.log("component") }, methods: { hi() { return "hi" + this.own() } } })`,
        ),
        ...page(`<m ref="save" class="x y"/>`, `Page({ save(ref) { console.log("ref", ref.hi()) } })`, { m: "./m" }),
      },
      config,
    );
    expect(run.view.view.words()).toBe("ACP");
    expect(run.logged()).toEqual(["ref hi1", "mixin", "component"]);
    const [top] = run.global<() => Page[]>("getCurrentPages")();
    expect((top!.$selectComponent(".y") as { hi(): string }).hi()).toBe("hi1");
  });

  it("components talk through what their mixin's data hold; their own data are private (F-CMP-9, F-CMP-2)", async () => {
    const run = await programRun(
      {
        "met.js": `export default Mixin({ data: { met: [] } })`,
        ...component(
          "guest",
          "<view/>",
          `import met from "./met"; Component({ mixins: [met], data: { own: [] }, didMount() { this.data.met.push(this.props.name); this.data.own.push(1) } })`,
        ),
        ...component(
          "host",
          "<view/>",
          `import met from "./met"; Component({ mixins: [met], data: { own: [] }, methods: { all() { return [...this.data.met, this.data.own.length] } } })`,
        ),
        ...page(
          `<guest name="Ada"/><guest name="Grace"/><host ref="save"/>`,
          `Page({ save(ref) { this.host = ref } })`,
          {
            guest: "./guest",
            host: "./host",
          },
        ),
      },
      config,
    );
    const [top] = run.global<() => (Page & { host: { all(): unknown } })[]>("getCurrentPages")();
    expect(top!.host.all()).toEqual(["Ada", "Grace", 0]);
  });

  it("keyed components keep their instance and data when rows move (F-KEY-1)", async () => {
    const run = await programRun(
      {
        ...component(
          "row",
          "<view>{{id}}{{mark}}</view>",
          `Component({ data: { mark: "" }, didMount() { this.setData({ mark: "#" + this.$id }) }, didUnmount() { console.log("gone", this.props.id) } })`,
        ),
        ...page(`<row a:for="{{list}}" a:key="*this" id="{{item}}"/>`, `Page({ data: { list: ["a", "b", "c"] } })`, {
          row: "./row",
        }),
      },
      config,
    );
    expect(run.view.view.words()).toBe("a#1 b#2 c#3");
    const [top] = run.global<() => Page[]>("getCurrentPages")();
    top!.setData({ list: ["c", "x", "a"] });
    await run.settle();
    expect(run.view.view.words()).toBe("c#3 x#4 a#1");
    expect(run.logged()).toEqual(["gone b"]);
  });

  it("recursion ends at 50 levels; an unknown tag draws its content and warns (F-CMP-12, F-AXML-1)", async () => {
    const run = await programRun(
      {
        ...component("self", "<view>x<self/></view>", "Component({})", { self: "./self" }),
        ...page(`<self/><what-is class="w">inside {{n}}</what-is>`, `Page({ data: { n: 1 } })`, { self: "./self" }),
      },
      config,
    );
    expect(run.view.view.words().split("x")).toHaveLength(51);
    expect(run.warnings().some((text) => text.startsWith("RECURSION"))).toBe(true);
    expect(run.view.view.words()).toContain("inside 1");
  });
});
