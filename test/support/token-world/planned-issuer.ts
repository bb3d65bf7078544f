import type * as Tokens from "@berth/sdk/tokens";
import type { MovingClock } from "../moving-clock.js";
import type { Access, Code, Context, Plan, Refresh } from "./token-facts.js";

/** The expected life in ms, by the words of T-CLK-3; null: the answer is refused. */
function expectedLife(seconds: number | null): number | null {
  if (seconds === null) return 600_000;
  return seconds > 0 ? Math.min(seconds, 86_400) * 1_000 : null;
}

/** What was issued, and how the next requests end. */
export class PlannedIssuer {
  readonly plan: Plan[] = [];
  readonly lives: (number | null)[] = [];
  readonly codes = new Map<string, Code>();
  readonly access = new Map<string, Access>();
  readonly refreshes = new Map<string, Refresh>();
  readonly #clock: MovingClock;
  #n = 0;

  constructor(clock: MovingClock) {
    this.#clock = clock;
  }

  /** A number that nothing else in the world has. */
  number(): number {
    return this.#n++;
  }

  answer(
    context: Context,
    at: number,
    plan: Plan | "issued",
    held: Refresh | null,
    wall: number,
    mono: number,
    ended: boolean,
  ): Tokens.EndpointAnswer {
    if (plan === "busy") return { kind: "busy", retryAfterMs: 5_000 };
    if (plan === "notSent" || plan === "unknown") return { kind: plan, cause: 0 };
    if (plan === "refused") return { kind: "refused", code: "ACCESS_DENIED" };
    const reused = held?.spent === true && this.#clock.wall >= held.graceUntil;
    if (plan === "spent" || reused) return { kind: "refused", code: "USED_REFRESH_TOKEN" };
    if (held !== null) held.spent = true;
    const n = this.number();
    const seconds = this.lives.length > 0 ? (this.lives.shift() ?? null) : 600;
    const lifeMs = expectedLife(seconds);
    const accessToken = `SECRETat${n}`;
    const refreshToken = `SECRETrt${n}`;
    const graceUntil = plan === "grace" ? Number.POSITIVE_INFINITY : 0;
    this.refreshes.set(refreshToken, {
      key: at,
      succeeded: false,
      spent: false,
      dead: false,
      busy: false,
      suspect: false,
      graceUntil,
    });
    if (lifeMs !== null)
      this.access.set(accessToken, {
        key: at,
        by: context,
        wall,
        mono,
        lifeMs,
        ended,
        refresh: refreshToken,
        odd: seconds === null || seconds > 86_400,
      });
    if (plan === "lost") return { kind: "unknown", cause: 0 };
    return {
      kind: "issued",
      accessToken,
      refreshToken,
      ...(seconds === null ? {} : { lifeSeconds: seconds }),
      ...(plan === "grace" ? { graceSeconds: 30 } : {}),
    };
  }
}
