// npm run bench: bundles bench/main.ts from sources, so that figures are of the code as it is and need no build.
import { existsSync, mkdirSync } from "node:fs";
import { build } from "esbuild";

const workspace = {
  name: "workspace",
  setup({ onResolve }) {
    onResolve({ filter: /^@berth\// }, ({ path }) => {
      const [, name, subpath = "index"] = path.split("/");
      const file = new URL(`../packages/${name}/src/${subpath}.ts`, import.meta.url).pathname;
      return existsSync(file) ? { path: file } : null;
    });
  },
};
mkdirSync("bench/.results", { recursive: true });
const outfile = "bench/.results/main.mjs";
await build({
  entryPoints: ["bench/main.ts"],
  outfile,
  bundle: true,
  external: [
    "esbuild",
    "playwright-core",
    "less",
    "vite",
    "better-sqlite3",
    "css-tree",
    "@babel/core",
    "glass-easel-template-compiler",
  ],
  banner: {
    js: 'import { createRequire as berthRequire } from "node:module"; const require = berthRequire(import.meta.url);',
  },
  format: "esm",
  platform: "node",
  target: "node20",
  plugins: [workspace],
  logLevel: "error",
});
await import(new URL("../bench/.results/main.mjs", import.meta.url).href);
