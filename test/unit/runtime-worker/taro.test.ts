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
});
