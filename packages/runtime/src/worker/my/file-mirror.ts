import type { FileEntry } from "@berth/core/wire";
import { type ApiOutcome, failWith, succeed } from "./async-api.js";
import { bytesOfText, textOfBytes } from "./file-encoding.js";

/** F-STO-6: what is kept, saved files and the program's own folder together. */
const quota = 10 * 1024 * 1024;
/** Folders that are always there, the program's own first. */
const folders = ["berth-file:usr", "berth-file:saved", "berth-file:tmp"];

interface MirroredFile {
  content: Blob | Uint8Array<ArrayBuffer>;
  created: number;
  modified: number;
}

/** What the host has to do: the content that is at an address now, or null for nothing. */
export type FileChange = [address: string, content: Blob | null];

/**
 * The files of the app as the worker knows them: every operation of `FileSystemManager` is done here, at once, and told
 * to the host, so that those with `Sync` in their name need no answer (F-CAT-H5). Directories have "/" at the end.
 */
export class FileMirror {
  readonly #files = new Map<string, MirroredFile>();
  readonly #news: FileEntry[];
  readonly #now: () => number;
  /** Changes of the operation under way. */
  #changes: FileChange[] = [];

  /** @param news what the host told, and goes on to tell at the end of the list */
  constructor(news: FileEntry[], now: () => number) {
    this.#news = news;
    this.#now = now;
  }

  /** Does one operation; its changes go to `tell`, when it did not fail. */
  run(operation: string, params: Record<string, unknown>, tell: (changes: FileChange[]) => void): ApiOutcome {
    for (const [path, content, created, modified] of this.#news.splice(0)) {
      if (content === null) this.#files.delete(path);
      else this.#files.set(path, { content, created, modified });
    }
    this.#changes = [];
    const before = new Map(this.#files);
    const outcome = (this[operation as "access"] as FileMirror["access"]).call(this, params);
    const checked =
      outcome.ok && this.#changes.length > 0 && this.#size() > quota
        ? failWith(7102, `${operation}: more than 10 MB of files`)
        : outcome;
    if (checked.ok) {
      if (this.#changes.length > 0) tell(this.#changes);
      return outcome;
    }
    // All or nothing.
    this.#files.clear();
    for (const [path, file] of before) this.#files.set(path, file);
    return checked;
  }

  access({ path }: Record<string, unknown>): ApiOutcome {
    const at = place(path);
    return at !== null && (this.#files.has(at) || this.#isDirectory(at)) ? succeed({ success: true }) : none(path);
  }

  readFile({ filePath, encoding, position, length }: Record<string, unknown>): ApiOutcome {
    const file = this.#file(filePath);
    if (file === undefined) return none(filePath);
    const bytes = bytesOf(file.content);
    const from = Math.max(0, Number(position ?? 0) || 0);
    const part = bytes.slice(from, length === undefined ? undefined : from + Math.max(0, Number(length) || 0));
    const data = encoding === undefined || encoding === "" ? part.buffer : textOfBytes(part, String(encoding));
    return data === null
      ? failWith(2, `readFile: there is no encoding "${String(encoding)}"`)
      : succeed({ data, success: true });
  }

  writeFile({ filePath, data, encoding }: Record<string, unknown>): ApiOutcome {
    const bytes = bytesOfText(data ?? "", String(encoding ?? "utf8"));
    if (bytes === null) return failWith(2, 'writeFile: parameter "data" must be a text in its encoding, or a buffer');
    return this.#put(filePath, bytes);
  }

  appendFile({ filePath, data, encoding }: Record<string, unknown>): ApiOutcome {
    const file = this.#file(filePath);
    if (file === undefined) return none(filePath);
    const more = bytesOfText(data ?? "", String(encoding ?? "utf8"));
    if (more === null) return failWith(2, 'appendFile: parameter "data" must be a text in its encoding, or a buffer');
    const old = bytesOf(file.content);
    const bytes = new Uint8Array(old.length + more.length);
    bytes.set(old);
    bytes.set(more, old.length);
    return this.#put(filePath, bytes);
  }

  truncate({ filePath, length }: Record<string, unknown>): ApiOutcome {
    const file = this.#file(filePath);
    if (file === undefined) return none(filePath);
    const size = Math.max(0, Number(length ?? 0) || 0);
    if (size > quota) return failWith(7102, "truncate: more than 10 MB of files");
    const bytes = new Uint8Array(size);
    bytes.set(bytesOf(file.content).subarray(0, size));
    return this.#put(filePath, bytes);
  }

  copyFile({ srcPath, destPath }: Record<string, unknown>): ApiOutcome {
    const file = this.#file(srcPath);
    return file === undefined ? none(srcPath) : this.#put(destPath, file.content);
  }

  rename({ oldPath, newPath }: Record<string, unknown>): ApiOutcome {
    const from = place(oldPath);
    const to = place(newPath);
    if (from === null || folders.includes(from)) return none(oldPath);
    const file = this.#files.get(from);
    if (file !== undefined) {
      const put = this.#put(newPath, file.content, file.created);
      if (put.ok && from !== to) this.#remove(from);
      return put;
    }
    if (!this.#isDirectory(from)) return none(oldPath);
    const target = this.#parentOf(to);
    if (to === null || target === null || `${to}/`.startsWith(`${from}/`)) return none(newPath);
    if (this.#files.has(to) || this.#isDirectory(to)) return exists("rename", newPath);
    for (const [path, each] of [...this.#files]) {
      if (!path.startsWith(`${from}/`)) continue;
      this.#set(to + path.slice(from.length), each.content, each.created);
      this.#remove(path);
    }
    return succeed({ success: true });
  }

  unlink({ filePath }: Record<string, unknown>): ApiOutcome {
    const at = place(filePath);
    if (at === null || !this.#files.has(at)) return none(filePath);
    this.#remove(at);
    return succeed({ success: true });
  }

  mkdir({ dirPath, recursive }: Record<string, unknown>): ApiOutcome {
    const at = place(dirPath);
    if (at === null || !at.startsWith(`${folders[0]}/`)) return none(dirPath);
    if (this.#files.has(at)) return exists("mkdir", dirPath);
    if (this.#isDirectory(at)) return recursive === true ? succeed({ success: true }) : exists("mkdir", dirPath);
    const missing: string[] = [];
    for (let up = at; !this.#isDirectory(up); up = up.slice(0, up.lastIndexOf("/"))) {
      if (this.#files.has(up)) return exists("mkdir", dirPath);
      missing.push(up);
    }
    if (missing.length > 1 && recursive !== true) return none(dirPath);
    for (const path of missing) this.#set(`${path}/`, new Uint8Array(0));
    return succeed({ success: true });
  }

  rmdir({ dirPath, recursive }: Record<string, unknown>): ApiOutcome {
    const at = place(dirPath);
    if (at === null || folders.includes(at) || !this.#isDirectory(at)) return none(dirPath);
    const inside = [...this.#files.keys()].filter((path) => path.startsWith(`${at}/`));
    if (inside.length > 1 && recursive !== true) return failWith(3, `rmdir: ${String(dirPath)} is not empty`);
    for (const path of inside) this.#remove(path);
    return succeed({ success: true });
  }

  readdir({ dirPath }: Record<string, unknown>): ApiOutcome {
    const at = place(dirPath);
    if (at === null || !this.#isDirectory(at)) return none(dirPath);
    const names = new Set<string>();
    for (const path of this.#files.keys()) {
      if (path.startsWith(`${at}/`)) names.add(path.slice(at.length + 1).split("/")[0] ?? "");
    }
    names.delete("");
    return succeed({ files: [...names].sort(), success: true });
  }

  stat({ path, recursive }: Record<string, unknown>): ApiOutcome {
    const at = place(path);
    if (at === null) return none(path);
    const directory = this.#isDirectory(at);
    if (!directory && !this.#files.has(at)) return none(path);
    if (recursive !== true || !directory) return succeed({ stats: this.#stats(at), success: true });
    const stats: Record<string, unknown> = { "/": this.#stats(at) };
    for (const each of this.#files.keys()) {
      const own = each.replace(/\/$/, "");
      if (own.startsWith(`${at}/`)) stats[own.slice(at.length)] = this.#stats(own);
    }
    return succeed({ stats, success: true });
  }

  getSavedFileList(): ApiOutcome {
    const fileList = [...this.#files].flatMap(([path, { content, created }]) =>
      path.startsWith("berth-file:saved/")
        ? [{ apFilePath: path, filePath: path, size: sizeOf(content), createTime: created }]
        : [],
    );
    return succeed({ fileList, success: true });
  }

  /** Where no target is given, a place among the saved files. */
  saveFile({ tempFilePath, apFilePath, filePath }: Record<string, unknown>): ApiOutcome {
    const from = tempFilePath ?? apFilePath;
    const ending = /\.\w+$/.exec(String(from))?.[0] ?? "";
    let number = 0;
    const free = (): string => `berth-file:saved/${this.#now().toString(36)}-${number}${ending}`;
    while (this.#files.has(free())) number += 1;
    const to = filePath ?? free();
    const moved = this.rename({ oldPath: from, newPath: to });
    return moved.ok ? succeed({ savedFilePath: to, apFilePath: to, success: true }) : moved;
  }

  #file(path: unknown): MirroredFile | undefined {
    const at = place(path);
    return at === null ? undefined : this.#files.get(at);
  }

  #isDirectory(at: string): boolean {
    return folders.includes(at) || this.#files.has(`${at}/`);
  }

  /** The directory that a file at this address would be in, if it is there and may be written to. */
  #parentOf(at: string | null): string | null {
    const parent = at === null ? "" : at.slice(0, at.lastIndexOf("/"));
    return this.#isDirectory(parent) && parent !== folders[2] ? parent : null;
  }

  #put(path: unknown, content: MirroredFile["content"], created?: number): ApiOutcome {
    const at = place(path);
    if (at === null || this.#parentOf(at) === null) return none(path);
    if (this.#isDirectory(at)) return exists("writeFile", path);
    this.#set(at, content, created ?? this.#files.get(at)?.created);
    return succeed({ success: true });
  }

  #set(at: string, content: MirroredFile["content"], created?: number): void {
    const now = this.#now();
    this.#files.set(at, { content, created: created ?? now, modified: now });
    this.#changes.push([at, content instanceof Blob ? content : new Blob([content])]);
  }

  #remove(at: string): void {
    this.#files.delete(at);
    this.#changes.push([at, null]);
  }

  #stats(at: string): Record<string, unknown> {
    const directory = this.#isDirectory(at);
    const { content, created, modified } = this.#files.get(directory ? `${at}/` : at) ?? { created: 0, modified: 0 };
    return {
      mode: directory ? 0o40755 : 0o100644,
      size: content === undefined ? 0 : sizeOf(content),
      createTime: created,
      lastAccessedTime: modified,
      lastModifiedTime: modified,
      isFile: () => !directory,
      isDirectory: () => directory,
    };
  }

  /** Bytes of what is kept. */
  #size(): number {
    let total = 0;
    for (const [path, { content }] of this.#files) if (!path.startsWith("berth-file:tmp/")) total += sizeOf(content);
    return total;
  }
}

/** The address of a path of the app, without "." and ".." and "/" at the end; null outside its folders. */
function place(path: unknown): string | null {
  if (typeof path !== "string") return null;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return folders.includes(parts[0] ?? "") ? parts.join("/") : null;
}

/** No such file, or none of the app's. */
function none(path: unknown): ApiOutcome {
  return failWith(7103, `there is no file ${String(path)} of this mini program`);
}

function exists(api: string, path: unknown): ApiOutcome {
  return failWith(10025, `${api}: ${String(path)} is there already`);
}

function sizeOf(content: Blob | Uint8Array): number {
  return content instanceof Blob ? content.size : content.length;
}

/** Workers can read at once what other realms wait for. */
function bytesOf(content: Blob | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (!(content instanceof Blob)) return content;
  const { FileReaderSync } = globalThis as unknown as {
    FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };
  };
  return new Uint8Array(new FileReaderSync().readAsArrayBuffer(content));
}
