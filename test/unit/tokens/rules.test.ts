import { createMemoryTokenStorage } from "@berth/sdk/tokens";
import { describe, expect, it } from "vitest";
import { key, outcome, tokenBench } from "./token-bench.js";

const locks = (request: unknown): { request: LockManager["request"] } => ({
  request: request as LockManager["request"],
});

describe("rules of the token manager", () => {
  it.each(["", "a b", "x".repeat(65), "äö"])(
    "T-ERR-5, T-CODE-S1: the code %j is of no form that a code has",
    (authCode) => {
      const { tokens } = tokenBench();
      expect(() => tokens.offerCode({ authCode, key })).toThrow(expect.objectContaining({ code: "CODE_INVALID" }));
    },
  );

  it("T-ROLE-6: a key is a set of scopes, in any order and however often named", async () => {
    const { tokens, endpoint } = tokenBench();
    tokens.offerCode({ authCode: "code1", key: { ...key, scopes: ["b", "a", "b"] } });
    expect(await outcome(tokens.getToken({ ...key, scopes: ["a", "b"] }))).toBe("at-1");
    expect(await outcome(tokens.getToken({ ...key, scopes: ["a"] }))).toBe("AUTH_REQUIRED");
    expect(endpoint.calls).toHaveLength(1);
  });

  it.each([0, -1, Number.NaN])("T-ERR-10, T-CLK-3: a life of %d s is the issuer's fault", async (life) => {
    const { tokens, endpoint } = tokenBench();
    endpoint.life = life;
    tokens.offerCode({ authCode: "code1", key });
    expect(await outcome(tokens.getToken(key))).toBe("LIFETIME_INVALID");
  });

  it("T-TOK-S7: an old token without a refresh token ends the session, with one question", async () => {
    const { tokens, endpoint, clock, events } = tokenBench();
    endpoint.script.push(async () => ({ kind: "issued", accessToken: "at", lifeSeconds: 600 }));
    tokens.offerCode({ authCode: "code1", key });
    expect(await outcome(tokens.getToken(key))).toBe("at");
    await clock.tick(570_000);
    for (let i = 0; i < 3; i++) expect(await outcome(tokens.getToken(key))).toBe("AUTH_REQUIRED");
    expect(endpoint.count("refresh")).toBe(0);
    expect(events.filter((event) => event.type === "authorizationRequired")).toHaveLength(1);
  });

  it.each(["switchUser", "forgetApp", "revoke"] as const)("T-CODE-S9: after %s a held code is gone", async (how) => {
    const { tokens, endpoint } = tokenBench();
    tokens.offerCode({ authCode: "code1", key });
    await {
      switchUser: () => tokens.switchUser(null),
      forgetApp: () => tokens.forgetApp("shop"),
      revoke: () => tokens.revoke(key),
    }[how]();
    expect(await outcome(tokens.getToken(key))).toBe("AUTH_REQUIRED");
    expect(endpoint.count("exchange")).toBe(0);
  });

  it("T-ERR-11, T-CTX-4: who waited 10 s for another context sends nothing", async () => {
    const waiting = (_name: string, { signal }: LockOptions): Promise<never> =>
      new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    const { tokens, endpoint, clock } = tokenBench({ storage: createMemoryTokenStorage(), locks: locks(waiting) });
    tokens.offerCode({ authCode: "code1", key });
    const ends = outcome(tokens.getToken(key));
    await clock.tick(10_000);
    expect(await ends).toBe("LOCK_TIMEOUT");
    expect(endpoint.calls).toEqual([]);
  });

  it("T-CODE-S3, T-CODE-S7, T-TOK-S1, T-TOK-S3, T-STO-4: marked before it is sent, stored before it is given out", async () => {
    const order: string[] = [];
    const storage = createMemoryTokenStorage();
    const watched = {
      ...storage,
      markUsed: (hash: string, until: number) => {
        order.push("marked");
        return storage.markUsed(hash, until);
      },
      write: (...given: Parameters<typeof storage.write>) => {
        order.push("stored");
        return storage.write(...given);
      },
    };
    const free = (_name: string, _options: LockOptions, work: () => unknown): unknown => work();
    const { tokens, endpoint } = tokenBench({ storage: watched, locks: locks(free) });
    endpoint.script.push(async () => {
      order.push("sent");
      return endpoint.issue();
    });
    tokens.offerCode({ authCode: "code1", key });
    order.push(await outcome(tokens.getToken(key)));
    expect(order).toEqual(["marked", "sent", "stored", "at-1"]);
  });
});
