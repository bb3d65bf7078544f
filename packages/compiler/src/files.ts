import { compileLimits } from "./limits.js";
import type { ProjectSource } from "./project.js";

/**
 * The files of a project as one compile run sees them: each is read once. Texts and bytes stay for the next run until
 * `forget` names them; that a file does not exist is asked anew each run.
 */
export class ProjectFiles {
  readonly #source: ProjectSource;
  readonly #bytes = new Map<string, Promise<Uint8Array | null>>();
  readonly #texts = new Map<string, { bytes: Uint8Array; text: string }>();
  #missing = new Set<string>();
  #list: string[] | null = null;

  constructor(source: ProjectSource) {
    this.#source = source;
  }

  /** Bytes of a file, or null. */
  read(path: string): Promise<Uint8Array | null> {
    let pending = this.#bytes.get(path);
    if (!pending) {
      pending = this.#source.read(path).then((bytes) => {
        if (bytes === null) this.#missing.add(path);
        return bytes;
      });
      this.#bytes.set(path, pending);
    }
    return pending;
  }

  /** Text of a file, or null when there is none or it is larger than a source may be. */
  async text(path: string): Promise<string | null> {
    const bytes = await this.read(path);
    if (bytes === null || bytes.length > compileLimits.sourceBytes) return null;
    const known = this.#texts.get(path);
    if (known?.bytes === bytes) return known.text;
    const text = new TextDecoder().decode(bytes);
    this.#texts.set(path, { bytes, text });
    return text;
  }

  /** Whether there is such a file. */
  async has(path: string): Promise<boolean> {
    return (await this.read(path)) !== null;
  }

  /** The first of these paths that exists. */
  async first(paths: readonly string[]): Promise<string | null> {
    for (const path of paths) if (await this.has(path)) return path;
    return null;
  }

  /** Every file but those of `node_modules`, sorted. */
  async list(): Promise<string[]> {
    this.#list ??= (await this.#source.list()).slice(0, compileLimits.files).sort();
    return this.#list;
  }

  /** Files that were read in this run or before, sorted; those of `node_modules` too. */
  seen(): string[] {
    return [...this.#bytes.keys()].filter((path) => !this.#missing.has(path)).sort();
  }

  /** These files may have changed; without paths, all may have. */
  forget(paths?: Iterable<string>): void {
    if (paths === undefined) this.#bytes.clear();
    let added = paths === undefined || this.#list === null;
    const known = new Set(this.#list ?? []);
    for (const path of paths ?? []) {
      this.#bytes.delete(path);
      if (!known.has(path)) added = true;
    }
    // What was not there stays so unless a file was added.
    if (!added) return;
    this.#list = null;
    for (const path of this.#missing) this.#bytes.delete(path);
    this.#missing = new Set();
  }
}
