import { describe, expect, it } from "vitest";
import { programRun } from "../../support/program-run.js";
import type { WorkerRun } from "../../support/worker-run.js";

const ask = async (run: WorkerRun, node: number, type: string, detail: Record<string, string | number | null>) => {
  run.view.send(["event", node, type, detail, null, null, 1]);
  await run.settle();
};
const stack = (run: WorkerRun) =>
  run
    .global<() => { route: string }[]>("getCurrentPages")()
    .map((page) => page.route);

describe("what built-in components ask for", () => {
  it("a navigator routes and tells the outcome (F-TAG-34)", async () => {
    const run = await programRun({
      "a/a.axml": `<navigator id="n" url="../b/b?x=1" onSuccess="yes" onFail="no">go</navigator>`,
      "a/a.js": `Page({ yes() { console.log("yes") }, no(e) { console.log("no", e.detail.error) } })`,
      "b/b.axml": "<view/>",
      "b/b.js": `Page({ onLoad(query) { console.log("b", query.x) } })`,
    });
    const node = run.view.view.find("navigator");
    await ask(run, node, "navigate", { url: "../b/b?x=1", openType: "navigate", delta: 1 });
    expect(run.logged()).toEqual(["b 1", "yes"]);
    expect(stack(run)).toEqual(["a/a", "b/b"]);
    await ask(run, node, "navigate", { url: "", openType: "navigateBack", delta: 1 });
    expect(stack(run)).toEqual(["a/a"]);
    await ask(run, node, "navigate", { url: "/none", openType: "navigate", delta: 1 });
    expect(run.logged()).toContain("no 7002");
    await ask(run, node, "navigate", { url: "/b/b", openType: "redirect", delta: 1 });
    expect(stack(run)).toEqual(["b/b"]);
    // A navigator without a number of its own: the page is named in its place.
    await ask(run, run.view.view.shownPage, "navigate", { url: "/a/a", openType: "reLaunch", delta: 1 });
    expect(stack(run)).toEqual(["a/a"]);
    await ask(run, 0, "navigate", { url: "", openType: "exit", delta: 1 });
    expect(run.notes).toContainEqual({ type: "exit", reason: "api" });
    await ask(run, 0, "navigate", { url: "/b/b", openType: "toString", delta: 1 });
    expect([stack(run), run.warnings().at(-1)?.startsWith("NAVIGATOR")]).toEqual([["a/a"], true]);
  });

  it("a share button asks the page with its element (F-PAGE-6)", async () => {
    const run = await programRun({
      "index.axml": `<button open-type="share" id="s" data-n="{{7}}">share</button>`,
      "index.js": `Page({ onShareAppMessage(o) { console.log(o.from, o.target.id, o.target.dataset.n); return { title: "T" } } })`,
    });
    await ask(run, run.view.view.find("button"), "openType", { openType: "share", scope: null });
    expect(run.logged()).toEqual(["button s 7"]);
    expect(run.calls.at(-1)).toEqual(["shareAppMessage", { title: "T" }]);
  });

  it("an authorization button asks the host and fires onGetAuthorize or onError (F-TAG-21)", async () => {
    const run = await programRun(
      {
        "index.axml": `<button open-type="getAuthorize" scope="phoneNumber" onGetAuthorize="yes" onError="no">a</button>`,
        "index.js": `Page({ yes(e) { console.log("yes", e.detail.response) }, no(e) { console.log("no", e.detail.error) } })`,
      },
      {
        answers: {
          getPhoneNumber: () => ({ response: "r" }),
          getOpenUserInfo: () => ({ error: 11, errorMessage: "no" }),
        },
      },
    );
    const node = run.view.view.find("button");
    await ask(run, node, "openType", { openType: "getAuthorize", scope: "phoneNumber" });
    await ask(run, node, "openType", { openType: "getAuthorize", scope: "userInfo" });
    expect(run.logged()).toEqual(["yes r", "no 11"]);
  });

  it("a web-view gets posts and gives its events to the page (F-WEB-4)", async () => {
    const run = await programRun({
      "index.axml": `<web-view id="w" src="https://x.example/" onMessage="got" onLoad="got" onError="got"/>`,
      "index.js": `Page({ onReady() { my.createWebViewContext("w").postMessage({ a: 1 }) }, got(e) { console.log(e.type, JSON.stringify(e.detail)) } })`,
    });
    const node = run.view.view.find("web-view");
    expect(run.view.made).toContainEqual({ callId: 0, node, method: "postMessage", args: [{ a: 1 }] });
    const pageId = run.view.view.shownPage;
    run.send(["event", "webviewLoad", { pageId, url: "https://x.example/" }]);
    run.send(["event", "webviewMessage", { pageId, data: { b: 2 } }]);
    run.send(["event", "webviewError", { pageId, errorCode: 3, url: "https://x.example/" }]);
    await run.settle();
    expect(run.logged()).toEqual([
      `load {"url":"https://x.example/"}`,
      `message {"b":2}`,
      `error {"errorCode":3,"url":"https://x.example/"}`,
    ]);
  });

  it("SJS handlers act on elements: style, classes, selection (F-SJS-3)", async () => {
    const run = await programRun({
      "m.sjs": `export default { tap(event, owner) {
        const other = owner.selectComponent(".other");
        console.log(event.instance.hasClass("a"), event.instance.hasClass("b"), other.hasClass("x"), owner.selectComponent("#none") === null);
        event.instance.addClass("b c").removeClass("a");
        console.log(event.instance.hasClass("a"), event.instance.hasClass("b"));
        other.setStyle({ color: "red", fontSize: "2px" });
        console.log(owner.selectAllComponents(".other").length, other.getDataset().n) } }`,
      "index.axml": `<import-sjs name="m" from="./m.sjs"/><view class="a" onTap="{{m.tap}}">x</view><view class="other {{k}}" data-n="{{5}}" id="o">y</view>`,
      "index.js": `Page({ data: { k: "x" } })`,
    });
    const node = run.view.view.find("view", "class", "a");
    run.view.tap(node);
    await run.settle();
    expect(run.errors()).toEqual([]);
    expect(run.logged()).toEqual(["true false true true", "false true", "1 5"]);
    expect(run.view.made.map(({ node: at, method, args }) => [at === node, method, args])).toEqual([
      [true, "addClass", ["b c"]],
      [true, "removeClass", ["a"]],
      [false, "setStyle", ["color:red;font-size:2px;"]],
    ]);
  });

  it("a drawing becomes a file of the app through the host, or fails with the reason (S-VIEW-7)", async () => {
    const files = {
      "index.axml": `<canvas id="c"/>`,
      "index.js": `Page({ async onReady() {
        const done = { success: (r) => console.log("file", r.apFilePath), fail: (e) => console.log("fail", e.error, e.errorMessage) };
        await my.createCanvasContext("c").toTempFilePath({ fileType: "jpg", ...done });
        my.canvasToTempFilePath({ canvasId: "none", ...done });
        console.log(await my.createCanvasContext("c").toDataURL());
      } })`,
    };
    const apis = ["canvasToTempFilePath"];
    const run = await programRun(files, {
      start: { apis },
      answers: { canvasToTempFilePath: ({ type }) => ({ apFilePath: `berth-file:${String(type)}` }) },
    });
    // The view answers calls it knows nothing of with {}.
    expect(run.logged()).toEqual([
      "fail 3 canvasToTempFilePath: [object Object]",
      'fail 4 canvasToTempFilePath: no element with the id "none" in this page',
      "[object Object]",
    ]);
    run.view.answers["toDataURL"] = () => "data:image/jpeg;base64,QUI=";
    run.global<{ reLaunch(options: { url: string }): void }>("my").reLaunch({ url: "/index" });
    await run.settle();
    expect(run.calls.find(([api]) => api === "canvasToTempFilePath")?.[1]).toEqual({
      data: new TextEncoder().encode("AB").buffer,
      type: "image/jpeg",
    });
    expect(run.logged()).toContain("file berth-file:image/jpeg");
    expect(run.logged()).toContain("data:image/jpeg;base64,QUI=");
    const without = await programRun(files);
    expect(without.logged()[0]).toBe("fail 1 canvasToTempFilePath: this host keeps no files for programs");
  });
});
