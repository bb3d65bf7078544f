import { describe, expect } from "vitest";
import { type ProgramOptions, page, programRun } from "../support/program-run.js";
import { rule } from "./rule.js";

/** Runs a program with that app.js and two pages that log their hooks. */
const start = (app: string, options: ProgramOptions = {}) =>
  programRun({ "app.js": app, ...hooked("a"), ...hooked("b") }, options);

const hooked = (name: string, more = "") =>
  page(
    name,
    name,
    `Page({ ${["onLoad", "onShow", "onReady", "onHide", "onUnload"]
      .map((hook) => `${hook}() { console.log("${name}.${hook}") }`)
      .join(", ")}, ${more} })`,
  );

/** Members of the app that log hooks and what they got. */
const logging = (...names: string[]) =>
  names
    .map((name) => `${name}(...args) { console.log("${name}", ...args.map((arg) => JSON.stringify(arg))) }`)
    .join(", ");

const launched = (path: string, query = {}, scene = 1000) => JSON.stringify({ path, query, scene, referrerInfo: {} });

describe("app", () => {
  rule("F-APP-1", async () => {
    const run = await start(`App({ first: true }); App({ first: false })`);
    expect(run.errors()).toEqual([expect.stringContaining("App() may be called only once")]);
    expect(run.global<() => unknown>("getApp")()).toEqual({ first: true });
  });

  rule("F-APP-2", async () => {
    const run = await start(
      `App({ ${logging("onLaunch", "onShow", "onHide")}, globalData: { n: 1 }, own() { return this.globalData.n } })`,
    );
    expect(run.news()).toEqual([
      `onLaunch ${launched("a")}`,
      `onShow ${launched("a")}`,
      ...["a.onLoad", "a.onShow", "a.onReady"],
    ]);
    expect(run.global<() => { own(): number }>("getApp")().own()).toBe(1);
    run.send(["event", "hide", {}]);
    await run.settle();
    expect(run.news()).toEqual(["onHide", "a.onHide"]);
  });

  rule(
    "F-APP-2",
    async () => {
      const app = `App({ onLaunch() {
        my.onAppShow((o) => console.log("appShow", o.path)); my.onAppHide(() => console.log("appHide"));
        my.onError((message) => console.log("error", message)); my.onUnhandledRejection(({ reason }) => console.log("rejection", reason)) } })`;
      const run = await start(app);
      run.news();
      run.send(["event", "hide", {}]);
      run.send(["event", "show", {}]);
      run.runtime.uncaught("exception", new Error("lost"));
      run.runtime.uncaught("rejection", "no reason", Promise.resolve());
      await run.settle();
      expect(run.news()).toEqual(["appHide", "a.onHide", "appShow a", "a.onShow", "error lost", "rejection no reason"]);
    },
    "listeners of my get the same",
  );

  rule("F-APP-3", async () => {
    const run = await start(`App({ ${logging("onLaunch", "onShow")} })`, { path: "b", query: { x: "1" }, scene: 1011 });
    expect(run.news().slice(0, 2)).toEqual([
      `onLaunch ${launched("b", { x: "1" }, 1011)}`,
      `onShow ${launched("b", { x: "1" }, 1011)}`,
    ]);
    // Back from background by a link: onShow alone, with the new options.
    run.send(["event", "hide", {}]);
    const options = { path: "b", query: { y: "2" }, scene: 1012, referrerInfo: { appId: "2", extraData: { z: 3 } } };
    run.send(["event", "show", { options }]);
    await run.settle();
    expect(run.news()).toEqual(["b.onHide", `onShow ${JSON.stringify(options)}`, "b.onShow"]);
    expect([run.my["getLaunchOptionsSync"]!(), run.my["getEnterOptionsSync"]!()]).toEqual([
      { path: "b", query: { x: "1" }, scene: 1011, referrerInfo: {} },
      options,
    ]);
  });

  rule("F-APP-4", async () => {
    const run = await programRun({
      "app.js": `const early = typeof getApp();
        App({ early, atData: typeof getApp(), onLaunch() { console.log(this.early, this.atData, getApp() === this, JSON.stringify(getCurrentPages()));
          my.navigateTo({ url: "/a", fail: (e) => console.log("launch", e.error) }) },
          onShow() { my.switchTab({ url: "/a", fail: (e) => console.log("show", e.error) }) } })`,
      ...page("a", "a", "Page({ onLoad() { console.log(getCurrentPages().length, getApp().early) } })"),
    });
    expect(run.news().sort()).toEqual(["1 undefined", "launch 7004", "show 7004", "undefined undefined true []"]);
  });

  rule("F-APP-5", async () => {
    const run = await start(`App({ ${logging("onHide")} })`);
    run.my["navigateTo"]!({ url: "/b" });
    await run.settle();
    run.news();
    const exits = () => run.notes.filter((note) => note.type === "exit");
    run.send(["event", "back", {}]);
    await run.settle();
    expect([run.news(), exits()]).toEqual([["b.onUnload", "a.onShow"], []]);
    // On the first page back asks the host to leave; it puts the app into background and nothing unloads.
    run.send(["event", "back", {}]);
    await run.settle();
    expect([run.news(), exits()]).toEqual([[], [{ type: "exit", reason: "back" }]]);
    run.send(["event", "hide", {}]);
    await run.settle();
    expect(run.news()).toEqual(["onHide", "a.onHide"]);
  });

  rule("F-APP-6", async () => {
    const run = await start(`App({ ${logging("onHide")}, onShow() { console.log("onShow") } })`);
    run.my["navigateTo"]!({ url: "/b" });
    await run.settle();
    run.news();
    run.send(["event", "hide", {}]);
    run.send(["event", "show", {}]);
    await run.settle();
    expect(run.news()).toEqual(["onHide", "b.onHide", "onShow", "b.onShow"]);
  });

  rule("F-APP-7", async () => {
    const run = await programRun({
      "app.js": `App({ onError(message, stack) { console.log("onError", message, /boom/.test(stack) && stack.includes("\\n")) },
        onUnhandledRejection({ reason, promise }) { console.log("onUnhandledRejection", reason.message, typeof promise) } })`,
      ...page(
        "a",
        `<view id="b" onTap="tap"/>`,
        `Page({ onShow() { throw new Error("boom in a hook") }, tap() { throw new Error("boom in a handler") } })`,
      ),
    });
    await run.tap("b");
    run.runtime.uncaught("rejection", new Error("unhandled"), Promise.resolve());
    await run.settle();
    expect(run.news()).toEqual([
      "onError boom in a hook true",
      "onError boom in a handler true",
      "onUnhandledRejection unhandled object",
    ]);
    expect(run.errors()).toEqual(["exception: boom in a hook", "exception: boom in a handler", "rejection: unhandled"]);
  });

  rule(
    "F-APP-7",
    async () => {
      const app = `let n = 0; App({ onLaunch() { throw new Error("first") }, onError() { console.log("onError", ++n); throw new Error("second") } })`;
      const run = await start(app);
      expect(run.news()[0]).toBe("onError 1");
      expect(run.errors()).toEqual(["exception: first", "exception: second"]);
      expect(run.words).toBe("a");
    },
    "an exception in the hook is logged and not delivered again",
  );

  rule("F-APP-8", async () => {
    const lost = `App({ ${logging("onPageNotFound")} })`;
    const run = await start(lost, { path: "gone", query: { x: "1" } });
    expect(run.news()).toEqual([
      'onPageNotFound {"path":"gone","query":{"x":"1"},"isEntryPage":true}',
      ...["a.onLoad", "a.onShow", "a.onReady"],
    ]);
    const led = await start(`App({ onPageNotFound() { my.redirectTo({ url: "/b" }) } })`, { path: "gone" });
    expect(led.news()).toEqual(["b.onLoad", "b.onShow", "b.onReady"]);
  });
});
