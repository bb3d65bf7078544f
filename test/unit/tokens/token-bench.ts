import type { TokenKey } from "@berth/core/tokens";
import {
  createTokenManager,
  type EndpointAnswer,
  type TokenEvent,
  type TokenManager,
  type TokenManagerOptions,
} from "@berth/sdk/tokens";
import { expect } from "vitest";
import { MovingClock, seededRandom, turns } from "../../support/moving-clock.js";

/** The clocks of a token manager. */
export class TokenClock extends MovingClock {
  constructor() {
    super(turn);
  }
}

/** Lets promises settle. */
export const turn = (): Promise<void> => turns(3);

export const key: TokenKey = {
  tenant: "w",
  userId: "ann",
  appId: "shop",
  environment: "production",
  clientId: "c1",
  scopes: ["auth_base"],
};

/** One request as the endpoint saw it. */
export interface SeenCall {
  kind: "exchange" | "refresh" | "revoke";
  secret: string;
  userId: string;
  wall: number;
  mono: number;
}

/** An endpoint that issues numbered tokens unless a script says otherwise. */
export class FakeEndpoint {
  readonly calls: SeenCall[] = [];
  /** Answers for the next calls, in order; a function may wait. */
  readonly script: (EndpointAnswer | (() => Promise<EndpointAnswer>))[] = [];
  life: number | undefined = 600;
  #issued = 0;
  readonly #clock: TokenClock;

  constructor(clock: TokenClock) {
    this.#clock = clock;
  }

  issue(extra: Partial<EndpointAnswer & { kind: "issued" }> = {}): EndpointAnswer {
    this.#issued++;
    const life = this.life === undefined ? {} : { lifeSeconds: this.life };
    return { kind: "issued", accessToken: `at-${this.#issued}`, refreshToken: `rt-${this.#issued}`, ...life, ...extra };
  }

  #answer(kind: SeenCall["kind"], secret: string, k: TokenKey): Promise<EndpointAnswer> {
    this.calls.push({ kind, secret, userId: k.userId, wall: this.#clock.wall, mono: this.#clock.mono });
    const next = this.script.shift();
    if (typeof next === "function") return next();
    return Promise.resolve(next ?? this.issue());
  }

  exchange = (r: { authCode: string; key: TokenKey }): Promise<EndpointAnswer> =>
    this.#answer("exchange", r.authCode, r.key);
  refresh = (r: { refreshToken: string; key: TokenKey }): Promise<EndpointAnswer> =>
    this.#answer("refresh", r.refreshToken, r.key);
  revoke = (r: { accessToken: string; key: TokenKey }): Promise<EndpointAnswer> =>
    this.#answer("revoke", r.accessToken, r.key);

  count(kind: SeenCall["kind"]): number {
    return this.calls.filter((c) => c.kind === kind).length;
  }
}

/** A manager over stand-ins. */
export interface TokenBench {
  clock: TokenClock;
  endpoint: FakeEndpoint;
  tokens: TokenManager;
  events: TokenEvent[];
}

/** `active` false keeps refreshes in background away; "page": what the manager finds out by itself. */
export function tokenBench(options: Partial<TokenManagerOptions> & { active?: boolean | "page" } = {}): TokenBench {
  const { active = false, ...rest } = options;
  const clock = new TokenClock();
  const endpoint = new FakeEndpoint(clock);
  const tokens = createTokenManager({
    endpoint,
    clock,
    random: seededRandom(),
    ...(active === "page" ? {} : { isActive: () => active }),
    ...rest,
  });
  const events: TokenEvent[] = [];
  for (const type of ["authorizationRequired", "refreshed", "ended", "warning"] as const)
    tokens.on(type, (e) => events.push(e));
  return { clock, endpoint, tokens, events };
}

/** The code of the TokenError a promise ends with, or the value's text. */
export async function outcome(promise: Promise<{ value: string }>): Promise<string> {
  try {
    return (await promise).value;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** A bench with a token of 600 s, sent at 0. */
export async function fresh(options: Parameters<typeof tokenBench>[0] = {}): Promise<TokenBench> {
  const bench = tokenBench(options);
  bench.tokens.offerCode({ authCode: "code1", key });
  expect(await outcome(bench.tokens.getToken(key))).toBe("at-1");
  return bench;
}
