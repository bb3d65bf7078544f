import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { type ConnectRequest, compilePolicy, type DomainPolicy, decide } from "@berth/core/policy";
import { type BearerClaims, createGateway, type GatewayOptions, type GatewayPolicy } from "@berth/platform";
import { undiciConnect, whatwgUrlParser } from "@berth/platform/node";
import { afterEach, describe, expect, it } from "vitest";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

/** A local server; returns its port and what it was asked. */
async function serve(listener: RequestListener): Promise<{ port: number; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { port: (server.address() as AddressInfo).port, seen };
}

const claims: BearerClaims = {
  use: "gateway",
  workspaceId: "w",
  targetAppId: "t",
  environment: "production",
  installationId: "i-1",
  expiresAt: Number.MAX_SAFE_INTEGER,
};

function gateway(entries: readonly string[], options: Partial<GatewayOptions> = {}, wap: readonly string[] = []) {
  const list = (items: readonly string[]): DomainPolicy => ({ mode: "list", entries: items });
  const release: GatewayPolicy = {
    appId: "app",
    targetAppId: "t",
    environment: "production",
    ownerKind: "merchant",
    serverDomains: list(entries),
    wapUrls: list(wap),
  };
  const made = createGateway({
    policyFor: (releaseId) => (releaseId === "release-1" ? release : null),
    verifyToken: (token) => (token === "good" ? claims : null),
    connect: undiciConnect,
    resolve: async () => [],
    parser: whatwgUrlParser,
    ...options,
  });
  const post = (body: object, token = "good"): Promise<Response> =>
    made.fetch(
      new Request("http://gateway.test/gateway/v1/request", {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ appId: "app", releaseId: "release-1", api: "request", method: "GET", ...body }),
      }),
    );
  return { fetch: made.fetch, post, ask: async (body: object) => (await post(body)).json() };
}

const text = (answer: { body: { value: string } }): string => Buffer.from(answer.body.value, "base64").toString();

describe("gateway", () => {
  it("sends to a listed host and hands the answer on, bodies unpacked", async () => {
    const { port, seen } = await serve((request, response) => {
      const packed = request.url === "/br" ? brotliCompressSync("hello") : gzipSync("hello");
      response.setHeader("content-encoding", request.url === "/br" ? "br" : "gzip");
      response.setHeader("X-Shop", "1");
      response.end(packed);
    });
    const { ask } = gateway(["api.example.com"], { dangerouslyMapHosts: { "api.example.com": `127.0.0.1:${port}` } });
    const answer = await ask({
      url: "https://api.example.com/v1?q=1",
      headers: { "X-Own": "yes", Referer: "https://evil.test", Host: "evil.test", Cookie: "stolen=1", "Sec-X": "1" },
    });
    expect(answer).toMatchObject({
      outcome: "response",
      status: 200,
      url: "https://api.example.com/v1?q=1",
      hops: [{ url: "https://api.example.com/v1?q=1", status: 200 }],
    });
    expect(text(answer)).toBe("hello");
    expect(answer.headers["x-shop"]).toBe("1");
    expect(answer.headers["content-encoding"]).toBeUndefined();
    expect(text(await ask({ url: "https://api.example.com/br" }))).toBe("hello");
    expect(seen[0]?.url).toBe("/v1?q=1");
    expect(seen[0]?.headers).toMatchObject({ host: "api.example.com", "x-own": "yes" });
    for (const name of ["referer", "cookie", "sec-x"]) expect(seen[0]?.headers).not.toHaveProperty(name);
  });

  it("refuses what the list refuses, with the verdict's code and nothing sent (U-GEN-4, U-RED-E2)", async () => {
    const { port, seen } = await serve((_, response) => response.end());
    const { ask } = gateway(["api.example.com"], { dangerouslyMapHosts: { "evil.test": `127.0.0.1:${port}` } });
    const refused = (url: string) => ask({ url });
    expect(await refused("https://evil.test/x?secret=1")).toEqual({
      outcome: "refused",
      code: "NOT_LISTED",
      url: "https://evil.test",
      hop: 0,
      hops: [],
    });
    expect(await refused("http://api.example.com/")).toMatchObject({ code: "SCHEME_NOT_FOR_API" });
    expect(await refused("https://u:p@api.example.com/")).toMatchObject({ code: "URL_CREDENTIALS", url: "" });
    expect(seen).toHaveLength(0);
  });

  it("decides every redirect again before it sends (U-RED-1, U-RED-4)", async () => {
    const evil = await serve((_, response) => response.end("secret"));
    const api = await serve((request, response) => {
      const to: Record<string, string> = {
        "/relative": "/final",
        "/out": "https://evil.test/take",
        "/scheme": "http://api.example.com/",
        "/file": "file:///etc/passwd",
        "/loop": "/loop",
      };
      const location = to[request.url ?? ""];
      if (location !== undefined) response.writeHead(302, { location });
      response.end("final");
    });
    const { ask } = gateway(["api.example.com"], {
      dangerouslyMapHosts: { "api.example.com": `127.0.0.1:${api.port}`, "evil.test": `127.0.0.1:${evil.port}` },
    });
    const get = (path: string) => ask({ url: `https://api.example.com${path}` });
    const followed = await get("/relative");
    expect([text(followed), followed.url, followed.hops.length]).toEqual(["final", "https://api.example.com/final", 2]);
    expect(await get("/out")).toEqual({
      outcome: "refused",
      code: "NOT_LISTED",
      url: "https://evil.test",
      hop: 1,
      hops: [{ url: "https://api.example.com/out", status: 302 }],
    });
    expect(await get("/scheme")).toMatchObject({ outcome: "refused", code: "SCHEME_NOT_FOR_API", hop: 1 });
    expect(await get("/file")).toMatchObject({ outcome: "refused", code: "SCHEME_NOT_NETWORK", hop: 1 });
    expect(evil.seen).toHaveLength(0);
    api.seen.length = 0;
    expect(await get("/loop")).toMatchObject({ outcome: "failed", reason: "redirectLimit" });
    // The first request and five hops (U-RED-2).
    expect(api.seen).toHaveLength(6);
  });

  it("changes methods as Fetch does and drops own headers at another origin (U-RED-3)", async () => {
    const b = await serve((_, response) => response.end("b"));
    const a = await serve((request, response) => {
      response.writeHead(request.url === "/keep" ? 307 : 302, { location: "https://b.example.com/in" });
      response.end();
    });
    const { ask } = gateway(["*.example.com"], {
      dangerouslyMapHosts: { "a.example.com": `127.0.0.1:${a.port}`, "b.example.com": `127.0.0.1:${b.port}` },
    });
    const send = (path: string) =>
      ask({
        url: `https://a.example.com${path}`,
        method: "POST",
        headers: { authorization: "Bearer x", "content-type": "text/plain", accept: "a/b" },
        body: { kind: "text", value: "hello" },
      });
    await send("/keep");
    await send("/change");
    const [kept, changed] = b.seen;
    expect([kept?.method, kept?.headers["content-length"], kept?.headers["content-type"]]).toEqual([
      "POST",
      "5",
      "text/plain",
    ]);
    expect([changed?.method, changed?.headers["content-type"]]).toEqual(["GET", undefined]);
    for (const one of b.seen) {
      expect(one.headers.authorization).toBeUndefined();
      expect(one.headers.accept).toBe("a/b");
    }
    expect(a.seen[0]?.headers.authorization).toBe("Bearer x");
  });

  it("denies private networks, as literals and behind names, on every hop (U-NET-2, U-NET-4)", async () => {
    const { port, seen } = await serve((_, response) => {
      response.writeHead(302, { location: "https://inner.example.com/" });
      response.end();
    });
    const { ask } = gateway([".*"], {
      dangerouslyMapHosts: { "api.example.com": `127.0.0.1:${port}` },
      resolve: async (name) => (name === "two.example.com" ? ["203.0.113.5", "10.0.0.1"] : ["127.0.0.1"]),
    });
    for (const host of ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "10.1.2.3", "name.example.com", "two.example.com"])
      expect(await ask({ url: `https://${host}:${port}/` })).toMatchObject({
        outcome: "refused",
        code: "PRIVATE_ADDRESS",
      });
    expect(seen).toHaveLength(0);
    expect(await ask({ url: "https://api.example.com/" })).toEqual({
      outcome: "refused",
      code: "PRIVATE_ADDRESS",
      url: "https://inner.example.com",
      hop: 1,
      hops: [{ url: "https://api.example.com/", status: 302 }],
    });
  });

  it("resolves a name once and connects to what it checked (U-NET-4)", async () => {
    const connected: ConnectRequest[] = [];
    let asked = 0;
    const { ask } = gateway(["api.example.com"], {
      // A name that changes its mind: public when checked, private afterwards.
      resolve: async () => (++asked === 1 ? ["203.0.113.5"] : ["127.0.0.1"]),
      connect: async (request) => {
        connected.push(request);
        return { ok: true, status: 200, headers: {}, setCookies: [], body: new Uint8Array() };
      },
    });
    expect(await ask({ url: "https://api.example.com/" })).toMatchObject({ outcome: "response" });
    expect([asked, connected[0]?.address, connected[0]?.url.text]).toEqual([
      1,
      "203.0.113.5",
      "https://api.example.com/",
    ]);
  });

  it("the Node executor goes to the pinned address and keeps the name for Host (U-NET-4)", async () => {
    const { port, seen } = await serve((_, response) => response.end("pinned"));
    const policy = await compilePolicy({ mode: "list", entries: [`http://pinned.invalid:${port}`], insecure: true });
    const verdict = decide(policy, `http://pinned.invalid:${port}/a`, "request");
    if (!verdict.allow) throw new Error(verdict.code);
    const answer = await undiciConnect({
      url: verdict.canonical,
      address: "127.0.0.1",
      method: "GET",
      headers: {},
      body: null,
      maxResponseBytes: 100,
      signal: new AbortController().signal,
    });
    expect(answer.ok && new TextDecoder().decode(answer.body)).toBe("pinned");
    expect(seen[0]?.headers.host).toBe(`pinned.invalid:${port}`);
  });

  it("cuts off large answers, also small ones that unpack to large ones, and slow ones", async () => {
    const { port } = await serve((request, response) => {
      if (request.url === "/slow") return;
      if (request.url === "/bomb") {
        response.setHeader("content-encoding", "gzip");
        response.end(gzipSync(Buffer.alloc(100_000)));
      } else response.end(Buffer.alloc(100_000));
    });
    const { ask } = gateway(["api.example.com"], {
      dangerouslyMapHosts: { "api.example.com": `127.0.0.1:${port}` },
      maxResponseBytes: 50_000,
    });
    expect(await ask({ url: "https://api.example.com/big" })).toMatchObject({ outcome: "failed", reason: "tooLarge" });
    expect(await ask({ url: "https://api.example.com/bomb" })).toMatchObject({ outcome: "failed", reason: "tooLarge" });
    expect(await ask({ url: "https://api.example.com/slow", timeoutMs: 50 })).toMatchObject({
      outcome: "failed",
      reason: "timeout",
    });
    const { ask: closed } = gateway(["api.example.com"], { dangerouslyMapHosts: { "api.example.com": "127.0.0.1:1" } });
    expect(await closed({ url: "https://api.example.com/" })).toMatchObject({ outcome: "failed", reason: "network" });
  });

  it("keeps cookies per mini program and user; the caller's own go out with enableCookie only (F-NET-7)", async () => {
    const { port, seen } = await serve((request, response) => {
      if (request.url === "/login")
        response.setHeader("set-cookie", ["sid=1; Path=/; HttpOnly", "gone=1; Max-Age=0", "wide=2; Domain=com"]);
      response.end();
    });
    const { ask } = gateway(["api.example.com"], { dangerouslyMapHosts: { "api.example.com": `127.0.0.1:${port}` } });
    const url = "https://api.example.com/next";
    const answer = await ask({ url: "https://api.example.com/login", userId: "u1" });
    expect(answer.headers).not.toHaveProperty("set-cookie");
    await ask({ url, userId: "u1", headers: { cookie: "own=1" } });
    await ask({ url, userId: "u2" });
    await ask({ url, userId: "u1", enableCookie: true, headers: { cookie: "own=1" } });
    expect(seen.map((one) => one.headers.cookie)).toEqual([undefined, "sid=1", undefined, "own=1"]);
  });

  it("pictures go by the resource rule: hosts of both lists (S-RES-2)", async () => {
    const { port } = await serve((_, response) => response.end("png"));
    const map = { "cdn.example.com": `127.0.0.1:${port}` };
    const { ask } = gateway(["api.example.com"], { dangerouslyMapHosts: map }, ["https://cdn.example.com/shop"]);
    expect(await ask({ api: "resource", url: "https://cdn.example.com/a.png" })).toMatchObject({ outcome: "response" });
    expect(await ask({ api: "request", url: "https://cdn.example.com/a.png" })).toMatchObject({ code: "NOT_LISTED" });
  });

  it("needs a token, a release of that token's target and a request of the right form; answers any origin", async () => {
    const { post, fetch } = gateway(["api.example.com"]);
    const url = "https://api.example.com/";
    expect((await post({ url }, "bad")).status).toBe(401);
    expect((await post({ url, releaseId: "release-2" })).status).toBe(403);
    expect((await post({ url, appId: "other" })).status).toBe(403);
    for (const wrong of [
      { url: 1 },
      { url, api: "webview" },
      { url, method: "CONNECT" },
      { url, headers: { "a b": "1" } },
    ])
      expect((await post(wrong)).status).toBe(400);
    const preflight = await fetch(new Request("http://gateway.test/gateway/v1/request", { method: "OPTIONS" }));
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
    expect(() => gateway([], { dangerouslyMapHosts: { "a.test": "localhost:1" } })).toThrow("ip:port");
  });
});
