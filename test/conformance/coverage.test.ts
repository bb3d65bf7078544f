import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rules } from "./rules.js";
import { untested } from "./untested.js";

const folder = new URL(".", import.meta.url);

/** Ids that the suite's files test, read from their sources. */
function testedRules(): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".test.ts"));
  const sources = files.map((file) => readFileSync(new URL(file, folder), "utf8"));
  return new Set(
    sources.flatMap((source) => [...source.matchAll(/\brule\(\s*"(F-[\w-]+)"/g)].map((match) => match[1] ?? "")),
  );
}

test("every rule has a test or a reason for having none, never both", () => {
  const tested = testedRules();
  const without = Object.keys(rules).filter((id) => !tested.has(id));
  expect(without.sort()).toEqual(Object.keys(untested).sort());
});
