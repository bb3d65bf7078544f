import type { Realm } from "../boot/realm.js";
import { callApi } from "./async-api.js";
import { hostCall } from "./host-call.js";

const operations =
  "access readFile writeFile appendFile copyFile mkdir readdir rename rmdir stat unlink unzip saveFile getFileInfo " +
  "getSavedFileList removeSavedFile";

/**
 * `my.getFileSystemManager()`: each operation is the host call `fileSystem` with `{operation, ...params}`. The Sync
 * forms cannot ask the host and answer error 1 as a value (F-API-5).
 */
export function fileSystemManager(realm: Realm, supported: boolean): Record<string, unknown> {
  const manager: Record<string, unknown> = {};
  for (const operation of operations.split(" ")) {
    manager[operation] = (options: unknown) =>
      callApi(
        realm,
        `fileSystem.${operation}`,
        options,
        (params, done) => {
          if (supported) hostCall(realm, "fileSystem", { operation, ...params }, done);
          else done({ ok: false, failure: { error: 1, errorMessage: `${operation} is not implemented by this host` } });
        },
        false,
      );
    manager[`${operation}Sync`] = () => ({ error: 1, errorMessage: `${operation}Sync is not implemented` });
  }
  return manager;
}
