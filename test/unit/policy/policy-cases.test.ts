import { expect, test } from "vitest";
import { runPolicyCases } from "../../../packages/cli/src/policy-cases.js";
import { urlFixture } from "./fixture.js";

test("the 87 cases of the specification, none differs", async () => {
  const { results, differing } = await runPolicyCases(JSON.parse(urlFixture("policy-cases.json")));
  expect(results).toHaveLength(87);
  expect(differing).toEqual([]);
  expect(results[0]).toEqual({
    allow: true,
    code: "ALLOWED_BY_ENTRY",
    canonical: "wss://api.example.com/",
    matchedEntry: "api.example.com",
  });
});

test("a case that differs is named; allow, deny and codes are understood", async () => {
  const one = { entries: ["https://(a)\\.com/.*"], url: "https://a.com/" };
  const { results, differing } = await runPolicyCases([
    { ...one, expect: "allow" },
    { ...one, expect: "deny" },
    { ...one, expect: "ALLOWED_BY_ENTRY" },
    { ...one, url: "https://b.com/", expect: "NOT_LISTED" },
    { ...one, url: "https://b.com/", expect: "LIST_EMPTY" },
    { ...one, url: "relative", expect: "deny" },
    one,
  ]);
  expect(differing).toEqual([1, 4]);
  expect(results[0]).toMatchObject({ matchedEntry: "https://(a)\\.com/.*" });
  expect(results[5]).toEqual({ allow: false, code: "URL_NOT_ABSOLUTE" });
});

test("U-PRE-2: without entries the owner's kind decides; the API its schemes", async () => {
  const url = "https://a.com/";
  const { results } = await runPolicyCases([
    { url, ownerKind: "tenant" },
    { url, ownerKind: "merchant" },
    { url, entries: null, ownerKind: "partner" },
    { url },
    { url, entries: [], ownerKind: "tenant" },
    { url, ownerKind: "tenant", api: "connectSocket" },
  ]);
  expect(results.map(({ code }) => code)).toEqual([
    "ALLOWED_BY_DEFAULT",
    "LIST_EMPTY",
    "LIST_EMPTY",
    "LIST_EMPTY",
    "LIST_EMPTY",
    "SCHEME_NOT_FOR_API",
  ]);
});

test.each([
  [null, /neither an array/],
  [{ cases: 5 }, /neither an array/],
  [[5], /case 0: is not an object/],
  [[{ url: "x", entries: [] }, { entries: [] }], /case 1: `url` is missing/],
  [[{ url: 5, entries: [] }], /`url` is not a string/],
  [[{ url: "x", entries: "a.com" }], /`entries`/],
  [[{ url: "x", entries: [5] }], /`entries`/],
  [[{ url: "x", entries: [], api: "fetch" }], /`api` is none of request/],
  [[{ url: "x", ownerKind: "nobody" }], /`ownerKind`/],
  [[{ url: "x", entries: [], expect: true }], /`expect`/],
])("bad input %j says what is wrong", async (input, message) => {
  await expect(runPolicyCases(input)).rejects.toMatchObject({
    code: "CASES_INVALID",
    message: expect.stringMatching(message),
  });
});
