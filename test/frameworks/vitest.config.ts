import { defineConfig } from "vitest/config";
import { alias } from "../../vitest.config.js";

/** Run by `node test/frameworks/run.mjs`, never by `npm test`: what it tests must be built by tools from npm first. */
export default defineConfig({
  resolve: { alias },
  test: {
    include: ["test/frameworks/*.test.ts"],
    environment: "node",
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
