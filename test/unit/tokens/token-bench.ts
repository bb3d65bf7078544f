import type { Clock } from "@berth/core";
import type { TokenKey } from "@berth/core/tokens";
import {
  createTokenManager,
  type EndpointAnswer,
  type TokenEvent,
  type TokenManager,
  type TokenManagerOptions,
} from "@berth/sdk/tokens";

/** Two clocks that can part, and timers on the monotonic one. */
export class TokenClock implements Clock {
  wall = 1_790_000_000_000;
  mono = 5_000;
  #timers: { at: number; fn: () => void }[] = [];

  now(): number {
    return this.wall;
  }
  monotonic(): number {
    return this.mono;
  }
  setTimer(ms: number, fn: () => void): () => void {
    const timer = { at: this.mono + ms, fn };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((t) => t !== timer);
    };
  }
  get timers(): number {
    return this.#timers.length;
  }
  /** Both clocks move; timers that fall due run in order. */
  async tick(ms: number): Promise<void> {
    const end = this.mono + ms;
    for (;;) {
      await turn();
      const due = this.#timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#move(Math.max(due.at, this.mono));
      this.#timers = this.#timers.filter((t) => t !== due);
      due.fn();
    }
    this.#move(end);
    await turn();
  }
  #move(to: number): void {
    this.wall += to - this.mono;
    this.mono = to;
  }
}

/** Lets promises settle. */
export async function turn(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
}

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

/** `active` false keeps refreshes in background away. */
export function tokenBench(options: Partial<TokenManagerOptions> & { active?: boolean } = {}): TokenBench {
  const { active = false, ...rest } = options;
  const clock = new TokenClock();
  const endpoint = new FakeEndpoint(clock);
  let n = 0;
  const tokens = createTokenManager({
    endpoint,
    clock,
    random: { bytes: (length) => Uint8Array.from({ length }, () => (n = (n * 73 + 41) % 256)) },
    isActive: () => active,
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
