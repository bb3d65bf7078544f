// npm start: builds what is missing or older than its sources, then starts everything with the sample programs.
import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

process.chdir(new URL("../../..", import.meta.url).pathname);

const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    if (["node_modules", "dist", "programs"].includes(entry.name)) return latest;
    const path = join(folder, entry.name);
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }, 0);
const age = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const run = (label, command, args, env = {}) =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    process.stderr.write(`  building ${label} ...`);
    let output = "";
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      process.stderr.write(` ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
      if (code === 0) resolve();
      else reject(new Error(`building ${label} failed:\n${output}`));
    });
  });

const sources = Math.max(newest("packages"), newest("simulator"), age("package.json"), age("rollup.config.mjs"));
if (age("packages/cli/dist/index.js") < sources)
  await run("packages", "npx", ["rollup", "-c", "--silent"], { BERTH_BUILD: "start" });
if (age("packages/cli/dist/simulator/index.html") < sources)
  await run("simulator", "npx", [
    "vite",
    "build",
    "simulator",
    "--outDir",
    "../packages/cli/dist/simulator",
    "--logLevel",
    "warn",
  ]);

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    fresh: { type: "boolean", default: false },
    data: { type: "string", default: ".berth" },
  },
});
const { startCommand, processTerminal } = await import("../dist/index.js");
const { serveMerchant } = await import("../dist/merchant.js");
process.exitCode = await startCommand(
  {
    port: Number(values.port),
    fresh: values.fresh,
    data: values.data,
    samples: { dir: "simulator/programs", serveMerchant, merchantHost: "api.shop.test" },
  },
  processTerminal(),
);
