import { compilePolicy, decide, loadExpressions } from "@berth/core/policy";
import { checkEntries, describeEntry } from "@berth/core/policy-tools";
import { beforeAll, expect, test } from "vitest";

beforeAll(async () => {
  await loadExpressions();
});

// U-CFG-E01 to E20: code, entry, suggestion.
const rows: [id: string, entry: string, code: string, suggestion?: string][] = [
  ["E01", "", "ENTRY_EMPTY"],
  ["E02", `${"a".repeat(1021)}.com`, "ENTRY_TOO_LONG"],
  ["E03", "a b.com", "ENTRY_BLANK", "ab.com"],
  ["E03", "\tb.com", "ENTRY_BLANK", "b.com"],
  ["E03", "b.com ", "ENTRY_BLANK", "b.com"],
  ["E03", " ", "ENTRY_BLANK"],
  ["E03", " *", "ENTRY_BLANK"],
  ["E04", "*", "WILDCARD_ALONE", ".*"],
  ["E04", "https://*", "WILDCARD_ALONE", "https://.*"],
  ["E04", "*.", "WILDCARD_ALONE"],
  ["E05", "a*.b.com", "WILDCARD_POSITION", "*.b.com"],
  ["E05", "**.b.com", "WILDCARD_POSITION", "*.b.com"],
  ["E05", "*b.com", "WILDCARD_POSITION", "*.b.com"],
  ["E05", "api*.com", "WILDCARD_POSITION"],
  ["E06", ".b.com", "LEADING_DOT", "*.b.com"],
  ["E06", "https://.b.com", "LEADING_DOT", "https://*.b.com"],
  ["E07", "b.com.", "TRAILING_DOT", "b.com"],
  ["E07", "https://b.com.:8443/x", "TRAILING_DOT", "https://b.com:8443/x"],
  ["E08", "b.com/shop", "PATH_WITHOUT_SCHEME", "https://b.com/shop"],
  ["E08", "b.com/shop/*", "PATH_WITHOUT_SCHEME", "https://b.com/shop/"],
  ["E09", "https://b.com/shop/*", "PATH_WILDCARD", "https://b.com/shop/"],
  ["E09", "https://b.com/*/x", "PATH_WILDCARD"],
  ["E10", "https://b.com/a%2Fb", "PATH_ENCODED"],
  ["E10", "https://b.com/a%5cb", "PATH_ENCODED"],
  ["E11", "b.com?x=1", "QUERY_OR_FRAGMENT", "b.com"],
  ["E11", "https://b.com#f", "QUERY_OR_FRAGMENT", "https://b.com"],
  ["E11", "b.com?u=https://c.com", "QUERY_OR_FRAGMENT", "b.com"],
  ["E12", "https://u:p@b.com", "USER_INFO", "https://b.com"],
  ["E13", "ftp://b.com", "SCHEME", "https://b.com"],
  ["E13", "https?://b.com", "SCHEME", "https://b.com"],
  ["E14", "b.com:0", "PORT"],
  ["E14", "b.com:99999", "PORT"],
  ["E14", "b.com:080", "PORT", "b.com:80"],
  ["E14", "b.com:x", "PORT"],
  ["E15", "https://", "HOST"],
  ["E15", "://b.com", "HOST"],
  ["E15", "xn--ü.com", "HOST"],
  ["E15", "%2e%2e", "HOST"],
  ["E15", "a+b.com", "HOST"],
  ["E15", "a..b.com", "HOST"],
  ["E15", "stra\u1e9ee.de", "HOST"],
  ["E16", "*.0.0.1", "WILDCARD_IP"],
  ["E16", "https://*.0x7f.1", "WILDCARD_IP"],
  ["E17", "https://*.b.com/.*", "MIXED_WILDCARD", "https://*.b.com"],
  ["E17", "*\\.b\\.com", "MIXED_WILDCARD", "*.b.com"],
  ["E17", "*.[::1]", "MIXED_WILDCARD"],
  ["E17", "*.*", "MIXED_WILDCARD"],
  ["E18", "(", "REGEX_SYNTAX"],
  ["E18", "[a-z", "REGEX_SYNTAX"],
  ["E18", "a{2,1}\\.", "REGEX_SYNTAX"],
  ["E18", "x)(y", "REGEX_SYNTAX"],
  ["E19", "(?=x)", "REGEX_UNSUPPORTED"],
  ["E19", "(?<!x)y", "REGEX_UNSUPPORTED"],
  ["E19", "(a)\\1", "REGEX_UNSUPPORTED"],
  ["E19", "(?<n>a)", "REGEX_UNSUPPORTED", "(a)"],
  ["E19", "(?P<n>a)", "REGEX_UNSUPPORTED", "(a)"],
  ["E19", "\\Qa\\E", "REGEX_UNSUPPORTED"],
  ["E19", "\\C+", "REGEX_UNSUPPORTED"],
  ["E20", "(\\pL{1,100}){1,10}", "REGEX_TOO_LARGE"],
  ["E20", "a{1001}", "REGEX_TOO_LARGE"],
];

test.each(rows)("U-CFG-%s: %j is %s", async (_id, entry, code, suggestion) => {
  const errors = checkEntries([entry]).filter(({ severity }) => severity === "error");
  expect(errors.map((report) => [report.code, report.suggestion])).toEqual([[code, suggestion]]);
  if (suggestion !== undefined) {
    expect(checkEntries([suggestion]).filter(({ severity }) => severity === "error")).toEqual([]);
  }
  // Lenient: the same code once, and nothing is granted (U-CFG-2).
  const policy = await compilePolicy({ mode: "list", entries: [entry] });
  expect(policy.reports.map((report) => report.code)).toEqual([code]);
  for (const url of ["https://b.com/", "https://a.b.com/shop/x", "https://u.test/", "https://b.com/a/b"]) {
    expect(decide(policy, url).code).toBe("LIST_EMPTY");
  }
});

test("U-CFG-E18: the message names what is wrong and where", () => {
  expect(checkEntries(["https://a\\.b/[a-z"])[0]?.message).toMatch(/missing closing \].*\[a-z at character 14/);
});

test("U-CFG-E19: what only looks like an unsupported construct is not refused", () => {
  for (const entry of ["https://a\\.b/\\\\Q", "https://a\\.b/[(?=]x", "https://a\\.b/\\(\\?<n>"]) {
    expect(checkEntries([entry]).filter(({ severity }) => severity === "error")).toEqual([]);
  }
});

test.each([[undefined], ["a.com"], [{ length: 1 }], [null]])("U-CFG-E21, U-CFG-3: %j is no list", async (entries) => {
  expect(checkEntries(entries)).toMatchObject([{ index: -1, severity: "error", code: "LIST" }]);
  const policy = await compilePolicy({ mode: "list", entries } as never);
  expect(decide(policy, "https://a.com/")).toMatchObject({ allow: false, code: "POLICY_INVALID" });
});

test("U-CFG-3, U-ENT-2: 1,000 entries are a list, 1,001 are not", async () => {
  const entries = Array.from({ length: 1001 }, (_, i) => `h${i}.example.com`);
  expect(checkEntries(entries)).toMatchObject([{ code: "LIST" }]);
  expect(decide(await compilePolicy({ mode: "list", entries }), "https://h1.example.com/").code).toBe("POLICY_INVALID");
  const fitting = await compilePolicy({ mode: "list", entries: entries.slice(1) });
  expect(decide(fitting, "https://h1.example.com/").code).toBe("ALLOWED_BY_ENTRY");
});

test.each([[null], [undefined], [5], ["list"], [{ mode: "open" }], [{}]])(
  "U-GEN-2: the value %j is no policy and refuses everything",
  async (value) => {
    const policy = await compilePolicy(value as never);
    for (const url of ["https://a.com/", "javascript:alert(1)"]) {
      expect(decide(policy, url).code).toBe("POLICY_INVALID");
    }
    expect(policy.admitsAll).toBe(false);
  },
);

test("U-CFG-1: all errors at once, each with its position", () => {
  const codes = checkEntries(["a.com", "", "b.com", "*", "c.com:0", 5 as never]).map(({ index, code }) => [
    index,
    code,
  ]);
  expect(codes).toEqual([
    [1, "ENTRY_EMPTY"],
    [3, "WILDCARD_ALONE"],
    [4, "PORT"],
    [5, "HOST"],
  ]);
});

// U-ENT-3, U-ENT-4, U-ENT-6, U-ENT-7: class and canonical form.
test.each([
  [".*", "all", ".*"],
  ["API.Example.com:443", "host", "api.example.com"],
  ["*.B.com:8443", "host", "*.b.com:8443"],
  ["bücher.example", "host", "xn--bcher-kva.example"],
  ["a_b.com", "host", "a_b.com"],
  ["203.0.28933", "host", "203.0.113.5"],
  ["[2001:DB8:0::5]", "host", "[2001:db8::5]"],
  ["[::1]:8443", "host", "[::1]:8443"],
  ["HTTPS://B.com/", "url", "https://b.com"],
  ["https://b.com:443/a/../Shop", "url", "https://b.com/Shop"],
  ["https://b.com/ü", "url", "https://b.com/%C3%BC"],
  ["http://localhost:3000", "url", "http://localhost:3000"],
  ["https://[2001:db8::5]:9/x", "url", "https://[2001:db8::5]:9/x"],
  ["b.com:80", "host", "b.com:80"],
  ["https://b.com/.*", "regex", "https://b.com/.*"],
  ["[a-z]+://b", "regex", "[a-z]+://b"],
  ["https://[::1]/[a]", "regex", "https://[::1]/[a]"],
  ["www.*.com", "regex", "www.*.com"],
])("%s is of class %s", (text, kind, canonical) => {
  expect(describeEntry(text)).toMatchObject({ kind, canonical });
  // The delivered form means the same as what was typed (U-CAN-7).
  expect(describeEntry(canonical)).toMatchObject({ kind, canonical });
});
