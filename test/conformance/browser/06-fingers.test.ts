import { expect } from "vitest";
import { rule } from "../rule.js";
import { fingers, middle, next, open, pageTop, run, scrollTop, told, useFingerPage } from "./finger-page.js";

useFingerPage();

rule(
  "F-EVT-2",
  async () => {
    const view = await open({
      axml: `<view id="outer" data-who="outer" onTap="e" onLongTap="e" onTouchStart="t" onTouchMove="t" onTouchEnd="t" onTouchCancel="t" style="height:300px">
        <view id="inner" onTap="who" style="height:100px">inner</view></view><view id="second" onTouchStart="t" onTouchEnd="t" style="height:200px">second</view>`,
      js: `who() { log("inner", 1); }, t(e) { log(e.type, [e.currentTarget.id, e.touches.map((t) => t.identifier), e.changedTouches.map((t) => t.identifier)]); }`,
    });
    await fingers.tap(50, 80);
    expect(await next("tap")).toMatchObject({ x: 50, y: 36 });
    expect(await told("inner")).toEqual([1]);
    expect(await told("touchStart")).toEqual([["outer", [0], [0]]]);
    expect(await told("touchEnd")).toEqual([["outer", [], [0]]]);
    // A second finger has an identifier of its own, its own target, and makes a tap of neither.
    await fingers.down(50, 200);
    await fingers.down(60, 450, 1);
    await fingers.up();
    await fingers.up(1);
    await next("touchEnd", 3);
    expect((await told("touchStart")).slice(1)).toEqual([
      ["outer", [0], [0]],
      ["second", [0, 1], [1]],
    ]);
    expect((await told("touchEnd")).slice(1)).toEqual([
      ["outer", [1], [0]],
      ["second", [], [1]],
    ]);
    expect((await told("tap")).length).toBe(1);
    await fingers.down(50, 200);
    await fingers.cancel();
    await next("touchCancel");
    await fingers.down(50, 200);
    await next("longTap");
    await fingers.up();
    expect((await told("tap")).length).toBe(1);
    void view;
  },
  "fingers",
);

rule(
  "F-EVT-4",
  async () => {
    await open({
      axml: `<view id="deaf" onTap="e" style="height:100px">no long tap</view>
        <view onTap="held" onLongTap="e" style="height:100px">held</view>`,
      js: `held() { log("held", 1); }`,
    });
    // Moved over 10 px: neither.
    await fingers.swipe([50, 180], [65, 180]);
    await run.page.mouse.move(50, 180);
    await run.page.mouse.down();
    await run.page.mouse.move(62, 180);
    await run.page.mouse.up();
    await fingers.down(50, 180);
    await next("longTap");
    await fingers.up();
    // Nobody takes the long tap here, so the touch is a tap however long it was.
    await fingers.down(50, 80);
    await run.page.waitForTimeout(600);
    await fingers.up();
    await next("tap");
    expect(await told("held")).toEqual([]);
    await run.page.mouse.move(50, 180);
    await run.page.mouse.down();
    await next("longTap", 2);
    await run.page.mouse.up();
    await run.page.mouse.click(50, 180);
    await next("held");
    expect(await told("held")).toEqual([1]);
    await fingers.pen(50, 180);
    await next("held", 2);
  },
  "fingers and mouse",
);

rule(
  "F-EVT-1",
  async () => {
    const view = await open({
      axml: `<view id="free" onTouchMove="e" style="height:150px">scrolls</view>
      <view id="held" catchTouchMove="e" style="height:150px">holds</view>
      <view id="both" disable-scroll style="height:150px">holds<scroll-view id="in" scroll-y style="height:80px"><view style="height:400px">in</view></scroll-view></view>
      <view style="height:2000px"></view>`,
    });
    const held = await middle(view.locator("#held"));
    await fingers.swipe(held, [held[0], held[1] - 140]);
    await next("touchMove");
    expect(await pageTop(view)).toBe(0);
    const both = await view.locator("#both").boundingBox();
    await fingers.swipe([50, both!.y + 10], [50, both!.y - 130]);
    expect(await pageTop(view)).toBe(0);
    // What scrolls by itself inside goes on doing so, and does not pass it on to the page.
    await fingers.swipe([50, both!.y + 70], [50, both!.y - 130]);
    await expect.poll(() => scrollTop(view, "#in")).toBeGreaterThan(50);
    expect(await pageTop(view)).toBe(0);
    const free = await middle(view.locator("#free"));
    await fingers.swipe([free[0], 180], [free[0], 60]);
    await expect.poll(() => pageTop(view)).toBeGreaterThan(50);
  },
  "catchTouchMove and disable-scroll stop scrolling, nothing else does",
);
