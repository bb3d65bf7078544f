import { describe, expect, it } from "vitest";
import { programRun } from "../../support/program-run.js";

describe("programs compiled by frameworks", () => {
  it("templates that use each other by computed name draw a tree and its changes (corpus)", async () => {
    const files = {
      "base.axml": `<template name="node"><template is="{{i.nn}}" data="{{i: i}}"/></template>
        <template name="view"><view class="{{i.cl}}" id="{{i.sid}}" onTap="eh"><block a:for="{{i.cn}}" a:key="sid"><template is="node" data="{{i: item}}"/></block></view></template>
        <template name="text">{{i.v}}</template>`,
      "index.axml": `<import src="./base.axml"/><block a:for="{{root.cn}}" a:key="sid"><template is="node" data="{{i: item}}"/></block>`,
      "index.js": `const global = Function("return this")(); (my.webpackJsonp = my.webpackJsonp || []).push(typeof global);
        const text = (v) => ({ nn: "text", v, sid: "t" + v });
        Page({ data: { root: { cn: [] } },
          onLoad() { this.setData({ "root.cn": [{ nn: "view", sid: "a", cl: "x", cn: [text(1), { nn: "view", sid: "b", cn: [text(2)] }] }] }) },
          eh(e) { console.log(e.currentTarget.id, e.target.id); this.setData({ "root.cn.[0].cn.[1].cn.[0].v": "new", "root.cn.[0].cl": "y" }) } })`,
    };
    const run = await programRun(files, { config: { pages: ["index"] } });
    expect(run.errors()).toEqual([]);
    expect(run.view.view.words()).toBe("1 2");
    run.view.view.resetCounts();
    run.view.tap(run.view.view.find("view", "id", "b"));
    await run.settle();
    expect(run.logged()).toEqual(["b b", "a b"]);
    expect(run.view.view.words()).toBe("1 new");
    expect(run.view.view.find("view", "class", "y")).not.toBe(0);
    expect(run.view.view.counts).toEqual({ text: 1, attribute: 1 });
    expect(run.global<Record<string, unknown>>("my")["webpackJsonp"]).toEqual(["object"]);
  });

  it("an events.onBack that does nothing, as uni-app gives every page, lets back go back (F-PAGE-3)", async () => {
    const back = async (body: string): Promise<string[]> => {
      const run = await programRun({
        "a.axml": "<view/>",
        "b.axml": "<view>{{n}}</view>",
        "b.js": `Page({ events: { ${body} }, hook() {} })`,
      });
      await run.my["navigateTo"]!({ url: "/b" });
      await run.settle();
      run.send(["event", "back", {}]);
      await run.settle();
      return run.pages.map((page) => String(page["route"]));
    };
    expect(await back("onBack() { this.hook() }")).toEqual(["a"]);
    expect(await back("onBack() { my.confirm({ title: 'Leave?' }) }")).toEqual(["a", "b"]);
    expect(await back("onBack() { this.setData({ n: 1 }) }")).toEqual(["a", "b"]);
    expect(await back("onBack() { return true }")).toEqual(["a", "b"]);
    expect(await back("async onBack() {}")).toEqual(["a", "b"]);
    expect(await back("onBack() { my.navigateBack() }")).toEqual(["a"]);
  });

  it("callbacks hung on the actions of a selector query get their answers, as uni-app does it", async () => {
    const run = await programRun({
      "a.axml": `<view id="x"/>`,
      "a.js": `Page({ measure() {
        const query = my.createSelectorQuery();
        const exec = query.exec;
        query.exec = function () {
          return exec.call(this, (results) => this.actions.forEach((action, at) => action.then(results[at])));
        };
        query.select("#x").boundingClientRect();
        query.actions[query.actions.length - 1].then = (rect) => console.log("width", rect.width);
        query.exec();
      } })`,
    });
    run.view.answers["query"] = (args) => ((args as [unknown[]])[0] ?? []).map(() => ({ width: 7 }));
    (run.page["measure"] as () => void)();
    await run.settle();
    expect(run.logged()).toEqual(["width 7"]);
    expect(run.view.made.at(-1)?.args).toEqual([[{ selector: "#x", all: false, want: ["rect"] }]]);
  });
});
