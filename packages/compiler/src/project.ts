/** Where a project's files come from: a folder, an editor's memory, an upload. Paths have no leading slash. */
export interface ProjectSource {
  /** Name for messages. */
  name?: string;
  /** Bytes of a file, or null when there is none. `node_modules/...` is asked too and may come from anywhere. */
  read(path: string): Promise<Uint8Array | null>;
  /** Every file of the project, without `node_modules`. */
  list(): Promise<string[]>;
  /**
   * A folder that `mini.project.json` names, as a project of its own; null when it lies outside of the project's folder.
   * Without this method, folders lie among the project's own files.
   */
  folder?(path: string): ProjectSource | null;
}

/** A folder of a project as a project of its own. */
export function folderOfProject(source: ProjectSource, folder: string): ProjectSource {
  const prefix = folder === "" ? "" : `${folder}/`;
  return {
    read: (path) => source.read(prefix + path),
    list: async () =>
      (await source.list()).filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length)),
  };
}

/**
 * A project made of texts in memory, for editors and tests.
 *
 * @example
 * ```ts
 * import { compileProject, memorySource } from "@berth/compiler";
 * const result = await compileProject(memorySource({
 *   "app.json": `{"pages": ["index"]}`, "app.js": "App({})",
 *   "index.js": "Page({})", "index.json": "{}", "index.axml": "<view>Hello</view>",
 * }));
 * console.log(result.ok); // true
 * ```
 */
export function memorySource(files: Record<string, string | Uint8Array>, name = "project"): ProjectSource {
  const bytes = new Map<string, Uint8Array>();
  const encoder = new TextEncoder();
  for (const [path, content] of Object.entries(files))
    bytes.set(path, typeof content === "string" ? encoder.encode(content) : content);
  return {
    name,
    read: async (path) => bytes.get(path) ?? null,
    list: async () => [...bytes.keys()].filter((path) => !path.startsWith("node_modules/")),
  };
}
