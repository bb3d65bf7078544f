import type { Frame, Locator } from "playwright-core";
import { expect } from "vitest";
import { consoleOf, makeHost } from "../../browser/host-harness.js";
import { rule } from "../rule.js";
import { Fingers } from "./fingers.js";
import { type ProgramPage, type SmallProgram, useProgramPage } from "./program-page.js";

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

/** Opens a program whose handlers named `e` log what they got; waits for its first render. */
async function open(program: SmallProgram): Promise<Frame> {
  const view = await run.open({
    ...program,
    js: `e(event) { log(event.type, event.detail); }, onReady() { log("ready", 1); }, ${program.js ?? ""}`,
  });
  await run.logged("ready");
  return view;
}

/** Details logged under a name so far. */
const told = async (name: string): Promise<unknown[]> =>
  (await consoleOf(run.page))
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => {
      const text = line.slice(name.length + 1);
      return text === "undefined" ? undefined : JSON.parse(text);
    });
/** Waits until something was logged under a name; gives the last. */
const next = async (name: string, count = 1): Promise<unknown> => {
  await expect.poll(async () => (await told(name)).length, { timeout: 5000 }).toBeGreaterThanOrEqual(count);
  return (await told(name)).at(-1);
};
const scrollTop = (view: Frame, selector: string): Promise<number> =>
  view.locator(selector).evaluate((element) => element.scrollTop);
const pageTop = (view: Frame): Promise<number> =>
  view.locator("page-layer:not([inert]) page-scroller").evaluate((element) => element.scrollTop);
/** Middle of an element on the screen. */
const middle = async (locator: Locator): Promise<[number, number]> => {
  const box = await locator.boundingBox();
  return [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
};
const left = async (locator: Locator): Promise<number> => Math.round((await locator.boundingBox())?.x ?? Number.NaN);

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

rule("F-TAG-14", async () => {
  const view = await open({
    axml: `<movable-area style="width:300px;height:200px;background:#eee">
        <movable-view id="m" direction="{{direction}}" x="{{x}}" y="{{y}}" inertia="{{inertia}}" out-of-bounds="{{out}}" disabled="{{off}}" scale="{{scale}}" scale-max="{{3}}" animation="{{animation}}"
          onChange="e" onChangeEnd="e" onScale="e" style="width:50px;height:50px;background:#88f">m</movable-view></movable-area>
      <view a:for="{{steps}}" id="step{{index}}" onTap="go" data-i="{{index}}" style="display:inline-block;padding:8px">{{index}}</view>`,
    js: `data: { direction: "all", x: 20, y: 10, inertia: false, out: false, off: false, scale: false, animation: true,
        steps: [{ x: 100, y: 60 }, { direction: "horizontal" }, { direction: "all", out: true }, { out: false, inertia: true }, { inertia: false, off: true }, { off: false, scale: true, animation: false, x: 120, y: 70 }] },
      go(e) { this.setData(this.data.steps[e.target.dataset.i]); log("went", 1); }`,
  });
  const m = view.locator("#m");
  const place = async (): Promise<number[]> => {
    const { x, y } = (await m.boundingBox())!;
    return [Math.round(x), Math.round(y - 44)];
  };
  const drag = async (dx: number, dy: number): Promise<void> => {
    const ends = (await told("changeEnd")).length;
    const [x, y] = await middle(m);
    await fingers.swipe([x, y], [x + dx, y + dy], false);
    await run.page.waitForTimeout(150);
    await fingers.up();
    await next("changeEnd", ends + 1);
  };
  const sources = async (): Promise<unknown[]> => [
    ...new Set((await told("change")).map((change) => (change as { source: string }).source)),
  ];
  expect(await place()).toEqual([20, 10]);
  await view.locator("#step0").click();
  await expect.poll(place).toEqual([100, 60]);
  expect(await sources()).toEqual([""]);
  await drag(40, 30);
  expect(await place()).toEqual([140, 90]);
  expect(await next("change")).toEqual({ x: 140, y: 90, source: "touch" });
  expect(await next("changeEnd")).toEqual({ x: 140, y: 90 });
  // Not out of the area.
  await drag(300, 300);
  expect(await place()).toEqual([250, 150]);
  await view.locator("#step1").click();
  await next("went", 2);
  await drag(-100, -40);
  expect(await place()).toEqual([150, 150]);
  // Beyond the edge and back.
  await view.locator("#step2").click();
  await drag(-200, 0);
  await expect.poll(place).toEqual([0, 150]);
  expect(await sources()).toEqual(["", "touch", "touch-out-of-bounds", "out-of-bounds"]);
  await view.locator("#step3").click();
  const [x, y] = await middle(m);
  await fingers.swipe([x, y], [x + 60, y]);
  await expect.poll(async () => (await place())[0]).toBeGreaterThan(70);
  expect(await sources()).toContain("friction");
  let seen = -1;
  await expect
    .poll(async () => {
      const still = seen === (await told("change")).length;
      seen = (await told("change")).length;
      return still;
    })
    .toBe(true);
  await view.locator("#step4").click();
  await next("went", 5);
  const before = await place();
  await fingers.swipe(await middle(m), [20, 60]);
  expect(await place()).toEqual(before);
  await view.locator("#step5").click();
  await expect.poll(place).toEqual([120, 70]);
  const [px, py] = await middle(m);
  await fingers.down(px - 5, py);
  await fingers.down(px + 5, py, 1);
  await fingers.move(px + 15, py, 1);
  expect(await next("scale")).toMatchObject({ scale: 2 });
  await fingers.move(px + 100, py, 1);
  await expect.poll(async () => (await next("scale")) as object).toMatchObject({ scale: 3 });
  await fingers.up(1);
  await fingers.up();
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

rule(
  "F-TAG-14",
  async () => {
    // As component libraries build rows that are swiped open: the area is wider than what is seen of it.
    const view = await open({
      axml: `<view style="overflow:hidden;width:300px"><movable-area style="width:400px;height:auto;margin-left:-80px">
          <movable-view id="row" class="cell" direction="horizontal" onChange="e" onChangeEnd="e" style="width:320px;margin-left:80px;height:50px;background:#eee">row</movable-view>
          <movable-view id="over" class="cell" disabled style="width:40px;height:50px;margin-left:360px">over</movable-view></movable-area></view>
        <view id="after">after</view>`,
      acss: ".cell{position:relative}",
    });
    const row = view.locator("#row");
    const start = await left(row);
    const [x, y] = await middle(row);
    await fingers.swipe([x, y], [x - 140, y]);
    expect(await next("changeEnd")).toEqual({ x: -80, y: 0 });
    expect(await left(row)).toBe(start - 80);
    await fingers.swipe([x, y], [x + 140, y]);
    expect(await next("changeEnd", 2)).toEqual({ x: 0, y: 0 });
    // The first gives the area its height; others lie beside it, as they are placed absolutely by the documents.
    const top = async (id: string): Promise<number> => (await view.locator(id).boundingBox())!.y;
    expect([await top("#over"), await top("#after")]).toEqual([await top("#row"), (await top("#row")) + 50]);
  },
  "placed by styles",
);

rule("F-TAG-13", async () => {
  const view = await open({
    axml: `<movable-area id="bare"/><movable-area id="area" scale-area style="width:300px;height:300px;background:#eee">
      <movable-view direction="all" scale onScale="e" style="width:40px;height:40px;background:#88f"/></movable-area>`,
  });
  expect(await view.locator("#bare").evaluate((e) => [e.clientWidth, e.clientHeight])).toEqual([10, 10]);
  await fingers.down(150, 200);
  await fingers.down(170, 200, 1);
  await fingers.move(190, 200, 1);
  expect(await next("scale")).toMatchObject({ scale: 2 });
  await fingers.up(1);
  await fingers.up();
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
