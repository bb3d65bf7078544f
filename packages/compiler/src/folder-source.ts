import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { asObject, asString } from "./json/config.js";
import { parseJson } from "./json/parse-json.js";
import { compileLimits } from "./limits.js";
import type { ProjectSource } from "./project.js";

/** A project in a folder, with the folder that holds its app.json. */
export interface FolderProject extends ProjectSource {
  name: string;
  /** Absolute path of the folder with app.json. */
  root: string;
}

/** Where a folder's packages may be beside its own `node_modules`. */
export interface FolderOptions {
  /** Folders that have a `node_modules`, asked after those of the project. */
  packagesFrom?: readonly string[];
}

/** Folders that hold no source of a mini program. */
const ignored = new Set(["node_modules", "dist", "build", "coverage", "__MACOSX"]);

/**
 * The mini program in a folder. Its root is what `mini.project.json` says (F-PROJ-1), else the folder itself or its
 * `src` when app.json is there. Packages come from `node_modules` of the root and of the folders above it.
 */
export async function folderSource(folder: string, options: FolderOptions = {}): Promise<FolderProject> {
  const top = resolve(folder);
  const root = await findRoot(top);
  const packageFolders: string[] = [];
  for (let at = root; at !== dirname(at); at = dirname(at)) packageFolders.push(dirname(at));
  packageFolders.push(...(options.packagesFrom ?? []).map((path) => resolve(path)));
  return {
    name: top.split(sep).pop() ?? "project",
    root,
    list: () => listFiles(root),
    async read(path) {
      if (path.split("/").includes("..")) return null;
      if (path === "mini.project.json") return (await readBytes(join(root, path))) ?? readBytes(join(top, path));
      const own = await readBytes(join(root, path));
      if (own !== null || !path.startsWith("node_modules/")) return own;
      for (const at of packageFolders) {
        const found = await readBytes(join(at, path));
        if (found !== null) return found;
      }
      return null;
    },
  };
}

async function findRoot(top: string): Promise<string> {
  const bytes = await readBytes(join(top, "mini.project.json"));
  const config = bytes ? asObject(parseJson(new TextDecoder().decode(bytes)).value) : null;
  const named = asString(config?.["miniprogramRoot"]);
  for (const candidate of [...(named === null ? [] : [join(top, named)]), top, join(top, "src")])
    if ((await readBytes(join(candidate, "app.json"))) !== null) return resolve(candidate);
  return top;
}

async function readBytes(path: string): Promise<Uint8Array | null> {
  try {
    // Asked first, since reading a folder or a pipe would fail late or never end.
    const info = await stat(path);
    return info.isFile() ? await readFile(path) : null;
  } catch {
    return null;
  }
}

async function listFiles(root: string): Promise<string[]> {
  const files: string[] = [];
  const visit = async (prefix: string): Promise<void> => {
    for (const entry of await readdir(join(root, prefix), { withFileTypes: true })) {
      if (files.length >= compileLimits.files) return;
      const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) {
        if (!ignored.has(entry.name)) await visit(path);
      } else if (entry.isFile()) files.push(path);
    }
  };
  await visit("");
  return files;
}
