import { parentPort, workerData } from "node:worker_threads";
import { checkInput } from "./check-input.js";
import { type FuzzInput, FuzzInputs, type FuzzLanguage } from "./inputs.js";

/** What a fuzz thread is started with. */
export interface FuzzTask {
  from: number;
  count: number;
  samples: Record<FuzzLanguage, string[]>;
}

/** What it says: the input it begins with, failures, and how all came out. */
export type FuzzReport =
  | { type: "begin"; seed: number }
  | { type: "failed"; input: FuzzInput; error: string }
  | { type: "done"; compiled: Record<FuzzLanguage, number>; diagnosed: Record<FuzzLanguage, number> };

const { from, count, samples } = workerData as FuzzTask;
const say = (report: FuzzReport): void => parentPort?.postMessage(report);
const inputs = new FuzzInputs(samples);
const outcomes = { compiled: { axml: 0, acss: 0, sjs: 0 }, diagnosed: { axml: 0, acss: 0, sjs: 0 } };
for (let seed = from; seed < from + count; seed++) {
  const input = inputs.of(seed);
  say({ type: "begin", seed });
  try {
    outcomes[await checkInput(input)][input.language]++;
  } catch (error) {
    say({ type: "failed", input, error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) });
  }
}
say({ type: "done", ...outcomes });
