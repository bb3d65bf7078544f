import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { workspace } from "./workspace-bundle.js";

/** What a page gets with an import: bytes at once, bytes that may come later, and the files that come at once. */
export interface ImportCost {
  start: number;
  later: number;
  inputs: string[];
}

/** Bytes of what a page gets, minified and compressed, with these lines as its script. */
export async function importCost(contents: string): Promise<ImportCost> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: "packages/sdk" },
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    outdir: "out",
    plugins: [workspace],
  });
  const { outputs } = metafile;
  const atStart = new Set<string>();
  const walk = (name: string): void => {
    if (atStart.has(name)) return;
    atStart.add(name);
    for (const { path, kind } of outputs[name]?.imports ?? []) if (kind === "import-statement") walk(path);
  };
  walk(Object.keys(outputs).find((name) => outputs[name]?.entryPoint === "<stdin>") ?? "");
  const sum = (wanted: boolean): number =>
    outputFiles
      .filter(({ path }) => [...atStart].some((name) => path.endsWith(`/${name}`)) === wanted)
      .reduce((total, { contents: bytes }) => total + gzipSync(bytes, { level: 9 }).length, 0);
  const inputs = [...atStart].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}));
  return { start: sum(true), later: sum(false), inputs };
}
