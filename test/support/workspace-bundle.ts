import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { build, type Plugin } from "esbuild";

/** Tests and benchmarks run at the root of the repository. */
const at = (path: string): string => resolve(path);

/** Takes the workspace's packages from their sources, so that tests need no build. */
export const workspace: Plugin = {
  name: "workspace",
  setup({ onResolve }) {
    onResolve({ filter: /^@berth\// }, ({ path }) => {
      const [, name = "", subpath = "index"] = path.split("/");
      const file = at(`packages/${name}/src/${subpath}.ts`);
      return existsSync(file) ? { path: file } : null;
    });
  },
};

/** One classic script of some TypeScript whose relative imports start at the root of the repository. */
export async function bundleScript(contents: string): Promise<string> {
  const result = await build({
    stdin: { contents, resolveDir: at("."), loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    logLevel: "silent",
    plugins: [workspace],
  });
  return result.outputFiles[0]?.text ?? "";
}

/** Texts of the guest runtime. */
export type RuntimeTexts = Record<"worker" | "view" | "workerExtra" | "viewExtra", string>;

let runtime: Promise<RuntimeTexts> | null = null;

/** The guest runtime from its sources; bundled once for each test file. */
export function guestRuntime(): Promise<RuntimeTexts> {
  runtime ??= Promise.all(
    ["worker", "view", "worker-extra", "view-extra"].map((name) =>
      bundleScript(`import "./packages/runtime/src/${name}.ts";`),
    ),
  ).then(([worker = "", view = "", workerExtra = "", viewExtra = ""]) => ({ worker, view, workerExtra, viewExtra }));
  return runtime;
}
