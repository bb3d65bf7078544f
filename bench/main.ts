/**
 * `npm run bench [-- --only NAME --quick --json FILE]`: ratios against the baselines named, measured in the same run.
 *
 * @module
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { runBridgeSuite } from "./bridge.js";
import { runBytesSuite } from "./bytes.js";
import { runCompileSuite } from "./compile.js";
import { runListSuite } from "./list.js";
import { runLogSuite } from "./log.js";
import { runStartSuite } from "./start.js";
import { runUrlSuite } from "./url.js";

type Suite = (options: { quick: boolean }) => Promise<Record<string, unknown>>;

const suites: Record<string, Suite> = {
  list: runListSuite,
  start: runStartSuite,
  bridge: runBridgeSuite,
  log: runLogSuite,
  url: runUrlSuite,
  compile: runCompileSuite,
  bytes: runBytesSuite,
};

const { values } = parseArgs({
  options: { only: { type: "string" }, quick: { type: "boolean", default: false }, json: { type: "string" } },
});

const names = values.only === undefined ? Object.keys(suites) : values.only.split(",");
const unknown = names.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(`No suite named ${unknown.join(", ")}; there are ${Object.keys(suites).join(", ")}.`);
  process.exit(2);
}

const results: Record<string, unknown> = {};
for (const name of names) {
  console.error(`# ${name}${values.quick ? " (quick: few rounds, wide spread)" : ""}`);
  const suite = suites[name] as Suite;
  results[name] = await suite({ quick: values.quick });
  console.log(JSON.stringify({ [name]: results[name] }, null, 2));
}

if (values.json !== undefined) {
  mkdirSync(dirname(values.json), { recursive: true });
  const machine = {
    cores: cpus().length,
    model: cpus()[0]?.model ?? "?",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  writeFileSync(values.json, `${JSON.stringify({ machine, quick: values.quick, suites: results }, null, 2)}\n`);
}
