import { compilePolicy, type DomainPolicy } from "@berth/core/policy";
import { toCspSources } from "@berth/core/policy-tools";
import { expect, test } from "vitest";

const of = async (entries: string[], insecure = false) =>
  toCspSources(await compilePolicy({ mode: "list", entries, insecure }));

test("U-CSP-1: everything", async () => {
  const all: DomainPolicy = { mode: "allow-all" };
  expect(toCspSources(await compilePolicy(all))).toEqual({ sources: ["https:"], exact: true, missing: [] });
  expect((await of([".*", "a.com"], true)).sources).toEqual(["https:", "http:"]);
});

test.each([
  ["U-CSP-2", "a.com", ["https://a.com"], true],
  ["U-CSP-2", "*.a.com:8443", ["https://*.a.com:8443"], true],
  ["U-CSP-3", "https://*.a.com:443/", ["https://*.a.com"], true],
  ["U-CSP-4", "https://a.com/p", ["https://a.com/p", "https://a.com/p/"], false],
  ["U-CSP-4", "https://a.com/p/", ["https://a.com/p/"], false],
  ["U-CSP-5", "http://a.com", [], true],
  ["U-CSP-6", "wss://a.com", [], true],
  ["U-CSP-6", "ws://a.com", [], true],
  ["U-CSP-9", "https://a.com/a;b,c", ["https://a.com/a%3Bb%2Cc", "https://a.com/a%3Bb%2Cc/"], false],
])("%s: %s", async (_rule, entry, sources, exact) => {
  expect(await of([entry])).toEqual({ sources, exact, missing: [] });
});

test("U-CSP-5: an http entry with insecure is not exact, and its default port is 80", async () => {
  expect(await of(["http://a.com", "http://a.com:81/"], true)).toEqual({
    sources: ["http://a.com", "http://a.com:81"],
    exact: false,
    missing: [],
  });
});

test.each([
  ["U-CSP-7", "203.0.113.5", "IP_LITERAL"],
  ["U-CSP-7", "https://[2001:db8::5]/x", "IP_LITERAL"],
  ["U-CSP-8", "https://(a|b)\\.com/.*", "REGEX"],
  ["U-CSP-9", "https://a.com/a~[b]", "REGEX"],
])("%s, U-CSP-10: %s stays out", async (_rule, entry, reason) => {
  expect(await of(["a.com", entry])).toEqual({
    sources: ["https://a.com"],
    exact: false,
    missing: [{ index: 1, reason }],
  });
});

test("U-CSP-9: no entry can end or open a directive", async () => {
  const hostile = [
    "https://a.com/x;script-src",
    "https://a.com/x,y",
    'https://a.com/"x"',
    "https://a.com/'x'",
    "https://a.com/`",
  ];
  const { sources } = await of(hostile);
  for (const source of sources) expect(source).toMatch(/^https:\/\/[A-Za-z0-9._~:/%*+!$&'()=@-]+$/);
});

test("an empty or invalid list gives no source", async () => {
  expect((await of([])).sources).toEqual([]);
  expect(toCspSources(await compilePolicy({ mode: "list" } as never)).sources).toEqual([]);
});
