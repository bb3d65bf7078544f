import { compilePolicy, decide, resourcePolicy } from "@berth/core/policy";
import { expect, test } from "vitest";

const list = (...entries: string[]) => ({ mode: "list" as const, entries });

test("S-RES-2: hosts of both lists and of the host, paths dropped, each once", () => {
  const servers = list("API.a.com", "https://b.com:8443/x", "wss://rt.c.com/feed", "http://d.com", "(bad", "f.com/x");
  const pages = list("https://*.e.com/shop", "https://(x|y)\\.f\\.com/.*", "api.a.com");
  expect(resourcePolicy(servers, pages, ["cdn.g.com"])).toEqual({
    mode: "list",
    entries: ["api.a.com", "b.com:8443", "rt.c.com", "(bad", "*.e.com", "https://(x|y)\\.f\\.com/.*", "cdn.g.com"],
  });
});

test("S-RES-2: http and ws count only with insecure", async () => {
  const servers = { ...list("http://d.com/x", "ws://e.com:81/y"), insecure: true };
  const policy = resourcePolicy(servers, list());
  expect(policy).toEqual({ mode: "list", entries: ["http://d.com", "http://e.com:81"], insecure: true });
  const compiled = await compilePolicy(policy);
  expect(decide(compiled, "http://e.com:81/picture.png", "resource").allow).toBe(true);
});

test("S-RES-2: allow-all or `.*` in any of them admits every https address and no other", async () => {
  for (const policy of [
    resourcePolicy({ mode: "allow-all" }, list("a.com")),
    resourcePolicy(list("a.com"), { mode: "allow-all" }),
    resourcePolicy(list("a.com", ".*"), list()),
    resourcePolicy(list(), list(), [".*"]),
  ]) {
    const compiled = await compilePolicy(policy);
    expect(compiled.admitsAll).toBe(true);
    expect(decide(compiled, "https://any.example/x.png", "resource").allow).toBe(true);
    expect(decide(compiled, "http://any.example/x.png", "resource").code).toBe("SCHEME_NOT_FOR_API");
  }
});
