import { inspect } from "node:util";
import type { EndpointAnswer } from "@berth/sdk/tokens";
import { describe, expect, it } from "vitest";
import { fresh, key, outcome, tokenBench, turn } from "./token-bench.js";

const unknown: EndpointAnswer = { kind: "unknown", cause: "lost" };
const refused = (code: string): EndpointAnswer => ({ kind: "refused", code });

describe("vectors of tokens.md, section 12", () => {
  it("T-V-1, T-TOK-S4, T-CLK-6: at 569 999 ms the token", async () => {
    const { clock, tokens, endpoint } = await fresh();
    await clock.tick(569_999);
    expect(await outcome(tokens.getToken(key))).toBe("at-1");
    expect(endpoint.calls).toHaveLength(1);
  });
  it("T-V-2, T-V-3, T-TOK-S5, T-TOK-S8, T-ONE-1, T-CLK-8: at 570 000 ms ten calls make one refresh and get equal answers", async () => {
    const { clock, tokens, endpoint } = await fresh();
    await clock.tick(570_000);
    const answers = await Promise.all(Array.from({ length: 10 }, () => outcome(tokens.getToken(key))));
    expect(new Set(answers)).toEqual(new Set(["at-2"]));
    expect(endpoint.count("refresh")).toBe(1);
  });
  it("T-V-4, T-CLK-1, T-CLK-4: the monotonic clock alone makes it old", async () => {
    const { clock, tokens } = await fresh();
    clock.wall += 100_000;
    clock.mono += 600_000;
    expect(await outcome(tokens.getToken(key))).toBe("at-2");
  });
  it.each([
    ["T-V-5", -1_001, "at-2"],
    ["T-TST-6", -999, "at-1"],
  ])("%s: wall clock set back by %d ms", async (_, ms, expected) => {
    const { clock, tokens } = await fresh();
    clock.wall += ms;
    expect(await outcome(tokens.getToken(key))).toBe(expected);
  });
  it("T-V-6, T-CODE-4, T-CODE-S5, T-ERR-2: a code at 570 000 ms is not sent", async () => {
    const { clock, tokens, endpoint } = tokenBench();
    tokens.offerCode({ authCode: "code1", key });
    await clock.tick(570_000);
    expect(await outcome(tokens.getToken(key))).toBe("CODE_EXPIRED");
    expect(endpoint.calls).toHaveLength(0);
  });
  it("T-V-7, T-CODE-5, T-ERR-3, T-ERR-7: a lost answer burns the code", async () => {
    const { tokens, endpoint, events } = tokenBench();
    endpoint.script.push(unknown);
    tokens.offerCode({ authCode: "code1", key });
    expect(await outcome(tokens.getToken(key))).toBe("OUTCOME_UNKNOWN");
    expect(() => tokens.offerCode({ authCode: "code1", key })).toThrow(expect.objectContaining({ code: "CODE_USED" }));
    expect(events.map((e) => e.type)).toEqual(["authorizationRequired"]);
  });
  it("T-V-8, T-TOK-S14, T-ERR-1: refresh unknown without grace: served while good, one further try, then authorisation once", async () => {
    const { clock, tokens, endpoint, events } = await fresh({ active: true });
    await tokens.getToken(key);
    endpoint.script.push(unknown, refused("USED_REFRESH_TOKEN"));
    await clock.tick(550_000);
    expect(endpoint.count("refresh")).toBe(1);
    expect(await outcome(tokens.getToken(key))).toBe("at-1");
    await clock.tick(20_000);
    expect(await outcome(tokens.getToken(key))).toBe("AUTH_REQUIRED");
    await clock.tick(5_000);
    expect(await outcome(tokens.getToken(key))).toBe("AUTH_REQUIRED");
    expect(endpoint.count("refresh")).toBe(2);
    expect(events.filter((e) => e.type === "authorizationRequired")).toHaveLength(1);
  });
  it("T-V-9: a life of 100 s has a margin of 10 s", async () => {
    const bench = tokenBench();
    bench.endpoint.life = 100;
    bench.tokens.offerCode({ authCode: "code1", key });
    await bench.tokens.getToken(key);
    await bench.clock.tick(89_999);
    expect(await outcome(bench.tokens.getToken(key))).toBe("at-1");
    await bench.clock.tick(1);
    expect(await outcome(bench.tokens.getToken(key))).toBe("at-2");
  });
  it("T-V-10, T-ERR-13: revoke while a refresh is under way: ENDED, and its answer is thrown away", async () => {
    const { clock, tokens, endpoint } = await fresh();
    let answer = (_: EndpointAnswer): void => {};
    endpoint.script.push(() => new Promise((resolve) => (answer = resolve)));
    await clock.tick(570_000);
    const waiting = outcome(tokens.getToken(key));
    await turn();
    const revoked = tokens.revoke(key);
    answer(endpoint.issue());
    expect(await waiting).toBe("ENDED");
    await revoked;
    await clock.tick(2_000);
    expect(await outcome(tokens.getToken(key))).toBe("AUTH_REQUIRED");
    expect(endpoint.count("revoke")).toBe(1);
  });
});

describe("life (T-CLK-3, T-INV-8)", () => {
  it.each([
    [0, "LIFETIME_INVALID"],
    [-1, "LIFETIME_INVALID"],
    [Number.NaN, "LIFETIME_INVALID"],
    [1, "at-1"],
    [86_400, "at-1"],
    [86_401, "at-1"],
  ])("%d s: %s", async (life, expected) => {
    const { tokens, endpoint, events } = tokenBench();
    endpoint.life = life;
    tokens.offerCode({ authCode: "code1", key });
    expect(await outcome(tokens.getToken(key))).toBe(expected);
    expect(events.some((e) => e.code === "LIFETIME_CLAMPED")).toBe(life > 86_400);
  });
  it("600 s if the issuer names none; counted from before the request left (T-CLK-2)", async () => {
    const { tokens, endpoint, clock } = tokenBench();
    endpoint.life = undefined;
    const before = clock.wall;
    endpoint.script.push(async () => {
      clock.wall += 3_000;
      clock.mono += 3_000;
      return endpoint.issue();
    });
    tokens.offerCode({ authCode: "code1", key });
    expect((await tokens.getToken(key)).expiresAt).toBe(before + 600_000);
  });
  it("by the server's two times, whatever the device's clock says", async () => {
    const { tokens, endpoint, clock } = tokenBench();
    endpoint.life = undefined;
    endpoint.script.push(endpoint.issue({ expiresAt: 1_000_000, serverTime: 900_000 }));
    tokens.offerCode({ authCode: "code1", key });
    expect((await tokens.getToken(key)).expiresAt).toBe(clock.wall + 100_000);
  });
});

describe("codes", () => {
  it("T-CODE-S6, T-INV-3: only a request that never left keeps the code, and only once", async () => {
    const { clock, tokens, endpoint } = tokenBench();
    endpoint.script.push({ kind: "notSent", cause: 0 }, { kind: "notSent", cause: 0 });
    tokens.offerCode({ authCode: "code1", key });
    expect(await outcome(tokens.getToken(key))).toBe("OFFLINE");
    await clock.tick(1_500);
    expect(await outcome(tokens.getToken(key))).toBe("OFFLINE");
    await clock.tick(1_500);
    expect(await outcome(tokens.getToken(key))).toBe("AUTH_REQUIRED");
    expect(endpoint.count("exchange")).toBe(2);
  });
  it.each([
    [{ kind: "refused", code: "INVALID_AUTHCODE" } as const, "REFUSED"],
    [{ kind: "busy" } as const, "RETRY_LATER"],
  ])("T-CODE-S8: %o burns it", async (answer, code) => {
    const { clock, tokens, endpoint, events } = tokenBench();
    endpoint.script.push(answer);
    tokens.offerCode({ authCode: "code1", key });
    expect(await outcome(tokens.getToken(key))).toBe(code);
    await clock.tick(1_001);
    expect(await outcome(tokens.getToken(key))).toBe("AUTH_REQUIRED");
    expect(endpoint.count("exchange")).toBe(1);
    expect(events).toHaveLength(1);
  });
  it("T-CODE-S4, T-INV-4, T-ERR-4: a code serves its own key only", async () => {
    const { tokens, endpoint } = tokenBench();
    tokens.offerCode({ authCode: "code1", key });
    expect(await outcome(tokens.getToken({ ...key, scopes: ["auth_user"] }))).toBe("CODE_MISMATCH");
    expect(await outcome(tokens.getToken({ ...key, userId: "bob" }))).toBe("AUTH_REQUIRED");
    expect(endpoint.calls).toHaveLength(0);
    expect(await outcome(tokens.getToken({ ...key, scopes: ["auth_base", "auth_base"] }))).toBe("at-1");
  });
  it("T-CODE-S1: a newer code replaces the held one", async () => {
    const { tokens, endpoint } = tokenBench();
    tokens.offerCode({ authCode: "code1", key });
    tokens.offerCode({ authCode: "code2", key });
    await tokens.getToken(key);
    expect(endpoint.calls.map((c) => c.secret)).toEqual(["code2"]);
  });
});

describe("withToken (T-TOK-1, T-INV-13)", () => {
  it("one forced refresh and one repetition; a second refusal is the caller's", async () => {
    const { tokens, endpoint } = await fresh();
    const used: string[] = [];
    const answer = await tokens.withToken(
      key,
      async (token) => {
        used.push(token);
        return { status: 401 };
      },
      { idempotent: true },
    );
    expect([used, answer, endpoint.count("refresh")]).toEqual([["at-1", "at-2"], { status: 401 }, 1]);
  });
  it("a call that is not idempotent is not repeated", async () => {
    const { tokens, endpoint } = await fresh();
    let calls = 0;
    await tokens.withToken(key, async () => ({ result: { resultCode: "EXPIRED_ACCESS_TOKEN" }, n: ++calls }));
    expect([calls, endpoint.count("refresh")]).toEqual([1, 1]);
  });
});

describe("ends", () => {
  it("T-INV-14: switching the user wipes the others' tokens and codes", async () => {
    const { tokens } = await fresh();
    tokens.offerCode({ authCode: "code2", key: { ...key, userId: "bob" } });
    await tokens.switchUser("bob");
    expect(await outcome(tokens.getToken(key))).toBe("AUTH_REQUIRED");
    expect(await outcome(tokens.getToken({ ...key, userId: "bob" }))).toMatch(/^at-/);
    await tokens.forgetApp("shop");
    expect(await outcome(tokens.getToken({ ...key, userId: "bob" }))).toBe("AUTH_REQUIRED");
  });
  it("T-TOK-S18, T-INV-18, T-ERR-15: dispose ends open calls and leaves no timer", async () => {
    const { clock, tokens, endpoint } = await fresh({ active: true });
    tokens.offerCode({ authCode: "code2", key: { ...key, userId: "bob" } });
    endpoint.script.push(() => new Promise(() => {}));
    await clock.tick(570_000);
    const waiting = outcome(tokens.getToken(key));
    await turn();
    await tokens.dispose();
    expect(await waiting).toBe("DISPOSED");
    await turn();
    expect(clock.timers).toBe(0);
    expect(await outcome(tokens.getToken(key))).toBe("DISPOSED");
  });
  it("T-SEE-7, T-INV-16: no secret in anything that can be printed", async () => {
    const { tokens, events, endpoint } = await fresh();
    endpoint.script.push(refused("X"));
    const error = await tokens.withToken(key, async () => Promise.reject({ status: 401 })).catch((e: unknown) => e);
    const printed = [inspect(tokens, { depth: 9 }), JSON.stringify(tokens), inspect(events), inspect(error)].join();
    for (const secret of ["at-1", "rt-1", "code1"]) expect(printed).not.toContain(secret);
  });
});
