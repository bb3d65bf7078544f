import { describe, expect } from "vitest";
import { component, type ProgramRun, page, programRun } from "../support/program-run.js";
import { rule } from "./rule.js";

const hooks = ["onLoad", "onShow", "onReady", "onHide", "onUnload"];

/** A page that logs its hooks. */
const hooked = (name: string, axml = name, more = "") =>
  page(
    name,
    axml,
    `Page({ ${hooks.map((hook) => `${hook}() { console.log("${name}.${hook}") }`).join(", ")}, ${more} })`,
  );

const go = async (run: ProgramRun, api: string, params: unknown = {}): Promise<string[]> => {
  run.my[api]!(params);
  await run.settle();
  return run.news();
};

const tabBar = {
  items: [
    { pagePath: "t", name: "T" },
    { pagePath: "u", name: "U" },
  ],
};

const opened = (name: string) => [`${name}.onLoad`, `${name}.onShow`, `${name}.onReady`];

describe("page", () => {
  rule("F-PAGE-1", async () => {
    const run = await programRun({
      ...page(
        "a",
        "{{n}}",
        "Page({ data() { return { n: ++getApp().count } }, own: 5, method() { return this.own } })",
      ),
      "app.js": "App({ count: 0 })",
    });
    expect([run.words, (run.page["method"] as () => number)()]).toEqual(["1", 5]);
    await go(run, "navigateTo", { url: "/a" });
    expect(run.words).toBe("2");
  });

  rule("F-PAGE-2", async () => {
    const events = [
      "onTitleClick",
      "onOptionMenuClick",
      "onPopMenuClick",
      "onPullDownRefresh",
      "onReachBottom",
      "onPageScroll",
    ];
    const run = await programRun(
      page(
        "a",
        "a",
        `Page({ ${[...hooks, ...events].map((name) => `${name}(e) { console.log("${name}", JSON.stringify(e ?? null)) }`).join(", ")} })`,
      ),
      { query: { x: "1" } },
    );
    expect(run.news()).toEqual(['onLoad {"x":"1"}', "onShow null", "onReady null"]);
    const { shownPage } = run.view.view;
    run.send(["event", "titleClick", {}]);
    run.send(["event", "optionMenuClick", {}]);
    run.send(["event", "popMenuClick", {}]);
    run.view.send(["page", shownPage, "pullDownRefresh", {}]);
    run.view.send(["page", shownPage, "reachBottom", {}]);
    run.view.send(["page", shownPage, "pageScroll", { scrollTop: 5, scrollHeight: 900 }]);
    await run.settle();
    expect(run.news()).toEqual([
      ...["onTitleClick {}", "onOptionMenuClick {}", "onPopMenuClick {}"],
      ...[
        'onPullDownRefresh {"from":"manual"}',
        "onReachBottom null",
        'onPageScroll {"scrollTop":5,"scrollHeight":900}',
      ],
    ]);
    run.my["startPullDownRefresh"]!();
    run.view.send(["page", shownPage, "pullDownRefresh", {}]);
    await run.settle();
    expect(run.news()).toEqual(['onPullDownRefresh {"from":"code"}']);
    // The view sends only what somebody listens to.
    expect(run.view.view.pages.get(shownPage)?.look.listens).toEqual(["pageScroll", "reachBottom"]);
  });

  rule("F-PAGE-3", async () => {
    const names = [
      "onBack",
      "onKeyboardHeight",
      "onOptionMenuClick",
      "onPullDownRefresh",
      "onTitleClick",
      "onResize",
      "onPullIntercept",
    ];
    const run = await programRun({
      ...hooked("a"),
      ...hooked(
        "b",
        "b",
        `events: { ${names.map((name) => `${name}(e) { console.log("${name}", this.route, JSON.stringify(e ?? null)) }`).join(", ")} }`,
      ),
    });
    await go(run, "navigateTo", { url: "/b" });
    const { shownPage } = run.view.view;
    run.send(["event", "back", {}]);
    run.send(["event", "titleClick", {}]);
    run.send(["event", "optionMenuClick", {}]);
    run.view.send(["page", shownPage, "keyboardHeight", { height: 250 }]);
    run.view.send(["page", shownPage, "pullDownRefresh", {}]);
    run.view.send(["page", shownPage, "resize", { windowWidth: 300, windowHeight: 500 }]);
    await run.settle();
    expect(run.news()).toEqual([
      // In place of going back.
      "onBack b null",
      "onTitleClick b {}",
      "onOptionMenuClick b {}",
      'onKeyboardHeight b {"height":250}',
      'onPullDownRefresh b {"from":"manual"}',
      'onResize b {"size":{"windowWidth":300,"windowHeight":500}}',
    ]);
    expect(run.page["route"]).toBe("b");
  });

  rule("F-PAGE-4", async () => {
    const run = await programRun({
      ...page("a", "a"),
      ...page("b", "{{list.length}}{{deep.x}}", "Page({ data: { list: [1], deep: { x: 'old' } } })"),
      ...page("c", "{{list.length}}", "Page({ data: () => ({ list: [1] }) })"),
    });
    const visit = async (path: string, act: () => void) => {
      await go(run, "navigateTo", { url: `/${path}` });
      const seen = run.words;
      act();
      await go(run, "navigateBack");
      return seen;
    };
    const push = () => (run.page.data["list"] as number[]).push(2);
    expect(await visit("b", () => run.page.setData({ "deep.x": "new", "list[1]": 5 }))).toBe("1old");
    expect(await visit("b", push)).toBe("1old");
    expect(await visit("b", () => {})).toBe("2old");
    expect(await visit("c", push)).toBe("1");
    expect(await visit("c", () => {})).toBe("1");
  });

  rule("F-PAGE-5", async () => {
    const files = page("a", "a", "Page({ onLoad(query) { console.log(JSON.stringify(query)) } })");
    const run = await programRun(files);
    run.news();
    const news = await go(run, "navigateTo", { url: "/a?x=1&y=a%20b%2526&x=2&empty=&bare&%E4%BD%A0=1" });
    expect(news).toEqual(['{"x":"2","y":"a b%26","empty":"","bare":"","你":"1"}']);
    const raw = await programRun(files, { app: { decodeQuery: false } });
    raw.news();
    expect(await go(raw, "navigateTo", { url: "/a?y=a%20b" })).toEqual(['{"y":"a%20b"}']);
  });

  rule("F-PAGE-6", async () => {
    const run = await programRun(
      page(
        "a",
        `<button id="s" data-n="{{1}}" open-type="share"/>`,
        `Page({ async onShareAppMessage({ from, target }) { return { title: from, path: "/a?n=" + (target ? target.dataset.n : "") } } })`,
      ),
    );
    run.send(["event", "share", {}]);
    run.view.send(["event", run.view.view.find("button"), "openType", { openType: "share" }, null, null, 1]);
    await run.settle();
    expect(run.calls).toEqual([
      ["shareAppMessage", { title: "menu", path: "/a?n=" }],
      ["shareAppMessage", { title: "button", path: "/a?n=1" }],
    ]);
    const without = await programRun(page("a", "a"));
    without.send(["event", "share", {}]);
    await without.settle();
    expect(without.calls).toEqual([]);
  });

  rule("F-PAGE-7", async () => {
    const run = await programRun({
      ...page("p/a", `<c-c id="c" class="x"/><c-c class="x"/>`, undefined, { "c-c": "/c" }),
      ...component("c", "c"),
    });
    const it = run.page as ProgramRun["page"] & Record<string, (...args: unknown[]) => unknown>;
    it["route"] = "elsewhere" as never;
    expect(it["route"]).toBe("p/a");
    for (const name of ["setData", "$spliceData", "$batchedUpdates", "createSelectorQuery", "getOpenerEventChannel"]) {
      expect(typeof it[name], name).toBe("function");
    }
    expect([it.$selectComponent("#c")["is"], (it["$selectAllComponents"]!(".x") as unknown[]).length]).toEqual([
      "c",
      2,
    ]);
    expect([it.$selectComponent("#none"), it["$selectAllComponents"]!("#none")]).toEqual([null, []]);
  });

  rule(
    "F-PAGE-7",
    async () => {
      const run = await programRun({
        ...page(
          "a",
          `<c-c n="first"/><view a:for="{{list}}" a:key="*this"><c-c n="{{item}}"/></view><c-c n="last"/>`,
          "Page({ data: { list: [1, 2] } })",
          { "c-c": "./c" },
        ),
        ...component("c", "{{n}}"),
      });
      const all = () =>
        (run.page["$selectAllComponents"] as (tag: string) => { props: { n: unknown } }[]).call(run.page, "c-c");
      await run.setData({ list: [3, 2, 1] });
      expect(all().map(({ props }) => props.n)).toEqual(["first", 3, 2, 1, "last"]);
    },
    "$selectAllComponents in document order",
  );

  rule(
    "F-PAGE-7",
    async () => {
      const run = await programRun({
        ...page("a", "a", "Page({ onLoad() { this.channel = this.getOpenerEventChannel() } })"),
        ...page(
          "b",
          "b",
          `Page({ onLoad() { const channel = this.getOpenerEventChannel();
          channel.on("more", this.more = (n) => console.log("b got", n)); channel.once("one", (n) => console.log("once", n));
          channel.emit("hello", 1, 2); this.channel = channel } })`,
        ),
      });
      let opener: Record<string, (...args: unknown[]) => void> = {};
      const log = run.global<Console>("console").log;
      await go(run, "navigateTo", {
        url: "/b",
        events: { hello: (...args: number[]) => log("a got", ...args) },
        success: (res: { eventChannel: typeof opener }) => (opener = res.eventChannel),
      });
      opener["emit"]!("one", 1);
      opener["emit"]!("one", 2);
      opener["emit"]!("more", 3);
      (run.page["channel"] as typeof opener)["off"]!("more", run.page["more"]);
      opener["emit"]!("more", 4);
      await run.settle();
      expect(run.logged()).toEqual(["a got 1 2", "once 1", "b got 3"]);
    },
    "event channel: events, emit, on, once, off",
  );

  rule(
    "F-PAGE-7",
    async () => {
      const shown = (name: string, own: number) =>
        page(
          name,
          name,
          `Page({ onShow() { this.getTabBar().setData({ selected: ${own} }) }, onReady() { console.log(this.getTabBar().$page.route) } })`,
        );
      const run = await programRun(
        {
          ...shown("t", 0),
          ...shown("u", 1),
          ...page("a", "a", "Page({ onShow() { console.log(this.getTabBar()) } })"),
          ...component(
            "customize-tab-bar/index",
            `<view a:for="{{['T', 'U']}}" id="{{item}}" onTap="go">{{item}}{{index === selected ? '!' : ''}}</view>`,
            `Component({ data: { selected: -1 }, methods: { go(e) { my.switchTab({ url: e.currentTarget.id === "T" ? "/t" : "/u" }) } } })`,
          ),
        },
        { config: { pages: ["t", "u", "a"], tabBar: { customize: true, ...tabBar } } },
      );
      expect(run.words).toBe("t T! U");
      await run.tap("U");
      expect(run.words).toBe("u T U!");
      await run.tap("T");
      expect([run.words, run.news()]).toEqual(["t T! U", ["t", "u"]]);
      await go(run, "navigateTo", { url: "/a" });
      expect([run.words, run.logged().at(-1)]).toEqual(["a", "undefined"]);
    },
    "getTabBar: a tab bar that the program draws",
  );

  rule("F-PAGE-8", async () => {
    const run = await programRun(
      { ...hooked("t"), ...hooked("u"), ...hooked("a") },
      {
        config: {
          pages: ["t", "u", "a"],
          tabBar,
        },
      },
    );
    run.news();
    const table: [api: string, url: string | undefined, gone: string[]][] = [
      ["navigateTo", "/a", ["t.onHide"]],
      ["navigateBack", undefined, ["a.onUnload"]],
      ["navigateTo", "/a", ["t.onHide"]],
      ["redirectTo", "/a", ["a.onUnload"]],
      ["switchTab", "/u", ["a.onUnload"]],
      ["switchTab", "/t", ["u.onHide"]],
      ["reLaunch", "/a", ["t.onUnload", "u.onUnload"]],
    ];
    for (const [api, url, gone] of table) {
      const news = await go(run, api, url === undefined ? {} : { url });
      expect(
        news.filter((line) => /onHide|onUnload/.test(line)),
        `${api} ${url}`,
      ).toEqual(gone);
    }
  });
});

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
