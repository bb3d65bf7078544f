import { expect } from "vitest";
import { rule } from "../rule.js";
import { fingers, middle, next, open, pageTop, run, scrollTop, told, useFingerPage } from "./finger-page.js";

useFingerPage();

rule("F-TAG-1", async () => {
  const view = await open({
    axml: `<view id="v" class="{{k}}" style="color:{{c}}" hidden="{{h}}" data-a="{{1}}" animation="{{anim}}" onTap="who" onTransitionEnd="e">text</view>
      <view style="height:900px"/><view onAppear="e" onFirstAppear="e" onDisappear="e" style="height:40px">far</view>`,
    js: `data: { k: "a", c: "rgb(1, 2, 3)", h: false },
      who(e) { log("who", [e.target.id, e.target.dataset]); this.animate(); },
      animate() {
        const a = my.createAnimation({ duration: 60, timeFunction: "ease-in" });
        a.opacity(0.5).backgroundColor("rgb(0, 0, 255)").width("100rpx").translate(10, 20).rotate(90).step();
        a.height(33).scale(2).skewX(0).step({ duration: 30, delay: 20, transformOrigin: "0 0" });
        this.setData({ anim: a.export() });
        setTimeout(() => this.setData({ c: "rgb(4, 5, 6)" }), 200);
        setTimeout(() => { log("moved", 1); }, 300);
      },
      onPageScroll() {}`,
  });
  const style = (name: string): Promise<string> =>
    view.locator("#v").evaluate((e, property) => getComputedStyle(e).getPropertyValue(property), name);
  expect(await style("color")).toBe("rgb(1, 2, 3)");
  expect(await view.locator("#v.a").count()).toBe(1);
  await view.locator("#v").click();
  expect(await next("who")).toEqual(["v", { a: 1 }]);
  await next("transitionEnd");
  await next("moved");
  // Steps one after another, each with its own way; the end stays, also under a new style.
  const end = ["opacity", "background-color", "width", "height", "transform", "color"];
  expect(await Promise.all(end.map(style))).toEqual([
    "0.5",
    "rgb(0, 0, 255)",
    "50px",
    "33px",
    "matrix(2, 0, 0, 2, 0, 0)",
    "rgb(4, 5, 6)",
  ]);
  expect(await told("firstAppear")).toEqual([]);
  for (const top of [900, 0, 900]) {
    const before = (await told("appear")).length + (await told("disappear")).length;
    await view
      .locator("page-scroller")
      .last()
      .evaluate((e, y) => e.scrollTo(0, y), top);
    await expect
      .poll(async () => (await told("appear")).length + (await told("disappear")).length)
      .toBeGreaterThan(before);
  }
  expect([(await told("firstAppear")).length, (await told("appear")).length]).toEqual([1, 2]);
});

rule("F-TAG-10", async () => {
  const view = await open({
    axml: `<view id="a" role="article" class="{{on ? 'big' : ''}}" onTransitionEnd="e" onTap="grow" style="height:50px">grow</view>
      <view id="b" class="{{on ? 'wave' : ''}}" onAnimationStart="e" onAnimationIteration="e" onAnimationEnd="e">wave</view>
      <view id="out" hover-class="lit" hover-start-time="0" hover-stay-time="0" style="height:120px">
        <view id="stop" hover-class="lit" hover-start-time="0" hover-stay-time="0" hover-stop-propagation style="height:50px">in</view></view>`,
    acss: `#a{opacity:1;transition:opacity 50ms} #a.big{opacity:.5} .wave{animation:w 40ms 2} @keyframes w{to{opacity:.2}} .lit{color:red}`,
    js: `data: { on: false }, grow() { this.setData({ on: true }); }`,
  });
  expect(await view.locator("#a").getAttribute("role")).toBe("article");
  await view.locator("#a").click();
  await next("animationEnd");
  await next("transitionEnd");
  expect([(await told("animationStart")).length, (await told("animationIteration")).length]).toEqual([1, 1]);
  const stop = await middle(view.locator("#stop"));
  await fingers.down(...stop);
  await view.locator("#stop.lit").waitFor();
  expect(await view.locator("#out.lit").count()).toBe(0);
  await fingers.up();
  await view.locator("#stop:not(.lit)").waitFor();
  // A finger that goes away lights nothing up.
  const box = (await view.locator("#out").boundingBox())!;
  await fingers.down(50, box.y + 100);
  await view.locator("#out.lit").waitFor();
  await fingers.move(50, box.y + 60);
  await view.locator("#out:not(.lit)").waitFor();
  await fingers.up();
});

rule("F-TAG-11", async () => {
  const view = await open({
    axml: `<scroll-view id="s" scroll-y="{{true}}" style="height:200px" upper-threshold="{{20}}" lower-threshold="{{30}}" scroll-top="{{top}}" scroll-into-view="{{into}}"
        scroll-with-animation="{{soft}}" scroll-animation-duration="{{120}}" enable-back-to-top trap-scroll onScroll="e" onScrollToUpper="up" onScrollToLower="low">
        <view a:for="{{n}}" style="height:100px" id="i{{index}}">{{index}}</view></scroll-view>
      <scroll-view id="x" scroll-x style="white-space:nowrap" onScrollToLower="right"><view style="display:inline-block;width:1000px;height:40px">wide</view></scroll-view>
      <view style="height:1500px" onTap="go" id="go">go</view>`,
    js: `data: { n: 10, top: 0, into: "", soft: false, step: 0 },
      up() { log("up", 1); }, low() { log("low", 1); }, right(e) { log("right", e.detail.direction); },
      go() { const steps = [{ into: "i4" }, { n: 20 }, { soft: true, top: 50 }]; this.setData(steps[this.data.step++]); }`,
  });
  const jump = (y: number): Promise<void> =>
    view.locator("#s").evaluate(
      (element, top) =>
        new Promise((done) => {
          element.scrollTo(0, top);
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20)));
        }),
      y,
    );
  for (const y of [10, 300, 780, 790, 800]) await jump(y);
  expect(await next("scroll")).toMatchObject({ scrollTop: 800, scrollHeight: 1000, scrollLeft: 0 });
  expect([(await told("up")).length, (await told("low")).length]).toEqual([0, 1]);
  for (const y of [500, 15, 5, 0]) await jump(y);
  expect([(await told("up")).length, (await told("low")).length]).toEqual([1, 1]);
  await view.locator("#go").click();
  await expect.poll(() => scrollTop(view, "#s")).toBe(400);
  await jump(800);
  await next("low", 2);
  // More content has moved the end away: coming there anew tells anew, though nothing was scrolled between.
  await view.locator("#go").click();
  await view.locator("#i19").waitFor();
  await jump(1800);
  await next("low", 3);
  await view.locator("#go").click();
  await expect.poll(() => scrollTop(view, "#s")).toBe(50);
  expect((await told("scroll")).length).toBeGreaterThan(14);
  // Two taps on the title: back to the top.
  await run.page.locator("#app .title").dblclick();
  await expect.poll(() => scrollTop(view, "#s")).toBe(0);
  // trap-scroll: what is left of a movement does not go to the page.
  await jump(1800);
  const page = await pageTop(view);
  const at = await middle(view.locator("#s"));
  await fingers.swipe(at, [at[0], at[1] - 90]);
  expect(await pageTop(view)).toBe(page);
  const wide = await middle(view.locator("#x"));
  await fingers.swipe([300, wide[1]], [20, wide[1]]);
  await view.locator("#x").evaluate((e) => e.scrollTo(1000, 0));
  expect(await next("right")).toBe("right");
});

rule("F-TAG-15", async () => {
  const view = await open({
    axml: `<view style="position:relative"><map longitude="0" latitude="0"/><cover-view id="c" class="over" onTap="e" scroll-top="{{30}}"><view style="height:200px">over the map</view></cover-view>
      <cover-image id="p" src="data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'/>" onLoad="e" onTap="pic" class="pic"/></view>`,
    acss: ".over{position:absolute;top:20px;left:20px;width:100px;height:50px;overflow:scroll} .pic{position:absolute;top:100px;left:20px;width:20px;height:20px}",
    js: `pic() { log("pic", 1); }`,
  });
  await fingers.tap(40, 80);
  await next("tap");
  await next("load");
  expect(await scrollTop(view, "#c")).toBe(30);
  await fingers.tap(30, 154);
  await next("pic");
});

rule("F-TAG-34", async () => {
  const page = (axml: string): Record<string, string> => ({
    "app.json": JSON.stringify({
      pages: ["pages/a/a", "pages/b/b", "pages/t/t"],
      tabBar: {
        items: [
          { pagePath: "pages/a/a", name: "A" },
          { pagePath: "pages/t/t", name: "T" },
        ],
      },
    }),
    "pages/b/b.json": "{}",
    "pages/b/b.axml": axml,
    "pages/b/b.js": `Page({ onShow() { console.log("b:" + JSON.stringify(this.options || 1)); }, onUnload() { console.log("bgone:1"); }, e(e) { console.log(e.type + ":" + JSON.stringify(e.detail)); } });`,
    "pages/t/t.json": "{}",
    "pages/t/t.axml": `<view id="t">tab</view>`,
    "pages/t/t.js": `Page({ onShow() { console.log("t:1"); } });`,
  });
  const view = await open({
    axml: `<navigator id="n" url="/pages/b/b" hover-class="lit" hover-start-time="{{0}}" onTap="e" onSuccess="e">to b</navigator>
      <navigator id="bad" url="/pages/none" onFail="e">nowhere</navigator>`,
    js: `onShow() { log("a", 1); }`,
    files: page(
      `<navigator id="back" open-type="navigateBack">back</navigator><navigator id="tab" open-type="switchTab" url="/pages/t/t">tab</navigator>`,
    ),
  });
  await view.locator("#bad").click();
  expect(await next("fail")).toMatchObject({ error: 7002 });
  expect(await view.locator("#n").getAttribute("role")).toBe("link");
  await view.locator("#n").focus();
  await run.page.keyboard.press("Enter");
  await next("b");
  await next("tap");
  await next("success");
  await view.locator("#back").click();
  await next("a", 2);
  await view.locator("#n").click();
  await next("b", 2);
  await view.locator("#tab").last().click();
  await next("t");
});
