import { gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";
import { workspace } from "../test/support/workspace-bundle.js";

/** Compressed bytes of an entry: what it loads at once, and what it loads later, by the file that begins each part. */
interface EntryBytes {
  atOnce: number;
  later: Record<string, number>;
}

/** Everything a page, a shell or a worker loads. Texts of the guest are one script each; the rest are ES modules. */
const guest = ["worker", "view", "worker-extra", "view-extra"] as const;
const entries = {
  sdk: "packages/sdk/src/index.ts",
  sdkLog: "packages/sdk/src/log.ts",
  sdkTokens: "packages/sdk/src/tokens.ts",
  sdkShell: "packages/sdk/src/shell.ts",
  policy: "packages/core/src/policy.ts",
} as const;

const packed = (contents: Uint8Array): number => gzipSync(contents, { level: 9 }).length;

const common = {
  bundle: true,
  minify: true,
  write: false as const,
  metafile: true as const,
  target: "es2022",
  legalComments: "none",
  plugins: [workspace],
  logLevel: "error",
} satisfies BuildOptions;

async function scriptBytes(name: string): Promise<number> {
  const built = await build({ ...common, entryPoints: [`packages/runtime/src/${name}.ts`], format: "iife" });
  return packed(built.outputFiles[0]?.contents ?? new Uint8Array());
}

async function entryBytes(entry: string): Promise<EntryBytes> {
  const { outputFiles, metafile } = await build({
    ...common,
    entryPoints: [entry],
    format: "esm",
    splitting: true,
    outdir: "bench/.results/bytes",
  });
  const { outputs } = metafile;
  const bytesOf = (path: string): number =>
    packed(outputFiles.find((file) => file.path.endsWith(path))?.contents ?? new Uint8Array());
  /** Files that come with a file, itself first. */
  const together = (path: string, found = new Set<string>()): Set<string> => {
    if (found.has(path)) return found;
    found.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement") together(next, found);
    }
    return found;
  };
  const sum = (paths: Iterable<string>): number => [...paths].reduce((total, path) => total + bytesOf(path), 0);
  const first = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === entry) ?? "";
  const start = together(first);
  const later: Record<string, number> = {};
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint === undefined || path === first) continue;
    later[entryPoint.replace(/^(?:node_modules|packages)\//, "")] = sum(
      [...together(path)].filter((each) => !start.has(each)),
    );
  }
  return { atOnce: sum(start), later };
}

/** Bytes of every entry, minified and gzipped, from the sources as they are; nothing is run. */
export async function runBytesSuite(): Promise<Record<string, unknown>> {
  const [worker = 0, view = 0, workerExtra = 0, viewExtra = 0] = await Promise.all(guest.map(scriptBytes));
  const modules: Record<string, EntryBytes> = {};
  for (const [name, entry] of Object.entries(entries)) modules[name] = await entryBytes(entry);
  return {
    method: "esbuild, minified, es2022, gzip level 9; parts that several later ones share are counted in each",
    guest: { start: worker + view, worker, view, workerExtra, viewExtra, all: worker + view + workerExtra + viewExtra },
    ...modules,
  };
}
