import { describe, expect, it } from "vitest";
import { programRun } from "../../support/program-run.js";

type Api = (options?: unknown, second?: unknown, third?: unknown) => unknown;
type My = Record<string, Api>;

async function myOf(options: Parameters<typeof programRun>[1] = {}) {
  const run = await programRun(
    { "index.axml": `<view id="x" data-d="{{3}}">x</view>`, "index.js": "Page({})" },
    options,
  );
  return { run, my: run.global<My>("my") };
}

describe("my", () => {
  it("calls success, complete, then the promise; fail in place of success (F-API-1 to F-API-3)", async () => {
    const { run, my } = await myOf({
      answers: { confirm: () => ({ confirm: true }), alert: () => ({ error: 11, errorMessage: "no" }) },
    });
    const order: string[] = [];
    const log = (name: string) => (value: unknown) => order.push(`${name} ${JSON.stringify(value)}`);
    await (
      my["confirm"]!({
        title: "t",
        success: log("success"),
        fail: log("fail"),
        complete: log("complete"),
      }) as Promise<unknown>
    ).then(log("then"));
    await (my["alert"]!({ fail: log("fail"), complete: log("complete") }) as Promise<unknown>).then(
      log("then"),
      log("catch"),
    );
    await (my["alert"]!({ success: log("success") }) as Promise<unknown>).then(log("then"), log("catch"));
    const yes = `{"confirm":true}`;
    const no = `{"error":11,"errorMessage":"no"}`;
    expect(order).toEqual([
      `success ${yes}`,
      `complete ${yes}`,
      `then ${yes}`,
      `fail ${no}`,
      `complete ${no}`,
      `then ${no}`,
      `catch ${no}`,
    ]);
    expect(run.calls[0]).toEqual(["confirm", { title: "t" }]);
  });

  it("an API the host does not have fails with 1 (F-API-8)", async () => {
    const { run, my } = await myOf();
    const failed: unknown[] = [];
    my["ocr"]!({ fail: (error: { error: number }) => failed.push(error.error) });
    await run.settle();
    expect(failed).toEqual([1]);
    expect(run.warnings()).toEqual(['API_MISSING: my.ocr needs the host extension "recognition"']);
  });

  it("is extensible and writable (corpus point 7)", async () => {
    const { my } = await myOf();
    const own = () => "own";
    my["showToast"] = own;
    my["goPage"] = own;
    expect([my["showToast"]!(), my["goPage"]!(), my["webpackJsonp"]]).toEqual(["own", "own", undefined]);
  });

  it("storage: reads at once from the mirror, writes in order to the host, copies (F-STO-4)", async () => {
    const { run, my } = await myOf({ start: { storage: { old: "[1]" } } });
    const value = { a: 1 };
    expect(my["getStorageSync"]!({ key: "old" })).toMatchObject({ data: [1] });
    expect(my["setStorageSync"]!({ key: "k", data: value })).toMatchObject({ success: true });
    value.a = 2;
    expect(my["getStorageSync"]!({ key: "k" })).toMatchObject({ data: { a: 1 } });
    await my["setStorage"]!({ key: "u" });
    my["removeStorageSync"]!({ key: "old" });
    expect(my["getStorageSync"]!({ key: "u" })).toMatchObject({ data: null });
    expect(my["getStorageInfoSync"]!()).toMatchObject({ keys: ["k", "u"], limitSize: 10240 });
    await run.settle();
    expect(run.calls).toEqual([
      ["setStorage", { key: "k", data: { a: 1 } }],
      ["setStorage", { key: "u", data: null }],
      ["removeStorage", { key: "old" }],
    ]);
  });

  it("storage limits: 7101, 7102, bad keys; the old value stays (F-STO-1, F-STO-2)", async () => {
    const { run, my } = await myOf();
    const limit = 200 * 1024;
    expect(my["setStorageSync"]!({ key: "k", data: "x".repeat(limit - 2) })).toMatchObject({ success: true });
    expect(my["setStorageSync"]!({ key: "k", data: "y".repeat(limit - 1) })).toMatchObject({ error: 7101 });
    expect((my["getStorageSync"]!({ key: "k" }) as { data: string }).data[0]).toBe("x");
    for (let i = 0; i < 50; i++) my["setStorageSync"]!({ key: `k${i}`, data: "z".repeat(limit - 2) });
    expect(my["setStorageSync"]!({ key: "last", data: "z".repeat(limit - 2) })).toMatchObject({ error: 7102 });
    // Three bytes each in UTF-8: characters count for one value, bytes for all of them.
    expect(my["setStorageSync"]!({ key: "wide", data: "\u4e2d".repeat(limit - 2) })).toMatchObject({ error: 7102 });
    expect(my["setStorageSync"]!({ key: "", data: 1 })).toMatchObject({ error: 2 });
    expect(my["setStorageSync"]!({ key: "x".repeat(257), data: 1 })).toMatchObject({ error: 2 });
    await run.settle();
  });

  it("synchronous information comes from the start and follows the host (F-CAT-K1, F-CAT-A2)", async () => {
    const { run, my } = await myOf({ query: { q: "1" } });
    expect(my["getSystemInfoSync"]!()).toMatchObject({ windowWidth: 375 });
    expect(my["getLaunchOptionsSync"]!()).toMatchObject({ path: "index", query: { q: "1" } });
    expect(my["getAppIdSync"]!()).toEqual({ appId: "app-1" });
    run.send(["event", "my", { event: "systemInfo", data: { windowWidth: 500 } }]);
    expect(my["getWindowInfo"]!()).toEqual({ windowWidth: 500, windowHeight: 600 });
    expect(my["env"]).toMatchObject({ clientName: "test", variables: {} });
    expect([
      my["canIUse"]!("alert"),
      my["canIUse"]!("getStorageSync"),
      my["canIUse"]!("button.type"),
      my["canIUse"]!("ocr"),
      my["canIUse"]!("component2"),
      my["canIUse"]!("sjs.event"),
    ]).toEqual([true, true, true, false, true, false]);
    const old = await programRun({
      "mini.project.json": '{"compileOptions":{"component2":false}}',
      "index.axml": "x",
      "index.js": "Page({ onLoad() { console.log(my.canIUse('component2')) } })",
    });
    expect(old.logged()).toEqual(["false"]);
  });

  it("listeners come and go (F-API-4)", async () => {
    const { run, my } = await myOf();
    const heard: string[] = [];
    const first = (data: { n: number }) => heard.push(`first ${data.n}`);
    const second = (data: { n: number }) => heard.push(`second ${data.n}`);
    my["onNetworkStatusChange"]!(first);
    my["onNetworkStatusChange"]!(second);
    const fire = (n: number) => run.send(["event", "my", { event: "networkStatusChange", data: { n } }]);
    fire(1);
    my["offNetworkStatusChange"]!(first);
    fire(2);
    my["offNetworkStatusChange"]!();
    fire(3);
    expect(heard).toEqual(["first 1", "second 1", "second 2"]);
  });

  it("my.call needs a feature (F-API-7)", async () => {
    const { run, my } = await myOf({ start: { customApis: ["pay"] }, answers: { pay: () => ({ paid: true }) } });
    const got: unknown[] = [];
    my["call"]!("pay", { sum: 1 }, (value: unknown) => got.push(value));
    my["call"]!("other", (value: unknown) => got.push(value));
    await run.settle();
    expect(got).toContainEqual({ paid: true });
    expect(got).toContainEqual(expect.objectContaining({ error: 4 }));
    expect(run.calls).toEqual([["pay", { sum: 1 }]]);
  });

  it("a request can be aborted; its answer carries on (F-NET-10)", async () => {
    const { run, my } = await myOf({ answers: { request: () => ({ data: 1, status: 200, headers: { a: "b" } }) } });
    const heads: unknown[] = [];
    const task = my["request"]!({ url: "https://a.example/" }) as Promise<unknown> & {
      abort(): void;
      onHeadersReceived(fn: unknown): void;
    };
    task.onHeadersReceived((event: { headers: unknown }) => heads.push(event.headers));
    task.abort();
    expect(await task).toMatchObject({ status: 200 });
    expect(heads).toEqual([{ a: "b" }]);
    const [request, abort] = run.calls;
    expect(abort).toEqual(["abortRequest", { id: (request![1] as { requestId: number }).requestId }]);
  });

  it("a selector query is asked after what was drawn before it (F-CAT-E4)", async () => {
    const { run, my } = await myOf();
    const node = run.view.view.find("view");
    run.view.answers["query"] = (args) => ((args as [unknown[]])[0] ?? []).map(() => ({ width: 3, node }));
    run.global<() => { setData(data: unknown): void }[]>("getCurrentPages")()[0]!.setData({ n: 1 });
    const results: unknown[] = [];
    interface Query {
      select(s: string): Query;
      selectViewport(): Query;
      fields(want: unknown): Query;
      scrollOffset(): Query;
      exec(fn: unknown): void;
    }
    (my["createSelectorQuery"]!() as Query)
      .select("#x")
      .fields({ rect: true, dataset: true })
      .selectViewport()
      .scrollOffset()
      .exec((r: unknown) => results.push(r));
    await run.settle();
    expect(results).toEqual([[{ width: 3, dataset: { d: 3 } }, { width: 3 }]]);
    expect(run.view.made.at(-1)?.args).toEqual([
      [
        { selector: "#x", all: false, want: ["rect", "dataset"] },
        { selector: null, all: false, want: ["scroll"] },
      ],
    ]);
  });

  it("animations and canvas commands are plain data (F-CAT-E3, F-CAT-E6)", async () => {
    const { run, my } = await myOf();
    interface Animation {
      rotate(n: number): Animation;
      opacity(n: number): Animation;
      step(o?: unknown): Animation;
      export(): unknown;
    }
    const animation = my["createAnimation"]!({ duration: 100 }) as Animation;
    expect(animation.rotate(45).opacity(0.5).step({ delay: 5 }).export()).toEqual({
      animations: [
        {
          config: { duration: 100, timeFunction: "linear", delay: 5, transformOrigin: "50% 50% 0" },
          animation: [
            ["rotate", [45]],
            ["opacity", [0.5]],
          ],
        },
      ],
    });
    expect(animation.export()).toEqual({ animations: [] });
    interface Canvas {
      setFillStyle(c: string): void;
      fillRect(...n: number[]): void;
      draw(): void;
    }
    const canvas = my["createCanvasContext"]!("x") as Canvas;
    canvas.setFillStyle("red");
    canvas.fillRect(1, 2, 3, 4);
    canvas.draw();
    await run.settle();
    expect(run.view.made.at(-1)).toMatchObject({
      node: run.view.view.find("view", "id", "x"),
      method: "canvas",
      args: [
        [
          ["set", "fillStyle", "red"],
          ["fillRect", 1, 2, 3, 4],
        ],
        false,
      ],
    });
  });

  it("base64 goes both ways (F-CAT-M5)", async () => {
    const { my } = await myOf();
    for (const text of ["", "a", "ab", "abc", "\u0000\u00ff~"]) {
      const base64 = my["arrayBufferToBase64"]!(Uint8Array.from(Buffer.from(text, "latin1")).buffer);
      expect(base64).toBe(Buffer.from(text, "latin1").toString("base64"));
      expect(Buffer.from(my["base64ToArrayBuffer"]!(base64) as ArrayBuffer).toString("latin1")).toBe(text);
    }
  });

  it("deterministic mode fixes dates and random numbers (F-GEN-4)", async () => {
    const program = {
      "index.axml": "<view/>",
      "index.js": `Page({ onLoad() { console.log(Date.now(), new Date().getTime(), Math.random(), Math.max(1, 2), new Date(5).getTime());
        setTimeout(() => console.log(Date.now()), 30) } })`,
    };
    const logs: string[][] = [];
    for (let i = 0; i < 2; i++) {
      const run = await programRun(program, { start: { deterministic: { now: 1000, seed: 7 } } });
      await new Promise((resolve) => setTimeout(resolve, 50));
      logs.push(run.logged());
    }
    expect(logs[0]).toEqual(logs[1]);
    expect(logs[0]![0]).toMatch(/^1000 1000 0\.\d+ 2 5$/);
    expect(logs[0]![1]).toBe("1030");
  });
});
