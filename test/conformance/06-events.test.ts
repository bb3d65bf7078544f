import type { Json, TouchPoint } from "@berth/core/wire";
import { describe, expect } from "vitest";
import { component, type ProgramRun, page, programRun } from "../support/program-run.js";
import { rule } from "./rule.js";

/** A page whose handlers `h1`, `h2` ... log their name, type and the ids of currentTarget and target. */
const start = (axml: string, more = "", files: Record<string, string> = {}, using: Record<string, string> = {}) =>
  programRun(
    {
      ...page(
        "index",
        axml,
        `Page({ ${[1, 2, 3].map((n) => `h${n}(e) { console.log("h${n}", e.type, e.currentTarget.id, e.target.id) }`).join(", ")},
          facts(e) { console.log(JSON.stringify(e)) }, ${more} })`,
        using,
      ),
      ...files,
    },
    { config: { pages: ["index"] } },
  );

const point: TouchPoint = { identifier: 0, pageX: 3, pageY: 40, clientX: 3, clientY: 4 };

/** Something happens on the element with that id, as the view reports it. */
async function happen(
  run: ProgramRun,
  id: string,
  type: string,
  detail: Json = {},
  touches: TouchPoint[] | null = null,
) {
  run.view.send(["event", run.view.view.find("*", "id", id), type, detail, touches, touches, 7]);
  await run.settle();
  return run.news();
}

describe("events", () => {
  rule("F-EVT-1", async () => {
    const run = await start(
      `<view id="a" onTap="h1"><view id="b" catchTap="h2"><view id="c" onTap="h3"/></view></view>`,
    );
    expect(await happen(run, "c", "tap")).toEqual(["h3 tap c c", "h2 tap b c"]);
    expect(await happen(run, "a", "tap")).toEqual(["h1 tap a a"]);
  });

  rule(
    "F-EVT-1",
    async () => {
      const run = await start(
        `<view id="a" onTap="missing"/><view id="b" onTap="{{on ? 'h' + n : ''}}"/>`,
        "data: { on: true, n: 2 }",
      );
      expect(await happen(run, "a", "tap")).toEqual(['No handler "missing" for tap in the page']);
      expect(await happen(run, "b", "tap")).toEqual(["h2 tap b b"]);
      await run.setData({ on: false });
      expect(await happen(run, "b", "tap")).toEqual([]);
      expect(run.errors()).toEqual([]);
    },
    "a missing handler, a computed one, none",
  );

  const bubbling: [type: string, attribute: string, bubbles: boolean][] = [
    ["touchStart", "onTouchStart", true],
    ["touchMove", "onTouchMove", true],
    ["touchEnd", "onTouchEnd", true],
    ["touchCancel", "onTouchCancel", true],
    ["tap", "onTap", true],
    ["longTap", "onLongTap", true],
    ["scroll", "onScroll", false],
    ["appear", "onAppear", false],
    ["transitionEnd", "onTransitionEnd", false],
  ];
  for (const [type, attribute, bubbles] of bubbling) {
    rule(
      "F-EVT-2",
      async () => {
        const run = await start(
          `<scroll-view id="a" ${attribute}="h1"><scroll-view id="b" ${attribute}="h2"/></scroll-view>`,
        );
        const own = `h2 ${type} b b`;
        expect(await happen(run, "b", type)).toEqual(bubbles ? [own, `h1 ${type} a b`] : [own]);
      },
      type,
    );
  }

  rule("F-EVT-3", async () => {
    const run = await start(
      `<view id="a" data-n="{{1}}" onTap="facts"><text id="b" data-s="x">text</text></view><switch id="s" onChange="facts"/>`,
    );
    const [said] = await happen(run, "b", "tap", {}, [point]);
    expect(JSON.parse(said!)).toEqual({
      type: "tap",
      timeStamp: 7,
      target: { id: "b", tagName: "text", dataset: { n: 1 }, targetDataset: { s: "x" } },
      currentTarget: { id: "a", tagName: "view", dataset: { n: 1 } },
      detail: {},
      touches: [point],
      changedTouches: [point],
    });
    const [changed] = await happen(run, "s", "change", { value: true });
    expect(JSON.parse(changed!)).toEqual({
      type: "change",
      timeStamp: 7,
      target: { id: "s", tagName: "switch", dataset: {}, targetDataset: {} },
      currentTarget: { id: "s", tagName: "switch", dataset: {} },
      detail: { value: true },
    });
  });

  rule(
    "F-EVT-3",
    async () => {
      const run = await start(
        `<s-s><view id="in" data-own="slot"/></s-s>`,
        "",
        component(
          "s-s",
          `<view id="box" data-own="box" onTap="tapped"><slot/></view>`,
          `Component({ methods: { tapped(e) { console.log(this.is, e.currentTarget.id, e.target.id, e.target.targetDataset.own, e.currentTarget.dataset.own) } } })`,
        ),
        { "s-s": "./s-s" },
      );
      // Slot content bubbles through the component that shows it.
      expect(await happen(run, "in", "tap")).toEqual(["s-s box in slot box"]);
    },
    "across a slot",
  );

  rule("F-EVT-5", async () => {
    const run = await start(
      `<view id="a" onTap="facts" data-alpha-beta="{{ {x: [1]} }}" data-alphaBeta="{{n}}" data-t="text" data-no="{{none}}" data-b="{{false}}" data-flag/>`,
      "data: { n: 2 }",
    );
    const [said] = await happen(run, "a", "tap");
    expect((JSON.parse(said!) as { target: { dataset: unknown } }).target.dataset).toEqual({
      alphaBeta: { x: [1] },
      alphabeta: 2,
      t: "text",
      b: false,
      flag: true,
    });
  });

  rule("F-EVT-6", async () => {
    const run = await start(
      `<c-c onTap="go" onPick="go"/><d-d onTap="go"/>`,
      "go(what) { console.log('go', what) }",
      {
        ...component(
          "c-c",
          `<view id="c" onTap="own"/>`,
          `Component({ methods: { own() { console.log("own"); this.props.onPick("picked") } } })`,
        ),
        ...component("d-d", `<view id="d"/>`),
      },
      { "c-c": "./c-c", "d-d": "./d-d" },
    );
    expect(await happen(run, "c", "tap")).toEqual(["own", "go picked"]);
    // Nobody calls the prop of this one.
    expect(await happen(run, "d", "tap")).toEqual([]);
  });

  rule("F-EVT-7", async () => {
    const run = await start(
      `<view onTap="h1" id="a"><view onTap="bad" id="b"><view onTap="h3" id="c"/></view></view>`,
      `bad() { console.log("bad"); throw new Error("in a handler") }`,
      { "app.js": `App({ onError(message) { console.log("onError", message) } })` },
    );
    expect(await happen(run, "c", "tap")).toEqual(["h3 tap c c", "bad", "onError in a handler", "h1 tap a c"]);
  });
});

describe("SJS functions as handlers", () => {
  const sjs = (handler: string) => ({
    "m.sjs": `export default { act(event, owner) { ${handler} }, style: "color:red" }`,
  });
  const axml = `<import-sjs name="m" from="./m.sjs"/><view id="a" class="box {{k}}" data-n="{{1}}" onTap="{{m.act}}"/><view id="b" class="box other"/><text class="still">x</text>`;
  const table: [what: string, handler: string, logged: string[], calls: [id: string, method: string, args: Json][]][] =
    [
      ["the event", "console.log(event.type, event.detail.x, event.target.id)", ["tap 1 a"], []],
      ["getDataset", "console.log(event.instance.getDataset().n, event.currentTarget.dataset.n)", ["1 1"], []],
      [
        "selectComponent",
        "console.log(owner.selectComponent('#b').hasClass('other'), owner.selectComponent('#none'))",
        ["true null"],
        [],
      ],
      [
        "selectComponent of an element that never changes",
        "console.log(owner.selectComponent('.still').setStyle('top:2px').hasClass('still'))",
        ["true"],
        [["still", "setStyle", ["top:2px"]]],
      ],
      ["selectAllComponents", "console.log(owner.selectAllComponents('.box').length)", ["2"], []],
      [
        "setStyle",
        "event.instance.setStyle({ color: 'red' }); owner.selectComponent('#b').setStyle('top:1px')",
        [],
        [
          ["a", "setStyle", ["color:red;"]],
          ["b", "setStyle", ["top:1px"]],
        ],
      ],
      [
        "addClass, removeClass, hasClass",
        "const it = event.instance.addClass('on more'); console.log(it.hasClass('on'), it.hasClass('dyn')); it.removeClass('dyn'); console.log(it.hasClass('dyn'), it.hasClass('box'))",
        ["true true", "false true"],
        [
          ["a", "addClass", ["on more"]],
          ["a", "removeClass", ["dyn"]],
        ],
      ],
      [
        "getState",
        "const s = owner.getState(); s.n = (s.n || 0) + 1; console.log(s.n, event.instance.getState().n)",
        ["1 1"],
        [],
      ],
      ["callMethod", "owner.callMethod('named', { x: 2 })", ["named 2 index"], []],
      ["setTimeout", "owner.setTimeout(() => console.log('late'), 1)", ["late"], []],
      ["clearTimeout", "owner.clearTimeout(owner.setTimeout(() => console.log('never'), 1))", [], []],
      ["requestAnimationFrame", "owner.requestAnimationFrame(() => console.log('frame'))", ["frame"], []],
      [
        "no page data, no my",
        "console.log(typeof my, typeof getApp, typeof Page, typeof this?.route)",
        ["undefined undefined undefined undefined"],
        [],
      ],
    ];
  for (const [what, handler, logged, calls] of table) {
    rule(
      "F-SJS-3",
      async () => {
        const run = await start(
          axml,
          `data: { k: "dyn" }, named(e) { console.log("named", e.x, this.route) }`,
          sjs(handler),
        );
        await happen(run, "a", "tap", { x: 1 }, [point]);
        await expect.poll(() => run.logged()).toEqual(logged);
        const { view } = run.view;
        const made = calls.map(([id, method, args]) => ({
          node: view.find("*", id === "still" ? "class" : "id", id),
          method,
          args,
        }));
        expect(run.view.made.map(({ node, method, args }) => ({ node, method, args }))).toEqual(made);
        expect(run.errors()).toEqual([]);
      },
      what,
    );
  }

  rule(
    "F-SJS-3",
    async () => {
      const run = await start(
        `<c-c id="x"/><c-c id="y"/>`,
        "",
        {
          ...sjs(
            "const s = owner.getState(); s.n = (s.n || 0) + 1; console.log(s.n, owner.selectAllComponents('.in').length); owner.callMethod('own', s.n)",
          ),
          ...component(
            "c-c",
            `<import-sjs name="m" from="./m.sjs"/><view id="{{id}}-in" class="in" onTap="{{m.act}}"/>`,
            `Component({ methods: { own(n) { console.log("own", this.props.id, n) } } })`,
          ),
        },
        { "c-c": "./c-c" },
      );
      expect(await happen(run, "x-in", "tap")).toEqual(["1 1", "own x 1"]);
      expect(await happen(run, "x-in", "tap")).toEqual(["2 1", "own x 2"]);
      expect(await happen(run, "y-in", "tap")).toEqual(["1 1", "own y 1"]);
    },
    "each component instance is an owner of its own",
  );
});
