import type { Frame } from "playwright-core";
import { expect } from "vitest";
import { consoleOf, makeHost } from "../../browser/host-harness.js";
import { rule } from "../rule.js";
import { Fingers } from "./fingers.js";
import { type ProgramPage, useProgramPage } from "./program-page.js";

let run: ProgramPage;
let fingers: Fingers;
useProgramPage(
  async (page) => {
    await makeHost(page);
    fingers = await Fingers.on(page);
  },
  (page) => {
    run = page;
  },
);

/** A blue picture of 8 x 8 px. */
const PICTURE = Buffer.from(
  "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'><rect width='8' height='8' fill='#00f'/></svg>",
);

/** Opens pages with these window keys: the first one, one to go to, and two tabs. */
async function open(
  json: Record<string, unknown>,
  more: { axml?: string; js?: string; window?: Record<string, unknown>; b?: Record<string, unknown> } = {},
): Promise<Frame> {
  const pages = ["pages/a/a", "pages/b/b", "pages/t/t"];
  const items = [
    { pagePath: "pages/a/a", name: "First" },
    { pagePath: "pages/t/t", name: "Tab" },
  ];
  const view = await run.open({
    axml: more.axml ?? `<view id="tall" style="height:1500px" onTap="go">tall</view>`,
    js: `onShow() { log("shown", 1); }, go() { my.navigateTo({ url: "/pages/b/b" }); },
      onPullDownRefresh(e) { log("refresh", e.from); }, onReachBottom() { log("bottom", 1); },
      onPageScroll(e) { log("scroll", e.scrollTop); }, onTitleClick() { log("title", 1); }, ${more.js ?? ""}`,
    files: {
      "app.json": JSON.stringify({ pages, window: more.window ?? {}, tabBar: { items } }),
      "pages/a/a.json": JSON.stringify(json),
      "pages/b/b.json": JSON.stringify(more.b ?? { defaultTitle: "Second" }),
      "pages/b/b.axml": `<view id="b" style="height:1500px;background:#ffe">second</view>`,
      "pages/b/b.js": `Page({ onShow() { console.log("second:1"); }, onUnload() { console.log("left:1"); } });`,
      "pages/t/t.json": "{}",
      "pages/t/t.axml": `<input id="field"/><view id="tt" style="height:1500px">tab</view>`,
      "pages/t/t.js": `Page({ onShow() { console.log("tab:1"); } });`,
      "picture.svg": PICTURE,
    },
  });
  await run.logged("shown");
  return view;
}

const count = async (name: string): Promise<number> =>
  (await consoleOf(run.page)).filter((line) => line.startsWith(`${name}:`)).length;
const reaches = (name: string, times: number): Promise<void> => expect.poll(() => count(name)).toBe(times);
const front = (view: Frame, selector: string): ReturnType<Frame["locator"]> =>
  view.locator(`page-layer:not([inert]) ${selector}`).last();
const scrollTo = (view: Frame, top: number): Promise<void> =>
  front(view, "page-scroller").evaluate((e, y) => e.scrollTo(0, y), top);
const pageTop = (view: Frame): Promise<number> => front(view, "page-scroller").evaluate((e) => e.scrollTop);
/** A computed style of something of the chrome. */
const chrome = (selector: string, name: string): Promise<string> =>
  run.page.locator(`#app ${selector}`).evaluate((e, property) => getComputedStyle(e).getPropertyValue(property), name);
const barColor = (): Promise<string> => chrome(".bar", "background-color");

rule("F-WIN-1", async () => {
  const view = await open({}, { window: { defaultTitle: "Of the app" }, b: { defaultTitle: "Of the page" } });
  const title = run.page.locator("#app .title-text");
  expect(await title.textContent()).toBe("Of the app");
  await view.locator("#tall").click();
  await reaches("second", 1);
  expect(await title.textContent()).toBe("Of the page");
  await open({});
  expect(await title.textContent()).toBe("");
});

rule("F-WIN-2", async () => {
  const texts: string[] = [];
  for (const titleBarColor of ["#ffffff", "#ffd400", "#1677ff", "#8a8a8a", "#000", "rgba(0, 0, 0, 0.04)"]) {
    await open({ titleBarColor });
    texts.push(await chrome(".bar", "color"));
  }
  const [black, white] = ["rgb(17, 17, 17)", "rgb(255, 255, 255)"];
  // Whatever the colour, the title reads on it.
  expect(texts).toEqual([black, black, white, black, white, black]);
  const view = await open({
    titleBarColor: "url(https://example.com/x.png)",
    backgroundColor: "#00ff00",
    backgroundImageColor: "#ff00ff",
    pullRefresh: true,
  });
  // A colour and nothing else: this is the host's document.
  expect(await chrome(".bar", "background-image")).toBe("none");
  expect(await barColor()).toBe("rgb(255, 255, 255)");
  const style = (selector: string): Promise<string> =>
    view.locator(selector).evaluate((e) => getComputedStyle(e).backgroundColor);
  expect(await style("page-layer")).toBe("rgb(0, 255, 0)");
  expect(await style("pull-sign")).toBe("rgb(255, 0, 255)");
});

rule("F-WIN-3", async () => {
  const view = await open(
    {
      titleImage: "/picture.svg",
      backgroundImageUrl: "/picture.svg",
      pullRefresh: true,
      defaultTitle: "Hidden",
      optionMenu: { icon: "/picture.svg" },
    },
    { js: `onOptionMenuClick() { log("option", 1); }` },
  );
  await run.page.locator("#app .title img[src^=blob]").waitFor();
  expect(await run.page.locator("#app .title-text").isVisible()).toBe(false);
  await expect
    .poll(() => view.locator("pull-sign").evaluate((e) => getComputedStyle(e).backgroundImage))
    .toContain("blob:");
  await run.page.locator("#app button[aria-label='Page menu']").click();
  await reaches("option", 1);
  await open({});
  expect(await run.page.locator("#app .title img").isVisible()).toBe(false);
  expect(await run.page.locator("#app button[aria-label='Page menu']").isVisible()).toBe(false);
});

rule("F-WIN-4", async () => {
  const view = await open(
    { pullRefresh: true },
    { js: `onTitleClick() { my.stopPullDownRefresh(); log("stopped", 1); }` },
  );
  const top = (): Promise<number> => front(view, "#tall").evaluate((e) => e.getBoundingClientRect().top);
  const title = run.page.locator("#app .title");
  // Not far enough: it goes back and tells nobody.
  await fingers.swipe([180, 100], [180, 150]);
  await expect.poll(top).toBe(0);
  await fingers.swipe([180, 100], [180, 260]);
  await reaches("refresh", 1);
  await expect.poll(top).toBe(50);
  await title.click({ force: true });
  await expect.poll(top).toBe(0);
  await run.page.mouse.move(180, 100);
  await run.page.mouse.down();
  await run.page.mouse.move(180, 260, { steps: 6 });
  await run.page.mouse.up();
  await reaches("refresh", 2);
  await title.click({ force: true });
  await expect.poll(top).toBe(0);
  // Only from the top of the page.
  await scrollTo(view, 300);
  await fingers.swipe([180, 100], [180, 260]);
  expect(await count("refresh")).toBe(2);
  const still = await open({ pullRefresh: true, allowsBounceVertical: "NO" });
  await fingers.swipe([180, 100], [180, 260]);
  expect(await front(still, "#tall").evaluate((e) => e.getBoundingClientRect().top)).toBe(0);
  expect(await count("refresh")).toBe(0);
  await open({}, { js: `onReady() { my.startPullDownRefresh(); }` });
  await reaches("refresh", 1);
  expect(await run.logged("refresh")).toBe("code");
});

rule("F-WIN-5", async () => {
  await open({ pullRefresh: true, allowsBounceVertical: "YES" });
  await fingers.swipe([180, 100], [180, 260]);
  await reaches("refresh", 1);
  expect(await run.logged("refresh")).toBe("manual");
});

rule("F-WIN-6", async () => {
  for (const [distance, far, near] of [
    [undefined, 60, 40],
    [200, 210, 190],
  ] as const) {
    const view = await open(distance === undefined ? {} : { onReachBottomDistance: distance });
    const end = await front(view, "page-scroller").evaluate((e) => e.scrollHeight - e.clientHeight);
    await scrollTo(view, end - far);
    await reaches("scroll", 1);
    expect(await count("bottom")).toBe(0);
    await scrollTo(view, end - near);
    await reaches("scroll", 2);
    await scrollTo(view, end);
    await reaches("scroll", 3);
    expect(await count("bottom")).toBe(1);
  }
});

rule("F-WIN-7", async () => {
  await open({});
  expect((await run.page.locator("#app .body").boundingBox())?.y).toBe(44);
  await open({ transparentTitle: "always", titleBarColor: "#ff0000" });
  expect((await run.page.locator("#app .body").boundingBox())?.y).toBe(0);
  expect(await barColor()).toBe("rgba(0, 0, 0, 0)");
  const view = await open({ transparentTitle: "auto", titleBarColor: "#ff0000" });
  const colors: string[] = [await barColor()];
  for (const top of [50, 400, 0]) {
    const before = colors.at(-1);
    await scrollTo(view, top);
    await expect.poll(barColor).not.toBe(before);
    colors.push(await barColor());
  }
  expect(colors).toEqual(["rgba(0, 0, 0, 0)", "color(srgb 1 0 0 / 0.5)", "rgb(255, 0, 0)", "rgba(0, 0, 0, 0)"]);
  // Each page has its own: a page that was left scrolled comes back as it was.
  await scrollTo(view, 400);
  await expect.poll(barColor).toBe("rgb(255, 0, 0)");
  await fingers.tap(180, 300);
  await reaches("second", 1);
  expect(await barColor()).toBe("rgb(255, 255, 255)");
  await run.page.locator("#app button[aria-label=Back]").click();
  await expect.poll(barColor).toBe("rgb(255, 0, 0)");
});

rule("F-WIN-8", async () => {
  const axml = `<view style="height:44px" onTap="under">under the bar</view>`;
  const js = `under() { log("under", 1); }`;
  /** Taps the bar until somebody heard it: the browser learns a moment later who lies over whom in another process. */
  const tapsReach = (name: string): Promise<void> =>
    expect
      .poll(async () => {
        await fingers.tap(187, 20);
        return count(name);
      })
      .toBeGreaterThan(0);
  await open({ transparentTitle: "always", titlePenetrate: "YES" }, { axml, js });
  await tapsReach("under");
  expect(await count("title")).toBe(0);
  await open({ transparentTitle: "always" }, { axml, js });
  await tapsReach("title");
  expect(await count("under")).toBe(0);
  await open({ showTitleLoading: "YES" }, { js: `onTitleClick() { my.hideNavigationBarLoading(); }` });
  const spinner = run.page.locator("#app .title .spinner");
  await spinner.waitFor();
  await run.page.locator("#app .title").click();
  await spinner.waitFor({ state: "hidden" });
});

rule("F-WIN-9", async () => {
  let view = await open({});
  await scrollTo(view, 300);
  await view.locator("scroll-mark.on").waitFor({ state: "attached" });
  expect((await front(view, "scroll-mark").boundingBox())?.width).toBe(3);
  await view.locator("#tall").click();
  await reaches("second", 1);
  const layers = (): Promise<number> => view.locator("page-layer").count();
  await expect.poll(() => view.locator("page-layer:not([inert])").count()).toBe(1);
  // A finger that stops half way leaves the page; one that goes on takes it away.
  await fingers.swipe([5, 300], [60, 300], false);
  await expect.poll(async () => (await view.locator("page-layer").last().boundingBox())?.x).toBeGreaterThan(40);
  // It rests: lifted while it moves it would throw the page.
  await run.page.waitForTimeout(300);
  await fingers.up();
  await expect.poll(async () => (await view.locator("page-layer").last().boundingBox())?.x).toBe(0);
  expect(await count("left")).toBe(0);
  await fingers.swipe([5, 300], [300, 300]);
  await reaches("left", 1);
  await reaches("shown", 2);
  await expect.poll(layers).toBe(1);
  expect(await pageTop(view)).toBe(300);
  // Nothing is below the first page.
  await fingers.swipe([5, 300], [300, 300]);
  view = await open({ enableScrollBar: "NO" }, { b: { gestureBack: "NO" } });
  await scrollTo(view, 300);
  await reaches("scroll", 1);
  expect(await view.locator("scroll-mark.on").count()).toBe(0);
  await view.locator("#tall").click();
  await reaches("second", 1);
  await fingers.swipe([5, 300], [300, 300]);
  await run.page.locator("#app button[aria-label=Back]").click();
  await reaches("left", 1);
});

rule("F-WIN-10", async () => {
  const axml = `<view id="tall" style="width:100rpx;height:50px">wide</view>`;
  const width = async (view: Frame): Promise<number> => front(view, "#tall").evaluate((e) => e.clientWidth);
  await run.page.locator("#app").evaluate((e) => {
    (e as HTMLElement).style.width = "450px";
  });
  try {
    expect(await width(await open({}, { axml }))).toBe(60);
    expect(await width(await open({ responsive: false }, { axml }))).toBe(50);
  } finally {
    await run.page.locator("#app").evaluate((e) => {
      (e as HTMLElement).style.width = "";
    });
  }
});

rule(
  "F-PAGE-8",
  async () => {
    const view = await open({});
    await scrollTo(view, 400);
    const tab = (name: string): Promise<void> => run.page.locator("#app .tab", { hasText: name }).click();
    await tab("Tab");
    await reaches("tab", 1);
    await front(view, "#field").fill("kept");
    await scrollTo(view, 120);
    await tab("First");
    await reaches("shown", 2);
    expect(await pageTop(view)).toBe(400);
    await tab("Tab");
    await reaches("tab", 2);
    expect([await front(view, "#field").inputValue(), await pageTop(view)]).toEqual(["kept", 120]);
  },
  "tab pages keep what was entered and where they were scrolled to",
);
