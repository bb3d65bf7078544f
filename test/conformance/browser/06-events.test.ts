import type { Frame } from "playwright-core";
import { expect } from "vitest";
import { makeHost } from "../../browser/host-harness.js";
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

/** Opens a page with members; waits for its first render. */
async function open(axml: string, js = "", files: Record<string, string> = {}): Promise<Frame> {
  const acss = ".box { height: 120px; background: #eee }";
  const view = await run.open({
    axml,
    acss,
    js: `onReady() { log("ready", 1) }, ${js}`,
    files,
  });
  await run.logged("ready");
  return view;
}

/** Middle of an element on the screen. */
async function middle(view: Frame, selector: string): Promise<[number, number]> {
  const { x, y, width, height } = (await view.locator(selector).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return [x + width / 2, y + height / 2];
}

rule(
  "F-EVT-3",
  async () => {
    const view = await open(
      `<view class="box" id="box" onTouchStart="touched" onTouchMove="touched" onTouchEnd="touched"/><view style="height:2000px"/>`,
      `touched({ type, touches, changedTouches }) { log(type, [touches, changedTouches]) }`,
    );
    const [x, y] = await middle(view, "#box");
    await fingers.down(x, y);
    await fingers.down(x + 20, y, 1);
    await fingers.up(1);
    await fingers.up();
    const [touches, changed] = (await run.logged("touchStart")) as [Record<string, number>[], Record<string, number>[]];
    expect(touches).toEqual(changed);
    expect(Object.keys(touches[0] ?? {}).sort()).toEqual(["clientX", "clientY", "identifier", "pageX", "pageY"]);
    const [left] = (await run.logged("touchEnd")) as [unknown[], unknown[]];
    expect(left.length).toBe(1);
  },
  "several fingers",
);

rule(
  "F-SJS-3",
  async () => {
    const view = await open(
      `<import-sjs name="m" from="./m.sjs"/><view class="box" id="box" onTouchMove="{{m.move}}" catchTap="{{m.tap}}"/>`,
      `done(n) { log("done", n) }`,
      {
        "pages/a/m.sjs": `export default {
          move(event, owner) { event.instance.setStyle({ transform: "translateX(" + event.touches[0].clientX + "px)" }) },
          tap(event, owner) { event.instance.addClass("tapped").removeClass("box"); owner.callMethod("done", 1) } }`,
      },
    );
    const [x, y] = await middle(view, "#box");
    await fingers.swipe([x, y], [x - 40, y]);
    const transform = () => view.locator("#box").evaluate((element) => (element as HTMLElement).style.transform);
    await expect.poll(transform).toBe(`translateX(${x - 40}px)`);
    await view.locator("#box").evaluate((element) => (element as HTMLElement).click());
    expect(await run.logged("done")).toBe(1);
    await expect.poll(() => view.locator("#box").getAttribute("class")).toBe("tapped");
  },
  "an SJS handler moves what a finger drags",
);

rule(
  "F-EVT-7",
  async () => {
    const view = await open(
      `<view class="box" id="throws" onTap="throws"/><view class="box" id="rejects" onTap="rejects"/>`,
      `throws() { throw new Error("thrown") }, async rejects() { await null; throw new Error("rejected") }`,
      {
        "app.js": `App({ onError(message, stack) { console.log("error:" + JSON.stringify([message, stack])) },
          onUnhandledRejection({ reason }) { console.log("rejection:" + JSON.stringify(reason.message)) } })`,
      },
    );
    await view.locator("#throws").click();
    const [message, stack] = (await run.logged("error")) as [string, string];
    expect(message).toBe("thrown");
    // The place in the unit's code, which its source map leads back to the file.
    expect(stack).toMatch(/berth-unit:[^\s]*:\d+:\d+/);
    await view.locator("#rejects").click();
    expect(await run.logged("rejection")).toBe("rejected");
  },
  "a handler that throws, an asynchronous one that rejects",
);
