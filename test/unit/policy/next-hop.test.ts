import {
  type CanonicalUrl,
  compilePolicy,
  decide,
  keepsHeader,
  nextHop,
  type PolicyApi,
  refusalError,
  unreadableRedirect,
} from "@berth/core/policy";
import { beforeAll, expect, test } from "vitest";
import { combinations } from "./combinations.js";

let policy: Awaited<ReturnType<typeof compilePolicy>>;
let from: CanonicalUrl;

beforeAll(async () => {
  policy = await compilePolicy({ mode: "list", entries: ["a.com", "b.com", "https://c.com/ok"] });
  const verdict = decide(policy, "https://a.com/dir/page?q", "request");
  if (!verdict.allow) throw new Error(verdict.code);
  from = verdict.canonical;
});

const hopOf = (location: string | null, extra: object = {}, api: PolicyApi = "request") =>
  nextHop(policy, api, { from, status: 302, location, method: "GET", hop: 0, ...extra });

test("answers that are no redirect are final", () => {
  expect(hopOf(null)).toEqual({ kind: "final" });
  for (const status of [200, 300, 304, 305, 404]) expect(hopOf("/x", { status })).toEqual({ kind: "final" });
  // U-RED-E4
  expect(hopOf("/x", {}, "connectSocket")).toEqual({ kind: "final" });
});

test.each([
  ["other", "https://a.com/dir/other"],
  ["/x", "https://a.com/x"],
  ["?z", "https://a.com/dir/page?z"],
  ["//b.com/x", "https://b.com/x"],
  ["https://B.com:443/x", "https://b.com/x"],
  ["\\\\b.com\\x", "https://b.com/x"],
  [" https://b.com/", "https://b.com/"],
  ["https://c.com/ok/1", "https://c.com/ok/1"],
])("U-RED-1: Location %j leads to %s, in both back ends", async (location, target) => {
  for (const { options } of combinations) {
    const list = await compilePolicy({ mode: "list", entries: ["a.com", "b.com", "https://c.com/ok"] }, options);
    const hop = nextHop(list, "request", { from, status: 302, location, method: "GET", hop: 0 });
    expect(hop.kind === "follow" && hop.verdict.canonical.text).toBe(target);
  }
});

test.each([
  ["https://evil.test/x", "NOT_LISTED", "https://evil.test"],
  ["//evil.test:8443", "NOT_LISTED", "https://evil.test:8443"],
  ["http://a.com/", "SCHEME_NOT_FOR_API", "http://a.com"],
  ["https://c.com/other", "NOT_LISTED", "https://c.com"],
  ["https://u:p@b.com/", "URL_CREDENTIALS", "https://b.com"],
  ["javascript:alert(1)", "SCHEME_NOT_NETWORK", null],
  ["https://[", "URL_INVALID", null],
])("U-RED-1, U-RED-4: Location %j ends with %s before anything is sent", (location, code, origin) => {
  const hop = hopOf(location);
  expect(hop).toMatchObject({ kind: "refused", verdict: { allow: false, code }, hop: 1 });
  expect(hop).toMatchObject({ origin, message: expect.stringContaining("redirect 1") });
  expect(JSON.stringify(hop)).not.toContain("u:p@");
});

test("U-RED-2: five hops for requests, twenty for a web-view", () => {
  expect(hopOf("/x", { hop: 4 })).toMatchObject({ kind: "follow", hop: 5 });
  expect(hopOf("/x", { hop: 5 })).toMatchObject({ kind: "refused", verdict: { code: "REDIRECT_LIMIT" } });
  expect(hopOf("/x", { hop: 19 }, "webview")).toMatchObject({ kind: "follow", hop: 20 });
  expect(hopOf("/x", { hop: 20 }, "webview")).toMatchObject({ kind: "refused", verdict: { code: "REDIRECT_LIMIT" } });
  // What is refused anyway is refused for that reason.
  expect(hopOf("https://evil.test/", { hop: 5 })).toMatchObject({ verdict: { code: "NOT_LISTED" } });
});

test.each([
  [301, "POST", "GET", false],
  [302, "POST", "GET", false],
  [301, "PUT", "PUT", true],
  [302, "DELETE", "DELETE", true],
  [303, "POST", "GET", false],
  [303, "PUT", "GET", false],
  [303, "GET", "GET", true],
  [303, "HEAD", "HEAD", true],
  [307, "POST", "POST", true],
  [308, "POST", "POST", true],
  [302, "post", "GET", false],
])("U-RED-3: %i turns %s into %s, body kept: %s", (status, method, expected, keepBody) => {
  expect(hopOf("/x", { status, method })).toMatchObject({ kind: "follow", method: expected, keepBody });
});

test("U-RED-3: only five headers survive a change of origin", () => {
  expect(hopOf("/x")).toMatchObject({ sameOrigin: true });
  expect(hopOf("https://b.com/x")).toMatchObject({ sameOrigin: false });
  expect(["Accept", "accept-language", "Content-Language", "content-type", "Range"].filter(keepsHeader)).toHaveLength(
    5,
  );
  expect(["Authorization", "Cookie", "X-Token", "Referer"].filter(keepsHeader)).toEqual([]);
});

test("U-VER-1: a hop starts from an address that a verdict made", () => {
  expect(() => hopOf("/x", { from: "https://a.com/" })).toThrow(expect.objectContaining({ code: "NOT_CANONICAL" }));
});

test("section 9: the JSAPI errors of refusals", () => {
  const error = (url: string, api: PolicyApi) => {
    const verdict = decide(policy, url, api);
    return verdict.allow ? null : refusalError(verdict);
  };
  expect(error("a.com", "request")).toBe(2);
  expect(error("javascript:1", "request")).toBe(2);
  expect(error("https://evil.test/", "request")).toBe(4);
  expect(error("http://a.com/", "request")).toBe(2);
  expect(error("http://a.com/", "downloadFile")).toBe(20);
  expect(error("wss://a.com/", "downloadFile")).toBe(2);
  const unreadable = unreadableRedirect(policy, "request", from);
  expect(unreadable.code).toBe("REDIRECT_UNREADABLE");
  expect([refusalError(unreadable), refusalError(unreadable, 11)]).toEqual([4, 11]);
  const limit = hopOf("/x", { hop: 5 });
  expect(limit.kind === "refused" && refusalError(limit.verdict, 11)).toBe(19);
});
