import { pluginFolder } from "@berth/core/wire";
import { compileLimits } from "./limits.js";
import { joinPath } from "./path.js";
import { folderOfProject, type ProjectSource } from "./project.js";

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
  #mounts: ReadonlyMap<string, ProjectSource> = new Map();
  #hidden: readonly string[] = [];
  #base = "";

  constructor(source: ProjectSource) {
    this.#source = source;
  }

  /** Lets the files of plugins appear under {@link pluginFolder}; `hidden` are folders of theirs in the project itself. */
  mount(plugins: ReadonlyMap<string, ProjectSource>, hidden: readonly string[]): void {
    const was = `${[...this.#mounts.keys()].join()}|${this.#hidden.join()}`;
    this.#mounts = plugins;
    this.#hidden = hidden.flatMap((folder) => (folder === "" ? [] : `${folder}/`));
    // Most projects have no plugins; their list is kept from run to run.
    if (was === `|${this.#hidden.join()}` && plugins.size === 0) return;
    this.#list = null;
    this.#forgetPlugins();
  }

  /** Takes `miniprogramRoot` as the root of the program, unless app.json lies in the project itself (F-PROJ-1). */
  async place(folder: string): Promise<void> {
    const own = folder === "" || (await this.#source.read("app.json")) !== null;
    const base = own ? "" : `${folder}/`;
    if (base === this.#base) return;
    this.#base = base;
    this.#bytes.clear();
    this.#list = null;
  }

  /** A folder of the project as a project of its own, or null when it lies outside. */
  folder(path: string): ProjectSource | null {
    if (this.#source.folder) return this.#source.folder(path);
    const clean = joinPath("", path);
    return clean === null ? null : folderOfProject(this.#source, clean);
  }

  /** Bytes of a file, or null. */
  read(path: string): Promise<Uint8Array | null> {
    let pending = this.#bytes.get(path);
    if (!pending) {
      pending = this.#open(path).then((bytes) => {
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

  /** Every file but those of `node_modules`, sorted; one more than there may be when there are too many. */
  async list(): Promise<string[]> {
    if (this.#list) return this.#list;
    const hidden = this.#hidden;
    const list = (await this.#source.list())
      .filter((path) => path.startsWith(this.#base) && !hidden.some((folder) => path.startsWith(folder)))
      .map((path) => path.slice(this.#base.length));
    for (const [name, source] of this.#mounts)
      for (const path of await source.list()) list.push(`${pluginFolder}/${name}/${path}`);
    this.#list = list.slice(0, compileLimits.files + 1).sort();
    return this.#list;
  }

  /** Files that were read in this run or before, sorted; those of `node_modules` too. */
  seen(): string[] {
    return [...this.#bytes.keys()].filter((path) => !this.#missing.has(path)).sort();
  }

  /** These files of the project may have changed; without paths, all may have. */
  forget(paths?: Iterable<string>): void {
    if (paths === undefined) this.#bytes.clear();
    // Those who watch a project see its own files; a plugin's are read again in each run.
    this.#forgetPlugins();
    let added = paths === undefined || this.#list === null;
    const known = new Set(this.#list ?? []);
    for (const given of paths ?? []) {
      const path = given.startsWith(this.#base) ? given.slice(this.#base.length) : given;
      this.#bytes.delete(path);
      if (!known.has(path)) added = true;
    }
    // What was not there stays so unless a file was added.
    if (!added) return;
    this.#list = null;
    for (const path of this.#missing) this.#bytes.delete(path);
    this.#missing = new Set();
  }

  async #open(path: string): Promise<Uint8Array | null> {
    if (!path.startsWith(`${pluginFolder}/`)) {
      const own = path === "mini.project.json" ? null : await this.#source.read(this.#base + path);
      const above = path === "mini.project.json" || (this.#base !== "" && path.startsWith("node_modules/"));
      return own ?? (above ? this.#source.read(path) : null);
    }
    const [, name = "", ...rest] = path.split("/");
    return (await this.#mounts.get(name)?.read(rest.join("/"))) ?? null;
  }

  #forgetPlugins(): void {
    for (const path of this.#bytes.keys()) if (path.startsWith(`${pluginFolder}/`)) this.#bytes.delete(path);
  }
}
