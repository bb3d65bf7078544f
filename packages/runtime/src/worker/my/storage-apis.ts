import type { Realm } from "../boot/realm.js";
import type { ApiHandler, ApiOutcome } from "./async-api.js";
import { hostCall } from "./host-call.js";
import type { StorageMirror } from "./storage-mirror.js";

type SyncApi = (options?: unknown, second?: unknown) => unknown;

/**
 * The storage family: reads from the mirror; writes change it at once and go to the host in the same order. A plugin's
 * keys carry its root there (F-PLG-3).
 */
export function storageApis(
  realm: Realm,
  mirror: StorageMirror,
  root: string,
): { asynchronous: Record<string, ApiHandler>; remote: Record<string, ApiHandler>; sync: Record<string, SyncApi> } {
  const space = root === "" ? "" : `${root}/`;
  const tell = (api: string, params: Record<string, unknown>): void =>
    hostCall(realm, api, params, (outcome) => {
      if (!outcome.ok) realm.reporter.warn("STORAGE", `${api} was not kept: ${outcome.failure.errorMessage}`);
    });
  const write = (
    api: string,
    change: (params: Record<string, unknown>) => ApiOutcome,
    sent: (params: Record<string, unknown>) => Record<string, unknown>,
  ) => {
    const handler: ApiHandler = (params, done) => {
      const outcome = change(params);
      // Success is reported when the host has it safe.
      if (outcome.ok) hostCall(realm, api, sent(params), (kept) => done(kept.ok ? outcome : kept));
      else done(outcome);
    };
    const sync: SyncApi = (options, second) => {
      const params = paramsOf(options, second);
      const outcome = change(params);
      if (outcome.ok) tell(api, sent(params));
      return answerOf(outcome);
    };
    return { handler, sync };
  };
  const set = write(
    "setStorage",
    ({ key, data }) => mirror.set(key, data),
    ({ key, data }) => ({ key: space + key, data: data ?? null }),
  );
  const remove = write(
    "removeStorage",
    ({ key }) => mirror.remove(key),
    ({ key }) => ({ key: space + key }),
  );
  const clear = write(
    "clearStorage",
    () => mirror.clear(),
    () => (space === "" ? {} : { space }),
  );
  return {
    asynchronous: {
      getStorage: ({ key }, done) => done(mirror.get(key)),
      getStorageInfo: (_params, done) => done(mirror.info()),
    },
    remote: { setStorage: set.handler, removeStorage: remove.handler, clearStorage: clear.handler },
    sync: {
      getStorageSync: (options) => answerOf(mirror.get(paramsOf(options).key)),
      getStorageInfoSync: () => answerOf(mirror.info()),
      setStorageSync: set.sync,
      removeStorageSync: remove.sync,
      clearStorageSync: clear.sync,
    },
  };
}

/** Programs ported from elsewhere give the key as a plain text. */
function paramsOf(options: unknown, second?: unknown): { key?: unknown; data?: unknown } {
  if (typeof options === "string") return { key: options, data: second };
  if (typeof options !== "object" || options === null) return {};
  const { key, data } = options as Record<string, unknown>;
  return { key, data: data ?? null };
}

function answerOf(outcome: ApiOutcome): unknown {
  return outcome.ok ? outcome.result : outcome.failure;
}
