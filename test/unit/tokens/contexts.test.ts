import { createMemoryTokenStorage, createTokenManager } from "@berth/sdk/tokens";
import { describe, expect, it } from "vitest";
import { FakeEndpoint, key, outcome, tokenBench } from "./token-bench.js";

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
