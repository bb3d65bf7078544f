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
const patience = 30_000;
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
  let next = firstSeed;
  try {
    while (next < end && result.failures.length < enough) {
      // Threads of some size, so that a hang loses little that was counted.
      const task: FuzzTask = { from: next, count: Math.min(5_000, end - next), samples };
      next = (await runThread(script, task, result)) + 1;
    }
  } finally {
    rmSync(script, { force: true });
  }
  return result;
}

/** The last seed the thread came to. */
function runThread(script: string, task: FuzzTask, result: FuzzResult): Promise<number> {
  return new Promise((done, fail) => {
    const worker = new Worker(script, { workerData: task });
    let seed = task.from;
    let timer: ReturnType<typeof setTimeout>;
    const finish = (last: number, error?: string): void => {
      clearTimeout(timer);
      if (error !== undefined) result.failures.push({ input: new FuzzInputs(task.samples).of(last), error });
      worker.terminate().then(() => done(last), fail);
    };
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => finish(seed, `no answer for ${patience} ms`), patience);
    };
    wait();
    worker.on("message", (report: FuzzReport) => {
      wait();
      if (report.type === "begin") seed = report.seed;
      else if (report.type === "failed") result.failures.push(report);
      else {
        for (const language of ["axml", "acss", "sjs"] as const) {
          result.compiled[language] += report.compiled[language];
          result.diagnosed[language] += report.diagnosed[language];
        }
        finish(task.from + task.count - 1);
      }
      if (report.type === "failed" && result.failures.length >= enough) finish(seed);
    });
    worker.on("error", (error) => finish(seed, `the thread died: ${error.message}`));
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
