import { loadExpressions } from "@berth/core/policy";
import { type CheckOptions, checkEntries } from "@berth/core/policy-tools";
import { beforeAll, expect, test } from "vitest";

beforeAll(async () => {
  await loadExpressions();
});

const remarks = (entries: string[], options?: CheckOptions) =>
  checkEntries(entries, options).map(({ index, code, suggestion }) => [
    index,
    code,
    ...(suggestion ? [suggestion] : []),
  ]);

test.each([["(?s).*"], [".+"], ["https://.*"], ["https?://.*"], ["[a-z]+://.*/"], ["(.*)"]])(
  "U-LNT-1: %s admits everything",
  (entry) => {
    expect(remarks([entry])).toContainEqual([0, "BROAD_PATTERN"]);
    expect(checkEntries([entry])[0]?.severity).toBe("warning");
  },
);

test.each([
  ["https://.*\\.example\\.com/.*", "https://*.example.com"],
  [".*\\.example\\.com", "*.example.com"],
  [".*\\.example\\.com/.*", "*.example.com"],
  ["https://api.example.com.*", "https://api.example.com"],
  ["https://(.*\\.)?example\\.com/.*", "https://*.example.com"],
  [".*example.*", undefined],
  ["https://.*/allowed", undefined],
  ["https://[^/]*.*\\?token=.*", undefined],
])("U-LNT-12: %s lets strangers in and must be confirmed", (entry, suggestion) => {
  const report = checkEntries([entry]).find(({ code }) => code === "LEAKY_PATTERN");
  expect(report).toMatchObject({ severity: "confirm" });
  expect(report?.suggestion).toBe(suggestion);
});

test.each([
  ["https://(a|b)\\.example\\.com/.*"],
  ["https://[a-z]+\\.example\\.com/.*"],
  ["https://[^/]*\\.example\\.com/.*"],
  ["https://api\\.example\\.com(:8443)?/v[0-9]+/.*"],
  ["^wss://rt\\.example\\.com/.*$"],
])("a careful expression gets no remark: %s", (entry) => {
  expect(remarks([entry], { list: "serverDomains" })).toEqual([]);
});

test("U-LNT-2: a bare dot in the host", () => {
  expect(remarks(["https://api.example.com/.*"])).toEqual([[0, "UNESCAPED_DOT", "https://api.example.com"]]);
  expect(remarks(["https://(a|b).example\\.com/.*"])).toEqual([[0, "UNESCAPED_DOT"]]);
  expect(remarks(["https://a\\.b/x.y(z)"])).toEqual([]);
  expect(remarks(["https://[.]a\\.b/(x)"])).not.toContainEqual([0, "UNESCAPED_DOT"]);
});

test.each([
  ["(a|b)\\.example\\.com", "https://(a|b)\\.example\\.com/.*"],
  ["https://a\\.example\\.com", "https://a\\.example\\.com/.*"],
  ["https://a\\.example\\.com:443/.*", "https://a\\.example\\.com/.*"],
  ["a\\.example\\.com/.*", "https://a\\.example\\.com/.*"],
  ["https://API\\.example\\.com/.*", undefined],
  ["www.*.com", undefined],
  ["https://a\\.example\\.com/x#(y)", undefined],
  ["ftp://(a)/", undefined],
])("U-LNT-3: %s matches no address", (entry, suggestion) => {
  const report = checkEntries([entry]).find(({ code }) => code === "NEVER_MATCHES");
  expect(report).toMatchObject({ severity: "warning" });
  expect(report?.suggestion).toBe(suggestion);
});

test.each([
  ["(?i)HTTPS://API\\.example\\.com/x"],
  ["https://a\\.example\\.com:4430/x"],
  ["http://a\\.example\\.com:443/x"],
  ["h\\x74tps://a\\.example/(x)"],
  ["[[:alpha:]]{5}://a\\.example/"],
  ["https://\\[::1\\]/(x)"],
  ["(?:wss?|https?)://a\\.example(?::\\d{4})?/"],
])("U-LNT-3: %s does match some address", (entry) => {
  expect(checkEntries([entry]).map(({ code }) => code)).not.toContain("NEVER_MATCHES");
});

test("U-LNT-4: public suffixes, by the list that is given", () => {
  const publicSuffix = (host: string) => ["com", "co.uk", "github.io"].includes(host);
  const entries = ["*.com", "https://*.co.uk", "github.io", "a.github.io", "*.a.com"];
  expect(remarks(entries, { publicSuffix })).toEqual([
    [0, "PUBLIC_SUFFIX"],
    [1, "PUBLIC_SUFFIX"],
    [2, "PUBLIC_SUFFIX"],
    [4, "SHADOWED"],
  ]);
});

test("U-LNT-5: `.*` beside others", () => {
  expect(remarks(["a.com", ".*"])).toEqual([[1, "ALL_WITH_OTHERS"]]);
  expect(remarks([".*"])).toEqual([]);
  expect(remarks([".*", ".*"])).toEqual([[1, "DUPLICATE"]]);
});

test.each([
  [["a.com", "A.com:443"], [[1, "DUPLICATE"]]],
  [["*.a.com", "x.a.com"], [[1, "SHADOWED"]]],
  [["x.a.com", "*.a.com"], [[0, "SHADOWED"]]],
  [["*.a.com", "*.x.a.com"], [[1, "SHADOWED"]]],
  [["*.a.com", "a.com"], []],
  [["a.com", "https://a.com/p"], [[1, "SHADOWED"]]],
  [["https://a.com", "a.com"], [[0, "SHADOWED"]]],
  [["https://a.com/p", "https://a.com/p/q"], [[1, "SHADOWED"]]],
  [["https://a.com/p", "https://a.com/pq"], []],
  [["https://a.com/p/", "https://a.com/p"], [[1, "SHADOWED"]].slice(1)],
  [["a.com", "a.com:8443"], []],
  [["a.com", "http://a.com"], [[1, "USELESS_SCHEME"]]],
])("U-LNT-6: %j", (entries, expected) => {
  const found = remarks(entries as string[]);
  // `https://a.com/p/` is covered by `https://a.com/p`, not the other way round.
  expect(found).toEqual(entries[0] === "https://a.com/p/" ? [[0, "SHADOWED"]] : expected);
});

test("U-LNT-7: schemes that do nothing in a list", () => {
  expect(remarks(["wss://a.com", "http://b.com"], { list: "wapUrls", insecure: true })).toEqual([
    [0, "USELESS_SCHEME"],
  ]);
  expect(remarks(["wss://a.com", "http://b.com", "ws://c.com"], { list: "serverDomains" })).toEqual([
    [1, "USELESS_SCHEME"],
    [2, "USELESS_SCHEME"],
  ]);
});

test("U-LNT-8: a path in Server Domains", () => {
  expect(remarks(["https://a.com/p"], { list: "serverDomains" })).toEqual([[0, "PATH_IN_SERVER_DOMAINS"]]);
  expect(remarks(["https://a.com/", "https://b.com"], { list: "serverDomains" })).toEqual([]);
});

test("U-LNT-9: private destinations", () => {
  expect(remarks(["192.168.1.1", "localhost", "*.local", "203.0.113.5"])).toEqual([
    [0, "PRIVATE_LITERAL"],
    [1, "PRIVATE_LITERAL"],
    [2, "PRIVATE_LITERAL"],
  ]);
});

test("U-LNT-10: labels that mix scripts, with the A-label", () => {
  const [report] = checkEntries(["\u0430pple.example"]);
  expect(report).toMatchObject({ code: "MIXED_SCRIPT", severity: "warning" });
  expect(report?.message).toContain("xn--pple-43d");
  expect(remarks(["bücher.example", "\u044f\u043d\u0434\u0435\u043a\u0441.example", "日本語テスト.example"])).toEqual(
    [],
  );
});

test("U-LNT-11: WAP URLs that sources cannot express", () => {
  const entries = ["https://(a|b)\\.c\\.com/.*", "203.0.113.5", "m.example.com"];
  expect(remarks(entries, { list: "wapUrls" })).toEqual([
    [0, "NOT_EXPRESSIBLE"],
    [1, "NOT_EXPRESSIBLE"],
  ]);
  expect(remarks(entries, { list: "serverDomains" })).toEqual([]);
});

test("only errors of U-CFG-E are errors; remarks never change a verdict", () => {
  const reports = checkEntries([".+", "(a|b)\\.c\\.com", "localhost", "http://a.com", "https://x\\.y/.*|.*z"]);
  expect(reports.length).toBeGreaterThan(4);
  expect(reports.filter(({ severity }) => severity === "error")).toEqual([]);
});
