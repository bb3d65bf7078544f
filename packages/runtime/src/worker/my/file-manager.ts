import { checkParams } from "@berth/core/jsapi";
import type { ApiFailure, FileEntry, Json } from "@berth/core/wire";
import type { ProgramFunction } from "../owner/owner.js";
import { type ApiHandler, type ApiOutcome, callApi, failWith } from "./async-api.js";
import { type FileChange, FileMirror } from "./file-mirror.js";
import { hostCall } from "./host-call.js";
import type { MyParts } from "./my-parts.js";

/** Operations by their parameters: in the order of the forms that take them one after another. */
const operations = {
  access: "path:string!",
  readFile: "filePath:string! encoding:string position:number length:number",
  writeFile: "filePath:string! data:any encoding:string",
  appendFile: "filePath:string! data:any encoding:string",
  truncate: "filePath:string! length:number",
  copyFile: "srcPath:string! destPath:string!",
  rename: "oldPath:string! newPath:string!",
  unlink: "filePath:string!",
  removeSavedFile: "filePath:string!",
  mkdir: "dirPath:string! recursive:boolean",
  rmdir: "dirPath:string! recursive:boolean",
  readdir: "dirPath:string!",
  stat: "path:string! recursive:boolean",
  saveFile: "tempFilePath:string filePath:string apFilePath:string",
  getSavedFileList: "",
};

/** One mirror for a program and its plugins. */
const mirrors = new WeakMap<FileEntry[], FileMirror>();

/** `my.getFileSystemManager()` (F-CAT-H5): done here at once, kept by the host. */
export function fileManager({ realm, start }: MyParts): Record<string, ProgramFunction> {
  const news = start.files ?? [];
  const mirror = mirrors.get(news) ?? new FileMirror(news, () => realm.env.clock.now());
  mirrors.set(news, mirror);
  /** Runs an operation; `done` hears of its end once, and whether the host was asked. */
  const run = (name: string, given: unknown, done: (outcome: ApiOutcome, asked: boolean) => void): ApiOutcome => {
    const checked = checkParams(name, given, operations[name as keyof typeof operations]);
    let told: FileChange[] | null = null;
    let outcome: ApiOutcome;
    try {
      outcome = checked.ok
        ? mirror.run(name === "removeSavedFile" ? "unlink" : name, checked.params, (changes) => {
            told = changes;
          })
        : failWith(2, checked.message);
    } catch (error) {
      outcome = failWith(3, `${name}: ${String(error)}`);
    }
    if (told === null) done(outcome, false);
    else {
      // Files cross the port as handles: JSON does not know them.
      const params = { changes: told as unknown as Json };
      realm.host.call("getFileSystemManager", params, realm.reporter.currentPage(), (ok, failure) =>
        done(ok ? outcome : { ok: false, failure: failure as ApiFailure }, true),
      );
    }
    return outcome;
  };
  const manager: Record<string, ProgramFunction> = {};
  for (const [name, rules] of Object.entries(operations)) {
    const handler: ApiHandler = (params, done) => void run(name, params, done);
    const reads = /^(?:access|read|stat|getSaved)/.test(name);
    // The host knows of what it has to keep.
    manager[name] = (options) => callApi(realm, `FileSystemManager.${name}`, options, handler, reads);
    const fields = rules.split(" ").map((rule) => rule.split(":")[0] ?? "");
    manager[`${name}Sync`] = (...given) => {
      const [first] = given;
      const params =
        typeof first === "object" && first !== null
          ? first
          : Object.fromEntries(fields.flatMap((field, i) => (given[i] === undefined ? [] : [[field, given[i]]])));
      const outcome = run(name, params, (final, asked) => {
        if (asked && !final.ok) realm.reporter.warn("FILES", `${name}Sync was not kept: ${final.failure.errorMessage}`);
      });
      return outcome.ok ? outcome.result : outcome.failure;
    };
  }
  const hosted =
    (name: string, rename: (params: Record<string, unknown>) => Record<string, unknown>): ProgramFunction =>
    (options) =>
      callApi(realm, name, options, (params, done) => hostCall(realm, name, rename(params), done), false);
  manager["getFileInfo"] = hosted("getFileInfo", (params) => ({
    ...params,
    apFilePath: params["apFilePath"] ?? params["filePath"],
  }));
  manager["unzip"] = hosted("getFileSystemManager", ({ zipFilePath, targetPath }) => ({ zipFilePath, targetPath }));
  return manager;
}
