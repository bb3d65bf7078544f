import { inspect } from "node:util";
import { createMemoryTokenStorage, createTokenManager, type EndpointAnswer } from "@berth/sdk/tokens";
import { describe, expect, it, vi } from "vitest";
import { FakeEndpoint, key, outcome, type TokenBench, tokenBench, turn } from "./token-bench.js";

/** A bench with a token of 600 s, sent at 0. */
async function fresh(options: Parameters<typeof tokenBench>[0] = {}): Promise<TokenBench> {
  const bench = tokenBench(options);
  bench.tokens.offerCode({ authCode: "code1", key });
  expect(await outcome(bench.tokens.getToken(key))).toBe("at-1");
  return bench;
}
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

describe("several contexts (T-CTX, T-INV-1, T-INV-10)", () => {
  /** Web Locks as two tabs see them. */
  function fakeLocks(): Pick<LockManager, "request"> {
    const tails = new Map<string, Promise<unknown>>();
    const request = async (name: string, _: unknown, work: () => Promise<unknown>): Promise<unknown> => {
      const before = tails.get(name) ?? Promise.resolve();
      const mine = before.then(work, work);
      tails.set(
        name,
        mine.catch(() => undefined),
      );
      return mine;
    };
    return { request: request as LockManager["request"] };
  }

  it("one refresh for both, and a code used in one is refused in the other", async () => {
    const clockOf = tokenBench();
    const storage = createMemoryTokenStorage(() => clockOf.clock.now());
    const locks = fakeLocks();
    const a = tokenBench({ storage, locks });
    const endpoint = new FakeEndpoint(a.clock);
    const tab = (): ReturnType<typeof createTokenManager> =>
      createTokenManager({ endpoint, clock: a.clock, storage, locks, isActive: () => false });
    const [one, two] = [tab(), tab()];
    one.offerCode({ authCode: "code1", key });
    two.offerCode({ authCode: "code1", key });
    expect(await outcome(one.getToken(key))).toBe("at-1");
    expect(await outcome(two.getToken(key))).toBe("at-1");
    await a.clock.tick(570_000);
    expect(await Promise.all([outcome(one.getToken(key)), outcome(two.getToken(key))])).toEqual(["at-2", "at-2"]);
    expect(endpoint.calls.map((c) => c.secret)).toEqual(["code1", "rt-1"]);
    await one.revoke(key);
    const three = tab();
    expect(await outcome(three.getToken(key))).toBe("AUTH_REQUIRED");
  });

  it("T-CTX-5, T-ERR-12: shared storage without locks is refused at start", () => {
    const make = (): unknown =>
      createTokenManager({ endpoint: tokenBench().endpoint, storage: createMemoryTokenStorage() });
    expect(make).toThrow(expect.objectContaining({ code: "STORAGE_UNAVAILABLE" }));
  });
});
