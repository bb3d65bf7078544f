import { compilePolicy, decide } from "@berth/core/policy";
import { describe, expect, test } from "vitest";
import type { Transfer } from "../../../packages/sdk/src/gate/executor.js";
import { gatewayExecutor } from "../../../packages/sdk/src/gate/gateway-executor.js";

async function transfer(more: Partial<Transfer> = {}): Promise<Transfer> {
  const verdict = decide(await compilePolicy({ mode: "allow-all" }), "https://api.test/a?b=1", "request");
  if (!verdict.allow) throw new Error("the address is allowed");
  const common = { api: "request", method: "POST", headers: { "x-own": "1" }, body: "text" } as const;
  return { ...common, url: verdict.canonical, timeoutMs: 5_000, enableCookie: true, maxBytes: 10, ...more };
}

async function send(reply: () => Response | Promise<Response>, more: Partial<Transfer> = {}, userId = "U") {
  const seen: { url: string; init: RequestInit; body: Record<string, unknown> }[] = [];
  const executor = gatewayExecutor({
    access: { url: "https://gw.test", token: "tok" },
    async fetch(input, init = {}) {
      seen.push({ url: String(input), init, body: JSON.parse(String(init.body)) });
      return reply();
    },
    appId: "A",
    releaseId: "R",
    userId,
  });
  const controller = new AbortController();
  return { outcome: await executor.send(await transfer(more), controller.signal), seen };
}

const answer =
  (value: unknown, status = 200) =>
  () =>
    Response.json(value, { status });

describe("the gateway executor (U-RED-E2)", () => {
  test("names app, release, user and the canonical address; the token is a bearer, nothing else of the page goes along", async () => {
    const { outcome, seen } = await send(
      answer({
        outcome: "response",
        status: 201,
        headers: { a: "b" },
        body: { kind: "base64", value: btoa("hi") },
        hops: [],
      }),
    );
    expect(outcome).toMatchObject({ kind: "response", status: 201, headers: { a: "b" } });
    expect(outcome.kind === "response" ? new TextDecoder().decode(outcome.body) : "").toBe("hi");
    expect(seen[0]).toMatchObject({
      url: "https://gw.test/gateway/v1/request",
      init: { method: "POST", credentials: "omit", headers: { authorization: "Bearer tok" } },
      body: {
        appId: "A",
        releaseId: "R",
        userId: "U",
        api: "request",
        url: "https://api.test/a?b=1",
        method: "POST",
        headers: { "x-own": "1" },
        body: { kind: "text", value: "text" },
        enableCookie: true,
      },
    });
  });

  test("bytes go as base64, no body as none, no user as none", async () => {
    const ok = answer({ outcome: "response", status: 200, body: { value: "" } });
    const bytes = await send(ok, { body: new Uint8Array([255, 0]) }, "");
    expect(bytes.seen[0]?.body["body"]).toEqual({ kind: "base64", value: "/wA=" });
    expect(bytes.seen[0]?.body).not.toHaveProperty("userId");
    expect((await send(ok, { body: null })).seen[0]?.body).not.toHaveProperty("body");
  });

  test.each([
    [
      "a refused hop",
      answer({ outcome: "refused", code: "NOT_LISTED", url: "https://x.test", hop: 2 }),
      { kind: "refused", origin: "https://x.test", hop: 2, hops: [] },
    ],
    [
      "a timeout",
      answer({ outcome: "failed", reason: "timeout", message: "m" }),
      { kind: "failed", reason: "timeout" },
    ],
    [
      "a reason it may not give",
      answer({ outcome: "failed", reason: "aborted" }),
      { kind: "failed", reason: "network" },
    ],
    [
      "an answer above the limit",
      answer({ outcome: "response", status: 200, body: { value: btoa("12345678901") } }),
      { kind: "failed", reason: "tooLarge" },
    ],
    [
      "a refused token",
      answer({ error: "x" }, 401),
      { kind: "failed", reason: "network", message: "the gateway answered 401" },
    ],
    ["nonsense", answer(null), { kind: "failed", reason: "network" }],
    ["no JSON", () => new Response("<html>"), { kind: "failed", reason: "network" }],
    ["no connection", () => Promise.reject(new TypeError("refused")), { kind: "failed", reason: "network" }],
  ])("%s", async (_, reply, expected) => {
    expect((await send(reply as () => Response)).outcome).toMatchObject(expected);
  });

  test("what the caller stopped is told as stopped, a deadline as a timeout", async () => {
    for (const [name, reason] of [
      ["AbortError", "aborted"],
      ["TimeoutError", "timeout"],
    ] as const) {
      const controller = new AbortController();
      const executor = gatewayExecutor({
        access: { url: "", token: "" },
        fetch: async () => {
          controller.abort(new DOMException("x", name));
          throw new DOMException("x", "AbortError");
        },
        appId: "A",
        releaseId: "R",
        userId: "",
      });
      expect(await executor.send(await transfer(), controller.signal)).toMatchObject({ kind: "failed", reason });
    }
  });
});
