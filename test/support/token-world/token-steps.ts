import fc from "fast-check";
import { KEYS, LIVES, PLANS, type Sharing } from "./token-facts.js";
import type { TokenWorld } from "./token-world.js";

/** One thing that happens; its name is what a failing run prints. */
export type TokenStep = [name: string, run: (world: TokenWorld) => Promise<void> | void];

const which = fc.nat(KEYS.length - 1);
const place = fc.tuple(fc.nat(2), which);

/** Anything that happens to managers: calls, time, clocks set, faults, ends, kills (T-TST-1). */
export const tokenStep: fc.Arbitrary<TokenStep> = fc.oneof(
  { weight: 5, arbitrary: place.map(([c, k]): TokenStep => [`offer ${c} ${k}`, (w) => w.offer(c, k)]) },
  { weight: 8, arbitrary: place.map(([c, k]): TokenStep => [`get ${c} ${k}`, (w) => w.get(c, k)]) },
  { weight: 4, arbitrary: place.map(([c, k]): TokenStep => [`start ${c} ${k}`, (w) => w.start(c, k)]) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(2), which, fc.nat(3), fc.boolean())
      .map(([c, k, n, i]): TokenStep => [`call ${c} ${k} refused ${n} ${i}`, (w) => w.call(c, k, n, i)]),
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom(...PLANS).map((p): TokenStep => [`plan ${p}`, (w) => void w.issuer.plan.push(p)]),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...LIVES).map((l): TokenStep => [`life ${l}`, (w) => void w.issuer.lives.push(l)]),
  },
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(1, 900, 1_001, 30_000, 80_000, 300_000, 569_999, 570_000)
      .map((ms): TokenStep => [`tick ${ms}`, (w) => w.clock.tick(ms)]),
  },
  // The device sleeps: the monotonic clock stands. Or its clock is set.
  {
    weight: 2,
    arbitrary: fc.constantFrom(400_000, 600_000, -999, -1_001, -600_000).map(
      (ms): TokenStep => [
        `wall ${ms}`,
        (w) => {
          w.clock.wall += ms;
        },
      ],
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(540_000, 569_990).map(
      (ms): TokenStep => [
        `clock held back ${ms}`,
        async (w) => {
          await w.clock.tick(ms);
          w.clock.wall -= 900;
          await w.clock.tick(30);
        },
      ],
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(place, fc.constantFrom("revoke" as const, "switch" as const, "forget" as const))
      .map(([[c, k], how]): TokenStep => [`${how} ${c} ${k}`, (w) => w.end(c, how, k)]),
  },
  { weight: 2, arbitrary: fc.nat(2).map((c): TokenStep => [`reload ${c}`, (w) => w.reload(c)]) },
  { weight: 1, arbitrary: fc.constant<TokenStep>(["storage lost", (w) => w.place.lose()]) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 3 }).map(
      (n): TokenStep => [
        `storage fails ${n}`,
        (w) => {
          w.place.failures += n;
        },
      ],
    ),
  },
);

/** How many contexts there are, and what they share. */
export const sharing: fc.Arbitrary<[Sharing, number]> = fc.tuple(
  fc.constantFrom<Sharing>("alone", "locks", "leases"),
  fc.integer({ min: 1, max: 3 }),
);
