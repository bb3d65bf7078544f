import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { rule } from "../rule.js";
import { Fingers } from "./fingers.js";
import {
  attribute,
  checked,
  colour,
  focused,
  keys,
  line,
  next,
  open,
  run,
  said,
  useFormPage,
  view,
} from "./form-page.js";

useFormPage();

rule("F-TAG-2", async () => {
  await open(
    `<view id="out" hover-class="lit"><view id="in" hover-class="hot" hover-start-time="0" hover-stay-time="10" hover-stop-propagation>press</view></view>
     <view id="both" hover-class="lit" hover-start-time="0" hover-stay-time="10"><navigator id="nav" hover-class="hot" hover-start-time="0" hover-stay-time="10">go</navigator></view>
     <button id="b">b</button><button id="none" hover-class="none">n</button><button id="off" disabled="{{true}}">off</button>`,
  );
  const classes = (id: string): Promise<string> => view.locator(id).evaluate((element) => element.className);
  const press = async (id: string, during: () => Promise<void>): Promise<void> => {
    const box = (await view.locator(id).boundingBox())!;
    await run.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await run.page.mouse.down();
    await during();
    await run.page.mouse.move(box.x + box.width / 2 + 30, box.y + box.height / 2);
    await run.page.mouse.up();
  };
  await press("#in", async () => {
    await expect.poll(() => classes("#in")).toBe("hot");
    expect(await classes("#out")).toBe("");
  });
  await expect.poll(() => classes("#in")).toBe("");
  await press("#nav", async () => {
    await expect.poll(() => classes("#nav")).toBe("hot");
    expect(await classes("#both")).toBe("lit");
  });
  await press("#b", async () => expect.poll(() => classes("#b")).toBe("button-hover"));
  // A finger lights up what it rests on; one that scrolls does not.
  const fingers = await Fingers.on(run.page);
  const box = (await view.locator("#b").boundingBox())!;
  await fingers.down(box.x + 30, box.y + 20);
  await expect.poll(() => classes("#b")).toBe("button-hover");
  await fingers.move(box.x + 30, box.y + 60);
  await expect.poll(() => classes("#b")).toBe("");
  await fingers.up();
  await press("#none", async () => {
    await press("#off", async () => {});
    expect([await classes("#none"), await classes("#off")]).toEqual(["", ""]);
  });
});

rule("F-TAG-4", async () => {
  await open(
    `<slider id="s" min="10" max="20" value="99"/><picker id="p" range="{{['a','b']}}" value="7">p</picker>
     <button id="b" type="loud" size="huge">b</button><input id="i" type="phone" confirm-type="shout"/>
     <picker-view id="v" value="{{[9]}}"><picker-view-column><view>a</view><view>b</view></picker-view-column></picker-view>`,
  );
  expect(await attribute("#s", "aria-valuenow")).toBe("20");
  expect(await attribute("#v picker-view-column", "aria-valuenow")).toBe("1");
  expect([await attribute("#i", "inputmode"), await attribute("#i", "enterkeyhint")]).toEqual(["text", "done"]);
  const height = await view.locator("#b").evaluate((element) => (element as HTMLElement).offsetHeight);
  expect(height).toBe(47);
  const told = (await run.told()).join("\n");
  for (const name of ['type=\\"loud', 'size=\\"huge', 'type=\\"phone', 'confirm-type=\\"shout']) {
    expect(told).toContain(name);
  }
});

rule("F-TAG-21", async () => {
  await open(
    `<button id="a" onTap="on">plain</button><button id="mini" size="mini">m</button>
     <button id="p" type="primary">p</button><button id="w" type="warn" plain>w</button>
     <button id="l" loading="{{true}}">l</button><button id="off" disabled="{{off}}" onTap="on">o</button>
     <button id="share" open-type="share">s</button>
     <button id="auth" open-type="getAuthorize" scope="phoneNumber" onGetAuthorize="on" onError="on">g</button>`,
    { off: true },
    [{ off: false }],
    `onShareAppMessage(e) { console.log("share " + e.from + " " + e.target.id); return { title: "t" }; },`,
  );
  await view.locator("#a").click();
  expect(await line()).toMatch(/^a\.tap /);
  const style = (id: string, name: string): Promise<string> =>
    view.locator(id).evaluate((element, key) => getComputedStyle(element).getPropertyValue(key), name);
  expect(await style("#mini", "display")).toBe("inline-block");
  expect(await style("#p", "background-color")).not.toBe(await style("#a", "background-color"));
  expect(await style("#w", "background-color")).toBe("rgba(0, 0, 0, 0)");
  expect(await attribute("#l", "aria-busy")).toBe("true");
  await view.locator("#off").click({ force: true });
  await view.locator("#share").click();
  await said("share button share");
  await run.page.keyboard.press("Escape");
  await next();
  await view.locator("#off").click();
  expect(await line()).toMatch(/^off\.tap /);
  await view.locator("#auth").click();
  expect(await line()).toMatch(/^auth\.(error|getAuthorize) /);
});

rule("F-TAG-26", async () => {
  await open(
    `<checkbox id="a" value="a" checked="{{on}}" color="#ff0000" onChange="on"/><checkbox id="b" disabled="{{true}}" onChange="on"/>`,
    { on: true },
    [{ on: false }],
  );
  expect(await checked()).toEqual(["a"]);
  await expect.poll(() => colour("#a > i")).toBe("rgb(255, 0, 0)");
  await view.locator("#b").click({ force: true });
  await view.locator("#a").click();
  await said('a.change {"value":false}');
  await view.locator("#a").press("Space");
  await said('a.change {"value":true}');
  await next();
  expect(await checked()).toEqual([]);
});

rule("F-TAG-27", async () => {
  await open(
    `<checkbox-group id="g" name="g" onChange="on"><view a:for="{{3}}"><checkbox id="c{{item}}" value="v{{item}}"/></view></checkbox-group>`,
  );
  await view.locator("#c2").click();
  await view.locator("#c0").click();
  await view.locator("#c2").click();
  await said('g.change {"value":["v2"]}', 'g.change {"value":["v0","v2"]}', 'g.change {"value":["v0"]}');
});

rule("F-TAG-28", async () => {
  await open(
    `<radio id="a" value="a" onChange="on"/><radio id="b" checked="{{true}}"/><radio id="c" disabled="{{true}}" onChange="on"/>`,
  );
  await view.locator("#c").click({ force: true });
  await view.locator("#a").click();
  await view.locator("#a").click();
  await said('a.change {"value":true}');
  expect(await checked()).toEqual(["a", "b"]);
});

rule("F-TAG-29", async () => {
  await open(
    `<radio-group id="g" name="g" onChange="on"><view><radio id="a" value="a" checked="{{x === 'a'}}"/></view><radio id="b" value="b" checked="{{x === 'b'}}"/><radio id="off" disabled/><radio id="c" value="c"/></radio-group>`,
    { x: "a" },
    [{ x: "b" }],
  );
  expect(await checked()).toEqual(["a"]);
  await view.locator("#c").click();
  await said('g.change {"value":"c"}');
  expect(await checked()).toEqual(["c"]);
  await next();
  expect(await checked()).toEqual(["b"]);
  await view.locator("#b").press("ArrowDown");
  await said('g.change {"value":"c"}');
  expect([await checked(), await focused()]).toEqual([["c"], "c"]);
});

rule("F-TAG-30", async () => {
  await open(
    `<switch id="a" checked="{{on}}" color="rgb(0,128,0)" onChange="on"/><switch id="b" disabled="{{true}}" onChange="on"/>`,
    { on: true },
    [{ on: false }],
  );
  expect(await checked()).toEqual(["a"]);
  await expect.poll(() => colour("#a > i")).toBe("rgb(0, 128, 0)");
  await view.locator("#b").click({ force: true });
  await view.locator("#a").click();
  await view.locator("#a").press("Enter");
  await said('a.change {"value":false}', 'a.change {"value":true}');
  await next();
  expect(await checked()).toEqual([]);
});

rule("F-TAG-31", async () => {
  await open(
    `<slider id="a" value="{{v}}" onChange="on" onChanging="on"/>
     <slider id="b" min="-1" max="1" step="0.25" value="0" show-value active-color="#ff0000" background-color="#00ff00" track-size="10" handle-size="30" handle-color="#0000ff" onChange="on"/>
     <slider id="off" disabled="{{true}}" value="5" onChange="on"/>`,
    { v: 0 },
    [{ v: 30 }],
  );
  const box = (await view.locator("#a slider-track").boundingBox())!;
  const { mouse } = run.page;
  const at = (part: number): [number, number] => [box.x + box.width * part, box.y + box.height / 2];
  await mouse.move(...at(0));
  await mouse.down();
  await mouse.move(...at(0.5));
  await mouse.move(...at(1));
  await mouse.up();
  await said('a.changing {"value":50}', 'a.changing {"value":100}', 'a.change {"value":100}');
  await next();
  expect(await attribute("#a", "aria-valuenow")).toBe("30");
  const finger = (type: string, x: number): Promise<unknown> =>
    view.locator("#a slider-track").evaluate(
      (element, [kind, clientX]) => {
        const init = { pointerType: "touch", pointerId: 5, clientX: clientX as number, bubbles: true, composed: true };
        element.dispatchEvent(new PointerEvent(kind as string, init));
      },
      [type, x] as const,
    );
  // Positions inside the frame are those of the element there.
  const left = await view.locator("#a slider-track").evaluate((element) => element.getBoundingClientRect().left);
  await finger("pointerdown", left + box.width * 0.9);
  await finger("pointercancel", left + box.width * 0.9);
  expect(await attribute("#a", "aria-valuenow")).toBe("30");
  await finger("pointerdown", left + box.width * 0.4);
  await finger("pointermove", left + box.width * 0.6);
  await finger("pointerup", left + box.width * 0.6);
  await said('a.changing {"value":60}', 'a.change {"value":60}');
  for (const key of ["ArrowRight", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "Home", "ArrowRight"]) {
    await view.locator("#b").press(key);
  }
  await said(...[0.25, 0.5, 0.75, 1, -1, -0.75].map((each) => `b.change {"value":${each}}`));
  expect(await view.locator("#b slider-value").textContent()).toBe("-0.75");
  const look = await view.locator("#b slider-track").evaluate((track) => {
    const [fill, knob] = [...track.children].map((each) => getComputedStyle(each));
    const line = getComputedStyle(track, "::before");
    return [fill?.backgroundColor, line.backgroundColor, line.height, knob?.width, knob?.backgroundColor];
  });
  expect(look).toEqual(["rgb(255, 0, 0)", "rgb(0, 255, 0)", "10px", "30px", "rgb(0, 0, 255)"]);
  await view.locator("#off slider-track").click({ force: true });
  expect(await attribute("#off", "aria-valuenow")).toBe("5");
});

/** Sheets slide in; a finger goes where they stand. */
const stands = (dialog: Locator): Promise<void> =>
  dialog.evaluate(async (sheet) => {
    await Promise.all(sheet.getAnimations({ subtree: true }).map(({ finished }) => finished));
  });

rule("F-TAG-32", async () => {
  await open(
    `<picker id="p" title="Town" range="{{towns}}" range-key="name" value="{{at}}" onChange="on" onCancel="on"><view id="trigger">{{towns[at].name}}</view></picker>
     <picker id="s" range="{{['x','y']}}" onChange="on"><view id="plain">plain</view></picker>
     <picker id="off" range="{{['x']}}" disabled="{{true}}"><view id="dead">off</view></picker>`,
    { at: 1, towns: [{ name: "Oslo" }, { name: "Bergen" }, { name: "Tromsø" }] },
  );
  const dialog = view.getByRole("dialog", { name: "Town" });
  await view.locator("#trigger").click();
  expect(await dialog.getByRole("option").allTextContents()).toEqual(["Oslo", "Bergen", "Tromsø"]);
  expect(await dialog.getByRole("option", { selected: true }).textContent()).toBe("Bergen");
  await stands(dialog);
  await dialog.getByText("Tromsø").click();
  await said('p.change {"value":2}');
  expect(await view.getByRole("dialog").count()).toBe(0);
  await view.locator("#p").press("Enter");
  await keys().press("Home");
  await keys().press("ArrowDown");
  await keys().press("Enter");
  await said('p.change {"value":1}');
  expect(await focused()).toBe("p");
  await keys().press("Space");
  await keys().press("Escape");
  await said("p.cancel {}");
  await view.locator("#trigger").click();
  await dialog.getByText("Cancel").click();
  await said("p.cancel {}");
  await view.locator("#plain").click();
  await view.getByText("y", { exact: true }).click();
  await said('s.change {"value":1}');
  await view.locator("#dead").click({ force: true });
  expect(await view.getByRole("dialog").count()).toBe(0);
});

rule(
  "F-TAG-32",
  async () => {
    await open(
      `<picker id="d" mode="date" title="Day" value="{{day}}" start="2024-02-10" end="2026-03-05" onChange="on" onCancel="on"><view>day</view></picker>
       <picker id="m" mode="date" fields="month" value="2026-03" onChange="on"><view>month</view></picker>
       <picker id="t" mode="time" value="9:58" end="10:30" onChange="on"><view>time</view></picker>
       <picker id="c" mode="multiSelector" range="{{towns}}" value="{{[1, 0]}}" onChange="on" onColumnChange="turned"><view>town</view></picker>
       <form onSubmit="on" id="f"><picker name="born" mode="date" value="2000-01-31"><view>born</view></picker><button id="send" form-type="submit">send</button></form>`,
      { day: "2024-03-31", towns: [["Norway", "Denmark"], ["Aarhus"]] },
      [],
      `turned(e) { this.on(e); if (e.detail.column === 0) this.setData({ towns: [["Norway", "Denmark"], e.detail.value === 0 ? ["Oslo", "Bergen"] : ["Aarhus"]] }); },`,
    );
    const dialog = view.getByRole("dialog");
    const wheel = (name: string) => dialog.getByRole("spinbutton", { name, exact: true });
    const says = (name: string): Promise<string | null> => wheel(name).getAttribute("aria-valuetext");
    await view.getByText("day", { exact: true }).click();
    expect(await dialog.getAttribute("aria-label")).toBe("Day");
    await expect
      .poll(async () => [await says("year"), await says("month"), await says("day")])
      .toEqual(["2024", "March", "31"]);
    // February of that year begins with the tenth and ends with the 29th; nothing is before it.
    await wheel("month").press("ArrowUp");
    await expect.poll(() => says("day")).toBe("29");
    expect(await wheel("day").getAttribute("aria-valuemax")).toBe("19");
    await wheel("month").press("Home");
    await wheel("month").press("ArrowUp");
    await wheel("day").press("Home");
    await wheel("day").press("Enter");
    await said('d.change {"value":"2024-02-10"}');
    expect(await focused()).toBe("d");
    await keys().press("Enter");
    await wheel("year").press("End");
    // Who is done while it turns means where it stops.
    await dialog.getByRole("button", { name: "Done" }).click();
    await said('d.change {"value":"2026-02-10"}');
    await keys().press("Space");
    await keys().press("Escape");
    await said("d.cancel {}");
    await view.getByText("month", { exact: true }).click();
    expect(await dialog.getByRole("spinbutton").count()).toBe(2);
    await stands(dialog);
    await wheel("month").getByText("April").click();
    await expect.poll(() => says("month")).toBe("April");
    await dialog.getByRole("button", { name: "Done" }).click();
    await said('m.change {"value":"2026-04"}');
    await view.getByText("time", { exact: true }).click();
    await wheel("hour").press("ArrowDown");
    await expect.poll(async () => [await says("hour"), await says("minute")]).toEqual(["10", "30"]);
    await dialog.getByRole("button", { name: "Done" }).click();
    await said('t.change {"value":"10:30"}');
    await view.getByText("town", { exact: true }).click();
    await stands(dialog);
    await dialog.getByRole("spinbutton").first().press("ArrowUp");
    await said('c.columnChange {"column":0,"value":0}');
    await dialog.getByText("Bergen").click();
    await said('c.columnChange {"column":1,"value":1}');
    await dialog.getByRole("button", { name: "Done" }).click();
    await said('c.change {"value":[0,1]}');
    await view.locator("#send").click();
    expect(await line()).toContain('"value":{"born":"2000-01-31"}');
  },
  "modes of other platforms: date, time and several columns",
);

rule("F-TAG-33", async () => {
  await open(
    `<picker-view id="p" value="{{at}}" indicator-style="height:50px" indicator-class="ind" mask-style="background:rgba(0,0,0,.1)" mask-class="mask" onChange="on">
       <picker-view-column><view a:for="{{20}}" class="item">{{item}}</view></picker-view-column>
       <picker-view-column><view a:for="{{names}}">{{item}}</view></picker-view-column>
     </picker-view>
     <picker-view id="q" value="{{[1]}}"><picker-view-column><view class="tall">a</view><view class="tall">b</view></picker-view-column></picker-view>`,
    { at: [3, 1], names: ["a", "b", "c"] },
    [{ at: [5, 2] }, { names: ["only"] }],
    "",
    ".ind { border-color: rgb(9,9,9); } .tall { height: 60px; } .mask { opacity: 0.5; }",
  );
  const column = view.locator("#p picker-view-column");
  const tops = (): Promise<number[]> => column.evaluateAll((all) => all.map((each) => each.scrollTop));
  expect(await tops()).toEqual([150, 50]);
  const parts = await view.locator("#p").evaluate((element) => {
    const style = (name: string) => getComputedStyle(element.querySelector(name)!);
    const indicator = style("picker-indicator");
    const mask = style("picker-mask");
    return [indicator.height, indicator.borderTopColor, mask.backgroundColor, mask.opacity, style(".item").height];
  });
  expect(parts).toEqual(["50px", "rgb(9, 9, 9)", "rgba(0, 0, 0, 0.1)", "0.5", "50px"]);
  const q = await view.locator("#q picker-view-column").evaluate((element) => element.scrollTop);
  expect(q).toBe(60);
  // The wheel, a drag with the mouse that runs on, arrows, a tap on an item: each ends on an item.
  const box = (await column.first().boundingBox())!;
  const { mouse } = run.page;
  await mouse.move(box.x + 40, box.y + 100);
  await mouse.wheel(0, 100);
  await said('p.change {"value":[5,1]}');
  await column.nth(1).press("ArrowDown");
  await said('p.change {"value":[5,2]}');
  await column.first().press("Home");
  await said('p.change {"value":[0,2]}');
  await mouse.move(box.x + 40, box.y + 180);
  await mouse.down();
  for (let i = 1; i <= 8; i++) await mouse.move(box.x + 40, box.y + 180 - i * 20);
  await mouse.up();
  const change = await line();
  const [row = 0] = JSON.parse(change.slice(change.indexOf("{"))).value as number[];
  expect(row).toBeGreaterThanOrEqual(3);
  expect((await tops())[0]).toBe(row * 50);
  await next();
  expect(await tops()).toEqual([250, 100]);
  await column.first().locator(".item").nth(6).click();
  await said('p.change {"value":[6,2]}');
  expect(await attribute("#p picker-view-column:first-child", "aria-valuetext")).toBe("6");
  await next();
  expect(await tops()).toEqual([300, 0]);
});
