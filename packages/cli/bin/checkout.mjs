// In a checkout of the repository: builds what is missing or older than its sources. In an installed package there are no
// sources, and nothing happens.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

const age = (file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

const newest = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true }).reduce((latest, entry) => {
    if (["node_modules", "dist", "programs"].includes(entry.name)) return latest;
    const path = join(folder, entry.name);
    return Math.max(latest, entry.isDirectory() ? newest(path) : age(path));
  }, 0);

const run = (label, args, env = {}) =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    process.stderr.write(`  building ${label} ...`);
    let output = "";
    const child = spawn("npx", args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (code) => {
      process.stderr.write(` ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
      if (code === 0) resolve();
      else reject(new Error(`building ${label} failed:\n${output}`));
    });
  });

/** Builds the packages, and the simulator if it is wanted. */
export async function buildCheckout({ simulator }) {
  if (!existsSync(join(root, "packages/cli/src/main.ts"))) return;
  const sources = Math.max(newest("packages"), age("rollup.config.mjs"));
  if (age("packages/cli/dist/index.js") < sources)
    await run("packages", ["rollup", "-c", "--silent"], { BERTH_BUILD: "start" });
  if (!simulator) return;
  if (age("packages/cli/dist/simulator/index.html") < Math.max(sources, newest("simulator")))
    await run("simulator", [
      "vite",
      "build",
      "simulator",
      "--outDir",
      "../packages/cli/dist/simulator",
      "--logLevel",
      "warn",
    ]);
}
