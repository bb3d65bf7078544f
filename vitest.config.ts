import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The source folder of each package by its npm name, so that tests run on sources and need no build. */
export const alias = [
  {
    find: /^@berth\/(core|sdk|compiler|platform)$/,
    replacement: at("./packages/$1/src/index.ts").replaceAll("%241", "$1"),
  },
  {
    find: /^@berth\/(core|runtime|sdk|compiler|platform)\/(.+)$/,
    replacement: at("./packages/$1/src/$2.ts").replaceAll("%24", "$"),
  },
  { find: /^berth$/, replacement: at("./packages/cli/src/index.ts") },
];

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["test/{unit,contract,property,package,types,docs}/**/*.test.ts", "test/conformance/*.test.ts"],
          environment: "node",
          testTimeout: 30_000,
        },
      },
      // Browser tests drive Debian's Chromium through playwright-core from Node; one file at a time, two cores are few.
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/{browser,journey,programs}/**/*.test.ts", "test/conformance/browser/*.test.ts"],
          environment: "node",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // What a loaded machine shows late is not wrong.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
