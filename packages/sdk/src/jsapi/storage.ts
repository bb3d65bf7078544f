import type { StorageOutcome } from "./app-storage.js";
import { type ApiDefinition, type ApiResult, failure } from "./definition.js";

const answer = (outcome: StorageOutcome): ApiResult =>
  outcome.ok ? { success: true } : failure(outcome.error, outcome.message);

/** Storage (F-CAT-G). The synchronous twins arrive here as the same calls. */
export const storageApis: readonly ApiDefinition[] = [
  {
    name: "setStorage",
    outlivesPage: true,
    handler: async ({ params, run }) => answer(await run.storage.set(params["key"] as string, params["data"])),
  },
  {
    name: "getStorage",
    handler: ({ params, run }) => ({ data: run.storage.get(params["key"] as string) }),
  },
  {
    name: "removeStorage",
    outlivesPage: true,
    handler: async ({ params, run }) => answer(await run.storage.remove(params["key"] as string)),
  },
  {
    name: "clearStorage",
    rules: "space:string",
    outlivesPage: true,
    handler: async ({ params, run }) => answer(await run.storage.clear((params["space"] as string | undefined) ?? "")),
  },
  { name: "getStorageInfo", handler: ({ run }) => run.storage.info() },
];
