import { compilePolicy, decide, type PolicyApi, type PolicyOptions } from "@berth/core/policy";
import { explain, showHost } from "@berth/core/policy-tools";
import { expect, test } from "vitest";
import { urlFixture } from "./fixture.js";

const of = async (entries: string[], url: string, api?: PolicyApi, options?: PolicyOptions) =>
  explain(await compilePolicy({ mode: "list", entries }, options), url, api);

test.each([
  ["scheme", "https://a.com", "wss://a.com/"],
  ["scheme", "a.com", "http://a.com/x"],
  ["port", "a.com", "https://a.com:8443/"],
  ["port", "a.com:8443", "https://a.com/"],
  ["apex", "*.a.com", "https://a.com/"],
  ["subdomain", "a.com", "https://x.y.a.com/"],
  ["path", "https://a.com/shop", "https://a.com/shopping"],
  ["path", "https://a.com/shop/", "https://a.com/shop"],
  ["case", "https://a.com/Shop", "https://a.com/shop/x"],
  ["case", "https://(a)\\.com/Shop", "https://a.com/shop"],
  ["encodedSeparator", "https://a.com/shop", "https://a.com/shop%2Fx"],
  ["trailingDot", "*.a.com", "https://x.a.com./"],
  ["notWholeUrl", "https://(a)\\.com", "https://a.com/"],
])("near: %s (%s, %s)", async (why, entry, url) => {
  const answer = await of(["other.test", entry], url);
  expect(answer).toMatchObject({ allow: false, near: [{ index: 1, text: entry, why }] });
  expect(answer.sentence).toContain(`\`${entry}\``);
});

test.each([
  ["https://a.com/shop", "https://a.com:8443/other"],
  ["a.com", "https://evil.test/"],
  ["a.com", "https://xa.com/"],
  ["https://(a)\\.com/", "https://b.test/"],
])("two differences are not near: %s, %s", async (entry, url) => {
  expect((await of([entry], url)).near).toEqual([]);
});

test.each([
  ["https://example.com/x?y", "example.com"],
  ["wss://example.com:8443/", "example.com:8443"],
  ["http://example.com/", "http://example.com"],
  ["https://203.0.28933/", "203.0.113.5"],
  ["https://bücher.example/", "xn--bcher-kva.example"],
  ["https://example.com./", undefined],
  ["https://u@example.com/", undefined],
])("suggestion: the narrowest entry that would allow %s", async (url, suggestion) => {
  const answer = await of(["other.test"], url);
  expect(answer.suggestion).toBe(suggestion);
  if (suggestion) expect((await of([suggestion], url)).allow).toBe(true);
});

test("the expression that matched is named by explain alone (U-ENG-3)", async () => {
  const entries = ["https://(x)\\.com/.*", "https://(a|b)\\.com/.*"];
  const policy = await compilePolicy({ mode: "list", entries });
  const verdict = decide(policy, "https://b.com/");
  expect(verdict.allow && verdict.matchedEntry).toBeUndefined();
  const answer = explain(policy, "https://b.com/");
  expect(answer.allow && answer.matchedEntry).toEqual({ index: 1, text: entries[1], kind: "regex" });
  expect(answer.sentence).toContain("entry 2 of the entries");
});

test("U-VER-2: explain and decide agree on every case", async () => {
  const { cases } = JSON.parse(urlFixture("policy-cases.json")) as { cases: { entries: string[]; url: string }[] };
  for (const { entries, url } of cases) {
    for (const privateNetwork of ["allow", "deny"] as const) {
      const policy = await compilePolicy({ mode: "list", entries }, { privateNetwork });
      const { allow, code } = decide(policy, url, "request");
      const answer = explain(policy, url, "request");
      expect(answer).toMatchObject({ allow, code });
      expect(answer.sentence).toMatch(/^[^\n]+\.$/);
    }
  }
});

test("the sentence names the list of the API (U-PRE-6)", async () => {
  expect((await of([], "https://a.com/", "request")).sentence).toBe(
    "https://a.com is refused: Server Domains have no valid entry.",
  );
  expect((await of(["b.com"], "https://a.com/", "webview")).sentence).toBe(
    "https://a.com is not admitted by WAP URLs.",
  );
  expect((await of(["a.com"], "https://a.com/", "connectSocket")).sentence).toContain(
    "has a scheme that connectSocket",
  );
  const own = { hostOrigins: ["https://a.com"] };
  expect((await of(["a.com"], "https://a.com/", "webview", own)).sentence).toContain("super app itself");
  const guard = { privateNetwork: "deny" as const };
  expect((await of([".*"], "https://10.0.0.1/", "request", guard)).sentence).toContain("private network");
});

test("U-VER-3: A-labels, the Unicode form beside them unless a label mixes scripts", () => {
  expect(showHost("xn--bcher-kva.example")).toBe("xn--bcher-kva.example (bücher.example)");
  expect(showHost("xn--n3h.example")).toBe("xn--n3h.example (☃.example)");
  expect(showHost("xn--wgv71a119e.jp")).toBe("xn--wgv71a119e.jp (日本語.jp)");
  expect(showHost("xn--pple-43d.com")).toBe("xn--pple-43d.com");
  expect(showHost("example.com")).toBe("example.com");
  expect(showHost("xn--!.com")).toBe("xn--!.com");
});
