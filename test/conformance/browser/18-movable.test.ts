import { expect } from "vitest";
import { rule } from "../rule.js";
import { fingers, left, middle, next, open, run, told, useFingerPage } from "./finger-page.js";

useFingerPage();

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
