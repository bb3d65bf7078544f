import { describe, expect } from "vitest";
import { component, page, programRun } from "../support/program-run.js";
import { life, start } from "./component-program.js";
import { rule } from "./rule.js";

describe("life cycle", () => {
  rule("F-CMP-3", async () => {
    const files = component("c-c", "{{v}}", life("c"));
    const project = (component2: boolean) => ({
      "mini.project.json": JSON.stringify({ format: 2, compileType: "mini", compileOptions: { component2 } }),
      ...page("index", `<c-c a:if="{{v}}" v="{{v}}"/>`, "Page({ data: { v: 1 } })", { "c-c": "./c-c" }),
      ...files,
    });
    const classic = await programRun(project(false), { config: { pages: ["index"] } });
    await classic.setData({ v: 2 });
    await classic.setData({ v: 0 });
    expect(classic.news()).toEqual(["c.didMount", "c.didUpdate 1 2 0 0", "c.didUnmount"]);
    const second = await programRun(project(true), { config: { pages: ["index"] } });
    await second.setData({ v: 2 });
    await second.setData({ v: 0 });
    expect(second.news()).toEqual([
      "c.onInit",
      "c.derive 1",
      "c.didMount",
      "c.derive 2",
      "c.didUpdate 1 2 0 0",
      "c.didUnmount",
    ]);
  });

  rule("F-CMP-4", async () => {
    const script = `Component({ props: { v: 0 }, data: { sum: 0, seen: 0 },
      onInit() { this.setData({ sum: 10 }) }, deriveDataFromProps(next) { this.setData({ sum: this.data.sum + next.v }) },
      didUpdate() { console.log("didUpdate") } })`;
    const run = await start(
      `<c-c v="{{v}}"/>`,
      "Page({ data: { v: 1 } })",
      ["c-c"],
      component("c-c", "{{sum}}", script),
    );
    expect([run.words, run.news()]).toEqual(["11", []]);
    run.view.view.resetCounts();
    await run.setData({ v: 5 });
    // One render brings both the new prop and what deriveDataFromProps set.
    expect([run.words, run.view.view.counts, run.news()]).toEqual(["16", { text: 1 }, ["didUpdate"]]);
  });

  const tree: [what: string, axml: string, order: string[]][] = [
    ["nested", `<o-o/>`, ["o.onInit", "i.onInit", "i.didMount", "o.didMount"]],
    [
      "siblings in a list",
      `<block a:for="{{[1, 2]}}"><i-i v="{{item}}"/></block><o-o/>`,
      ["i.onInit", "i.onInit", "o.onInit", "i.onInit", "i.didMount", "i.didMount", "i.didMount", "o.didMount"],
    ],
    [
      "in a slot: made when the slot is, mounted before what holds it",
      `<s-s><i-i/></s-s>`,
      ["s.onInit", "i.onInit", "i.didMount", "s.didMount"],
    ],
    ["only the branch that is shown", `<o-o a:if="{{false}}"/><i-i a:else/>`, ["i.onInit", "i.didMount"]],
    [
      "in a template",
      `<template name="t"><i-i/></template><template is="t"/><o-o/>`,
      ["i.onInit", "o.onInit", "i.onInit", "i.didMount", "i.didMount", "o.didMount"],
    ],
  ];
  for (const [what, axml, order] of tree) {
    const hooks = (name: string) =>
      `Component({ onInit() { console.log("${name}.onInit") }, didMount() { console.log("${name}.didMount") } })`;
    rule(
      "F-CMP-4",
      async () => {
        const script = `Page({ onReady() { console.log("ready") } })`;
        const run = await start(axml, script, ["o-o", "i-i", "s-s"], {
          ...component("o-o", "<i-i/>", hooks("o"), { "i-i": "./i-i" }),
          ...component("i-i", "", hooks("i")),
          ...component("s-s", "<view><slot/></view>", hooks("s")),
        });
        expect(run.news()).toEqual([...order, "ready"]);
      },
      what,
    );
  }

  rule("F-CMP-5", async () => {
    const bump = "methods: { bump() { this.setData({ own: this.data.own + 1 }) } }";
    const run = await start(`<o-o id="o" a:if="{{on}}" v="{{v}}"/>`, "Page({ data: { on: true, v: 1 } })", ["o-o"], {
      ...component("o-o", `<i-i id="i" v="{{v}}"/>`, life("o", bump), { "i-i": "./i-i" }),
      ...component("i-i", "{{own}}", life("i", bump)),
    });
    run.news();
    await run.setData({ v: 2 });
    expect(run.news()).toEqual(["o.derive 2", "i.derive 2", "i.didUpdate 1 2 0 0", "o.didUpdate 1 2 0 0"]);
    run.page.$selectComponent("#o")["bump"]!();
    await run.settle();
    expect(run.news()).toEqual(["o.derive 2", "o.didUpdate 2 2 0 1"]);
    await run.setData({ on: false });
    expect(run.news()).toEqual(["i.didUnmount", "o.didUnmount"]);
  });

  rule(
    "F-CMP-5",
    async () => {
      const run = await start(
        `<c-c a:for="{{list}}" a:key="id" v="{{item.id}}"/>`,
        "Page({ data: { list: [{ id: 1 }, { id: 2 }, { id: 3 }] } })",
        ["c-c"],
        component("c-c", "{{v}}", life("c")),
      );
      run.news();
      await run.setData({ list: [{ id: 3 }, { id: 4 }, { id: 1 }] });
      expect(run.words).toBe("3 4 1");
      // Who stays keeps its instance and is not updated.
      expect(run.news()).toEqual(["c.didUnmount", "c.onInit", "c.derive 4", "c.didMount"]);
    },
    "rows of a keyed list",
  );

  rule(
    "F-CMP-5",
    async () => {
      const run = await start(`<s-s><i-i v="{{v}}"/></s-s>`, "Page({ data: { v: 1 } })", ["s-s", "i-i"], {
        ...component("s-s", "<slot/>", life("s")),
        ...component("i-i", "{{v}}", life("i")),
      });
      run.news();
      await run.setData({ v: 2 });
      expect(run.news()).toEqual(["i.derive 2", "i.didUpdate 1 2 0 0"]);
      run.my["navigateTo"]!({ url: "/index" });
      await run.settle();
      run.news();
      run.my["navigateBack"]!();
      await run.settle();
      expect(run.news()).toEqual(["i.didUnmount", "s.didUnmount"]);
    },
    "in a slot",
  );

  rule("F-DIR-9", async () => {
    const run = await start(
      `<c-c ref="keep"/><r-r ref="keep"/>`,
      "Page({ keep(it) { console.log(it.is || it.own) } })",
      ["c-c", "r-r"],
      {
        ...component("c-c", ""),
        ...component("r-r", "", `Component({ ref() { return { own: "shaped" } } })`),
      },
    );
    expect(run.news()).toEqual(["c-c", "shaped"]);
  });
});
