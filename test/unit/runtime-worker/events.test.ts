import { describe, expect, it } from "vitest";
import { programRun } from "../../support/program-run.js";

const say = `say(e) { console.log(e.currentTarget.id, JSON.stringify(e.target.dataset), JSON.stringify(e.target.targetDataset), JSON.stringify(e.currentTarget.dataset), e.target.id, e.target.tagName) }`;

describe("events", () => {
  it("bubble through blocks, slots and components; catch stops them (F-EVT-1, F-EVT-2)", async () => {
    const run = await programRun(
      {
        "box.axml": `<view onTap="inner"><slot/></view>`,
        "box.js": `Component({ methods: { inner() { console.log("box") } } })`,
        "box.json": `{"component": true}`,
        "index.axml": `<view onTap="far"><view catchTap="outer"><box a:if="{{on}}"><view a:for="{{[1]}}"><text id="deep" onTap="row" data-item="{{item}}">t</text></view></box></view></view>`,
        "index.js": `Page({ data: { on: true }, far() { console.log("far") }, outer() { console.log("outer") }, row(e) { console.log("row", e.target.dataset.item) } })`,
        "index.json": `{"usingComponents": {"box": "./box"}}`,
      },
      { config: { pages: ["index"] } },
    );
    run.view.tap(run.view.view.find("text"));
    await run.settle();
    expect(run.logged()).toEqual(["row 1", "box", "outer"]);
  });

  it("other events stay at their element (F-EVT-2)", async () => {
    const run = await programRun({
      "index.axml": `<view onInput="outer"><input onInput="own" value="{{v}}"/></view>`,
      "index.js": `Page({ own(e) { console.log("own", e.type, e.detail.value) }, outer() { console.log("outer") } })`,
    });
    run.view.send(["event", run.view.view.find("input"), "input", { value: "x" }, null, null, 1]);
    await run.settle();
    expect(run.logged()).toEqual(["own input x"]);
  });

  it("target names the tapped element, dataset that of the handler's, else the tapped one's (F-EVT-3, F-EVT-5)", async () => {
    const run = await programRun({
      "index.axml": `<view id="h" data-alpha-beta="{{1}}" data-gammaDelta="g" onTap="say"><text id="t" data-own="{{o}}">x</text></view><view id="k" onTap="say"><text id="u" data-own="{{o}}">y</text></view>`,
      "index.js": `Page({ data: { o: { deep: true } }, ${say} })`,
    });
    run.view.tap(run.view.view.find("text", "id", "t"));
    run.view.tap(run.view.view.find("text", "id", "u"));
    await run.settle();
    const own = `{"own":{"deep":true}}`;
    expect(run.logged()).toEqual([
      `h {"alphaBeta":1,"gammadelta":"g"} ${own} {"alphaBeta":1,"gammadelta":"g"} t text`,
      `k ${own} ${own} {} u text`,
    ]);
  });

  it("an element without id and data is the target all the same (F-EVT-3)", async () => {
    const run = await programRun({
      "index.axml": `<view id="h" data-a="{{1}}" onTap="say"><text>x</text></view>`,
      "index.js": `Page({ ${say} })`,
    });
    const node = run.view.view.find("view", "id", "h");
    run.view.send(["event", node, "tap", {}, [], [], 1, "text"]);
    await run.settle();
    expect(run.logged()).toEqual([`h {"a":1} {"a":1} {"a":1}  text`]);
  });

  it("an element may have onTap and catchTap; an empty one of them is none (F-EVT-1)", async () => {
    const run = await programRun({
      "index.axml": `<view onTap="outer"><button onTap="{{on}}" catchTap="{{caught}}">a</button></view>`,
      "index.js": `Page({ data: { on: "own", caught: "" }, own() { console.log("own") }, held() { console.log("held") }, outer() { console.log("outer") } })`,
    });
    const button = run.view.view.find("button");
    run.view.tap(button);
    run.global<() => { setData(data: unknown): void }[]>("getCurrentPages")()[0]!.setData({ on: "", caught: "held" });
    await run.settle();
    run.view.tap(button);
    await run.settle();
    expect(run.logged()).toEqual(["own", "outer", "held"]);
  });

  it("a handler may be computed; the empty string is none, a missing one is logged (F-EVT-1)", async () => {
    const run = await programRun({
      "index.axml": `<button onTap="{{on ? 'go' : ''}}">a</button><text onTap="gone">b</text>`,
      "index.js": `Page({ data: { on: false }, go() { console.log("go") } })`,
    });
    const button = run.view.view.find("button");
    run.view.tap(button);
    expect(run.logged()).toEqual([]);
    run.global<() => { setData(data: unknown): void }[]>("getCurrentPages")()[0]!.setData({ on: true });
    await run.settle();
    run.view.tap(button);
    run.view.tap(run.view.view.find("text"));
    await run.settle();
    expect(run.logged()[0]).toBe("go");
    expect(run.logged()[1]).toContain(`No handler "gone"`);
  });

  it("an exception in one handler reaches App.onError and does not stop the others (F-EVT-7, F-APP-7)", async () => {
    const run = await programRun({
      "app.js": `App({ onError(message) { console.log("onError", message); throw new Error("again") } })`,
      "index.axml": `<view onTap="outer"><text onTap="inner">x</text></view>`,
      "index.js": `Page({ inner() { throw new Error("boom") }, outer() { console.log("outer") } })`,
    });
    run.view.tap(run.view.view.find("text"));
    await run.settle();
    expect(run.logged()).toEqual(["onError boom", "outer"]);
    expect(run.errors()).toEqual(["exception: boom", "exception: again"]);
  });

  it("an SJS function gets the event and the owner (F-SJS-3)", async () => {
    const run = await programRun({
      "m.sjs": `export default { tap(event, owner) { owner.callMethod("got", event.currentTarget.dataset.n); event.instance.setStyle({ color: "red" }) } }`,
      "index.axml": `<import-sjs name="m" from="./m.sjs"/><view data-n="{{4}}" onTap="{{m.tap}}">x</view>`,
      "index.js": `Page({ got(n) { console.log("got", n) } })`,
    });
    run.view.tap(run.view.view.find("view"));
    await run.settle();
    expect(run.logged()).toEqual(["got 4"]);
    expect(run.view.made.map(({ method, args }) => [method, args])).toEqual([["setStyle", ["color:red;"]]]);
  });

  it("page events reach the hooks the page listens to (F-PAGE-2, F-PAGE-3)", async () => {
    const run = await programRun({
      "index.axml": "<view/>",
      "index.js": `Page({ onPageScroll(e) { console.log("scroll", e.scrollTop) }, onPullDownRefresh(e) { console.log("pull", e.from) },
        events: { onResize(e) { console.log("resize", e.size.windowWidth) } } })`,
    });
    const pageId = run.view.view.shownPage;
    expect(run.view.view.pages.get(pageId)?.look.listens).toEqual(["pageScroll"]);
    run.view.send(["page", pageId, "pageScroll", { scrollTop: 9, scrollHeight: 99 }]);
    run.view.send(["page", pageId, "pullDownRefresh", {}]);
    run.view.send(["page", pageId, "resize", { windowWidth: 5, windowHeight: 6 }]);
    run.view.send(["page", 999, "reachBottom", {}]);
    await run.settle();
    expect(run.logged()).toEqual(["scroll 9", "pull manual", "resize 5"]);
  });

  it("an event on an element that went away is dropped", async () => {
    const run = await programRun({
      "index.axml": `<view a:if="{{on}}" onTap="go">x</view>`,
      "index.js": `Page({ data: { on: true }, go() { console.log("go"); this.setData({ on: false }) } })`,
    });
    const node = run.view.view.find("view");
    run.view.tap(node);
    await run.settle();
    run.view.tap(node);
    await run.settle();
    expect(run.logged()).toEqual(["go"]);
  });

  it("messages of a web-view reach its handler", async () => {
    const run = await programRun({
      "index.axml": `<web-view src="https://a.example/" onMessage="got"/>`,
      "index.js": `Page({ got(e) { console.log(e.type, e.detail.hello) } })`,
    });
    run.send(["event", "webviewMessage", { pageId: run.view.view.shownPage, data: { hello: 1 } }]);
    await run.settle();
    expect(run.logged()).toEqual(["message 1"]);
  });
});
