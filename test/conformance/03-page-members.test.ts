import { describe, expect } from "vitest";
import { component, type ProgramRun, page, programRun } from "../support/program-run.js";
import { go, hooked, tabBar } from "./page-program.js";
import { rule } from "./rule.js";

describe("members of a page", () => {
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
