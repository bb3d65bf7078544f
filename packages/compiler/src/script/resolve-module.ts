import { exports as resolveExports } from "resolve.exports";
import type { ProjectFiles } from "../files.js";
import { asObject, asString } from "../json/config.js";
import { parseJson } from "../json/parse-json.js";
import { folderOf, joinPath, rootOf } from "../path.js";

/** How to look for a file: extensions to try in order, and names inside a folder. */
export interface LookUp {
  extensions: readonly string[];
  /** Fields of package.json that name the entry, in order; empty when a package as such means nothing. */
  mainFields: readonly string[];
}

/** Look-up of scripts: JavaScript before TypeScript, since compiled files often lie beside their sources. */
export const scriptLookUp: LookUp = {
  extensions: [".js", ".ts", ".mjs", ".cjs", ".json"],
  mainFields: ["miniprogram", "main", "module"],
};

/** Finds what a reference in a file means: relative, absolute from the root, npm, or bare though relative (corpus point 8). */
export class Resolver {
  readonly #files: ProjectFiles;
  readonly #alias: Readonly<Record<string, string>>;
  readonly #memo = new Map<string, Promise<string | null>>();

  constructor(files: ProjectFiles, alias: Readonly<Record<string, string>> = {}) {
    this.#files = files;
    this.#alias = alias;
  }

  /** Path of the file, or null. `npmFirst`: a bare name is a package before it is a file beside. */
  resolve(from: string, reference: string, look: LookUp, npmFirst: boolean): Promise<string | null> {
    const key = `${folderOf(from)}\n${reference}\n${look.extensions.join()}`;
    let found = this.#memo.get(key);
    if (!found) {
      found = this.#search(folderOf(from), this.#unalias(reference.trim()), look, npmFirst);
      this.#memo.set(key, found);
    }
    return found;
  }

  #unalias(reference: string): string {
    for (const [name, target] of Object.entries(this.#alias)) {
      const rest = reference === name ? "" : reference.startsWith(`${name}/`) ? reference.slice(name.length) : null;
      if (rest !== null) return `/${target.replace(/^\.?\//, "")}${rest}`;
    }
    return reference;
  }

  async #search(folder: string, reference: string, look: LookUp, npmFirst: boolean): Promise<string | null> {
    if (reference === "" || /^[a-z][a-z0-9+.-]*:\/\//i.test(reference)) return null;
    if (/^\.{1,2}(\/|$)/.test(reference) || reference.startsWith("/"))
      return this.#file(joinPath(folder, reference), look);
    const beside = async (): Promise<string | null> =>
      (await this.#file(joinPath(folder, reference), look)) ??
      (await this.#file(joinPath(rootOf(`${folder}/`), reference), look));
    return npmFirst
      ? ((await this.#package(folder, reference, look)) ?? (await beside()))
      : ((await beside()) ?? (await this.#package(folder, reference, look)));
  }

  async #file(path: string | null, look: LookUp): Promise<string | null> {
    if (path === null) return null;
    const candidates = [
      // A name like "a.config" has what looks like an extension; the exact name is tried only when it can be a module.
      ...(look.extensions.some((extension) => path.endsWith(extension)) ? [path] : []),
      ...look.extensions.map((extension) => path + extension),
    ];
    // TypeScript sources import "./a.js" and mean "./a.ts".
    if (path.endsWith(".js") && look.extensions.includes(".ts")) candidates.push(`${path.slice(0, -3)}.ts`);
    const found = path === "" ? null : await this.#files.first(candidates);
    if (found !== null) return found;
    const inside = path === "" ? "index" : `${path}/index`;
    const main = path === "" ? null : await this.#entry(path, look);
    return main ?? this.#files.first(look.extensions.map((extension) => inside + extension));
  }

  /** Entry of a folder with a package.json. */
  async #entry(folder: string, look: LookUp): Promise<string | null> {
    if (look.mainFields.length === 0) return null;
    const manifest = await this.#manifest(folder);
    for (const field of look.mainFields) {
      const entry = asString(manifest?.[field]);
      const path = entry ? joinPath(folder, entry.replace(/^\/+/, "./")) : null;
      if (path === null || path === folder) continue;
      const found = await this.#files.first([path, ...look.extensions.flatMap((e) => [path + e, `${path}/index${e}`])]);
      if (found !== null) return found;
    }
    return null;
  }

  async #manifest(folder: string): Promise<ReturnType<typeof asObject>> {
    const text = await this.#files.text(`${folder}/package.json`);
    return text === null ? null : asObject(parseJson(text).value);
  }

  async #package(folder: string, reference: string, look: LookUp): Promise<string | null> {
    const [, name, rest = ""] = /^(@[^/]+\/[^/]+|[^/]+)(\/.*)?$/.exec(reference) ?? [];
    if (name === undefined) return null;
    for (let at: string | null = folder; at !== null; at = at === "" ? null : folderOf(at)) {
      if (at === "node_modules" || at.endsWith("/node_modules")) continue;
      const root = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
      const manifest = await this.#manifest(root);
      const exported = manifest?.["exports"] === undefined ? null : this.#exported(manifest, rest);
      const found =
        (exported === null ? null : await this.#files.first([`${root}/${exported.replace(/^\.\//, "")}`])) ??
        (await this.#file(`${root}${rest}`, look));
      if (found !== null) return found;
    }
    return null;
  }

  /** Target by the `exports` of a package, or null: what it does not export is still looked for as a plain file. */
  #exported(manifest: object, rest: string): string | null {
    try {
      const entry = rest === "" ? "." : `.${rest}`;
      const targets = resolveExports(manifest as { name: string }, entry, {
        browser: true,
        conditions: ["miniprogram", "module"],
      });
      return targets?.[0] ?? null;
    } catch {
      return null;
    }
  }
}
