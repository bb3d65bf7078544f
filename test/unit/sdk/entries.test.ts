import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workspace } from "../../support/workspace-bundle.js";

const root = resolve(import.meta.dirname, "../../..");
const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "berth-entries-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program that imports an entry in plain Node and says what that did to the realm. */
const watcher = `
const before = new Set(Reflect.ownKeys(globalThis));
const started = [];
for (const name of ["setTimeout", "setInterval", "queueMicrotask", "fetch", "addEventListener"]) {
  const original = globalThis[name];
  if (original) globalThis[name] = (...args) => (started.push(name), original(...args));
}
const handles = process.getActiveResourcesInfo().length;
const entry = await import(process.argv[2]);
const added = Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String);
console.log(JSON.stringify({ added, started, handles: process.getActiveResourcesInfo().length - handles, names: Object.keys(entry).length }));
`;

test("importing any entry of the SDK in plain Node touches nothing: no global, no timer, no request", async () => {
  const manifest = JSON.parse(await readFile(join(root, "packages/sdk/package.json"), "utf8")) as {
    exports: Record<string, unknown>;
  };
  const names = Object.keys(manifest.exports)
    .filter((key) => !key.endsWith(".js"))
    .map((key) => (key === "." ? "index" : key.slice(2)));
  expect(names.length).toBeGreaterThan(4);
  await writeFile(join(folder, "watcher.mjs"), watcher);
  const entryPoints = names.map((name) => join(root, `packages/sdk/src/${name}.ts`));
  await build({
    entryPoints,
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    // Packages that a host with Node installs stay outside, as in the published files.
    banner: {
      js: `import { createRequire as requireFrom } from "node:module"; const require = requireFrom(${JSON.stringify(join(root, "package.json"))});`,
    },
    plugins: [workspace],
    logLevel: "silent",
  });
  for (const name of names) {
    const { stdout } = await run(process.execPath, [join(folder, "watcher.mjs"), join(folder, `${name}.mjs`)]);
    const { names: exported, ...effects } = JSON.parse(stdout) as Record<string, unknown>;
    expect({ name, ...effects }).toEqual({ name, added: [], started: [], handles: 0 });
    expect(exported).toBeGreaterThan(0);
  }
});
