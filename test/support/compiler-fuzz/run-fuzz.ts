import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { workspace } from "../workspace-bundle.js";
import type { FuzzReport, FuzzTask } from "./fuzz-worker.js";
import { type FuzzInput, FuzzInputs, type FuzzLanguage } from "./inputs.js";

/** How many inputs came out how, and those that came out badly. */
export interface FuzzResult {
  compiled: Record<FuzzLanguage, number>;
  diagnosed: Record<FuzzLanguage, number>;
  failures: { input: FuzzInput; error: string }[];
}

/** Milliseconds without a word after which an input counts as hanging. */
const patience = 60_000;
const threadSize = 500;
const groupSize = 40;
/** Failures after which a run ends. */
const enough = 20;

/** Runs inputs in a thread that is watched from outside: one that hangs is ended, and the run goes on after it. */
export async function runFuzz(count: number, firstSeed = 1): Promise<FuzzResult> {
  const samples = readSamples("simulator/programs");
  const folder = resolve("test/.artifacts/compiler-fuzz");
  mkdirSync(folder, { recursive: true });
  const script = `${folder}/worker-${process.pid}.mjs`;
  await build({
    entryPoints: ["test/support/compiler-fuzz/fuzz-worker.ts"],
    outfile: script,
    bundle: true,
    format: "esm",
    platform: "node",
    external: ["esbuild", "less", "css-tree", "acorn"],
    plugins: [workspace],
    logLevel: "error",
  });
  const result: FuzzResult = {
    compiled: { axml: 0, acss: 0, sjs: 0 },
    diagnosed: { axml: 0, acss: 0, sjs: 0 },
    failures: [],
  };
  const end = firstSeed + count;
  try {
    // Threads of some size, so that one that is ended loses little that was counted.
    for (let from = firstSeed; from < end && result.failures.length < enough; from += threadSize) {
      const task: FuzzTask = { from, count: Math.min(threadSize, end - from), group: groupSize, samples };
      if (await runThread(script, task, result)) continue;
      // No answer: once more, one by one, so that the input is known and a busy machine is not taken for a hang.
      for (let seed = from; seed < from + task.count && result.failures.length < enough; seed++) {
        if (await runThread(script, { ...task, from: seed, count: 1, group: 1 }, result)) continue;
        result.failures.push({ input: new FuzzInputs(samples).of(seed), error: `no answer for ${patience} ms` });
      }
    }
  } finally {
    rmSync(script, { force: true });
  }
  return result;
}

/** Runs one thread; false, and nothing counted, when it did not answer in time or died. */
function runThread(script: string, task: FuzzTask, result: FuzzResult): Promise<boolean> {
  return new Promise((done, fail) => {
    const worker = new Worker(script, { workerData: task });
    const failures: FuzzResult["failures"] = [];
    let timer: ReturnType<typeof setTimeout>;
    const finish = (answered: boolean): void => {
      clearTimeout(timer);
      if (answered) result.failures.push(...failures);
      worker.terminate().then(() => done(answered), fail);
    };
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => finish(false), patience);
    };
    wait();
    worker.on("message", (report: FuzzReport) => {
      wait();
      if (report.type === "failed") failures.push(report);
      if (report.type !== "done") return;
      for (const language of ["axml", "acss", "sjs"] as const) {
        result.compiled[language] += report.compiled[language];
        result.diagnosed[language] += report.diagnosed[language];
      }
      finish(true);
    });
    worker.on("error", () => finish(false));
  });
}

function readSamples(folder: string): Record<FuzzLanguage, string[]> {
  const samples: Record<FuzzLanguage, string[]> = { axml: [], acss: [], sjs: [] };
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const language = /\.(axml|acss|sjs)$/.exec(file)?.[1] as FuzzLanguage | undefined;
    if (language && !file.includes("node_modules")) samples[language].push(readFileSync(`${folder}/${file}`, "utf8"));
  }
  return samples;
}
