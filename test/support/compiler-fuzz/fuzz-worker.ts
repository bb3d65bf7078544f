import { parentPort, workerData } from "node:worker_threads";
import { stop } from "esbuild";
import { checkInput } from "./check-input.js";
import { type FuzzInput, FuzzInputs, type FuzzLanguage } from "./inputs.js";

/** What a fuzz thread is started with. */
export interface FuzzTask {
  from: number;
  count: number;
  /** Inputs that are under way at once. */
  group: number;
  samples: Record<FuzzLanguage, string[]>;
}

/** What it says: the first input of the group it begins with, failures, and how all came out. */
export type FuzzReport =
  | { type: "begin"; seed: number }
  | { type: "failed"; input: FuzzInput; error: string }
  | { type: "done"; compiled: Record<FuzzLanguage, number>; diagnosed: Record<FuzzLanguage, number> };

const { from, count, group, samples } = workerData as FuzzTask;
const say = (report: FuzzReport): void => parentPort?.postMessage(report);
const inputs = new FuzzInputs(samples);
const outcomes = { compiled: { axml: 0, acss: 0, sjs: 0 }, diagnosed: { axml: 0, acss: 0, sjs: 0 } };
const check = async (seed: number): Promise<void> => {
  const input = inputs.of(seed);
  try {
    outcomes[await checkInput(input)][input.language]++;
  } catch (error) {
    say({ type: "failed", input, error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) });
  }
};
for (let seed = from; seed < from + count; seed += group) {
  say({ type: "begin", seed });
  // Side by side, for scripts wait for esbuild.
  await Promise.all(Array.from({ length: Math.min(group, from + count - seed) }, (_, n) => check(seed + n)));
}
// A thread that ends leaves the process it started.
await stop();
say({ type: "done", ...outcomes });
