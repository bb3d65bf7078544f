import type { FileChange } from "./app-files.js";
import { type ApiCall, type ApiResult, failure } from "./definition.js";

/** A path in its shortest form inside a folder of the app; directories have "/" at the end. */
export function isPath(path: unknown): path is string {
  return (
    typeof path === "string" &&
    path.length <= 1_024 &&
    /^berth-file:(?:usr|saved|tmp)\/(?:[^/]+\/)*[^/]*$/.test(path) &&
    !/\/\.{0,2}\/|\/\.{1,2}$|\/\//.test(path)
  );
}

/** Failure of a change. */
export function refusal(code: 7102 | 7103): ApiResult {
  return failure(code, code === 7102 ? "more than 10 MB of files" : "outside the folders of this mini program");
}

/**
 * What a file manager in the worker changed. Begun at once, not when a module has come: whatever the program asks for next
 * is to see it.
 */
export async function changeFiles({ params, run }: ApiCall): Promise<ApiResult> {
  const fits = (change: unknown): change is FileChange =>
    Array.isArray(change) && isPath(change[0]) && (change[1] === null || change[1] instanceof Blob);
  const changes = params["changes"] as unknown[];
  if (!changes.every(fits)) return failure(2, "getFileSystemManager: the changes have another form");
  const code = await run.files.change(changes);
  return code === null ? { success: true } : refusal(code);
}
