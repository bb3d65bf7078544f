import { execFileSync } from "node:child_process";
import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";

/** Folders of the packages that are published. */
export const packages = ["core", "runtime", "sdk", "compiler", "platform", "cli"] as const;

/** What tests read of a package.json. */
export interface Manifest {
  name: string;
  version: string;
  exports: Record<string, unknown>;
  dependencies?: Record<string, string>;
  bin?: Record<string, string>;
}
export const manifestOf = (name: string): Manifest => JSON.parse(readFileSync(`packages/${name}/package.json`, "utf8"));

/** Names by which scripts import the entries of a package: without the files that pages load by themselves. */
export const entriesOf = (name: string): string[] =>
  Object.keys(manifestOf(name).exports)
    .filter((key) => !key.endsWith(".js"))
    .map((key) => manifestOf(name).name + key.slice(1));

/** Packs what `npm run build` made of a package into the folder, as `core.tgz` and so on. */
export function pack(name: string, folder: string): void {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const answer = execFileSync("npm", args, {
    cwd: `packages/${name}`,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ filename }] = JSON.parse(answer) as [{ filename: string }];
  renameSync(join(folder, filename), join(folder, `${name}.tgz`));
}

/** Script of a module that imports and requires every entry, and throws where CommonJS lacks what the module has. */
export const importAndRequire = (entries: readonly string[]): string => `import { createRequire } from "node:module";
  const require = createRequire(import.meta.url);
  for (const name of ${JSON.stringify(entries)}) {
    const [esm, cjs] = [Object.keys(await import(name)), Object.keys(require(name))];
    const missing = esm.filter((key) => !cjs.includes(key));
    if (missing.length > 0) throw new Error(name + " lacks in CommonJS: " + missing);
  }`;
