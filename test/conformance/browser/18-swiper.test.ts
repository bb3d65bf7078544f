import { expect } from "vitest";
import { rule } from "../rule.js";
import { fingers, left, next, open, run, told, useFingerPage } from "./finger-page.js";

useFingerPage();

rule("F-TAG-12", async () => {
  const view = await open({
    axml: `<swiper id="s" current="{{current}}" circular="{{circular}}" vertical="{{vertical}}" duration="{{100}}" acceleration="{{fast}}" disable-touch="{{off}}" autoplay="{{auto}}" interval="{{250}}"
        previous-margin="{{margin}}" next-margin="{{margin}}" indicator-dots indicator-color="rgb(9, 9, 9)" indicator-active-color="rgb(255, 0, 0)" onChange="e" onTransition="move" onAnimationEnd="e" onTouchStart="finger" style="height:200px">
        <swiper-item a:for="{{items}}"><view class="i" id="i{{item}}">{{item}}</view></swiper-item></swiper>
      <view a:for="{{steps}}" class="step" id="step{{index}}" onTap="go" data-i="{{index}}" style="display:inline-block;padding:8px">{{index}}</view>`,
    acss: ".i{height:100%;background:#ddd}",
    js: `data: { items: ["a", "b", "c", "d", "e"], current: 1, fast: false, circular: false, vertical: false, off: false, auto: false, margin: "0px",
        steps: [{ current: 3 }, { circular: true }, { margin: "30px" }, { items: ["a", "b"] }, { margin: "0px", vertical: true }, { vertical: false, circular: false, items: ["a", "b", "c", "d", "e"], fast: true }, { fast: false, off: true }, { off: false, auto: true }] },
      move(e) { log("move", e.detail); }, finger() { log("finger", 1); },
      go(e) { this.setData(this.data.steps[e.target.dataset.i], () => log("went", 1)); }`,
  });
  let steps = 0;
  const step = async (i: number): Promise<void> => {
    await view.locator(`#step${i}`).click();
    await next("went", ++steps);
  };
  const swipe = async (by: number): Promise<void> => {
    const ends = (await told("animationEnd")).length;
    await fingers.swipe([190, 140], [190 + by, 140]);
    await next("animationEnd", ends + 1);
  };
  // The first value is no change, what data say later is.
  expect([await left(view.locator("#ib")), await told("change")]).toEqual([0, []]);
  await step(0);
  expect(await next("change")).toMatchObject({ current: 3, isChanging: false });
  await next("animationEnd");
  expect(await left(view.locator("#id"))).toBe(0);
  // A finger takes it on; not beyond the end; a short flick is enough.
  await swipe(-150);
  expect(await next("change", 2)).toMatchObject({ current: 4 });
  expect(await told("move")).not.toEqual([]);
  await swipe(-150);
  expect((await told("change")).length).toBe(2);
  await swipe(60);
  expect(await next("change", 3)).toMatchObject({ current: 3 });
  expect(
    await view
      .locator("swiper-dots > i")
      .evaluateAll((all) => all.map((i) => (i as HTMLElement).style.backgroundColor)),
  ).toEqual(["rgb(9, 9, 9)", "rgb(9, 9, 9)", "rgb(9, 9, 9)", "rgb(255, 0, 0)", "rgb(9, 9, 9)"]);
  // Round the corner, both ways.
  await step(1);
  await swipe(-150);
  await swipe(-150);
  expect(await next("change", 5)).toMatchObject({ current: 0 });
  await swipe(150);
  expect(await next("change", 6)).toMatchObject({ current: 4 });
  await step(2);
  await expect.poll(() => view.locator("#ie").evaluate((e) => e.clientWidth)).toBe(315);
  expect([await left(view.locator("#ie")), await left(view.locator("#ia"))]).toEqual([30, 345]);
  // Children come and go; it stays within them.
  await step(3);
  await expect.poll(() => left(view.locator("#ib"))).toBe(30);
  await step(4);
  await expect.poll(async () => Math.round((await view.locator("#ia").boundingBox())?.y ?? 0)).not.toBe(44);
  await fingers.swipe([190, 200], [190, 80]);
  expect(await next("change", 7)).toMatchObject({ current: 0 });
  await step(5);
  await view.locator("#ie").waitFor({ state: "attached" });
  await next("animationEnd", (await told("animationEnd")).length);
  // With acceleration a fast swipe takes several items; those on the way are told as such.
  await fingers.swipe([360, 140], [20, 140]);
  await expect
    .poll(async () => (await told("change")).slice(7).some((c) => (c as { isChanging: boolean }).isChanging === false))
    .toBe(true);
  const changes = (await told("change")).slice(7) as { current: number; isChanging: boolean }[];
  expect(changes.at(-1)!.current).toBeGreaterThan(1);
  expect(changes.slice(0, -1).every((change) => change.isChanging)).toBe(true);
  await step(6);
  const count = (await told("change")).length;
  await fingers.swipe([190, 140], [340, 140]);
  // Keyboard.
  await view.locator("#s").focus();
  await run.page.keyboard.press("Home");
  await expect.poll(async () => (await told("change")).length).toBe(count + 1);
  expect(await next("change")).toMatchObject({ current: 0 });
  // By itself, but not under a finger.
  await step(7);
  await view.locator("#s").evaluate((e) => (e as HTMLElement).blur());
  await next("change", count + 2);
  const touched = (await told("finger")).length;
  await fingers.down(190, 140);
  // What was on its way to the program before the finger came is told before it.
  await next("finger", touched + 1);
  const held = (await told("change")).length;
  await run.page.waitForTimeout(500);
  expect((await told("change")).length).toBe(held);
  await fingers.up();
  await next("change", held + 1);
});

rule(
  "F-TAG-12",
  async () => {
    const view = await open({
      axml: `<swiper id="s" display-multiple-items="{{2}}" current="{{current}}" circular="{{circular}}" duration="{{60}}" onChange="e" onAnimationEnd="e" style="height:100px">
        <swiper-item a:for="{{5}}"><view class="i" id="i{{index}}">{{index}}</view></swiper-item></swiper><view id="round" onTap="round">round</view>`,
      acss: ".i{height:100%}",
      js: `data: { current: 3, circular: false }, round() { this.setData({ circular: true, current: 4 }); }`,
    });
    const place = async (i: number): Promise<number[]> => {
      const box = (await view.locator(`#i${i}`).boundingBox())!;
      return [Math.round(box.x * 2) / 2, box.width];
    };
    // No room is left behind the last one.
    expect([await place(3), await place(4)]).toEqual([
      [0, 187.5],
      [187.5, 187.5],
    ]);
    expect(await view.locator("swiper-item").evaluateAll((all) => all.map((e) => (e as HTMLElement).inert))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    await fingers.swipe([100, 100], [290, 100]);
    expect(await next("change")).toMatchObject({ current: 2 });
    await next("animationEnd");
    expect([(await place(2))[0], (await place(3))[0]]).toEqual([0, 187.5]);
    await view.locator("#round").click();
    await next("change", 2);
    await next("animationEnd", 2);
    expect([(await place(4))[0], (await place(0))[0], (await place(3))[0]]).toEqual([0, 187.5, -187.5]);
  },
  "display-multiple-items",
);
