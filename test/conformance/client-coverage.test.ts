import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { clientRules } from "./client-rules.js";
import { untestedClientRules } from "./client-untested.js";

const root = new URL("../", import.meta.url);

/** Ids in the sources of tests. */
function named(): Set<string> {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".test.ts"));
  return new Set(
    files.flatMap((file) => readFileSync(new URL(file, root), "utf8").match(/\b[TL]-[A-Z]+-[A-Z]?\d+\b/g) ?? []),
  );
}

test("every rule of tokens and of the client's telemetry has a test that names it, or a reason for having none", () => {
  const tested = named();
  expect(clientRules.filter((id) => !tested.has(id) && !Object.hasOwn(untestedClientRules, id))).toEqual([]);
  expect(Object.keys(untestedClientRules).filter((id) => !clientRules.includes(id))).toEqual([]);
});
