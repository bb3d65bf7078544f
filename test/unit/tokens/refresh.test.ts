import type { EndpointAnswer } from "@berth/sdk/tokens";
import { describe, expect, it, vi } from "vitest";
import { fresh, key, outcome, tokenBench } from "./token-bench.js";

const unknown: EndpointAnswer = { kind: "unknown", cause: "lost" };
const refused = (code: string): EndpointAnswer => ({ kind: "refused", code });

describe("refresh", () => {
  it("T-TOK-S6, T-INV-18: in background between 75 and 90 % of life, if the token was used", async () => {
    const { clock, tokens, endpoint } = await fresh({ active: true });
    await tokens.getToken(key);
    await clock.tick(449_000);
    expect(endpoint.count("refresh")).toBe(0);
    await clock.tick(92_000);
    expect(endpoint.count("refresh")).toBe(1);
    expect(await outcome(tokens.getToken(key))).toBe("at-2");
    const idle = await fresh({ active: true });
    await idle.clock.tick(599_000);
    expect(idle.endpoint.count("refresh")).toBe(0);
  });
  it.each([
    ["visible", true, 1],
    ["hidden", true, 0],
    ["visible", false, 0],
  ])(
    "T-TOK-S6, T-INV-18, T-CLK-7: not by itself while the page is away (%s, online %s), but at the next need",
    async (visibilityState, onLine, refreshes) => {
      vi.stubGlobal("document", { visibilityState });
      vi.stubGlobal("navigator", { onLine });
      try {
        const { clock, tokens, endpoint } = await fresh({ active: "page" });
        await tokens.getToken(key);
        await clock.tick(569_999);
        expect(endpoint.count("refresh")).toBe(refreshes);
        await clock.tick(1);
        expect(await outcome(tokens.getToken(key))).toBe("at-2");
      } finally {
        vi.unstubAllGlobals();
      }
    },
  );
  it("T-TOK-S11, T-TOK-S15, T-TOK-S16, T-ERR-8, T-ERR-9: failures of the way keep the session, with growing waits", async () => {
    const { clock, tokens, endpoint } = await fresh();
    await clock.tick(570_000);
    endpoint.script.push({ kind: "notSent", cause: 0 }, { kind: "busy", retryAfterMs: 90_000 });
    expect(await outcome(tokens.getToken(key))).toBe("OFFLINE");
    await clock.tick(1_300);
    expect(await outcome(tokens.getToken(key))).toBe("RETRY_LATER");
    expect(endpoint.count("refresh")).toBe(2);
    await clock.tick(89_000);
    expect(await outcome(tokens.getToken(key))).toBe("RETRY_LATER");
    await clock.tick(1_001);
    expect(await outcome(tokens.getToken(key))).toBe("at-2");
    expect(endpoint.calls.filter((c) => c.kind === "refresh").map((c) => c.secret)).toEqual(["rt-1", "rt-1", "rt-1"]);
  });
  it("T-TOK-S10, T-ERR-6: another refusal keeps the refresh token and rests for 60 s", async () => {
    const { clock, tokens, endpoint } = await fresh();
    await clock.tick(570_000);
    endpoint.script.push(refused("ACCESS_DENIED"));
    for (const wait of [0, 2_000, 57_000]) {
      await clock.tick(wait);
      expect(await outcome(tokens.getToken(key))).toBe("REFUSED");
    }
    expect(endpoint.count("refresh")).toBe(1);
    await clock.tick(2_000);
    expect(await outcome(tokens.getToken(key))).toBe("at-2");
  });
  it("T-TOK-S12: inside a declared window the same token is sent once more", async () => {
    const bench = tokenBench();
    bench.endpoint.script.push(bench.endpoint.issue({ graceSeconds: 30 }), unknown);
    bench.tokens.offerCode({ authCode: "code1", key });
    await bench.tokens.getToken(key);
    await bench.clock.tick(570_000);
    expect(await outcome(bench.tokens.getToken(key))).toBe("at-2");
    expect(bench.endpoint.calls.map((c) => c.secret)).toEqual(["code1", "rt-1", "rt-1"]);
  });
  it("T-ONE-2, T-ERR-14: a caller that gives up hurts nobody else", async () => {
    const { clock, tokens, endpoint } = await fresh();
    await clock.tick(570_000);
    const controller = new AbortController();
    const impatient = outcome(tokens.getToken(key, { signal: controller.signal }));
    const patient = outcome(tokens.getToken(key));
    controller.abort();
    expect([await impatient, await patient]).toEqual(["ABORTED", "at-2"]);
    expect(endpoint.count("refresh")).toBe(1);
  });
  it("T-ONE-4: a silent endpoint ends after 10 s as unknown", async () => {
    const { clock, tokens, endpoint } = tokenBench();
    endpoint.script.push(() => new Promise(() => {}));
    tokens.offerCode({ authCode: "code1", key });
    const waiting = outcome(tokens.getToken(key));
    await clock.tick(10_000);
    expect(await waiting).toBe("OUTCOME_UNKNOWN");
  });
  it("T-ONE-3, T-INV-11, T-INV-15: keys that share a refresh token never send it twice nor share access tokens", async () => {
    const { clock, tokens, endpoint } = tokenBench();
    const other = { ...key, scopes: ["auth_user"] };
    endpoint.script.push(endpoint.issue({ refreshToken: "shared" }), endpoint.issue({ refreshToken: "shared" }));
    tokens.offerCode({ authCode: "code1", key });
    tokens.offerCode({ authCode: "code2", key: other });
    await Promise.all([tokens.getToken(key), tokens.getToken(other)]);
    await clock.tick(570_000);
    const [a, b] = await Promise.all([tokens.getToken(key), tokens.getToken(other)]);
    expect(a.value).not.toBe(b.value);
    const sent = endpoint.calls.filter((c) => c.kind === "refresh").map((c) => c.secret);
    expect(sent).toHaveLength(2);
    expect(new Set(sent).size).toBe(2);
  });
});
