import { lifeOf, type TokenKey } from "@berth/core/tokens";
import { createTokenManager, type EndpointAnswer, TokenError, type TokenManager } from "@berth/sdk/tokens";
import fc from "fast-check";
import { expect, test } from "vitest";
import { key, TokenClock, turn } from "../unit/tokens/token-bench.js";

/** Keys that differ in user and in scopes. */
const KEYS: readonly TokenKey[] = [key, { ...key, userId: "bob" }, { ...key, scopes: ["auth_user"] }];

interface Issued {
  key: number;
  sentWall: number;
  sentMono: number;
  lifeMs: number;
}

/** The issuer of tokens.md section 11 as far as the manager can see it, and the invariants checked where they show. */
class Model {
  readonly clock = new TokenClock();
  readonly manager: TokenManager;
  /** How the next requests end; "issued" when empty. */
  readonly plan: (
    | "issued"
    | "refused"
    | "ended"
    | "busy"
    | "notSent"
    | "unknown"
    | "hang"
    | "shortLife"
    | "badLife"
  )[] = [];
  readonly #codes = new Map<string, { key: number; wall: number; mono: number; sent: number }>();
  readonly #refreshes = new Map<string, { key: number; definite: number }>();
  readonly #issued = new Map<string, Issued>();
  readonly #busy = new Map<number, number>();
  /** Refresh tokens that were definitely refused; they must never be sent again (T-INV-12). */
  readonly #dead = new Set<string>();
  /** Tokens that a revocation, user switch or removal ended (T-INV-14). */
  readonly #ended = new Set<string>();
  readonly problems: string[] = [];
  readonly #open: Promise<unknown>[] = [];
  readonly #epochs = KEYS.map(() => 0);
  #n = 0;

  constructor() {
    this.manager = createTokenManager({
      clock: this.clock,
      random: { bytes: (length) => new Uint8Array(length).fill(this.#n++ % 256) },
      endpoint: {
        exchange: (r, c) => this.#request("exchange", r.authCode, r.key, c.signal),
        refresh: (r, c) => this.#request("refresh", r.refreshToken, r.key, c.signal),
        revoke: async () => ({ kind: "unknown", cause: 0 }),
      },
    });
  }

  offer(at: number): void {
    const authCode = `code${this.#n++}`;
    this.#codes.set(authCode, { key: at, wall: this.clock.wall, mono: this.clock.mono, sent: 0 });
    this.manager.offerCode({ authCode, key: KEYS[at]! });
    // T-INV-1: a second offer is refused.
    expect(() => this.manager.offerCode({ authCode, key: KEYS[at]! })).toThrow(TokenError);
  }

  async get(at: number): Promise<void> {
    const asked = Array.from({ length: 3 }, () => this.manager.getToken(KEYS[at]!).then((t) => t, this.#codeOf));
    // A hanging request ends by its deadline.
    const all = Promise.all(asked);
    await turn();
    if (this.#busy.get(at)) await this.clock.tick(10_001);
    const answers = await all;
    // T-INV-9: all who wait get the same result.
    const names = new Set(answers.map((a) => (typeof a === "string" ? a : a.value)));
    this.#check(names.size === 1, `INV-9 ${[...names]}`);
    for (const answer of answers) if (typeof answer !== "string") this.#handedOut(at, answer.value);
  }

  /** A call that nobody waits for before the next step. */
  start(at: number): void {
    const call = this.manager.getToken(KEYS[at]!);
    this.#open.push(call.then((token) => this.#handedOut(at, token.value), this.#codeOf));
  }

  async finish(): Promise<void> {
    await this.manager.dispose();
    await Promise.all(this.#open);
    await turn();
  }

  end(keys: readonly number[]): void {
    for (const at of keys) this.#epochs[at]!++;
    for (const [value, token] of this.#issued) if (keys.includes(token.key)) this.#ended.add(value);
    for (const code of this.#codes.values()) if (keys.includes(code.key)) code.sent += 10;
  }

  #codeOf = (error: unknown): string => {
    // T-INV-20: only errors of section 9 come out.
    this.#check(error instanceof TokenError, `INV-20 ${String(error)}`);
    return (error as TokenError).code;
  };

  #handedOut(at: number, value: string): void {
    const token = this.#issued.get(value);
    this.#check(token !== undefined, `unknown token ${value}`);
    if (token === undefined) return;
    this.#check(token.key === at, "INV-15 token of another key");
    this.#check(!this.#ended.has(value), "INV-14 ended token handed out");
    const { wall, mono } = this.clock;
    const left = token.lifeMs - Math.max(wall - token.sentWall, mono - token.sentMono);
    this.#check(left > Math.min(30_000, token.lifeMs / 10), `INV-5 ${left}`);
    this.#check(wall >= token.sentWall - 1_000, "INV-7 clock set back");
  }

  async #request(
    kind: "exchange" | "refresh",
    secret: string,
    k: TokenKey,
    signal: AbortSignal,
  ): Promise<EndpointAnswer> {
    const at = KEYS.findIndex((x) => x.userId === k.userId && String(x.scopes) === String(k.scopes));
    this.#check((this.#busy.get(at) ?? 0) === 0, "INV-9 two requests of one key");
    this.#busy.set(at, (this.#busy.get(at) ?? 0) + 1);
    // An aborted request is thrown away by the manager and no longer counts (T-CODE-S9).
    let counted = true;
    const leave = (): void => {
      if (counted) this.#busy.set(at, (this.#busy.get(at) ?? 1) - 1);
      counted = false;
    };
    signal.addEventListener("abort", leave);
    const epoch = this.#epochs[at];
    const { wall, mono } = this.clock;
    const plan = this.plan.shift() ?? "issued";
    if (kind === "exchange") {
      const code = this.#codes.get(secret)!;
      this.#check(code.key === at, "INV-4 code of another key");
      this.#check(code.sent === 0, "INV-1 code sent twice, or INV-14 after its end");
      const age = Math.max(wall - code.wall, mono - code.mono);
      this.#check(age < 570_000, `INV-2 ${age}`);
      if (plan !== "notSent") code.sent++;
    } else {
      const held = this.#refreshes.get(secret)!;
      this.#check(held.key === at, "INV-15 refresh token of another key");
      this.#check(held.definite === 0, "INV-11 spent refresh token sent again");
      this.#check(!this.#dead.has(secret), "INV-12 refused refresh token sent again");
    }
    try {
      if (plan === "hang") {
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
        return { kind: "unknown", cause: "hang" };
      }
      await turn();
      const answer = this.#answer(plan, kind, secret, at, wall, mono, signal);
      if (answer.kind === "issued" && epoch !== this.#epochs[at]) this.#ended.add(answer.accessToken);
      return answer;
    } finally {
      leave();
    }
  }

  #answer(
    plan: string,
    kind: string,
    secret: string,
    at: number,
    sentWall: number,
    sentMono: number,
    signal: AbortSignal,
  ): EndpointAnswer {
    switch (plan) {
      case "refused":
        return { kind: "refused", code: "ACCESS_DENIED" };
      case "ended":
        if (kind === "refresh" && !signal.aborted) this.#dead.add(secret);
        return { kind: "refused", code: "USED_REFRESH_TOKEN" };
      case "busy":
        return { kind: "busy", retryAfterMs: 5_000 };
      case "notSent":
        return { kind: "notSent", cause: 0 };
      case "unknown":
        return { kind: "unknown", cause: 0 };
    }
    this.#n++;
    const lifeSeconds = plan === "badLife" ? 0 : plan === "shortLife" ? 100 : 600;
    const accessToken = `at${this.#n}`;
    const refreshToken = `rt${this.#n}`;
    // An answer after the deadline is lost: one further try is right then (T-TOK-S13).
    if (kind === "refresh" && !signal.aborted) this.#refreshes.get(secret)!.definite++;
    this.#refreshes.set(refreshToken, { key: at, definite: 0 });
    const life = lifeOf({ lifeSeconds }, { wall: sentWall, mono: sentMono });
    if (life !== null) this.#issued.set(accessToken, { key: at, sentWall, sentMono, lifeMs: life.lifeMs });
    return { kind: "issued", accessToken, refreshToken, lifeSeconds };
  }

  #check(ok: boolean, problem: string): void {
    if (!ok) this.problems.push(problem);
  }
}

type Step = (model: Model) => Promise<void> | void;
const which = fc.integer({ min: 0, max: KEYS.length - 1 });
const step: fc.Arbitrary<[string, Step]> = fc.oneof(
  { weight: 4, arbitrary: which.map((k): [string, Step] => [`offer ${k}`, (m) => m.offer(k)]) },
  { weight: 8, arbitrary: which.map((k): [string, Step] => [`get ${k}`, (m) => m.get(k)]) },
  { weight: 3, arbitrary: which.map((k): [string, Step] => [`start ${k}`, (m) => m.start(k)]) },
  {
    weight: 5,
    arbitrary: fc
      .constantFrom("refused", "ended", "busy", "notSent", "unknown", "hang", "shortLife", "badLife")
      .map((p): [string, Step] => [`plan ${p}`, (m) => void m.plan.push(p as never)]),
  },
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(1, 900, 1_001, 30_000, 80_000, 300_000, 569_999, 570_000)
      .map((ms): [string, Step] => [`tick ${ms}`, (m) => m.clock.tick(ms)]),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(540_000, 569_990).map((ms): [string, Step] => [
      `clock held back ${ms}`,
      async (m) => {
        await m.clock.tick(ms);
        m.clock.wall -= 900;
        await m.clock.tick(30);
      },
    ]),
  },
  // The device sleeps: the monotonic clock stands. Or its clock is set.
  {
    weight: 2,
    arbitrary: fc.constantFrom(400_000, 600_000, -999, -1_001, -600_000).map((ms): [string, Step] => [
      `wall ${ms}`,
      (m) => {
        m.clock.wall += ms;
      },
    ]),
  },
  {
    weight: 1,
    arbitrary: which.map((k): [string, Step] => [
      `revoke ${k}`,
      async (m) => {
        m.end([k]);
        await m.manager.revoke(KEYS[k]!);
      },
    ]),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("ann", "bob").map((user): [string, Step] => [
      `switch ${user}`,
      async (m) => {
        m.end([0, 1, 2].filter((k) => KEYS[k]!.userId !== user));
        await m.manager.switchUser(user);
      },
    ]),
  },
);

test("T-TST-1: invariants INV-1, 2, 3, 4, 5, 7, 9, 11, 12, 14, 15, 20 under any order of calls, faults and clocks", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60, size: "max" }), async (steps) => {
      const model = new Model();
      for (const [, run] of steps) {
        await run(model);
        expect(model.problems).toEqual([]);
      }
      await model.finish();
      expect(model.problems).toEqual([]);
      // T-INV-18: nothing is left behind.
      expect(model.clock.timers).toBe(0);
    }),
    { numRuns: 1_000 },
  );
}, 120_000);
