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

  it("a native component gets data-* as it is written, so that it can hand them back to a Taro handler", async () => {
    const run = await programRun({
      "a.axml": `<import src="./base.axml"/><template is="t" data="{{i: i}}"/>`,
      "base.axml": `<template name="t"><stamp label="{{ i.label }}" onStamp="eh" data-sid="{{i.sid}}"/></template>`,
      "a.json": JSON.stringify({ usingComponents: { stamp: "./stamp" } }),
      "a.js": `Page({ data: { i: { label: "L", sid: "_A" } }, eh(e) { console.log(e.currentTarget.dataset.sid, e.detail) } })`,
      "stamp.json": '{"component":true}',
      "stamp.axml": `<view id="v" onTap="tap">{{label}}</view>`,
      "stamp.js": `Component({ props: { onStamp() {} }, methods: { tap() {
        this.props.onStamp({ type: "stamp", currentTarget: { dataset: { sid: this.props["data-sid"] } }, detail: this.props.label });
      } } })`,
    });
    await run.tap("v");
    expect([run.errors(), run.logged()]).toEqual([[], ["_A L"]]);
  });

  it("components find their owner by a function prop, get props as one value and slots by computed names (uni-app)", async () => {
    const run = await programRun({
      "app.js": `
        const NativeComponent = Component;
        Component = function (options) { options.methods.replaced = () => "replaced"; return NativeComponent(options); };
        my.createPage = (options) => Page({ ...options, __l(detail) { detail.parent = this }, __r(one) { console.log("ref", one.props.uR) } });
        my.createComponent = (options) => Component({
          props: { onVI() {}, uI: "", uP: "" }, ...options,
          onInit() { const detail = { id: this.props.uI }; this.props.onVI(detail); console.log(detail.id, detail.parent.route, this.replaced()) },
          deriveDataFromProps({ uP }) { if (uP) this.setData(uP) },
        });
        App({});`,
      "a.axml": `<card u-s="{{['head','d']}}" ref="__r" u-r="{{r}}" u-i="7-0" onVI="__l" u-p="{{p||''}}"><text slot="head">H</text><view a:for="{{m}}" a:for-item="v0" a:key="b" slot="{{v0.c}}">{{v0.a}}</view></card><view id="go" onTap="{{e}}">{{n}}</view>`,
      "a.json": JSON.stringify({ usingComponents: { card: "./card" } }),
      "a.js": `my.createPage({ data: { p: { note: "one" }, r: "box", n: 0, e: "e0", m: [{ a: "S", b: 0, c: "d" }] }, e0() { this.setData({ n: 1, p: { note: "two" } }) } })`,
      "card.json": '{"component":true}',
      "card.axml": `<view><slot name="head">none</slot><slot name="d"></slot><slot></slot>{{note}}</view>`,
      "card.js": `my.createComponent({ data: { note: "" }, methods: {} })`,
    });
    expect(run.errors()).toEqual([]);
    expect(run.logged()).toEqual(["7-0 a replaced", "ref box"]);
    expect(run.words).toBe("H S one 0");
    await run.tap("go");
    expect(run.words).toBe("H S two 1");
  });

  it("setData names what it dropped, once (F-DATA-3)", async () => {
    const run = await programRun({
      "a.axml": "<view>{{a}}</view>",
      "a.js": "Page({ onLoad() { this.setData({ a: 1, o: () => {} }); this.setData({ a: 2, b: 1, o: () => {} }) } })",
    });
    expect(run.warnings()).toEqual(["SETDATA_VALUE: setData dropped functions or symbols in o (F-DATA-3)"]);
  });

  it("an event in lower case that nobody knows never reaches the view (S-VIEW-3)", async () => {
    const run = await programRun({
      "a.axml": `<button onagreeprivacyauthorization="eh" ontap="eh">x</button>`,
      "a.js": "Page({ eh() {} })",
    });
    expect(run.diagnostics).toEqual([expect.stringMatching(/^AXML_FOREIGN: "onagreeprivacyauthorization"/)]);
  });
});
