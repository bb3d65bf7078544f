import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The simulator's page. Packages are taken from their sources, so that nothing has to be built first. */
export default defineConfig({
  root: at("."),
  resolve: {
    alias: [
      { find: /^@berth\/(core|sdk|compiler|platform)$/, replacement: `${at("../packages")}/$1/src/index.ts` },
      {
        find: /^@berth\/(core|runtime|sdk|compiler|platform)\/(.+)$/,
        replacement: `${at("../packages")}/$1/src/$2.ts`,
      },
    ],
  },
  build: {
    outDir: at("./dist"),
    emptyOutDir: true,
    target: "es2022",
    sourcemap: true,
    chunkSizeWarningLimit: 700,
  },
});
