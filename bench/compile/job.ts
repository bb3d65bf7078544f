/**
 * One measurement in a process of its own: `node job.mjs compile|floor FOLDER [CHANGES]`. Prints CPU time of the process
 * and of esbuild's, from the start of the process, and for `compile` of each change of one page.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createCompiler } from "@berth/compiler";
import { folderSource } from "@berth/compiler/node";
import { transform } from "esbuild";

/** What a job prints as JSON. */
export interface JobReport {
  /** Milliseconds of CPU. */
  cpu: number;
  /** Milliseconds of CPU and of wall time for each change of one page. */
  changes: { cpu: number; wall: number }[];
}

const [, , what = "", folder = "", changes = "0"] = process.argv;
const report: JobReport = { cpu: 0, changes: [] };
if (what === "compile") await compile();
else await floor();
console.log(JSON.stringify(report));
process.exit(0);

async function compile(): Promise<void> {
  const compiler = createCompiler(await folderSource(folder));
  const result = await compiler.compile();
  if (!result.ok) throw new Error(result.diagnostics.map((d) => d.message).join("; "));
  report.cpu = cpuTime();
  const page = result.pages[0]?.path ?? "";
  for (let n = 0; n < Number(changes); n++) {
    const paths = ["axml", "js", "acss"].map((extension) => `${page}.${extension}`);
    for (const path of paths) {
      const text = readFileSync(`${folder}/${path}`, "utf8");
      const mark = { axml: `<text>${n}</text>`, js: `;${n};`, acss: `.n${n}{top:0}` }[path.split(".")[1] ?? ""];
      writeFileSync(`${folder}/${path}`, text + mark);
    }
    const [cpu, wall] = [cpuTime(), performance.now()];
    const { ok, compiled } = await compiler.update(paths);
    if (!ok || compiled.length !== 3) throw new Error(`a change compiled ${compiled.join()}`);
    report.changes.push({ cpu: cpuTime() - cpu, wall: performance.now() - wall });
  }
}

/** The least that any compiler has to do: esbuild over the scripts, a bare tokenizer over templates and sheets. */
async function floor(): Promise<void> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  let tokens = 0;
  const scripts: Promise<unknown>[] = [];
  for (const path of paths) {
    if (/\.(axml|acss)$/.test(path)) tokens += countTokens(readFileSync(`${folder}/${path}`, "utf8"));
    if (/\.(js|sjs)$/.test(path))
      scripts.push(
        transform(readFileSync(`${folder}/${path}`, "utf8"), {
          loader: "js",
          format: "cjs",
          target: "es2021",
          sourcemap: "external",
          sourcesContent: false,
          sourcefile: path,
        }),
      );
  }
  await Promise.all(scripts);
  if (tokens === 0) throw new Error("a measurement without result");
  report.cpu = cpuTime();
}

function countTokens(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34 || code === 39) {
      const end = text.indexOf(text[at] ?? "", at + 1);
      if (end > 0) at = end;
    }
    // Letters and digits go on; everything else is a token of its own.
    else if ((code | 32) >= 97 && (code | 32) <= 122) continue;
    count++;
  }
  return count;
}

/** Milliseconds of CPU of this process and of its children that live; children are known on Linux only. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  let ticks = 0;
  try {
    for (const pid of readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ")) {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      ticks += Number(fields[11]) + Number(fields[12]);
    }
  } catch {
    ticks += 0;
  }
  return (user + system) / 1000 + ticks * 10;
}
