import { expect, it } from "vitest";
import { runFuzz } from "../support/compiler-fuzz/run-fuzz.js";

/**
 * Random and mutated AXML, ACSS and SJS. BERTH_FUZZ_INPUTS says how many (200000 is the full run), BERTH_FUZZ_SEED where
 * they begin: a failure names its seed.
 */
const count = Number(process.env["BERTH_FUZZ_INPUTS"] ?? 20_000);
const seed = Number(process.env["BERTH_FUZZ_SEED"] ?? 1);

it(`${count} inputs compile or are diagnosed; none crashes, hangs, or makes code outside the binder's allowlist`, {
  timeout: 60_000 + count * 20,
}, async () => {
  const started = performance.now();
  const { compiled, diagnosed, failures } = await runFuzz(count, seed);
  console.log(
    `fuzz: ${JSON.stringify({ compiled, diagnosed, seconds: Math.round((performance.now() - started) / 1000) })}`,
  );
  expect(
    failures.map(({ input, error }) => `seed ${input.seed} ${input.language}: ${error}\n${input.text.slice(0, 2000)}`),
  ).toEqual([]);
  const total = [...Object.values(compiled), ...Object.values(diagnosed)].reduce((sum, n) => sum + n, 0);
  expect(total).toBe(count);
  // Inputs that all fail, or all pass, would test little.
  for (const language of ["axml", "acss", "sjs"] as const) expect(compiled[language]).toBeGreaterThan(count / 50);
  expect(diagnosed.axml).toBeGreaterThan(count / 50);
});
