import { compilePolicy, decide } from "@berth/core/policy";
import { expect, test } from "vitest";
import { combinations } from "./combinations.js";

// Section 2; the order of the rows decides where several apply.
const rows: [rule: string, raw: unknown, code: string][] = [
  ["U-RAW-1", "", "URL_INVALID"],
  ["U-RAW-1", undefined, "URL_INVALID"],
  ["U-RAW-1", 5, "URL_INVALID"],
  ["U-RAW-1", { toString: () => "https://a.com/" }, "URL_INVALID"],
  ["U-RAW-2", `https://a.com/${"x".repeat(8179)}`, "URL_TOO_LONG"],
  ["U-RAW-2", `\0${"x".repeat(8192)}`, "URL_TOO_LONG"],
  ["U-RAW-3", " https://a.com/", "URL_AMBIGUOUS"],
  ["U-RAW-3", "https://a.com/ ", "URL_AMBIGUOUS"],
  ["U-RAW-3", "ht\ntps://a.com/", "URL_AMBIGUOUS"],
  ["U-RAW-3", "https://a.com/\x7f", "URL_AMBIGUOUS"],
  ["U-RAW-3", "https://a.com/\ud800", "URL_AMBIGUOUS"],
  ["U-RAW-3", "https://a.com/?\udc00x", "URL_AMBIGUOUS"],
  ["U-RAW-4", "/a.com", "URL_NOT_ABSOLUTE"],
  ["U-RAW-4", "//a.com/", "URL_NOT_ABSOLUTE"],
  ["U-RAW-4", "a.com", "URL_NOT_ABSOLUTE"],
  ["U-RAW-4", "\\\\a.com\\x", "URL_NOT_ABSOLUTE"],
  ["U-RAW-5", "javascript:alert(1)", "SCHEME_NOT_NETWORK"],
  ["U-RAW-5", "blob:https://a.com/x", "SCHEME_NOT_NETWORK"],
  ["U-RAW-5", "view-source:https://a.com/", "SCHEME_NOT_NETWORK"],
  ["U-RAW-5", "intent:\\\\a", "SCHEME_NOT_NETWORK"],
  ["U-RAW-5", "http\u017f://a.com/", "URL_NOT_ABSOLUTE"],
  ["U-RAW-6", "https:\\\\a.com", "URL_AMBIGUOUS"],
  ["U-RAW-6", "https://a.com\\@evil.test/", "URL_AMBIGUOUS"],
  ["U-RAW-6", "https://a.com/x\\y", "URL_AMBIGUOUS"],
  ["U-RAW-7", "https:a.com", "URL_AMBIGUOUS"],
  ["U-RAW-7", "https:/a.com/", "URL_AMBIGUOUS"],
  ["U-RAW-7", "https:///a.com/", "URL_AMBIGUOUS"],
  ["U-RAW-7", "https://", "URL_AMBIGUOUS"],
  ["U-RAW-8", "https://u@a.com/", "URL_CREDENTIALS"],
  ["U-RAW-8", "https://@a.com/", "URL_CREDENTIALS"],
  ["U-RAW-8", "https://a.com:x@evil.test", "URL_CREDENTIALS"],
  ["U-RAW-8", "https://u%40@a.com/", "URL_CREDENTIALS"],
  ["U-RAW-9", "https://a%2ecom/", "URL_AMBIGUOUS"],
  ["U-RAW-9", "https://stra\u1e9ee.de/", "URL_AMBIGUOUS"],
  ["U-CAN-1", "https://?x", "URL_INVALID"],
  ["U-CAN-1", "https://a.com:99999/", "URL_INVALID"],
  ["U-CAN-1", "https://[::1/", "URL_INVALID"],
  ["U-CAN-1", "https://a<b.com/", "URL_INVALID"],
];

test.each(rows)("%s: %j is %s", async (_rule, raw, code) => {
  for (const { options, name } of combinations) {
    const policy = await compilePolicy({ mode: "list", entries: [".*", "a.com"] }, options);
    expect(decide(policy, raw as string), name).toMatchObject({ allow: false, code, canonical: null });
  }
});

test.each([
  "https://a.com/?\\",
  "https://a.com/#\\",
  "https://a.com?@b",
  "https://a.com/@b",
  "https://a.com/%",
  "https://a.com/\u{1f600}",
  "HTTPS://A.COM",
  `https://a.com/${"x".repeat(8178)}`,
])("section 2 refuses only what its rows say: %j", async (raw) => {
  for (const { options } of combinations) {
    const policy = await compilePolicy({ mode: "list", entries: ["a.com"] }, options);
    expect(decide(policy, raw).code).toBe("ALLOWED_BY_ENTRY");
  }
});

test("U-CAN-3: canonical has no fragment, href keeps it", async () => {
  const policy = await compilePolicy({ mode: "list", entries: ["a.com"] });
  const verdict = decide(policy, "https://A.com/x?y#z#", "webview");
  if (!verdict.allow) throw new Error(verdict.code);
  expect(verdict.canonical.text).toBe("https://a.com/x?y");
  expect(verdict.href.text).toBe("https://a.com/x?y#z#");
});

test("U-CAN-4, U-CAN-2: a back end that is not idempotent, or yields user info, is not trusted", async () => {
  const parser = (href: string, again: string) => ({
    parse: (raw: string) => ({ ...(new URL(raw) as object), ...parts, href: raw === href ? again : href }) as never,
  });
  const parts = { protocol: "https:", username: "", password: "", hostname: "a.com", port: "", pathname: "/" };
  const twofold = await compilePolicy({ mode: "allow-all" }, { parser: parser("https://a.com/", "https://b.com/") });
  expect(decide(twofold, "https://ä.com/").code).toBe("URL_AMBIGUOUS");
  expect(decide(twofold, "https://xN--4ca.com/").code).toBe("URL_AMBIGUOUS");
  const named = await compilePolicy({ mode: "allow-all" }, { parser: parser("https://u@a.com/", "https://u@a.com/") });
  expect(decide(named, "https://ä.com/").code).toBe("URL_CREDENTIALS");
  const broken = await compilePolicy({ mode: "allow-all" }, { parser: parser("a.com", "a.com") });
  expect(decide(broken, "https://ä.com/").code).toBe("URL_INVALID");
});
