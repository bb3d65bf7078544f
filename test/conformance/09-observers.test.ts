import { describe, expect } from "vitest";
import { component } from "../support/program-run.js";
import { observed, start } from "./component-program.js";
import { rule } from "./rule.js";

describe("switched on by options (F-CMP-11)", () => {
  const observers: [key: string, set: string, values: string[]][] = [
    ["a", "{ a: 1 }", ["[1]"]],
    ["a", "{ 'a.b': 1 }", []],
    ["a", "{ c: 1 }", []],
    ["a.**", "{ 'a.b.c': 1 }", ['[{"b":{"c":1}}]']],
    ["a.b", "{ a: { b: 2 } }", ["[2]"]],
    ["a.b", "{ 'a.b': 3, c: 1 }", ["[3]"]],
    ["a.b", "{ 'a.d': 3 }", []],
    ["a, c", "{ a: 1, c: 2 }", ["[1,2]"]],
    ["a, c", "{ c: 2 }", ["[null,2]"]],
    ["list[1]", "{ 'list[1]': 5 }", ["[5]"]],
    ["list[1]", "{ 'list[0]': 5 }", []],
    ["list[1].**", "{ 'list[1].x': 5 }", ['[{"x":5}]']],
    ["same", "{ same: 1 }", ["[1]"]],
    ["**", "{ c: 1 }", ['[{"p":"prop","id":"c","list":[0,{}],"same":1,"c":1}]']],
  ];
  for (const [key, set, values] of observers) {
    rule(
      "F-CMP-11",
      async () => {
        const script = `Component({ ${observed}, props: { p: "prop" }, data: { list: [0, {}], same: 1 },
          observers: { "${key}"(...values) { console.log(JSON.stringify(values)) } } })`;
        const run = await start(
          `<c-c id="c"/>`,
          `Page({ set(c) { c.setData(${set}); console.log("after") } })`,
          ["c-c"],
          component("c-c", "", script),
        );
        expect(run.news()).toEqual([]);
        (run.page["set"] as (c: unknown) => void)(run.page.$selectComponent("#c"));
        await run.settle();
        // At once, as setData itself.
        expect(run.news()).toEqual([...values, "after"]);
      },
      `observers: ${key} after ${set}`,
    );
  }

  rule(
    "F-CMP-11",
    async () => {
      const script = `Component({ ${observed}, props: { v: 0 }, data: { double: 0 },
        observers: { v(v) { console.log("observed", v, this.props.v); this.setData({ double: v * 2 }) }, double(d) { console.log("double", d) } },
        didUpdate() { console.log("didUpdate") } })`;
      const run = await start(
        `<c-c v="{{v}}"/>`,
        "Page({ data: { v: 1 } })",
        ["c-c"],
        component("c-c", "{{double}}", script),
      );
      expect(run.news()).toEqual([]);
      run.view.view.resetCounts();
      await run.setData({ v: 2 });
      expect(run.news()).toEqual(["observed 2 2", "double 4", "didUpdate"]);
      expect([run.words, run.view.view.counts]).toEqual(["4", { text: 1 }]);
    },
    "observers of props join the render that brings them",
  );

  rule(
    "F-CMP-11",
    async () => {
      const run = await start(
        "{{sum}}",
        `Page({ ${observed}, data: { a: 1, b: 2 }, observers: { "a, b"(a, b) { this.setData({ sum: a + b }) }, sum() { this.setData({ "loop.x": 1 }) }, "loop.**"() { this.setData({ sum: this.data.sum }) } } })`,
        [],
        {},
      );
      run.page.setData({ a: 5 });
      await run.settle();
      expect(run.words).toBe("7");
      expect(run.errors()).toEqual([expect.stringContaining("Endless updates")]);
    },
    "observers of a page, and a loop of them",
  );
});
