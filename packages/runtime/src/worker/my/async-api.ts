import type { ApiFailure } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import type { ProgramFunction } from "../owner/owner.js";

/** Outcome of one JSAPI call. */
export type ApiOutcome = { ok: true; result: unknown } | { ok: false; failure: ApiFailure };

/** Does the work of one asynchronous API; `done` is called once. `params` come without the callbacks. */
export type ApiHandler = (params: Record<string, unknown>, done: (outcome: ApiOutcome) => void) => void;

export function succeed(result: unknown = {}): ApiOutcome {
  return { ok: true, result };
}

export function failWith(error: number, errorMessage: string): ApiOutcome {
  return { ok: false, failure: { error, errorMessage } };
}

/**
 * Calls an API with the convention of F-API-1 to F-API-3: success or fail, then complete, then the promise.
 *
 * @param local the worker answers by itself: the host gets a note of the outcome
 */
export function callApi(
  realm: Realm,
  name: string,
  options: unknown,
  handler: ApiHandler,
  local: boolean,
): Promise<unknown> {
  const { success, fail, complete, ...params } = (
    typeof options === "object" && options !== null ? options : {}
  ) as Record<string, unknown>;
  const { reporter, host, env } = realm;
  const started = env.clock.monotonic();
  const pageId = reporter.currentPage();
  const call = (fn: unknown, value: unknown): void => {
    if (typeof fn === "function") reporter.guard(() => (fn as ProgramFunction)(value));
  };
  const promise = new Promise((resolve, reject) => {
    const settle = (outcome: ApiOutcome): void => {
      if (local) {
        host.note({
          type: "local",
          api: name,
          outcome: outcome.ok ? "success" : "fail",
          errorCode: outcome.ok ? 0 : outcome.failure.error,
          durationMs: env.clock.monotonic() - started,
          pageId,
        });
      }
      const value = outcome.ok ? outcome.result : outcome.failure;
      call(outcome.ok ? success : fail, value);
      call(complete, value);
      if (outcome.ok || typeof fail === "function" || typeof complete === "function") resolve(value);
      else reject(value);
    };
    let returned = false;
    handler(params, (outcome) => {
      // Callbacks never run inside the call itself.
      if (returned) settle(outcome);
      else queueMicrotask(() => settle(outcome));
    });
    returned = true;
  });
  // A promise that the program never looked at is not an unhandled rejection; what it derives from it is.
  promise.catch(() => {});
  return promise;
}
