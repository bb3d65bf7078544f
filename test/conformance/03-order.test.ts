import { describe, expect } from "vitest";
import { component, page, programRun } from "../support/program-run.js";
import { go, hooked, opened, tabBar } from "./page-program.js";
import { rule } from "./rule.js";

describe("order of hooks", () => {
  rule("F-ORD-1", async () => {
    const run = await programRun({
      "app.js": `App({ onLaunch() { console.log("app.onLaunch") }, onShow() { console.log("app.onShow") } })`,
      ...page(
        "a",
        `<c-c n="{{n}}"/>`,
        `Page({ data: { n: 0 }, onLoad() { console.log("onLoad"); this.setData({ n: 1 }) }, onShow() { console.log("onShow"); this.setData({ n: this.data.n + 1 }, () => console.log("callback")) }, onReady() { console.log("onReady") } })`,
        { "c-c": "./c-c" },
      ),
      ...component(
        "c-c",
        "{{n}}",
        `Component({ didMount() { console.log("didMount", this.props.n) }, didUpdate() { console.log("didUpdate") } })`,
      ),
    });
    // Data set in onLoad and onShow are in the first render: the component never sees other ones.
    expect(run.news()).toEqual(["app.onLaunch", "app.onShow", "onLoad", "onShow", "didMount 2", "callback", "onReady"]);
    expect(run.words).toBe("2");
  });

  const order: [what: string, steps: [api: string, params: object, hooks: string[]][]][] = [
    ["navigateTo", [["navigateTo", { url: "/b" }, ["a.onHide", ...opened("b")]]]],
    [
      "navigateBack",
      [
        ["navigateTo", { url: "/b" }, ["a.onHide", ...opened("b")]],
        ["navigateBack", {}, ["b.onUnload", "a.onShow"]],
      ],
    ],
    ["redirectTo", [["redirectTo", { url: "/b" }, ["a.onUnload", ...opened("b")]]]],
    [
      "reLaunch",
      [
        ["navigateTo", { url: "/b" }, ["a.onHide", ...opened("b")]],
        ["navigateTo", { url: "/c" }, ["b.onHide", ...opened("c")]],
        ["reLaunch", { url: "/a" }, ["c.onUnload", "b.onUnload", "a.onUnload", ...opened("a")]],
      ],
    ],
  ];
  for (const [what, steps] of order) {
    rule(
      "F-ORD-2",
      async () => {
        const run = await programRun({ ...hooked("a"), ...hooked("b"), ...hooked("c") });
        run.news();
        for (const [api, params, expected] of steps) expect(await go(run, api, params)).toEqual(expected);
      },
      what,
    );
  }

  const tabs = {
    config: {
      pages: ["t", "u", "a", "b"],
      tabBar,
    },
  };
  const tabFiles = () => ({
    ...hooked("t", "t", tapped("t")),
    ...hooked("u", "u", tapped("u")),
    ...hooked("a"),
    ...hooked("b"),
  });
  const tapped = (name: string) =>
    `onTabItemTap(e) { console.log("${name}.onTabItemTap", e.from, e.pagePath, e.text, e.index) },
     events: { beforeTabItemTap() { console.log("${name}.beforeTabItemTap") }, onSelectedTabItemTap(e) { console.log("${name}.onSelectedTabItemTap", e.index) } }`;

  rule("F-ORD-3", async () => {
    const run = await programRun(tabFiles(), tabs);
    run.news();
    expect(await go(run, "switchTab", { url: "/u" })).toEqual(["t.onHide", ...opened("u")]);
    expect(await go(run, "switchTab", { url: "/t" })).toEqual(["u.onHide", "t.onShow"]);
    await go(run, "navigateTo", { url: "/a" });
    await go(run, "navigateTo", { url: "/b" });
    expect(await go(run, "switchTab", { url: "/u" })).toEqual(["b.onUnload", "a.onUnload", "u.onShow"]);
    expect(await go(run, "switchTab", { url: "/u" })).toEqual([]);
  });

  rule(
    "F-ORD-3",
    async () => {
      const run = await programRun(tabFiles(), tabs);
      run.news();
      const tap = async (index: number) => {
        run.send(["event", "tab", { index }]);
        await run.settle();
        return run.news().filter((line) => line !== "u.onReady");
      };
      expect(await tap(1)).toEqual([
        "t.beforeTabItemTap",
        "t.onHide",
        "u.onLoad",
        "u.onShow",
        "u.onTabItemTap user u U 1",
      ]);
      expect(await tap(1)).toEqual(["u.onSelectedTabItemTap 1"]);
    },
    "a user's tap",
  );

  rule("F-ORD-4", async () => {
    const run = await programRun({ ...hooked("a"), ...hooked("b"), ...hooked("c") });
    for (const url of ["/b", "/c", "/b"]) await go(run, "navigateTo", { url });
    expect(await go(run, "navigateBack", { delta: 2 })).toEqual(["b.onUnload", "c.onUnload", "b.onShow"]);
    expect(await go(run, "navigateBack", { delta: 9 })).toEqual(["b.onUnload", "a.onShow"]);
    expect(await go(run, "navigateBack")).toEqual([]);
  });

  rule(
    "F-ORD-4",
    async () => {
      const life = (name: string) =>
        `Component({ didMount() { console.log("${name}.didMount") }, didUnmount() { console.log("${name}.didUnmount") } })`;
      const run = await programRun({
        ...hooked("a"),
        ...hooked("b", `<c-c a:for="{{2}}"/>`),
        "b.json": '{"usingComponents":{"c-c":"./c-c"}}',
        ...component("c-c", "<d-d/>", life("c"), { "d-d": "./d-d" }),
        ...component("d-d", "", life("d")),
      });
      run.news();
      expect((await go(run, "navigateTo", { url: "/b" })).slice(0, 3)).toEqual(["a.onHide", "b.onLoad", "b.onShow"]);
      expect(await go(run, "navigateBack")).toEqual([
        "b.onUnload",
        ...["d.didUnmount", "c.didUnmount", "d.didUnmount", "c.didUnmount"],
        "a.onShow",
      ]);
    },
    "components end after onUnload of their page, before the revealed one shows",
  );
});
