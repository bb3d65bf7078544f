import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hostRules } from "./host-rules.js";
import { untestedHostRules } from "./host-untested.js";

const root = new URL("../", import.meta.url);

/** Ids in the sources of tests: a test of the host names its rules in its title. */
function named(): Set<string> {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".test.ts") && !file.endsWith("host-coverage.test.ts"),
  );
  return new Set(files.flatMap((file) => readFileSync(new URL(file, root), "utf8").match(/\bH-[A-Z]+-\w+\b/g) ?? []));
}

test("every rule of the host SDK has a test that names it, or a reason for having none", () => {
  const tested = named();
  const without = Object.keys(hostRules).filter((id) => !tested.has(id) && !Object.hasOwn(untestedHostRules, id));
  expect(without).toEqual([]);
  expect([...tested].filter((id) => !Object.hasOwn(hostRules, id))).toEqual([]);
  expect(Object.keys(untestedHostRules).filter((id) => !Object.hasOwn(hostRules, id))).toEqual([]);
});
