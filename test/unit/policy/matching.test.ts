import { compilePolicy, decide, type PolicyApi } from "@berth/core/policy";
import { expect, test } from "vitest";
import { combinations } from "./combinations.js";

// Section 5: entry, address, whether it matches. No API given.
const rows: [rule: string, entry: string, url: string, match: boolean][] = [
  ["U-MAT-1", ".*", "ws://a.com/", true],
  ["U-MAT-1", ".*", "https://[::1]:9/x", true],
  ["U-MAT-2", "a.com", "https://a.com", true],
  ["U-MAT-2", "a.com", "wss://a.com/rt", true],
  ["U-MAT-2", "a.com", "ws://a.com:443/", false],
  ["U-MAT-2", "a.com", "http://a.com:443/", false],
  ["U-MAT-2", "a.com:443", "https://a.com/", true],
  ["U-MAT-2", "a.com:80", "https://a.com:80/", true],
  ["U-MAT-2", "a.com:80", "http://a.com/", false],
  ["U-MAT-2", "a.com:8443", "https://a.com/", false],
  ["U-MAT-2", "a.com", "https://a.com:8443/", false],
  ["U-MAT-2", "a.com", "https://ba.com/", false],
  ["U-MAT-2", "a.com", "https://a.com.b/", false],
  ["U-MAT-3", "*.a.com", "https://x.a.com/", true],
  ["U-MAT-3", "*.a.com", "wss://x.y.z.a.com/", true],
  ["U-MAT-3", "*.a.com", "https://a.com/", false],
  ["U-MAT-3", "*.a.com", "https://.a.com/", false],
  ["U-MAT-3", "*.a.com", "https://x..a.com/", false],
  ["U-MAT-3", "*.a.com", "https://x..y.a.com/", false],
  ["U-MAT-3", "*.a.com", "https://xa.com/", false],
  ["U-MAT-3", "*.a.com:8443", "https://x.a.com:8443/", true],
  ["U-MAT-3", "https://*.a.com/p", "https://x.a.com/p/q", true],
  ["U-MAT-3", "https://*.a.com/p", "https://x.a.com/q", false],
  ["U-MAT-3", "https://*.a.com", "wss://x.a.com/", false],
  ["U-MAT-4", "https://a.com", "wss://a.com/", false],
  ["U-MAT-4", "http://a.com", "https://a.com/", false],
  ["U-MAT-4", "http://a.com", "http://a.com:80/x?y", true],
  ["U-MAT-4", "http://a.com", "http://a.com:443/", false],
  ["U-MAT-4", "wss://a.com/rt", "wss://a.com:443/rt/1", true],
  ["U-MAT-4", "ws://a.com", "ws://a.com/", true],
  ["U-MAT-4", "https://a.com:9/x", "https://a.com:9/x#f", true],
  ["U-MAT-5", "https://a.com/shop", "https://a.com/shop", true],
  ["U-MAT-5", "https://a.com/shop", "https://a.com/shop/", true],
  ["U-MAT-5", "https://a.com/shop", "https://a.com/shop//a", true],
  ["U-MAT-5", "https://a.com/shop", "https://a.com/shop?q", true],
  ["U-MAT-5", "https://a.com/shop", "https://a.com/./shop/x", true],
  ["U-MAT-5", "https://a.com/shop", "https://a.com/shopping", false],
  ["U-MAT-5", "https://a.com/shop", "https://a.com/shop;x", false],
  ["U-MAT-5", "https://a.com/shop", "https://a.com/Shop", false],
  ["U-MAT-5", "https://a.com/shop", "https://a.com//shop", false],
  ["U-MAT-5", "https://a.com/shop", "https://a.com/?/shop", false],
  ["U-MAT-5", "https://a.com/shop", "https://a.com/shop/..", false],
  ["U-MAT-5", "https://a.com/shop", "https://a.com/shop/%2E%2e/x", false],
  ["U-MAT-6", "https://a.com/shop/", "https://a.com/shop/", true],
  ["U-MAT-6", "https://a.com/shop/", "https://a.com/shop/a", true],
  ["U-MAT-6", "https://a.com/shop/", "https://a.com/shop", false],
  ["U-MAT-6", "https://a.com/shop/", "https://a.com/shop?/", false],
  ["U-MAT-7", "https://a.com/shop", "https://a.com/shop/a%2fb", false],
  ["U-MAT-7", "https://a.com/shop", "https://a.com/shop/a%5Cb", false],
  ["U-MAT-7", "https://a.com/shop", "https://a.com/shop?a%2Fb", true],
  ["U-MAT-7", "https://a.com/", "https://a.com/shop/a%2Fb", true],
  ["U-MAT-7", "a.com", "https://a.com/shop/a%2Fb", true],
  ["U-MAT-8", "https://a\\.com/x.*", "https://a.com/x?y=1", true],
  ["U-MAT-8", "https://a\\.com/x", "https://a.com/x?y=1", false],
  ["U-MAT-8", "https://a\\.com/x", "https://a.com/x#y", true],
  ["U-MAT-8", "a\\.com", "https://a.com/", false],
  ["U-MAT-8", "https://a\\.com/x|https://b\\.com/x", "https://b.com/x", true],
  ["U-MAT-8", "https://a\\.com/x|y", "https://a.com/x/y", false],
  ["U-MAT-8", "https://a\\.com/X", "https://a.com/x", false],
  ["U-MAT-8", "https://a\\.com:443/.*", "https://a.com:443/", false],
  ["U-ENT-10", "(?i)https://a\\.com/X", "https://a.com/x", true],
  ["U-ENT-10", "HTTPS://A.com/X", "https://a.com/X", true],
  ["U-MAT-9", "127.0.0.1", "https://2130706433/", true],
  ["U-MAT-9", "127.0.0.1", "https://0177.1/", true],
  ["U-MAT-9", "127.0.0.1", "https://[::ffff:127.0.0.1]/", false],
  ["U-MAT-9", "[::1]", "https://[0:0::1]/", true],
  ["U-MAT-9", "a.com", "https://\uff41\u3002com/", true],
  ["U-MAT-9", "bücher.example", "https://xn--bcher-kva.example/", true],
  ["U-MAT-9", "xn--bcher-kva.example", "https://BÜCHER.example/", true],
  ["U-MAT-9", "a.com", "https://\u0430.com/", false],
  ["U-MAT-10", "a.com", "https://a.com./", false],
  ["U-MAT-10", "*.a.com", "https://x.a.com./", false],
];

test.each(rows)("%s: %s, %s", async (_rule, entry, url, match) => {
  for (const { options, name } of combinations) {
    const policy = await compilePolicy({ mode: "list", entries: ["unrelated.test", entry] }, options);
    expect(decide(policy, url).allow, name).toBe(match);
  }
});

test("a host with many rules is decided like one with few (U-ENG-1)", async () => {
  const paths = ["/shop", "/deep/er/path/", "/%C3%BC"];
  const few = await compilePolicy({ mode: "list", entries: paths.map((path) => `https://a.com${path}`) });
  const filler = Array.from({ length: 40 }, (_, i) => `https://a.com/filler${i}`);
  const many = await compilePolicy({
    mode: "list",
    entries: [...filler, ...paths.map((path) => `https://a.com${path}`)],
  });
  for (const path of [
    "/shop",
    "/shop/",
    "/shop/x",
    "/shopping",
    "/shop?x",
    "/deep/er/path",
    "/deep/er/path/",
    "/deep/er/path/x",
    "/ü/x",
    "/",
    "/shop/%2f",
  ]) {
    expect([path, decide(many, `https://a.com${path}`).allow]).toEqual([
      path,
      decide(few, `https://a.com${path}`).allow,
    ]);
  }
});

test("the entry that matched is named: the host itself before `*.`, a longer name first", async () => {
  const entries = ["*.com", "*.a.com", "x.a.com", "https://x.a.com/p"];
  const policy = await compilePolicy({ mode: "list", entries });
  const matched = (url: string) => {
    const verdict = decide(policy, url);
    return verdict.allow ? verdict.matchedEntry : undefined;
  };
  expect(matched("https://x.a.com/p")).toEqual({ index: 2, text: "x.a.com", kind: "host" });
  expect(matched("https://y.a.com/")?.index).toBe(1);
  expect(matched("https://b.com/")?.index).toBe(0);
});

const apis: PolicyApi[] = ["request", "uploadFile", "downloadFile", "connectSocket", "webview", "resource"];

test.each(apis)("section 4: %s takes its scheme only, with `insecure` the plain one too", async (api) => {
  const [secure, plain] = api === "connectSocket" ? ["wss", "ws"] : ["https", "http"];
  const wrong = api === "connectSocket" ? "https" : "wss";
  const entries = [".*"];
  const strict = await compilePolicy({ mode: "list", entries });
  expect(decide(strict, `${secure}://a.com/`, api).allow).toBe(true);
  expect(decide(strict, `${plain}://a.com/`, api).code).toBe("SCHEME_NOT_FOR_API");
  expect(decide(strict, `${wrong}://a.com/`, api).code).toBe("SCHEME_NOT_FOR_API");
  const open = await compilePolicy({ mode: "list", entries, insecure: true });
  expect(decide(open, `${plain}://a.com/`, api).allow).toBe(true);
  expect(decide(open, `${wrong}://a.com/`, api).code).toBe("SCHEME_NOT_FOR_API");
  // U-SCH-6: an entry must say so; a HOST entry never does.
  const host = await compilePolicy({ mode: "list", entries: ["a.com", `${plain}://b.com`], insecure: true });
  expect(decide(host, `${plain}://a.com/`, api).code).toBe("NOT_LISTED");
  expect(decide(host, `${plain}://b.com/`, api).allow).toBe(true);
});

test("U-GEN-2: a name that is no API refuses, and never takes another's verdict from a cache", async () => {
  const policy = await compilePolicy({ mode: "allow-all" });
  for (let i = 0; i < 3; i++) {
    expect(decide(policy, "https://a.com/", "request").allow).toBe(true);
    for (const name of ["fetch", "constructor", "__proto__", ""]) {
      expect(decide(policy, "https://a.com/", name as PolicyApi).code).toBe("SCHEME_NOT_FOR_API");
    }
  }
});
