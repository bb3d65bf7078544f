import { compilePolicy, decide, type PolicyApi } from "@berth/core/policy";
import { checkEntries, explain, toCspSources } from "@berth/core/policy-tools";
import { expect, test } from "vitest";

const list = (...entries: string[]) => ({ mode: "list" as const, entries });

interface Vector {
  id: string;
  entries: string[];
  url: string;
  code: string;
  canonical?: string;
  near?: string;
  suggestion?: string;
}

const vectors: Vector[] = [
  {
    id: "U-V-1",
    entries: ["api.example.com"],
    url: "https://API.example.com:443/v1#x",
    code: "ALLOWED_BY_ENTRY",
    canonical: "https://api.example.com/v1",
  },
  { id: "U-V-2", entries: ["api.example.com"], url: "http://api.example.com/", code: "NOT_LISTED", near: "scheme" },
  {
    id: "U-V-3",
    entries: ["api.example.com"],
    url: "https://api.example.com./",
    code: "NOT_LISTED",
    near: "trailingDot",
  },
  {
    id: "U-V-4",
    entries: ["*.example.com"],
    url: "https://example.com/",
    code: "NOT_LISTED",
    near: "apex",
    suggestion: "example.com",
  },
  {
    id: "U-V-5",
    entries: ["https://example.com/shop"],
    url: "https://example.com/shop/%2e%2e/admin",
    code: "NOT_LISTED",
    canonical: "https://example.com/admin",
  },
  {
    id: "U-V-6",
    entries: ["https://example.com/shop"],
    url: "https://example.com/shop/a%2Fb",
    code: "NOT_LISTED",
    near: "encodedSeparator",
  },
  {
    id: "U-V-7",
    entries: ["(a|b)\\.example\\.com"],
    url: "https://b.example.com/",
    code: "NOT_LISTED",
    near: "notWholeUrl",
  },
  {
    id: "U-V-8",
    entries: ["https://(a|b)\\.example\\.com/.*"],
    url: "https://b.example.com/",
    code: "ALLOWED_BY_ENTRY",
  },
  { id: "U-V-9", entries: [".*"], url: "javascript:alert(1)", code: "SCHEME_NOT_NETWORK" },
  { id: "U-V-10", entries: [".*"], url: "https:/example.com/", code: "URL_AMBIGUOUS" },
  { id: "U-V-11", entries: [".*"], url: "https://u@example.com/", code: "URL_CREDENTIALS" },
  { id: "U-V-12", entries: [".*"], url: "https://example.com\\@evil.test/", code: "URL_AMBIGUOUS" },
  {
    id: "U-V-13",
    entries: ["https://203.0.113.5"],
    url: "https://0xcb007105/",
    code: "ALLOWED_BY_ENTRY",
    canonical: "https://203.0.113.5/",
  },
  { id: "U-V-15", entries: [], url: "https://example.com/", code: "LIST_EMPTY" },
];

test.each(vectors)("$id", async (vector) => {
  const policy = await compilePolicy(list(...vector.entries));
  const answer = explain(policy, vector.url);
  expect(answer.code).toBe(vector.code);
  expect(decide(policy, vector.url)).toMatchObject({ allow: answer.allow, code: answer.code });
  if (vector.canonical) expect(String(answer.canonical)).toBe(vector.canonical);
  if (vector.near) expect(answer.near.map(({ why }) => why)).toEqual([vector.near]);
  if (vector.suggestion) expect(answer.suggestion).toBe(vector.suggestion);
});

test("U-V-14: the guard refuses what the list allows", async () => {
  const policy = await compilePolicy(list(".*"), { privateNetwork: "named" });
  expect(decide(policy, "https://192.168.1.1/").code).toBe("PRIVATE_ADDRESS");
});

test("U-V-16: a bad entry is dropped and reported, the others work", async () => {
  const policy = await compilePolicy(list("(", "a.example.com"));
  expect(decide(policy, "https://a.example.com/").code).toBe("ALLOWED_BY_ENTRY");
  expect(policy.reports.map(({ index, code }) => ({ index, code }))).toEqual([{ index: 0, code: "REGEX_SYNTAX" }]);
});

test("U-V-17: WAP URLs compiled to sources", async () => {
  const policy = await compilePolicy(list("m.example.com:8443", "https://s.example.com/a;b"));
  expect(toCspSources(policy)).toEqual({
    sources: ["https://m.example.com:8443", "https://s.example.com/a%3Bb", "https://s.example.com/a%3Bb/"],
    exact: false,
    missing: [],
  });
});

const domains: [id: string, entries: string[], url: string, allow: boolean, api?: PolicyApi][] = [
  ["P-DOM-V1", ["api.example.com"], "https://api.example.com/v1", true],
  ["P-DOM-V2", ["api.example.com"], "https://api.example.com:8443/", false],
  ["P-DOM-V3", ["api.example.com"], "https://x.api.example.com/", false],
  ["P-DOM-V4", ["API.Example.com"], "https://api.example.com./", false],
  ["P-DOM-V5a", ["*.example.com"], "https://a.b.example.com/", true],
  ["P-DOM-V5b", ["https://*.example.com"], "https://a.b.example.com/", true],
  ["P-DOM-V6a", ["*.example.com"], "https://example.com/", false],
  ["P-DOM-V6b", ["https://*.example.com"], "https://example.com/", false],
  ["P-DOM-V7a", ["(a|b)\\.example\\.com"], "https://b.example.com/", false],
  ["P-DOM-V7b", ["https://(a|b)\\.example\\.com/.*"], "https://b.example.com/", true],
  ["P-DOM-V8", [".*\\.example\\.com"], "https://evil.test/x.example.com", true],
  ["P-DOM-V9", ["https://example.com"], "wss://example.com/", false, "connectSocket"],
  ["P-DOM-V10", ["https://m.example.com/shop"], "https://m.example.com/shopping", false, "webview"],
  ["P-DOM-V11", ["https://m.example.com/shop"], "https://m.example.com/shop?x=1", true, "webview"],
  ["P-DOM-V12", [".*"], "http://example.com/", false],
  ["P-DOM-V13", ["example.com"], "https://u:p@example.com/", false],
  ["P-CFG-V3", ["api.example.com"], "https://other.example.com/", false],
  ["P-CFG-V5", [], "https://api.example.com/", false],
  ["P-CFG-V6", [".*"], "https://anything.example/", true],
];

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
