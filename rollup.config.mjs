// One table builds every package: ES modules, CommonJS, declarations, and what a page loads as one script.
import { existsSync, readFileSync, rmSync } from "node:fs";
import commonjs from "@rollup/plugin-commonjs";
import nodeResolve from "@rollup/plugin-node-resolve";
import { transform } from "esbuild";
import dts from "rollup-plugin-dts";

/** Subpaths are files at the root of a package's src (a test compares them with `exports`). */
const packages = {
  core: ["index", "wire", "manifest", "jsapi", "policy", "policy-tools", "events", "tokens", "issuer", "release"],
  compiler: ["index", "node"],
  platform: ["index", "node", "client"],
  sdk: ["index", "shell", "log", "tokens", "testing", "node", "native"],
  cli: ["index", "main"],
};

/** Scripts that a page or a worker loads whole: everything inside, nothing on the global scope but the name given. */
const scripts = [
  { input: "packages/runtime/src/worker.ts", file: "packages/runtime/dist/worker.js" },
  { input: "packages/runtime/src/worker-extra.ts", file: "packages/runtime/dist/worker-extra.js" },
  { input: "packages/runtime/src/view.ts", file: "packages/runtime/dist/view.js" },
  { input: "packages/runtime/src/view-extra.ts", file: "packages/runtime/dist/view-extra.js" },
  { input: "packages/cli/src/check/page.ts", file: "packages/cli/dist/check/page.js" },
  {
    input: "packages/sdk/src/index.ts",
    file: "packages/sdk/dist/berth-sdk.js",
    name: "BerthSdk",
    later: "berth-re2.js",
  },
  { input: "packages/core/src/policy/re2-engine.ts", file: "packages/sdk/dist/berth-re2.js", format: "es" },
];

/** The engine for regular expressions is a third of the SDK's script: it stays a file of its own, imported when needed. */
const late = (file) => ({
  name: "late",
  resolveId: (source) => (file && source.endsWith("/re2-engine.js") ? { id: `./${file}`, external: true } : null),
});

/** esbuild as a rollup plugin: types are checked by `tsc` (npm run check), here they are only taken out. */
const typescript = (minify) => ({
  name: "typescript",
  async resolveId(source, importer) {
    if (!importer || !source.startsWith(".") || !source.endsWith(".js")) return null;
    const file = new URL(source.replace(/\.js$/, ".ts"), `file://${importer}`).pathname;
    return existsSync(file) ? file : null;
  },
  async transform(code, id) {
    if (!id.endsWith(".ts")) return null;
    const result = await transform(code, { loader: "ts", target: "es2022", sourcemap: true, sourcefile: id });
    return { code: result.code, map: result.map };
  },
  async renderChunk(code) {
    if (!minify) return null;
    const result = await transform(code, { minify: true, target: "es2022", sourcemap: true, legalComments: "none" });
    return { code: result.code, map: result.map };
  },
});

/** Workspace packages inside a script are taken from their sources. */
const workspace = {
  name: "workspace",
  resolveId(source) {
    const match = /^@berth\/(core|sdk|runtime)(?:\/(.+))?$/.exec(source);
    return match ? new URL(`packages/${match[1]}/src/${match[2] ?? "index"}.ts`, import.meta.url).pathname : null;
  },
};

const isExternal = (id) => !id.startsWith(".") && !id.startsWith("/") && !id.startsWith("\0");
const only = process.env.BERTH_BUILD; // "start": just what `npm start` needs
const fatal = (warning, handler) => {
  if (warning.code === "CIRCULAR_DEPENDENCY" && warning.ids?.some((id) => id.includes("node_modules"))) return;
  if (warning.code === "UNRESOLVED_IMPORT") throw new Error(warning.message);
  handler(warning);
};

const entries = (name, list) =>
  Object.fromEntries(
    list
      .filter((entry) => existsSync(`packages/${name}/src/${entry}.ts`))
      .map((entry) => [entry, `packages/${name}/src/${entry}.ts`]),
  );

const libraries = Object.entries(packages).flatMap(([name, list]) => {
  // Chunks of earlier builds have other names and would be packed beside the new ones.
  if (only !== "start") rmSync(`packages/${name}/dist/chunks`, { recursive: true, force: true });
  const input = entries(name, list);
  const external = isExternal;
  const esm = {
    input,
    external,
    onwarn: fatal,
    plugins: [typescript(false)],
    output: { dir: `packages/${name}/dist`, format: "es", sourcemap: true, chunkFileNames: "chunks/[name]-[hash].js" },
  };
  if (only === "start") return [esm];
  const cjs = {
    ...esm,
    output: {
      dir: `packages/${name}/dist`,
      format: "cjs",
      exports: "named",
      entryFileNames: "[name].cjs",
      chunkFileNames: "chunks/[name]-[hash].cjs",
      sourcemap: true,
    },
  };
  const types = (extension) => ({
    input,
    external,
    onwarn: fatal,
    plugins: [dts({ compilerOptions: { paths: {}, noEmit: false } })],
    output: {
      dir: `packages/${name}/dist`,
      format: "es",
      entryFileNames: `[name].d.${extension}`,
      chunkFileNames: `chunks/types-[name]-[hash].d.${extension}`,
    },
  });
  // The command line program is not a library: no CommonJS, no second set of declarations.
  return name === "cli" ? [esm, types("ts")] : [esm, cjs, types("ts"), types("cts")];
});

/** The sample merchant's back end, for \`npm start\`; it is no part of a package. */
const merchant = {
  input: "simulator/merchant/serve-merchant.ts",
  external: isExternal,
  onwarn: fatal,
  plugins: [typescript(false)],
  output: { file: "packages/cli/dist/merchant.js", format: "es", sourcemap: true },
};

const bundles = scripts
  .filter(({ input, name, format }) => existsSync(input) && !(only === "start" && (name || format)))
  .map(({ input, file, name, later, format = "iife" }) => ({
    input,
    onwarn: fatal,
    makeAbsoluteExternalsRelative: false,
    plugins: [late(later), workspace, typescript(true), nodeResolve({ browser: true }), commonjs()],
    output: { file, format, sourcemap: true, inlineDynamicImports: true, ...(name ? { name } : {}) },
  }));

// Versions come from one place.
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const all = [...libraries, ...bundles, merchant];
for (const config of all) config.output.banner = `/*! Berth ${version}, Apache-2.0 */`;

export default all;
