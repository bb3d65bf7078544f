import { describe, expect, it } from "vitest";
import { programRun } from "../../support/program-run.js";

const hooks = (name: string, more = "") =>
  `const say = (h) => console.log("${name}." + h);
   Page({ ${["onLoad", "onShow", "onReady", "onHide", "onUnload"].map((h) => `${h}() { say("${h}") }`).join(", ")}, ${more} })`;

interface My {
  [api: string]: (options?: Record<string, unknown>) => Promise<Record<string, unknown>>;
}

async function threePages() {
  const run = await programRun({
    "app.js": `App({ onLaunch() { console.log("app.onLaunch", getCurrentPages().length) }, onShow() { console.log("app.onShow") }, onHide() { console.log("app.onHide") } })`,
    "a.axml": "<view>A</view>",
    "a.js": hooks("a"),
    "b.axml": "<view>B</view>",
    "b.js": hooks("b"),
    "sub/c.axml": "<view>C</view>",
    "sub/c.js": hooks("c", `get q() { return 1 }`),
  });
  const my = run.global<My>("my");
  const path = () =>
    run
      .global<() => { route: string }[]>("getCurrentPages")()
      .map((page) => page.route)
      .join(" ");
  let seen = 0;
  const news = () => {
    const all = run.logged();
    const fresh = all.slice(seen);
    seen = all.length;
    return fresh.join(" ");
  };
  return { run, my, path, news };
}

describe("pages", () => {
  it("a cold start runs the hooks in order (F-ORD-1)", async () => {
    const { news, path } = await threePages();
    expect(news()).toBe("app.onLaunch 0 app.onShow a.onLoad a.onShow a.onReady");
    expect(path()).toBe("a");
  });

  it("navigateTo, redirectTo, navigateBack and reLaunch (F-ORD-2, F-ORD-4, F-NAV-7)", async () => {
    const { run, my, path, news } = await threePages();
    news();
    await my["navigateTo"]!({ url: "/b?x=1" });
    await run.settle();
    expect(news()).toBe("a.onHide b.onLoad b.onShow b.onReady");
    expect(run.view.view.words()).toBe("B");
    await my["navigateTo"]!({ url: "sub/c" });
    await run.settle();
    expect(path()).toBe("a b sub/c");
    news();
    await my["navigateBack"]!({ delta: 2 });
    await run.settle();
    expect(news()).toBe("c.onUnload b.onUnload a.onShow");
    expect(run.view.view.pages.size).toBe(1);
    await my["redirectTo"]!({ url: "b" });
    await run.settle();
    expect(news()).toBe("a.onUnload b.onLoad b.onShow b.onReady");
    await my["navigateTo"]!({ url: "/a" });
    await run.settle();
    news();
    await my["reLaunch"]!({ url: "/sub/c" });
    await run.settle();
    expect(news()).toBe("a.onUnload b.onUnload c.onLoad c.onShow c.onReady");
    expect(path()).toBe("sub/c");
    const stacks = run.notes.filter((note) => note.type === "stack");
    expect(stacks.map((note) => note.reason)).toEqual([
      "launch",
      "navigateTo",
      "navigateTo",
      "navigateBack",
      "redirectTo",
      "navigateTo",
      "reLaunch",
    ]);
  });

  it("fails with 7001, 7002 and 2, and leaves the stack untouched (F-NAV-2, F-NAV-3, F-NAV-E2)", async () => {
    const { run, my, path } = await threePages();
    const failure = (api: string, options: Record<string, unknown>) =>
      my[api]!(options).then(
        () => null,
        (error: { error: number }) => error.error,
      );
    expect(await failure("navigateTo", { url: "/nowhere" })).toBe(7002);
    expect(await failure("navigateTo", {})).toBe(2);
    expect(await failure("navigateBack", { delta: 0 })).toBe(2);
    expect(await failure("navigateBack", {})).toBeNull();
    for (let i = 1; i < 10; i++) expect(await failure("navigateTo", { url: "/b" })).toBeNull();
    expect(await failure("navigateTo", { url: "/b" })).toBe(7001);
    expect(path().split(" ")).toHaveLength(10);
    await run.settle();
  });

  it("routing in App.onShow fails with 7004; calls made in onLoad run in order afterwards (F-APP-4, F-NAV-7)", async () => {
    const run = await programRun({
      "app.js": `App({ onShow() { my.navigateTo({ url: "/b", fail: (e) => console.log("fail", e.error) }) } })`,
      "a.axml": "<view>A</view>",
      "a.js": `Page({ onLoad() { my.navigateTo({ url: "/b", success: () => console.log("to b") }); my.redirectTo({ url: "/c" }); console.log("loaded") } })`,
      "b.axml": "<view>B</view>",
      "c.axml": "<view>C</view>",
    });
    expect(run.logged()).toEqual(["fail 7004", "loaded", "to b"]);
    expect(run.view.view.words()).toBe("C");
  });

  it("tabs stay alive; rules of tabs hold (F-NAV-4, F-NAV-5, F-ORD-3)", async () => {
    const run = await programRun(
      {
        "a.axml": "<view>A{{n}}</view>",
        "a.js": hooks("a", "data: { n: 0 }"),
        "b.axml": "<view>B</view>",
        "b.js": hooks(
          "b",
          `events: { beforeTabItemTap() { say("before") } }, onTabItemTap(e) { say("tab" + e.index + e.from) }`,
        ),
        "c.axml": "<view>C</view>",
        "c.js": hooks("c"),
      },
      {
        config: {
          tabBar: {
            items: [
              { pagePath: "a", name: "A" },
              { pagePath: "b", name: "B" },
            ],
          },
        },
      },
    );
    const my = run.global<My>("my");
    const errors: unknown[] = [];
    const fail = (error: unknown) => errors.push((error as { error: number }).error);
    await my["navigateTo"]!({ url: "/b", fail });
    await my["switchTab"]!({ url: "/c", fail });
    await my["switchTab"]!({ url: "/b?x=1", fail });
    expect(errors).toEqual([7003, 7003, 7003]);
    await my["navigateTo"]!({ url: "/c" });
    await run.settle();
    const before = run.logged().length;
    run.send(["event", "tab", { index: 1 }]);
    await run.settle();
    run.send(["event", "tab", { index: 0 }]);
    await run.settle();
    // onReady waits for the view, so its place among these is open.
    const order = run
      .logged()
      .slice(before)
      .filter((line) => line !== "b.onReady");
    expect(order.join(" ")).toBe("c.onUnload b.onLoad b.onShow b.tab1user b.before b.onHide a.onShow");
    expect(run.view.view.pages.size).toBe(2);
  });

  it("an event channel joins opener and page (F-NAV-8)", async () => {
    const run = await programRun({
      "a.axml": "<view/>",
      "a.js": `Page({ onLoad() { my.navigateTo({ url: "b", events: { back: (v) => console.log("opener got", v) },
        success: ({ eventChannel }) => eventChannel.emit("hello", 5) }) } })`,
      "b.axml": "<view/>",
      "b.js": `Page({ onLoad() { const c = this.getOpenerEventChannel(); c.on("hello", (v) => { console.log("page got", v); c.emit("back", v + 1) }) } })`,
    });
    expect(run.logged()).toEqual(["page got 5", "opener got 6"]);
  });

  it("a subpackage is loaded before its first page opens, once (F-SUB-4)", async () => {
    const run = await programRun(
      {
        "a.axml": "<view/>",
        "sub/x.axml": "<view>X</view>",
        "sub/x.json": "{}",
        "sub/x.js": "Page({})",
      },
      { config: { pages: ["a"], subPackages: [{ root: "sub", pages: ["x"] }] } },
    );
    const my = run.global<My>("my");
    await my["navigateTo"]!({ url: "/sub/x" });
    await my["navigateTo"]!({ url: "/sub/x" });
    await run.settle();
    expect(run.view.view.words()).toBe("X");
    expect(run.calls.filter(([api]) => api === "loadUnit")).toEqual([["loadUnit", { root: "sub" }]]);
  });

  it("an unknown page at the start calls onPageNotFound, then opens the home page (F-APP-8)", async () => {
    const files = { "a.axml": "<view>A</view>", "b.axml": "<view>B</view>" };
    const app = (body: string) => `App({ onPageNotFound(e) { console.log(e.path); ${body} } })`;
    const home = await programRun({ ...files, "app.js": app("") }, { path: "gone" });
    expect([home.logged(), home.view.view.words()]).toEqual([["gone"], "A"]);
    const led = await programRun({ ...files, "app.js": app(`my.redirectTo({ url: "/b" })`) }, { path: "gone" });
    expect([led.logged(), led.view.view.words(), led.view.view.pages.size]).toEqual([["gone"], "B", 1]);
  });

  it("back asks events.onBack first, and leaves from the last page (F-PAGE-3, F-APP-5)", async () => {
    const { run, my, news } = await threePages();
    await my["navigateTo"]!({ url: "/b" });
    await run.settle();
    news();
    run.send(["event", "back", {}]);
    await run.settle();
    expect(news()).toBe("b.onUnload a.onShow");
    run.send(["event", "back", {}]);
    await run.settle();
    expect(run.notes.at(-1)).toEqual({ type: "exit", reason: "back" });
    run.send(["event", "hide", {}]);
    run.send(["event", "show", {}]);
    await run.settle();
    expect(news()).toBe("app.onHide a.onHide app.onShow a.onShow");
  });

  it("object data are shared between visits only by direct mutation (F-PAGE-4)", async () => {
    const run = await programRun({
      "a.axml": "<view/>",
      "b.axml": "<view>{{list.length}} {{deep.x}}</view>",
      "b.js": `Page({ data: { list: [1], deep: { x: 0 } }, onLoad() { this.data.list.push(2); this.setData({ "deep.x": this.data.deep.x + 1 }) } })`,
    });
    const my = run.global<My>("my");
    for (const expected of ["2 1", "3 1"]) {
      await my["navigateTo"]!({ url: "/b" });
      await run.settle();
      expect(run.view.view.words()).toBe(expected);
      await my["navigateBack"]!();
      await run.settle();
    }
  });

  it("a page that went takes its pending callbacks and updates with it (F-DATA-7)", async () => {
    const run = await programRun({
      "a.axml": "<view/>",
      "b.axml": "<view>{{n}}</view>",
      "b.js": `Page({ onUnload() { this.setData({ n: 1 }, () => console.log("late")); setTimeout(() => this.setData({ n: 2 }, () => console.log("later"))) } })`,
    });
    const my = run.global<My>("my");
    await my["navigateTo"]!({ url: "/b" });
    await my["navigateBack"]!();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await run.settle();
    expect([run.logged(), run.errors()]).toEqual([[], []]);
  });
});
