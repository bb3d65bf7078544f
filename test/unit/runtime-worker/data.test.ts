import { describe, expect, it } from "vitest";
import { parsePath } from "../../../packages/runtime/src/worker/data/parse-path.js";
import { setPath } from "../../../packages/runtime/src/worker/data/set-path.js";
import { JsonCopier } from "../../../packages/runtime/src/worker/link/json-copier.js";
import { stablePositions } from "../../../packages/runtime/src/worker/render/stable-positions.js";
import { programRun } from "../../support/program-run.js";

describe("data", () => {
  it("keys are paths of names and indexes (F-DATA-1)", () => {
    expect(parsePath("a")).toEqual(["a"]);
    expect(parsePath("a.b.c")).toEqual(["a", "b", "c"]);
    expect(parsePath("list[2].name")).toEqual(["list", 2, "name"]);
    expect(parsePath("m[0][1]")).toEqual(["m", 0, 1]);
    expect(parsePath("a['x-y']")).toEqual(["a", "x-y"]);
    expect(parsePath("root.cn.[0].v")).toEqual(["root", "cn", 0, "v"]);
    expect(parsePath("a[")).toEqual(["a["]);
  });

  it("setPath creates what is missing and copies on write (F-DATA-1, F-PAGE-4)", () => {
    const inner = { x: 1 };
    const data: Record<string, unknown> = { keep: inner, list: [inner] };
    const before = data["list"];
    setPath(data, ["list", 0, "x"], 2, new Set());
    setPath(data, ["a", "b", 1, "c"], 3, new Set());
    expect(inner).toEqual({ x: 1 });
    expect(data["list"]).not.toBe(before);
    expect(data).toEqual({ keep: { x: 1 }, list: [{ x: 2 }], a: { b: [undefined, { c: 3 }] } });
  });

  it("setPath never reaches a prototype", () => {
    const data = {};
    setPath(data, ["__proto__", "polluted"], 1, new Set());
    setPath(data, ["constructor", "prototype", "polluted"], 1, new Set());
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("copies like JSON and counts what it drops (F-DATA-3)", () => {
    const copier = new JsonCopier();
    const date = new Date(0);
    const value = {
      a: [undefined, () => 1, Number.NaN, date],
      f: () => 1,
      u: undefined,
      s: Symbol("s"),
      n: null,
      t: "x",
    };
    expect(copier.copy(value)).toEqual(JSON.parse(JSON.stringify(value)));
    expect(copier.dropped).toBe(3);
    const cycle: Record<string, unknown> = {};
    Object.assign(cycle, { a: cycle, b: [cycle], c: { cycle }, n: 1 });
    expect(new JsonCopier().copy(cycle)).toEqual({ b: [null], c: {}, n: 1 });
  });

  it("the longest increasing run stays in place", () => {
    expect([...stablePositions(Int32Array.from([2, 0, 1, -1, 3]))]).toEqual([0, 1, 1, 0, 1]);
    expect([...stablePositions(Int32Array.from([3, 2, 1]))].filter(Boolean)).toHaveLength(1);
    expect([...stablePositions(Int32Array.from([]))]).toEqual([]);
  });

  it("updates of one macrotask are one batch; callbacks run after it in order (F-DATA-2, F-DATA-6, F-DATA-7)", async () => {
    const run = await programRun({
      "index.axml": "<view>{{a}}{{b}}</view>",
      "index.js": `Page({ data: { a: 0, b: 0 }, go() {
        this.setData({ a: 1 }, () => console.log("one"));
        Promise.resolve().then(() => this.setData({ b: 1 }, () => console.log("two")));
        this.$batchedUpdates(() => { this.setData({ a: 2 }); this.setData({ b: 2 }, function () { console.log("three", this.data.a, this.data.b) }) });
        console.log("sync", this.data.a); } })`,
    });
    const batches = run.view.batches.length;
    run.global<() => { go(): void }[]>("getCurrentPages")()[0]!.go();
    await run.settle();
    expect(run.view.batches.length - batches).toBe(1);
    expect(run.view.view.words()).toBe("21");
    expect(run.logged()).toEqual(["sync 2", "one", "three 2 1", "two"]);
  });

  it("$spliceData acts on the array at a path; another value is an error (F-DATA-5)", async () => {
    const run = await programRun({
      "index.axml": `<view a:for="{{o.list}}">{{item}}</view>`,
      "index.js": `Page({ data: { o: { list: [1, 2, 3, 4] } } })`,
    });
    const page = run.global<() => { $spliceData(patch: unknown): void; data: unknown }[]>("getCurrentPages")()[0]!;
    page.$spliceData({ "o.list": [1, 0, 5, 6] });
    await run.settle();
    expect(run.view.view.words()).toBe("1 5 6 2 3 4");
    expect(() => page.$spliceData({ o: [0, 1] })).toThrow(TypeError);
  });

  it("undefined is not set; functions are dropped with a warning; large updates warn (F-DATA-3, F-DATA-7)", async () => {
    const run = await programRun({ "index.axml": "<view>{{a}}</view>", "index.js": `Page({ data: { a: 1 } })` });
    const page =
      run.global<() => { setData(patch: unknown): void; data: Record<string, unknown> }[]>("getCurrentPages")()[0]!;
    page.setData({ a: undefined, f: () => 1, big: "x".repeat(300 * 1024) });
    expect([page.data["a"], "f" in page.data]).toEqual([1, false]);
    expect(run.warnings().length).toBe(0);
    await run.settle();
    expect(run.warnings().map((text) => text.split(":")[0])).toEqual(["SETDATA_VALUE", "SETDATA_SIZE"]);
  });

  it("direct writes to data are not drawn (F-DATA-4)", async () => {
    const run = await programRun({
      "index.axml": "<view>{{a}}{{b}}</view>",
      "index.js": `Page({ data: { a: 1, b: 1 } })`,
    });
    const page =
      run.global<() => { setData(patch: unknown): void; data: Record<string, unknown> }[]>("getCurrentPages")()[0]!;
    page.data["a"] = 9;
    page.setData({ b: 2 });
    await run.settle();
    expect(run.view.view.words()).toBe("12");
  });
});
