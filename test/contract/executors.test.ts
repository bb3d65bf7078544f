import { type CompiledPolicy, compilePolicy, type DomainPolicy, decide } from "@berth/core/policy";
import { createGateway } from "@berth/platform";
import { resolveAll, undiciConnect } from "@berth/platform/node";
import { type Executor, type ExecutorApp, messageExecutor, type TransferOutcome } from "@berth/sdk";
import { createNodeEgress, nodeConnect } from "@berth/sdk/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gatewayExecutor } from "../../packages/sdk/src/gate/gateway-executor.js";
import { type Ask, ExecutorCounters, type ExecutorServers, executorSuite, type Told } from "./executor-suite.js";

const counters = new ExecutorCounters();
beforeAll(() => counters.start());
afterAll(() => counters.stop());

const list = (entries: string[], insecure = true): DomainPolicy => ({ mode: "list", entries, insecure });
const app = (userId: string, entries: string[], ownerKind: ExecutorApp["ownerKind"] = "tenant"): ExecutorApp => ({
  appId: "app",
  releaseId: "release",
  userId,
  ownerKind,
  serverDomains: list(entries),
  wapUrls: list([]),
});

async function transferOf(policy: CompiledPolicy, url: string, ask: Ask) {
  const verdict = decide(policy, url, "request");
  if (!verdict.allow) throw new Error(verdict.code);
  const { method = "GET", headers = {}, body = null, timeoutMs = 5_000, maxBytes = 1e6, enableCookie = false } = ask;
  const bytes = Array.isArray(body) ? new Uint8Array(body) : body;
  return {
    api: "request",
    url: verdict.canonical,
    method,
    headers,
    body: bytes,
    timeoutMs,
    enableCookie,
    maxBytes,
  } as const;
}

/** What the request gate does around an executor: the time limit and the stop. */
async function run(
  executor: Executor,
  origin: string,
  entries: string[],
  ask: Ask,
  seen: Promise<void>,
): Promise<Told> {
  const stop = new AbortController();
  if (ask.abort) void seen.then(() => stop.abort(new DOMException("stopped", "AbortError")));
  const limit = setTimeout(() => stop.abort(new DOMException("timed out", "TimeoutError")), ask.timeoutMs ?? 5_000);
  const transfer = await transferOf(
    await compilePolicy(list(entries)),
    origin + ask.path.replace(/^closed$/, "/"),
    ask,
  );
  const outcome = await executor.send(transfer, stop.signal);
  clearTimeout(limit);
  return plain(outcome);
}

const plain = (outcome: TransferOutcome): Told =>
  outcome.kind === "response" ? { ...outcome, body: [...outcome.body] } : { ...outcome };

const originOf = ({ port, closedPort }: ExecutorServers, { path }: Ask): string =>
  `http://127.0.0.1:${path === "closed" ? closedPort : port}`;
const entriesOf = ({ port, closedPort }: ExecutorServers): string[] => [
  `http://127.0.0.1:${port}`,
  `http://127.0.0.1:${closedPort}`,
];

describe("executors", () => {
  const egress = createNodeEgress();
  executorSuite("Node", counters, () => ({
    send: (ask, servers, seen) => {
      const entries = entriesOf(servers);
      return run(egress.executorFor(app(ask.userId ?? "", entries)), originOf(servers, ask), entries, ask, seen);
    },
  }));

  const main = createNodeEgress();
  executorSuite("Node behind messages", counters, () => ({
    send: (ask, servers, seen) => {
      const entries = entriesOf(servers);
      // As between Electron's processes: only what can be cloned gets through, and a stop is a message of its own.
      const executor = messageExecutor(app(ask.userId ?? "", entries), (message, signal) =>
        main.answer(structuredClone(message), signal).then((outcome) => structuredClone(outcome)),
      );
      return run(executor, originOf(servers, ask), entries, ask, seen);
    },
  }));

  const map = new Map<string, string>();
  const gateway = createGateway({
    policyFor: () => ({
      appId: "app",
      targetAppId: "t",
      environment: "production",
      ownerKind: "merchant",
      serverDomains: list([...map.keys()].map((host) => `http://${host}`)),
      wapUrls: list([]),
    }),
    verifyToken: () => ({
      use: "gateway",
      workspaceId: "w",
      targetAppId: "t",
      environment: "production",
      installationId: "i",
      expiresAt: 1,
    }),
    connect: (request) => {
      // The guard of a gateway lets no loopback through; this stands for a public address behind the name.
      const target = map.get(new URL(request.url.text).hostname);
      return undiciConnect({ ...request, address: "127.0.0.1", plainPort: Number(target) });
    },
    resolve: async () => ["203.0.113.5"],
  });
  executorSuite("gateway", counters, () => ({
    send: (ask, { port, closedPort }, seen) => {
      map.set("api.example.com", String(port)).set("closed.example.com", String(closedPort));
      const host = ask.path === "closed" ? "closed.example.com" : "api.example.com";
      const executor = gatewayExecutor({
        access: { url: "http://gateway.test", token: "t" },
        fetch: ((url: string, init: RequestInit) => {
          const request = gateway.fetch(new Request(url, init));
          return new Promise<Response>((resolve, reject) => {
            init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
            request.then(resolve, reject);
          });
        }) as typeof fetch,
        appId: "app",
        releaseId: "release",
        userId: ask.userId ?? "",
      });
      return run(
        executor,
        `http://${host}`,
        [...map.keys()].map((name) => `http://${name}`),
        ask,
        seen,
      );
    },
  }));
});

describe("the guard of Node's executor (U-NET-1, U-NET-4)", () => {
  const reach = async (
    url: string,
    entries: string[],
    addresses: string[],
    ownerKind: ExecutorApp["ownerKind"],
    privateNetwork?: "deny",
  ) => {
    const asked: string[] = [];
    const egress = createNodeEgress({
      ...(privateNetwork === undefined ? {} : { privateNetwork }),
      resolve: async () => addresses,
      connect: async ({ address }) => {
        asked.push(address);
        return { ok: true, status: 200, headers: {}, setCookies: [], body: new Uint8Array() };
      },
    });
    const { url: _, ...transfer } = await transferOf(await compilePolicy({ mode: "allow-all", insecure: true }), url, {
      path: "",
    });
    const outcome = await egress.answer({ ...transfer, url, app: app("", entries, ownerKind) });
    return [outcome.kind === "refused" ? outcome.code : outcome.kind, asked];
  };
  const name = "https://api.example.com/";

  test("a public name that leads inside is refused for merchants, all its addresses count, and the first is connected to", async () => {
    const entries = ["api.example.com"];
    for (const address of [
      "127.0.0.1",
      "10.0.0.1",
      "169.254.169.254",
      "::1",
      "fd00::1",
      "::ffff:10.0.0.1",
      "::ffff:a00:1",
      "64:ff9b::a00:1",
    ]) {
      expect(await reach(name, entries, [address], "merchant"), address).toEqual(["PRIVATE_ADDRESS", []]);
      expect(await reach(name, entries, ["203.0.113.5", address], "merchant"), address).toEqual([
        "PRIVATE_ADDRESS",
        [],
      ]);
    }
    expect(await reach(name, entries, ["203.0.113.5", "203.0.113.6"], "merchant")).toEqual([
      "response",
      ["203.0.113.5"],
    ]);
    expect(await reach(name, entries, ["10.0.0.1"], "tenant")).toEqual(["response", ["10.0.0.1"]]);
    expect(await reach(name, entries, ["10.0.0.1"], "tenant", "deny")).toEqual(["PRIVATE_ADDRESS", []]);
  });

  test("a literal passes for merchants only where an entry names it, in whatever form it is written", async () => {
    for (const host of ["10.0.0.1", "167772161", "0xa000001", "012.0.0.1", "10.1"]) {
      const url = `https://${host}/`;
      expect(await reach(url, [".*"], ["10.0.0.1"], "merchant"), host).toEqual(["PRIVATE_ADDRESS", []]);
      expect(await reach(url, ["10.0.0.1"], ["10.0.0.1"], "merchant"), host).toEqual(["response", ["10.0.0.1"]]);
      expect(await reach(url, ["10.0.0.1"], ["10.0.0.1"], "merchant", "deny"), host).toEqual(["PRIVATE_ADDRESS", []]);
    }
  });

  test("a message of another form is answered and not sent", async () => {
    const egress = createNodeEgress({ connect: () => Promise.reject(new Error("sent")) });
    const good = {
      api: "request",
      url: name,
      method: "GET",
      headers: {},
      body: null,
      timeoutMs: 100,
      enableCookie: false,
      maxBytes: 10,
    };
    const sender = app("", ["api.example.com"]);
    for (const bad of [
      null,
      1,
      {},
      { ...good },
      { ...good, app: {} },
      { ...good, app: sender, api: "webview" },
      { ...good, app: sender, method: "CONNECT" },
      { ...good, app: sender, body: {} },
    ])
      expect(await egress.answer(bad)).toMatchObject({ kind: "failed", reason: "network" });
    expect(await egress.answer({ ...good, app: sender, url: "https://evil.test/" })).toMatchObject({
      kind: "refused",
      code: "NOT_LISTED",
      hop: 0,
    });
  });
});

test("both clients of Node keep the name for Host and go to the pinned address", async () => {
  const { port } = counters.servers;
  const url = `http://pinned.invalid:${port}/echo`;
  const { url: canonical } = await transferOf(await compilePolicy({ mode: "allow-all", insecure: true }), url, {
    path: "",
  });
  for (const connect of [nodeConnect, undiciConnect]) {
    const answer = await connect({
      url: canonical,
      address: "127.0.0.1",
      method: "GET",
      headers: {},
      body: null,
      maxResponseBytes: 5_000,
      signal: new AbortController().signal,
    });
    expect(answer.ok && JSON.parse(new TextDecoder().decode(answer.body)).headers.host).toBe(`pinned.invalid:${port}`);
  }
  expect(await resolveAll("127.0.0.1")).toEqual(["127.0.0.1"]);
});
