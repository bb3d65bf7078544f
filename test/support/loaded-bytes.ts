import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { workspace } from "./workspace-bundle.js";

// The one measure of size: esbuild from the sources as they are, minified, es2022, each file gzipped at level 9. Both the
// budgets that tests hold and the figures of the bench come from here.
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

const packed = (contents: Uint8Array | string): number => gzipSync(contents, { level: 9 }).length;

/** What a page gets with a module script of it. */
export interface ModuleBytes {
  /** Bytes before the script runs: what it imports statically, tree-shaken, and what that imports statically. */
  start: number;
  /** Sources with code in `start`. */
  inputs: string[];
  /** Bytes that each dynamic import adds to those, by the source it names; what several share is counted in each. */
  later: Record<string, number>;
}

/** Files that come with a file of the output, itself first: static imports only. */
function together(outputs: Metafile["outputs"], path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const { path: next, kind } of outputs[path]?.imports ?? []) {
    if (kind === "import-statement") together(outputs, next, found);
  }
  return found;
}

/** Bytes of what a page loads with this module script. */
export async function moduleBytes(contents: string): Promise<ModuleBytes> {
  const { outputFiles, metafile } = await build({
    ...common,
    stdin: { contents, resolveDir: "packages/sdk" },
    splitting: true,
    format: "esm",
    outdir: "out",
  });
  const { outputs } = metafile;
  const sum = (paths: Iterable<string>): number =>
    [...paths].reduce(
      (total, path) => total + packed(outputFiles.find((file) => file.path.endsWith(`/${path}`))?.contents ?? ""),
      0,
    );
  const first = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === "<stdin>") ?? "";
  const start = together(outputs, first);
  const later: Record<string, number> = {};
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint === undefined || path === first) continue;
    const added = [...together(outputs, path)].filter((each) => !start.has(each));
    later[entryPoint.replace(/^(?:node_modules|packages)\//, "")] = sum(added);
  }
  return { start: sum(start), inputs: [...start].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {})), later };
}

/** The script of the page in docs/guides/embed.md: what a host starts with is what this loads. */
export function embedScript(): string {
  const script = /<script type="module">([\s\S]*?)<\/script>/.exec(readFileSync("docs/guides/embed.md", "utf8"))?.[1];
  if (script === undefined) throw new Error("docs/guides/embed.md has no module script");
  return script;
}

/** A script of the guest runtime as it ships: its compressed size, and the sources with code in it. */
export async function guestBytes(name: string): Promise<{ bytes: number; files: string[] }> {
  const { outputFiles, metafile } = await build({
    ...common,
    entryPoints: [`packages/runtime/src/${name}.ts`],
    format: "iife",
  });
  const inputs = Object.values(metafile.outputs)[0]?.inputs ?? {};
  return {
    bytes: packed(outputFiles[0]?.contents ?? ""),
    files: Object.keys(inputs).filter((file) => (inputs[file]?.bytesInOutput ?? 0) > 0),
  };
}
