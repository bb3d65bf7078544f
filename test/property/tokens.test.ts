import * as sdk from "@berth/sdk/tokens";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sharing, tokenStep } from "../support/token-world/token-steps.js";
import { TokenWorld } from "../support/token-world/token-world.js";

/** T-INV-17 stands in test/unit/tokens/encrypted-storage.test.ts, T-INV-19 in test/property/issuer.test.ts. */
const WATCHED = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20];

test.each(WATCHED)(
  "T-INV-%i holds under any order of calls, faults, clocks and kills (T-TST-1)",
  async (invariant) => {
    await fc.assert(
      fc.asyncProperty(
        sharing,
        fc.array(tokenStep, { minLength: 1, maxLength: 60, size: "max" }),
        async ([how, count], steps) => {
          const world = new TokenWorld(sdk, how, count);
          for (const [, run] of steps) await run(world);
          await world.finish();
          expect(world.problems.filter((problem) => problem.invariant === invariant)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  },
  120_000,
);
