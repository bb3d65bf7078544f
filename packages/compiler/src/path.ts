import { pluginFolder } from "@berth/core/wire";

/** Folder part of a path, "" for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** Path without its last extension. */
export function withoutExtension(path: string): string {
  const slash = path.lastIndexOf("/");
  const dot = path.lastIndexOf(".");
  return dot > slash + 1 ? path.slice(0, dot) : path;
}

/** Last extension with its dot in lower case, "" when there is none. */
export function extensionOf(path: string): string {
  const slash = path.lastIndexOf("/");
  const dot = path.lastIndexOf(".");
  return dot > slash + 1 ? path.slice(dot).toLowerCase() : "";
}

/** Root that absolute paths written in a file mean: the folder of its plugin, or "" (F-FILE-5). */
export function rootOf(path: string): string {
  return path.startsWith(`${pluginFolder}/`) ? path.split("/", 2).join("/") : "";
}

/**
 * `path` seen from `folder` as a path from the root, or null when it leaves the root or its plugin (F-FILE-5). A leading
 * slash means the root; inside a plugin, the plugin's.
 */
export function joinPath(folder: string, path: string): string | null {
  const root = rootOf(`${folder}/`);
  const kept = root === "" ? 0 : 2;
  const start = path.startsWith("/") ? root : folder;
  const parts = start === "" ? [] : start.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") {
      if (parts.length <= kept) return null;
      parts.pop();
    } else parts.push(part);
  }
  return parts.join("/");
}
