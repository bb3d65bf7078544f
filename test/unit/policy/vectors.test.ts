import { compilePolicy, decide } from "@berth/core/policy";
import { checkEntries, explain, toCspSources } from "@berth/core/policy-tools";
import { expect, test } from "vitest";
import { domains, vectors } from "./vectors.js";

const list = (...entries: string[]) => ({ mode: "list" as const, entries });

test.each(vectors)("$id", async (vector) => {
  const policy = await compilePolicy(list(...vector.entries), vector.options);
  expect(policy.reports.map(({ code }) => code)).toEqual(vector.report ? [vector.report] : []);
  const answer = explain(policy, vector.url);
  expect(answer.code).toBe(vector.code);
  expect(decide(policy, vector.url)).toMatchObject({ allow: answer.allow, code: answer.code });
  if (vector.canonical) expect(String(answer.canonical)).toBe(vector.canonical);
  if (vector.near) expect(answer.near.map(({ why }) => why)).toEqual([vector.near]);
  if (vector.suggestion) expect(answer.suggestion).toBe(vector.suggestion);
});

test("U-V-17: WAP URLs compiled to sources", async () => {
  const policy = await compilePolicy(list("m.example.com:8443", "https://s.example.com/a;b"));
  expect(toCspSources(policy)).toEqual({
    sources: ["https://m.example.com:8443", "https://s.example.com/a%3Bb", "https://s.example.com/a%3Bb/"],
    exact: false,
    missing: [],
  });
});

test.each(domains)("%s: %j, %s", async (_id, entries, url, allow, api = "request") => {
  expect(decide(await compilePolicy(list(...entries)), url, api).allow).toBe(allow);
});

test("P-CFG-V1, U-PRE-2: allow-all admits every address of the API's scheme", async () => {
  const policy = await compilePolicy({ mode: "allow-all" });
  expect(decide(policy, "https://anything.example/", "request").code).toBe("ALLOWED_BY_DEFAULT");
  expect(decide(policy, "http://anything.example/", "request").code).toBe("SCHEME_NOT_FOR_API");
});

test("P-DOM-V14, P-DOM-V15: refused on save, with the spelling that was meant", () => {
  expect(checkEntries(["m.example.com/shop", "https://*.example.com/.*"], { list: "wapUrls" })).toMatchObject([
    { index: 0, severity: "error", code: "PATH_WITHOUT_SCHEME", suggestion: "https://m.example.com/shop" },
    { index: 1, severity: "error", code: "MIXED_WILDCARD", suggestion: "https://*.example.com" },
  ]);
});
