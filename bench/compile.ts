import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import { workspace } from "../test/support/workspace-bundle.js";
import { generateProject } from "./compile/generate-project.js";
import type { JobReport } from "./compile/job.js";
import { median, round, spread } from "./support/statistics.js";

/**
 * Compile of generated programs from a cold process, and of one changed page in a warm one, against the floor in the same
 * round: esbuild over the same scripts and a bare tokenizer over templates and sheets. CPU of the process and esbuild's.
 */
export async function runCompileSuite({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const rounds = quick ? 3 : 9;
  const job = resolve("bench/.results/compile-job.mjs");
  await build({
    entryPoints: ["bench/compile/job.ts"],
    outfile: job,
    bundle: true,
    external: ["esbuild", "less", "css-tree", "acorn"],
    format: "esm",
    platform: "node",
    target: "node20",
    plugins: [workspace],
    logLevel: "error",
  });
  const results: Record<string, unknown> = {
    method: `${rounds} interleaved rounds after one, each in a process of its own; CPU in ms, esbuild's process included`,
  };
  for (const pages of [10, 50, 200]) {
    const files = generateProject(pages);
    const bytes = Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    const figures = {
      floor: [] as number[],
      cold: [] as number[],
      ratio: [] as number[],
      cpu: [] as number[],
      wall: [] as number[],
    };
    for (let n = -1; n < rounds; n++) {
      const floor = runJob(job, "floor", files);
      const compiled = runJob(job, "compile", files);
      if (n < 0) continue;
      figures.floor.push(floor.cpu);
      figures.cold.push(compiled.cpu);
      figures.ratio.push(compiled.cpu / floor.cpu);
      // The first changes still warm the engine up; a developer's tenth save is what counts.
      const changes = compiled.changes.slice(-5);
      figures.cpu.push(median(changes.map((change) => change.cpu)));
      figures.wall.push(median(changes.map((change) => change.wall)));
    }
    results[`${pages} pages`] = {
      kilobytes: Math.round(bytes / 1000),
      floor: spread(figures.floor),
      cold: { ...spread(figures.cold), ratio: round(median(figures.ratio)) },
      "one page changed": { cpu: spread(figures.cpu), wall: { ...spread(figures.wall), target: 50 } },
    };
  }
  return results;
}

/** Runs one job on a fresh copy of the files. */
function runJob(job: string, what: "compile" | "floor", files: Record<string, string>): JobReport {
  const folder = mkdtempSync(join(tmpdir(), "berth-bench-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return JSON.parse(execFileSync(process.execPath, [job, what, folder, "10"], { encoding: "utf8" })) as JobReport;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
