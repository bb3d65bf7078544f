import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the simulator's page from its sources into a new folder and returns that. */
export async function builtSimulator(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "berth-simulator-"));
  await build({
    configFile: fileURLToPath(new URL("../../simulator/vite.config.ts", import.meta.url)),
    build: { outDir, emptyOutDir: true, sourcemap: false },
    logLevel: "silent",
  });
  return outDir;
}
