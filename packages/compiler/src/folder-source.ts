import { readFileSync, realpathSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { asObject, asString } from "./json/config.js";
import { parseJson } from "./json/parse-json.js";
import { compileLimits } from "./limits.js";
import type { ProjectSource } from "./project.js";

/** A project in a folder, with the folder that holds its app.json. */
export interface FolderProject extends ProjectSource {
  name: string;
  /** Absolute path of the folder with app.json. */
  root: string;
  /** Path in the project of an absolute path of the disk, whether or not there is such a file. */
  pathOf(file: string): string;
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
 * `src` when app.json is there. Packages come from `node_modules` of the root and of the folders above it. A link that
 * leads out of the folder is no file of the project.
 */
export async function folderSource(folder: string, options: FolderOptions = {}): Promise<FolderProject> {
  const top = resolve(folder);
  const root = await findRoot(top);
  const packages = (options.packagesFrom ?? []).map((path) => resolve(path));
  return {
    name: top.split(sep).pop() ?? "project",
    ...sourceIn(root, top, packages),
    root,
    folder: (path) => {
      const inner = resolve(top, path.replace(/^\/+/, ""));
      return within(top, inner) ? sourceIn(inner, top, packages) : null;
    },
    pathOf: (file) => relative(root, file).split(sep).join("/"),
  };
}

/**
 * The project whose root is `plugin.json`'s folder: the one that `mini.project.json` of that folder names as
 * `pluginRoot`, or the folder itself.
 */
export async function pluginFolderSource(folder: string, options: FolderOptions = {}): Promise<FolderProject> {
  const top = resolve(folder);
  const named = asString((await projectJson(top))?.["pluginRoot"]);
  const root = named !== null && within(top, resolve(top, named)) ? resolve(top, named) : top;
  const packages = (options.packagesFrom ?? []).map((path) => resolve(path));
  return {
    name: top.split(sep).pop() ?? "plugin",
    ...sourceIn(root, top, packages),
    root,
    pathOf: (file) => relative(root, file).split(sep).join("/"),
  };
}

function sourceIn(root: string, top: string, packages: readonly string[]): Pick<ProjectSource, "list" | "read"> {
  const packageFolders: string[] = [];
  for (let at = root; at !== dirname(at); at = dirname(at)) packageFolders.push(dirname(at));
  packageFolders.push(...packages);
  return {
    list: () => listFiles(root),
    async read(path) {
      if (path.split("/").includes("..")) return null;
      if (path === "mini.project.json")
        return (await readBytes(join(root, path), top)) ?? readBytes(join(top, path), top);
      // Packages are linked into workspaces from anywhere; other files stay where the project is.
      const isPackage = path.split("/").includes("node_modules");
      const own = await readBytes(join(root, path), isPackage ? null : top);
      if (own !== null || !path.startsWith("node_modules/")) return own;
      for (const at of packageFolders) {
        const found = await readBytes(join(at, path), null);
        if (found !== null) return found;
      }
      return null;
    },
  };
}

/** `mini.project.json` of a folder, or null. */
export async function projectJson(top: string): Promise<ReturnType<typeof asObject>> {
  const bytes = await readBytes(join(top, "mini.project.json"), top);
  return bytes ? asObject(parseJson(new TextDecoder().decode(bytes)).value) : null;
}

async function findRoot(top: string): Promise<string> {
  const named = asString((await projectJson(top))?.["miniprogramRoot"]);
  const own = named === null ? null : resolve(top, named.replace(/^\/+/, ""));
  for (const candidate of [...(own !== null && within(top, own) ? [own] : []), top, join(top, "src")])
    if ((await readBytes(join(candidate, "app.json"), top)) !== null) return candidate;
  return top;
}

/** Whether a path is a folder or lies in it. */
function within(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/**
 * Bytes of a file; null when there is none, or when it really lies outside of `top`. Without promises: a source is small,
 * and the hops through the pool of threads cost several times what reading it does.
 */
async function readBytes(path: string, top: string | null): Promise<Uint8Array | null> {
  try {
    // Asked first, since reading a folder or a pipe would fail late or never end.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return null;
    if (top !== null) {
      const real = realpathSync.native(path);
      if (real !== path && !within(realpathSync.native(top), real)) return null;
    }
    return readFileSync(path);
  } catch {
    return null;
  }
}

async function listFiles(root: string): Promise<string[]> {
  const files: string[] = [];
  const visit = async (prefix: string, depth: number): Promise<void> => {
    for (const entry of await readdir(join(root, prefix), { withFileTypes: true }).catch(() => [])) {
      if (files.length > compileLimits.files) return;
      const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) {
        // One level more than allowed, so that the compiler can name what is too deep.
        if (!ignored.has(entry.name) && depth <= compileLimits.folderDepth) await visit(path, depth + 1);
      } else if (entry.isFile()) files.push(path);
    }
  };
  await visit("", 0);
  return files;
}
