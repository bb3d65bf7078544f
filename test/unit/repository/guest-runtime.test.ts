import { readFileSync } from "node:fs";
import { lateComponents } from "@berth/core/wire";
import { describe, expect, test } from "vitest";
import { componentsOfExtra } from "../../../packages/runtime/src/view/component/components-of-extra.js";
import { addComponents, attributeUse, findComponent } from "../../../packages/runtime/src/view/component/registry.js";
import { guestBytes } from "../../support/loaded-bytes.js";

/** Bytes of what a program needs at start, minified and compressed (design.md, section 5). */
const budget = 45_000;

describe("the guest runtime", () => {
  test("is small at start: worker and view together", async () => {
    const [worker, view] = await Promise.all([guestBytes("worker"), guestBytes("view")]);
    expect(worker.bytes + view.bytes).toBeLessThanOrEqual(budget);
  });

  test.each(["worker", "view"])("what is in both scripts of the %s keeps no state of its own", async (name) => {
    const [first, second] = await Promise.all([guestBytes(name), guestBytes(`${name}-extra`)]);
    const both = first.files.filter((file) => second.files.includes(file));
    expect(both.length).toBeGreaterThan(3);
    const state = /^(?:let |(?:export )?const \w+(?:: [^=]+)? = new (?:Weak)?Map)/m;
    // Parsed paths are the same in every copy.
    const harmless = ["packages/runtime/src/worker/data/parse-path.ts"];
    expect(both.filter((file) => state.test(readFileSync(file, "utf8")) && !harmless.includes(file))).toEqual([]);
  });

  test("names of late components are those of the second script, and the first has none of them", () => {
    expect(componentsOfExtra.map(([name]) => name).sort()).toEqual([...lateComponents].sort());
    expect(lateComponents.filter((name) => findComponent(name) !== null)).toEqual([]);
  });

  test("no warning about attributes of late components on others (S-VIEW-3)", () => {
    const view = findComponent("view");
    if (view === null) throw new Error("there is no view");
    expect(attributeUse(view, "latitude")).toBeNull();
    addComponents(componentsOfExtra);
    const names = componentsOfExtra.flatMap(([, component]) => Object.keys(component.attributes));
    expect(names.filter((name) => attributeUse(view, name) === null)).toEqual([]);
    expect(attributeUse(view, "colour-of-noise")).toBeNull();
  });
});
