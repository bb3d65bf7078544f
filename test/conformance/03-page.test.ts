import { describe, expect } from "vitest";
import { page, programRun } from "../support/program-run.js";
import { go, hooked, hooks } from "./page-program.js";
import { rule } from "./rule.js";

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
});
