import { spawnSync } from "node:child_process";
import { createPlatformEndpoint, type EndpointAnswer } from "@berth/sdk/tokens";
import { describe, expect, it } from "vitest";
import { bundleScript } from "../../support/workspace-bundle.js";
import { key, outcome, tokenBench } from "./token-bench.js";

type Send = Parameters<typeof createPlatformEndpoint>[0]["send"];
type Sent = Awaited<ReturnType<Send>>;
const context = { signal: new AbortController().signal, deadlineMs: 10_000 };
const result = (resultStatus: string, resultCode: string): object => ({ result: { resultStatus, resultCode } });
const good = {
  ...result("S", "SUCCESS"),
  ...{ accessToken: "at", refreshToken: "rt", extendInfo: '{"refreshGraceSeconds":90}' },
  ...{ accessTokenExpiryTime: "2026-03-10T12:10:00+00:00", refreshTokenExpiryTime: "2026-03-12T12:00:00+00:00" },
};
const { refreshToken: _, ...incomplete } = good;

/** What the platform's answer to an exchange means. */
async function meaning(answer: Partial<Sent> | { thrown: unknown }): Promise<EndpointAnswer> {
  const endpoint = createPlatformEndpoint({
    send: async () => {
      if ("thrown" in answer) throw answer.thrown;
      return { status: 200, headers: {}, body: null, ...answer };
    },
  });
  return endpoint.exchange({ authCode: "c", key }, context);
}

describe("answers of the platform (T-MAP)", () => {
  it("T-MAP-1, T-ISS-4, T-ISS-5: S: issued, with the times of the server's clock and at most 60 s of a window", async () => {
    const headers = { "response-time": "2026-03-10T12:00:00+00:00" };
    expect(await meaning({ headers, body: good })).toEqual({
      ...{ kind: "issued", accessToken: "at", refreshToken: "rt", graceSeconds: 60 },
      expiresAt: Date.parse("2026-03-10T12:10:00Z"),
      refreshExpiresAt: Date.parse("2026-03-12T12:00:00Z"),
      serverTime: Date.parse("2026-03-10T12:00:00Z"),
    });
  });

  it.each<[string, Partial<Sent> | { thrown: unknown }, object]>([
    ["T-MAP-2", { body: result("U", "REQUEST_TRAFFIC_EXCEED_LIMIT") }, { kind: "busy" }],
    ["T-MAP-2", { status: 429, headers: { "retry-after": "7" } }, { kind: "busy", retryAfterMs: 7_000 }],
    ["T-MAP-3", { body: result("U", "UNKNOWN_EXCEPTION") }, { kind: "unknown" }],
    ["T-MAP-3", { body: result("U", "ANY_OTHER") }, { kind: "unknown" }],
    ["T-MAP-3", { status: 502, body: good }, { kind: "unknown" }],
    ["T-MAP-3", { thrown: new TypeError("connection lost") }, { kind: "unknown" }],
    ["T-MAP-4", { thrown: { notSent: true } }, { kind: "notSent" }],
    ["T-MAP-5", { body: result("F", "USED_AUTHCODE") }, { kind: "refused", code: "USED_AUTHCODE" }],
    ["T-MAP-6", { body: incomplete }, { kind: "unknown", cause: "BAD_ANSWER" }],
    ["T-MAP-6", { body: { ...good, accessTokenExpiryTime: "soon" } }, { kind: "unknown", cause: "BAD_ANSWER" }],
    ["T-MAP-6", { body: "<html>" }, { kind: "unknown", cause: "BAD_ANSWER" }],
  ])("%s: %j", async (_rule, answer, expected) => {
    expect(await meaning(answer)).toMatchObject(expected);
  });

  it("T-MAP-6: the manager warns, and the code is burnt", async () => {
    const endpoint = createPlatformEndpoint({ send: async () => ({ status: 200, headers: {}, body: incomplete }) });
    const { tokens, events } = tokenBench({ endpoint });
    tokens.offerCode({ authCode: "code1", key });
    expect(await outcome(tokens.getToken(key))).toBe("OUTCOME_UNKNOWN");
    expect(events.filter((event) => event.type === "warning").map((event) => event.code)).toEqual(["BAD_ANSWER"]);
  });
});

it("T-TST-7, T-ROLE-5: a Node process with a used and disposed manager ends by itself, without a DOM", async () => {
  const script = await bundleScript(`
    import { createTokenManager } from "@berth/sdk/tokens";
    const key = ${JSON.stringify(key)};
    const endpoint = {
      exchange: async () => ({ kind: "issued", accessToken: "at", refreshToken: "rt", lifeSeconds: 600 }),
      refresh: async () => ({ kind: "unknown", cause: 0 }), revoke: async () => ({ kind: "unknown", cause: 0 }),
    };
    const tokens = createTokenManager({ endpoint });
    tokens.offerCode({ authCode: "code", key });
    tokens.getToken(key).then(async ({ value }) => { await tokens.dispose(); console.log(value); });
  `);
  const ended = spawnSync(process.execPath, ["--input-type=commonjs"], {
    input: script,
    timeout: 20_000,
    encoding: "utf8",
  });
  expect([ended.status, ended.stdout.trim(), ended.stderr]).toEqual([0, "at", ""]);
});
