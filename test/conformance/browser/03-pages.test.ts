import type { Frame } from "playwright-core";
import { expect } from "vitest";
import { consoleOf, makeHost } from "../../browser/host-harness.js";
import { rule } from "../rule.js";
import { type ProgramPage, useProgramPage } from "./program-page.js";

let run: ProgramPage;
useProgramPage(
  async (page) => makeHost(page),
  (page) => {
    run = page;
  },
);

const lines = async (name: string): Promise<unknown[]> =>
  (await consoleOf(run.page))
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => {
      const text = line.slice(name.length + 1);
      return text === "undefined" ? undefined : JSON.parse(text);
    });
const reaches = (name: string, count: number): Promise<void> =>
  expect.poll(async () => (await lines(name)).length).toBe(count);
const bar = (label: string): ReturnType<typeof run.page.locator> =>
  run.page.locator(`#app .bar button[aria-label=${label}]`);

/** Two pages; the second one's script is given, and whether the program opens there. */
async function open(js: string, second = "", app: Record<string, unknown> = {}): Promise<Frame> {
  const view = await run.open({
    axml: `<view id="a" style="height:1200px" onTap="go">first</view><view id="end" style="height:300px">end</view>`,
    js: `onShow() { log("a", 1); }, go() { my.navigateTo({ url: "/pages/b/b" }); }, ${js}`,
    files: {
      "app.json": JSON.stringify({ pages: ["pages/a/a", "pages/b/b"], ...app }),
      "pages/b/b.json": "{}",
      "pages/b/b.axml": `<view id="b">second</view>`,
      "pages/b/b.js": `const log = (n, v) => console.log(n + ":" + JSON.stringify(v)); Page({ onShow() { log("b", 1); }, onUnload() { log("gone", 1); }, ${second} });`,
    },
  });
  await expect.poll(async () => (await lines("a")).length + (await lines("b")).length).toBeGreaterThan(0);
  return view;
}

rule(
  "F-PAGE-2",
  async () => {
    const view = await open(`
      onReady() {
        my.pageScrollTo({ scrollTop: 200, success: () => log("top", 1) });
        setTimeout(() => my.pageScrollTo({ selector: "#end", duration: 80 }), 150);
      },
      onPageScroll(e) { log("scroll", e); }`);
    const scroller = view.locator("page-scroller");
    const end = await scroller.evaluate((e) => Math.min(1200, e.scrollHeight - e.clientHeight));
    await expect.poll(() => scroller.evaluate((e) => e.scrollTop)).toBe(end);
    await expect.poll(async () => (await lines("scroll")).at(-1)).toEqual({ scrollTop: end, scrollHeight: 1500 });
    // The first at once, the second in steps.
    expect((await lines("scroll"))[0]).toMatchObject({ scrollTop: 200 });
    expect((await lines("scroll")).length).toBeGreaterThan(3);
  },
  "pageScrollTo a place or an element, onPageScroll",
);

rule(
  "F-PAGE-3",
  async () => {
    const view = await open("", `events: { onBack() { log("asked", 1); }, onTitleClick() { log("title", 1); } }`);
    await view.locator("#a").click();
    await reaches("b", 1);
    await bar("Back").click();
    await reaches("asked", 1);
    await run.page.evaluate(() => globalThis.bench.app.back());
    await reaches("asked", 2);
    await view.locator("#b").click();
    await run.page.keyboard.press("Escape");
    await reaches("asked", 3);
    await run.page.locator("#app .title").click();
    await reaches("title", 1);
    expect(await lines("gone")).toEqual([]);
  },
  "onBack takes the place of going back: button, host and keyboard",
);

rule(
  "F-ORD-2",
  async () => {
    const view = await open("");
    await view.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const animate = Element.prototype.animate;
      Element.prototype.animate = function (this: Element, ...args: Parameters<typeof animate>) {
        const frames = args[0] as { transform: string }[];
        seen.push(`${(this as HTMLElement).dataset["page"]} ${frames.map((frame) => frame.transform).join(" > ")}`);
        return animate.apply(this, args);
      };
    });
    const seen = (): Promise<string[]> => view.evaluate(() => (window as unknown as { seen: string[] }).seen);
    await view.locator("#a").click();
    await reaches("b", 1);
    await bar("Back").click();
    await reaches("a", 2);
    await expect.poll(() => view.locator("page-layer").count()).toBe(1);
    expect(await seen()).toEqual(["pages/b/b translateX(100%) > none", "pages/b/b none > translateX(100%)"]);
    // Nothing moves for those who do not want it.
    await run.page.emulateMedia({ reducedMotion: "reduce" });
    const still = await open("");
    await still.evaluate(() => {
      Element.prototype.animate = () => {
        throw new Error("moved");
      };
    });
    await still.locator("#a").click();
    await reaches("b", 1);
    await bar("Back").click();
    await reaches("a", 2);
    await expect.poll(() => still.locator("page-layer").count()).toBe(1);
    await run.page.emulateMedia({ reducedMotion: null });
  },
  "pages slide in and out, unless motion is unwanted",
);

rule(
  "F-APPJ-4",
  async () => {
    const items = [
      { pagePath: "pages/a/a", name: "First" },
      { pagePath: "pages/b/b", name: "Second" },
    ];
    await open(
      `onReady() {
        my.setTabBarBadge({ index: 0, text: "12" }); my.showTabBarRedDot({ index: 1 });
        my.setTabBarItem({ index: 1, text: "Renamed" });
        my.setTabBarStyle({ color: "#0000ff", selectedColor: "#ff0000", backgroundColor: "#ffff00", borderStyle: "white", success: () => log("styled", 1) });
      }, onTabItemTap(e) { log("tap", e); }, onTitleClick() { my.hideTabBar({ success: () => setTimeout(() => my.showTabBar({ success: () => log("again", 1) }), 60) }); }`,
      `onTabItemTap(e) { log("tap", e); }`,
      { tabBar: { items } },
    );
    await reaches("styled", 1);
    const tabs = run.page.locator("#app .tab");
    expect(await tabs.allTextContents()).toEqual(["First12", "Renamed"]);
    expect(await tabs.nth(1).locator(".dot").isVisible()).toBe(true);
    const style = (index: number, name: string): Promise<string> =>
      tabs.nth(index).evaluate((e, property) => getComputedStyle(e).getPropertyValue(property), name);
    expect([await style(0, "color"), await style(1, "color")]).toEqual(["rgb(255, 0, 0)", "rgb(0, 0, 255)"]);
    // The keyboard goes from tab to tab, and stays where it was after a choice.
    await tabs.nth(0).focus();
    await run.page.keyboard.press("ArrowRight");
    await run.page.keyboard.press("Enter");
    await reaches("b", 1);
    expect(await lines("tap")).toEqual([{ from: "user", pagePath: "pages/b/b", text: "Second", index: 1 }]);
    expect(await tabs.nth(1).evaluate((e) => (e.getRootNode() as ShadowRoot).activeElement === e)).toBe(true);
    expect(await tabs.nth(1).getAttribute("aria-selected")).toBe("true");
    await tabs.nth(0).click();
    await reaches("a", 2);
    await run.page.locator("#app .title").click();
    await tabs.nth(0).waitFor({ state: "hidden" });
    await reaches("again", 1);
    await tabs.nth(0).waitFor();
  },
  "badges, dots, style and keyboard of the tab bar",
);

rule(
  "F-PAGE-7",
  async () => {
    const view = await run.open({
      axml: `<scroll-view id="s" scroll-y style="height:200px"><view style="height:300px"/><view class="row" id="r{{index}}" data-n="{{index}}" a:for="{{3}}" style="height:100px">{{item}}</view><view style="height:900px"/></scroll-view>
        <view style="height:900px"/><view id="far" style="height:100px">far</view><view style="height:900px"/>`,
      js: `onReady() {
        const watch = (options, name, make, selector) => make(this.createIntersectionObserver ? this.createIntersectionObserver(options) : my.createIntersectionObserver(options)).observe(selector, (e) => log(name, [e.id, Math.round(e.intersectionRatio * 100) / 100, e.dataset, e.boundingClientRect.height, e.relativeRect.height]));
        watch({ selectAll: true, dataset: true, thresholds: [0, 1] }, "row", (o) => o.relativeTo("#s"), ".row");
        watch({}, "near", (o) => o.relativeToViewport({ bottom: 300 }), "#far");
        watch({ initialRatio: 0 }, "far", (o) => o.relativeToViewport(), "#far");
        my.createSelectorQuery().select("#s").boundingClientRect().select("#s").scrollOffset().selectAll(".row").fields({ dataset: true, size: true, id: true }).selectViewport().boundingClientRect().select("#none").boundingClientRect().exec((all) => log("query", all));
      }`,
    });
    const width = 375;
    expect(await run.logged("query")).toEqual([
      expect.objectContaining({ id: "s", left: 0, top: 0, width, height: 200, bottom: 200 }),
      expect.objectContaining({ scrollTop: 0, scrollHeight: 1500 }),
      [0, 1, 2].map((n) => ({ id: `r${n}`, dataset: { n }, width, height: 100 })),
      expect.objectContaining({ width, height: 623 }),
      null,
    ]);
    await view.locator("#s").evaluate((e) => e.scrollTo(0, 150));
    await reaches("row", 1);
    await view.locator("#s").evaluate((e) => e.scrollTo(0, 200));
    await reaches("row", 2);
    await view.locator("#s").evaluate((e) => e.scrollTo(0, 0));
    await reaches("row", 3);
    expect(await lines("row")).toEqual([
      ["r0", 0.5, { n: 0 }, 100, 200],
      ["r0", 1, { n: 0 }, 100, 200],
      ["r0", 0, { n: 0 }, 100, 200],
    ]);
    // A margin makes the frame larger: the same element is near before it is there.
    await view.locator("page-scroller").evaluate((e) => e.scrollTo(0, 350));
    await reaches("near", 1);
    expect(await lines("far")).toEqual([]);
    await view.locator("page-scroller").evaluate((e) => e.scrollTo(0, 600));
    await reaches("far", 1);
    expect((await lines("near"))[0]).toEqual(["far", 1, null, 100, 923]);
  },
  "createIntersectionObserver and createSelectorQuery",
);

rule(
  "F-PAGE-7",
  async () => {
    const view = await run.open({
      axml: `<view id="line" style="position:fixed;top:0;height:2px;width:100%"/><view style="height:200px">above</view>
        <view id="head" style="position:sticky;top:0;height:40px">head</view><view style="height:1500px">below</view>`,
      js: `onReady() {
        const watch = (name, top) => my.createIntersectionObserver().relativeTo("#line", { top, bottom: top }).observe("#head", (e) => log(name, [e.intersectionRatio, e.relativeRect.height]));
        watch("stuck", 0); watch("near", 50);
      }`,
    });
    const scroller = view.locator("page-scroller");
    await scroller.evaluate((e) => e.scrollTo(0, 160));
    await reaches("near", 1);
    expect(await lines("stuck")).toEqual([]);
    await scroller.evaluate((e) => e.scrollTo(0, 400));
    await reaches("stuck", 1);
    await scroller.evaluate((e) => e.scrollTo(0, 0));
    await reaches("stuck", 2);
    await reaches("near", 2);
    expect(await lines("stuck")).toEqual([
      [0.05, 2],
      [0, 2],
    ]);
    expect((await lines("near"))[0]).toEqual([0.3, 102]);
  },
  "an observer relative to something that is not around what it watches",
);
