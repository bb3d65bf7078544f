import type { Realm } from "../boot/realm.js";
import type { ProgramFunction } from "../owner/owner.js";
import { callApi } from "./async-api.js";
import { hostCall } from "./host-call.js";

let nextId = 1;

/** `my.request` and its family: a promise that can be aborted (F-NET-10). */
export function requestTask(realm: Realm, api: string, options: unknown): Promise<unknown> {
  const requestId = nextId++;
  const headers = new Set<ProgramFunction>();
  const task = callApi(
    realm,
    api,
    options,
    (params, done) => {
      hostCall(realm, api === "httpRequest" ? "request" : api, { ...prepared(api, params), requestId }, (outcome) => {
        const result = outcome.ok ? (outcome.result as Record<string, unknown>) : {};
        if (result["headers"] !== undefined) {
          for (const fn of headers)
            realm.reporter.guard(() => fn({ headers: result["headers"], header: result["headers"] }));
        }
        done(outcome);
      });
    },
    false,
  );
  return Object.assign(task, {
    abort: () => hostCall(realm, "abortRequest", { id: requestId }, () => {}),
    onHeadersReceived: (fn: unknown) => {
      if (typeof fn === "function") headers.add(fn as ProgramFunction);
    },
    offHeadersReceived: (fn?: unknown) => {
      if (fn === undefined) headers.clear();
      else headers.delete(fn as ProgramFunction);
    },
    onProgressUpdate: () => {},
    offProgressUpdate: () => {},
  });
}

/** httpRequest sends forms unless told otherwise (F-CAT-M6). */
function prepared(api: string, params: Record<string, unknown>): Record<string, unknown> {
  if (api !== "httpRequest" || params["headers"] !== undefined || params["header"] !== undefined) return params;
  return { ...params, headers: { "content-type": "application/x-www-form-urlencoded" } };
}
