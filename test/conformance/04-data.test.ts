import { describe, expect } from "vitest";
import { component, page, programRun } from "../support/program-run.js";
import { rule } from "./rule.js";

/** A page that shows its data as JSON. */
const start = (data: unknown, script = "") =>
  programRun({
    "show.sjs": "export default (v) => JSON.stringify(v)",
    ...page(
      "index",
      `<import-sjs name="show" from="./show.sjs"/>{{show(d)}}`,
      `Page({ data: ${JSON.stringify({ d: data })}, ${script} })`,
    ),
  });

describe("setData", () => {
  const paths: [before: unknown, patch: Record<string, unknown>, after: unknown][] = [
    [{ a: 1 }, { d: { b: 2 } }, { b: 2 }],
    [{ a: 1 }, { "d.b": 2 }, { a: 1, b: 2 }],
    [{ a: { b: { c: 1 } } }, { "d.a.b.c": 2 }, { a: { b: { c: 2 } } }],
    [{ list: [1, 2] }, { "d.list[1]": 5 }, { list: [1, 5] }],
    [{ list: [{ name: "x" }] }, { "d.list[0].name": "y" }, { list: [{ name: "y" }] }],
    [[[1], [2]], { "d[1][0]": 3 }, [[1], [3]]],
    [{}, { "d.a.b": 1 }, { a: { b: 1 } }],
    [{}, { "d.list[1].x": 1 }, { list: [null, { x: 1 }] }],
    [{ a: 1 }, { "d.a.b": 1 }, { a: { b: 1 } }],
    [{ a: 1 }, { "d.a": 2, "d.b": 3 }, { a: 2, b: 3 }],
    [{ "1": "x" }, { "d.1": "y" }, { "1": "y" }],
  ];
  for (const [before, patch, after] of paths) {
    rule(
      "F-DATA-1",
      async () => {
        const run = await start(before);
        await run.setData(patch);
        expect(JSON.parse(run.words)).toEqual(after);
        expect(JSON.parse(JSON.stringify(run.page.data["d"]))).toEqual(after);
        expect(run.errors()).toEqual([]);
      },
      `${Object.keys(patch).join(", ")} in ${JSON.stringify(before)}`,
    );
  }

  rule("F-DATA-2", async () => {
    const run = await start(
      1,
      `set() { this.setData({ d: 2 }, function () { console.log("callback", this.route, this.data.d) }); console.log("now", this.data.d) }`,
    );
    (run.page["set"] as () => void)();
    // The instance has it, the view not yet.
    expect([run.page.data["d"], run.words]).toEqual([2, "1"]);
    await run.settle();
    expect([run.words, run.news()]).toEqual(["2", ["now 2", "callback index 2"]]);
  });

  rule(
    "F-DATA-2",
    async () => {
      const run = await start(1);
      const { send } = run.view;
      const held: Parameters<typeof send>[0][] = [];
      run.view.send = (message) => void held.push(message);
      let called = 0;
      run.page.setData({ d: 2 }, () => called++);
      await run.settle();
      expect([run.words, called]).toEqual(["2", 0]);
      for (const message of held) send.call(run.view, message);
      expect(called).toBe(1);
    },
    "the callback waits for the view's word",
  );

  rule("F-DATA-3", async () => {
    const run = await start(0);
    const list = [1];
    await run.setData({ d: { list, un: undefined, f: () => 1, s: Symbol("x"), n: Number.NaN } });
    list.push(2);
    expect(run.words).toBe('{"list":[1],"n":null}');
    expect(run.warnings()).toEqual([expect.stringMatching(/dropped functions or symbols in d/)]);
    await run.setData({ d: undefined });
    expect([run.words, run.page.data["d"]]).toEqual(['{"list":[1],"n":null}', { list: [1], n: null }]);
  });

  rule("F-DATA-4", async () => {
    const run = await start([1]);
    (run.page.data["d"] as number[]).push(2);
    await run.settle();
    expect(run.words).toBe("[1]");
    // The next setData of that name shows what was changed in place.
    await run.setData({ d: run.page.data["d"] });
    expect(run.words).toBe("[1,2]");
  });

  const splices: [before: number[], splice: unknown[], after: number[]][] = [
    [
      [1, 2, 3, 4],
      [1, 0, 5, 6],
      [1, 5, 6, 2, 3, 4],
    ],
    [
      [1, 2, 3],
      [0, 1],
      [2, 3],
    ],
    [
      [1, 2, 3],
      [-1, 1, 9],
      [1, 2, 9],
    ],
    [[1], [9, 0, 2], [1, 2]],
    [[], [0, 0, 1], [1]],
  ];
  for (const [before, splice, after] of splices) {
    rule(
      "F-DATA-5",
      async () => {
        const run = await start({ list: before });
        const old = (run.page.data["d"] as { list: number[] }).list;
        let called = 0;
        (run.page["$spliceData"] as (patch: unknown, done: () => void) => void)({ "d.list": splice }, () => called++);
        await run.settle();
        expect([run.words, called]).toEqual([JSON.stringify({ list: after }), 1]);
        // Copied on write: what was there before is untouched.
        expect(old).toEqual(before);
      },
      `${JSON.stringify(before)} with ${JSON.stringify(splice)}`,
    );
  }

  rule(
    "F-DATA-5",
    async () => {
      const run = await start({ list: 1 });
      const splice = run.page["$spliceData"] as (patch: unknown) => void;
      expect(() => splice.call(run.page, { "d.list": [0, 1] })).toThrow(/"d.list" is not an array/);
      expect(() => splice.call(run.page, { none: [0, 1] })).toThrow(/"none" is not an array/);
    },
    "no array",
  );

  rule("F-DATA-6", async () => {
    const run = await programRun(
      {
        ...page(
          "index",
          `{{a}}{{b}}<c-c id="c" n="{{a}}"/>`,
          `Page({ data: { a: 0, b: 0 }, go() { this.$batchedUpdates(() => {
             this.setData({ a: 1 }, () => console.log("first")); this.$selectComponent("#c").setData({ own: 1 }, () => console.log("second")); this.setData({ b: 1 }, () => console.log("third")) }) } })`,
          { "c-c": "./c-c" },
        ),
        ...component(
          "c-c",
          "{{n}}{{own}}",
          `Component({ data: { own: 0 }, didUpdate() { console.log("didUpdate") } })`,
        ),
      },
      { config: { pages: ["index"] } },
    );
    const before = run.view.batches.length;
    (run.page["go"] as () => void)();
    await run.settle();
    expect(run.view.batches.length - before).toBe(1);
    expect(run.news()).toEqual(["didUpdate", "first", "second", "third"]);
  });

  rule("F-DATA-7", async () => {
    const run = await start(0);
    const before = run.view.batches.length;
    run.view.view.resetCounts();
    for (let i = 1; i <= 100; i++) run.page.setData({ d: i });
    await Promise.resolve();
    run.page.setData({ d: 101 });
    await run.settle();
    expect([run.words, run.view.batches.length - before, run.view.view.counts]).toEqual(["101", 1, { text: 1 }]);
  });

  rule(
    "F-DATA-7",
    async () => {
      const run = await start(0);
      await run.setData({ d: "x".repeat(250 * 1024) });
      expect(run.warnings()).toEqual([]);
      await run.setData({ d: "x".repeat(200 * 1024), more: "x".repeat(100 * 1024) });
      expect(run.warnings()).toEqual([expect.stringMatching(/SETDATA_SIZE: setData of 300 KiB \(d, more\)/)]);
    },
    "warning above 256 KiB",
  );

  rule(
    "F-DATA-7",
    async () => {
      const run = await programRun({
        ...page("a", "a"),
        ...page(
          "b",
          "{{n}}",
          `Page({ data: { n: 1 }, onUnload() { setTimeout(() => { this.setData({ n: 2 }, () => console.log("called")); console.log(this.data.n) }) } })`,
        ),
      });
      run.my["navigateTo"]!({ url: "/b" });
      await run.settle();
      run.my["navigateBack"]!();
      await run.settle();
      await expect.poll(() => run.logged()).toEqual(["1"]);
      await run.settle();
      expect([run.logged(), run.errors(), run.words]).toEqual([["1"], [], "a"]);
    },
    "after onUnload",
  );
});
