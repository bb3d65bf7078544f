// Builds the same small shop with a framework's own tools from npm and drives it in Chromium:
//   node test/frameworks/run.mjs taro|taro3|uni-app [folder]
// `folder` keeps tools and build for the next run; without it a temporary one is used and removed.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");

/** Packages of one scope that are released together. */
const together = (scope, version, names) => Object.fromEntries(names.map((name) => [`${scope}${name}`, version]));

const taroPackages = (version, refresh) => ({
  ...together("@tarojs/", version, [
    "cli",
    "components",
    "helper",
    "plugin-framework-react",
    "plugin-platform-alipay",
    "react",
    "runtime",
    "shared",
    "taro",
    "webpack5-runner",
  ]),
  "babel-preset-taro": version,
  "@babel/core": "^7.24.4",
  "@babel/preset-react": "^7.24.1",
  "@babel/runtime": "^7.24.4",
  "@pmmmwh/react-refresh-webpack-plugin": "^0.5.5",
  postcss: "^8.5.6",
  react: "^18.0.0",
  "react-dom": "^18.0.0",
  "react-refresh": refresh,
  webpack: "5.91.0",
});

const taro = (version, refresh) => ({
  sources: "taro",
  packages: taroPackages(version, refresh),
  build: ["taro", "build", "--type", "alipay"],
  output: "dist",
});

const frameworks = {
  taro: taro("4.2.0", "^0.14.0"),
  taro3: taro("3.6.40", "^0.11.0"),
  "uni-app": {
    sources: "uni-app",
    packages: {
      ...together("@dcloudio/", "3.0.0-5000720260410001", [
        "uni-app",
        "uni-cli-shared",
        "uni-components",
        "uni-mp-alipay",
        "vite-plugin-uni",
      ]),
      vite: "5.2.8",
      vue: "3.4.21",
    },
    build: ["uni", "build", "-p", "mp-alipay"],
    output: "dist/build/mp-alipay",
  },
};

function run(command, args, cwd, env = {}) {
  console.log(`> ${command} ${args.join(" ")}`);
  const { status } = spawnSync(command, args, { cwd, stdio: "inherit", env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`${command} ${args[0]} ended with ${status}`);
}

const [name = "", kept] = process.argv.slice(2);
const framework = Object.hasOwn(frameworks, name) ? frameworks[name] : null;
if (framework === null) {
  console.error(`node test/frameworks/run.mjs ${Object.keys(frameworks).join("|")} [folder]`);
  process.exit(2);
}
const folder = kept === undefined ? mkdtempSync(join(tmpdir(), "berth-framework-")) : resolve(kept);
try {
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, "src"), { recursive: true, force: true });
  cpSync(join(here, "fixtures", framework.sources), folder, { recursive: true });
  const manifest = { name: "berth-framework", version: "1.0.0", private: true, dependencies: framework.packages };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  // Their installation scripts fetch what these builds do not use.
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"], folder);
  run("npx", ["--no-install", ...framework.build], folder, { NODE_ENV: "production" });
  run("npx", ["vitest", "run", "--config", "test/frameworks/vitest.config.ts"], root, {
    BERTH_FRAMEWORK: name,
    BERTH_FRAMEWORK_OUTPUT: join(folder, framework.output),
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
}
