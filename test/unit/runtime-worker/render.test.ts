import { describe, expect, it } from "vitest";
import { programRun } from "../../support/program-run.js";

describe("render", () => {
  it("draws the first page and follows setData (F-ORD-1, F-DATA-1, F-DATA-2)", async () => {
    const run = await programRun({
      "index.axml": `<view class="a {{c}}" onTap="go"><text>{{greet}}, {{user.name}}</text></view>`,
      "index.js": `Page({ data: { greet: "Hi", c: "x", user: { name: "A" } },
        onLoad() { this.setData({ greet: "Hello" }) },
        go() { this.setData({ "user.name": "B", c: "y" }, () => console.log("drawn", this.data.user.name)); } })`,
    });
    expect(run.errors()).toEqual([]);
    expect(run.view.view.text()).toContain(`"Hello, A"`);
    run.view.view.resetCounts();
    run.view.tap(run.view.view.find("view"));
    await run.settle();
    expect(run.view.view.text()).toContain(`"Hello, B"`);
    expect(run.view.view.find("view", "class", "a y")).not.toBe(0);
    expect(run.view.view.counts).toEqual({ text: 1, attribute: 1 });
    expect(run.logged()).toEqual(["drawn B"]);
  });

  it("loops with keys move rows instead of drawing them again (F-KEY-1)", async () => {
    const run = await programRun({
      "index.axml": `<view a:for="{{list}}" a:key="id">{{index}}:{{item.text}}</view>`,
      "index.js": `Page({ data: { list: [] }, set(list) { this.setData({ list }) } })`,
    });
    const page = run.global<() => { set(list: unknown): void }[]>("getCurrentPages")()[0]!;
    const rows = (text: string) => [...text].map((letter) => ({ id: letter, text: letter }));
    const show = async (text: string) => {
      page.set(rows(text));
      await run.settle();
      return run.view.view.words();
    };
    expect(await show("abcde")).toBe("0:a 1:b 2:c 3:d 4:e");
    run.view.view.resetCounts();
    expect(await show("eabcd")).toBe("0:e 1:a 2:b 3:c 4:d");
    expect(run.view.view.counts["move"]).toBe(1);
    expect(run.view.view.counts["create"]).toBeUndefined();
    expect(await show("xeadz")).toBe("0:x 1:e 2:a 3:d 4:z");
    expect(await show("aa")).toBe("0:a 1:a");
    expect(await show("")).toBe("");
  });

  it("any reordering ends in the wanted order (F-KEY-1)", async () => {
    const run = await programRun({
      "index.axml": `<view a:for="{{list}}" a:key="*this">{{item}}</view><view>end</view>`,
      "index.js": `Page({ data: { list: [] }, set(list) { this.setData({ list }) } })`,
    });
    const page = run.global<() => { set(list: unknown): void }[]>("getCurrentPages")()[0]!;
    let seed = 7;
    const random = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    for (let round = 0; round < 60; round++) {
      const list = Array.from({ length: random(9) }, () => `k${random(12)}`);
      page.set(list);
      await run.settle();
      expect(run.view.view.words()).toBe([...list, "end"].join(" "));
    }
  });

  it("an update of one row touches that row only", async () => {
    const run = await programRun({
      "index.axml": `<view a:for="{{list}}" a:key="id"><text>{{item.text}}</text></view>`,
      "index.js": `Page({ data: { list: Array.from({length: 100}, (_, id) => ({ id, text: "t" + id })) } })`,
    });
    const page = run.global<() => { setData(data: unknown): void }[]>("getCurrentPages")()[0]!;
    run.view.view.resetCounts();
    page.setData({ "list[7].text": "new" });
    await run.settle();
    expect(run.view.view.counts).toEqual({ text: 1 });
    expect(run.view.view.words()).toContain("t6 new t8");
  });

  it("a:if chains, a:for of numbers and objects, nested loops (F-DIR-1 to F-DIR-3)", async () => {
    const run = await programRun({
      "index.axml": `<view a:if="{{n > 1}}">many</view><view a:elif="{{n}}">one</view><view a:else>none</view>
        <view a:for="{{3}}">{{item}}</view><view a:for="{{obj}}">{{index}}={{item}}</view>
        <view a:for="{{grid}}" a:for-item="row"><text a:for="{{row}}">{{item}}{{tail}}</text></view>`,
      "index.js": `Page({ data: { n: 0, obj: { a: 1, b: 2 }, grid: [[1, 2], [3]], tail: "!" } })`,
    });
    const page = run.global<() => { setData(data: unknown): void }[]>("getCurrentPages")()[0]!;
    expect(run.view.view.words()).toBe("none 0 1 2 a=1 b=2 1! 2! 3!");
    page.setData({ n: 1, tail: "?" });
    await run.settle();
    expect(run.view.view.words()).toBe("one 0 1 2 a=1 b=2 1? 2? 3?");
    page.setData({ n: 2, grid: [[9]] });
    await run.settle();
    expect(run.view.view.words()).toBe("many 0 1 2 a=1 b=2 9?");
  });

  it("templates see their data only; a changed member draws that binding only (F-TPL-1, F-TPL-2)", async () => {
    const run = await programRun({
      "index.axml": `<template name="t"><view>{{a}}-{{b}}-{{hidden}}</view></template>
        <template is="{{which}}" data="{{a, b: x.b}}"/><template is="none"/>`,
      "index.js": `Page({ data: { which: "t", a: 1, x: { b: 2 }, hidden: "no" } })`,
    });
    expect(run.view.view.words()).toBe("1-2-");
    run.view.view.resetCounts();
    run.global<() => { setData(data: unknown): void }[]>("getCurrentPages")()[0]!.setData({ "x.b": 3 });
    await run.settle();
    expect(run.view.view.words()).toBe("1-3-");
    expect(run.view.view.counts).toEqual({ text: 1 });
    expect(run.warnings().some((text) => text.includes(`"none"`))).toBe(true);
  });

  it("SJS runs in the worker; an error in it leaves the page alive (F-SJS-2, F-SJS-5)", async () => {
    const run = await programRun({
      "m.sjs": `export default { up: (s) => s.toUpperCase(), bad: () => null.x }`,
      "index.axml": `<import-sjs name="m" from="./m.sjs"/><view>{{m.up(name)}}</view><view>{{m.bad()}}</view>`,
      "index.js": `Page({ data: { name: "abc" } })`,
    });
    expect(run.view.view.words()).toBe("ABC");
    expect(run.errors()).toHaveLength(1);
  });

  it("removed rows leave no node behind", async () => {
    const run = await programRun({
      "index.axml": `<view a:for="{{list}}" onTap="t" data-i="{{item}}"><text a:if="{{item}}">{{item}}</text></view>`,
      "index.js": `Page({ data: { list: [] } })`,
    });
    const page = run.global<() => { setData(data: unknown): void }[]>("getCurrentPages")()[0]!;
    const before = run.view.view.numbered;
    page.setData({ list: [1, 2, 3] });
    await run.settle();
    expect(run.view.view.numbered).toBeGreaterThan(before);
    page.setData({ list: [] });
    await run.settle();
    expect(run.view.view.numbered).toBe(before);
  });
});
