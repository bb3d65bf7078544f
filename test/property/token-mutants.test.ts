import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type * as Tokens from "@berth/sdk/tokens";
import { build } from "esbuild";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Sharing } from "../support/token-world/token-facts.js";
import { sharing, tokenStep } from "../support/token-world/token-steps.js";
import { TokenWorld } from "../support/token-world/token-world.js";
import { workspace } from "../support/workspace-bundle.js";

const entry = "packages/sdk/src/tokens/key-entry.ts";
const request = "packages/sdk/src/tokens/shared-request.ts";
const manager = "packages/sdk/src/tokens/create-token-manager.ts";
const life = "packages/core/src/tokens/life.ts";
const state = "packages/core/src/tokens/token-state.ts";

/** For each invariant a line that keeps it, and what stands there instead. */
const MUTANTS: readonly [invariant: number, file: string, line: string, instead: string][] = [
  [
    1,
    entry,
    "if (storage !== null && !(await storage.markUsed(",
    "if (storage !== null && hash === '' && !(await storage.markUsed(",
  ],
  [2, life, "return remainingMs(code, now) > CODE_RESERVE_MS;", "return true;"],
  [
    3,
    "packages/core/src/tokens/code-state.ts",
    'input.kind === "notSent" &&',
    '(input.kind === "notSent" || input.kind === "busy") &&',
  ],
  [4, entry, "...(verifier === undefined ? {} : { verifier })", ""],
  [5, state, "> Math.max(marginMs(access.lifeMs), minLifeMs)", "> 0"],
  [6, "packages/sdk/src/tokens/public-token.ts", "sent.wall + lifeMs", "sent.wall + lifeMs + 1"],
  [7, life, "Math.max(now.wall - sent.wall, now.mono - sent.mono)", "(now.wall - sent.wall)"],
  [8, life, "{ lifeMs: LONGEST_LIFE_MS, clamped: true }", "{ lifeMs, clamped: true }"],
  [9, request, "if (flight !== null) {", "if (flight !== null && minLifeMs > 0) {"],
  [10, manager, "return this.#lock === null ? work() : this.#lock(entry.hash, signal, work);", "return work();"],
  [11, entry, "await this.#store(epoch);\n    this.#request.forgetFailure();", "this.#request.forgetFailure();"],
  [12, state, "return /^(INVALID|EXPIRED|USED)_REFRESH_TOKEN$/.test(code);", "return false;"],
  [
    13,
    manager,
    'if ("error" in fresh || !mayRepeat) return give(outcome);',
    'if ("error" in fresh) return give(outcome);',
  ],
  [14, entry, '    this.#clear();\n    this.#request.end(this.#error("ENDED"));', ""],
  [15, manager, "sha256Hex(canonicalKey(key))", "sha256Hex(canonicalKey({ ...key, scopes: [] }))"],
  [16, entry, 'this.#host.tell("refreshed", this);', 'this.#host.tell("refreshed", this, access.value);'],
  [18, entry, "    this.#refreshTimer?.();\n    this.#codeTimer = null;", "    this.#codeTimer = null;"],
  [20, "packages/sdk/src/tokens/bounded-call.ts", "cancel = clock.setTimer(DEADLINE_MS, stop);", ""],
];

/** Where a breach shows soonest: one context whose tokens grow old; several that want a refresh at once. */
const PLACE = new Map([
  [7, fc.constant<[Sharing, number]>(["alone", 1])],
  [10, fc.constant<[Sharing, number]>(["locks", 3])],
]);

/** The token manager with one line replaced. */
async function mutant(file: string, line: string, instead: string): Promise<typeof Tokens> {
  const path = resolve(file);
  const text = readFileSync(path, "utf8");
  expect(text.split(line).length, `${line} in ${file}`).toBeGreaterThan(1);
  const bundle = await build({
    entryPoints: ["packages/sdk/src/tokens.ts"],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    plugins: [
      workspace,
      {
        name: "mutant",
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, (args) =>
            args.path === path ? { contents: text.replace(line, () => instead), loader: "ts" } : null,
          );
        },
      },
    ],
  });
  const source = Buffer.from(bundle.outputFiles[0]?.contents ?? []).toString("base64");
  return (await import(/* @vite-ignore */ `data:text/javascript;base64,${source}`)) as typeof Tokens;
}

test.each(MUTANTS)(
  "T-TST-2: T-INV-%i is found broken without its line in %s",
  async (invariant, file, line, instead) => {
    const sdk = await mutant(file, line, instead);
    const steps = fc.array(tokenStep, { minLength: 1, maxLength: 60, size: "max" });
    const found = await fc.check(
      fc.asyncProperty(PLACE.get(invariant) ?? sharing, steps, async ([how, count], list) => {
        const world = new TokenWorld(sdk, how, count);
        for (const [, run] of list) await run(world);
        await world.finish();
        return world.problems.every((problem) => problem.invariant !== invariant);
      }),
      { numRuns: 600, endOnFailure: true, seed: 1 },
    );
    expect(found.failed).toBe(true);
  },
  120_000,
);
