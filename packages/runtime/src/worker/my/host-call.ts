import type { ApiFailure, Json } from "@berth/core/wire";
import type { Realm } from "../boot/realm.js";
import { JsonCopier } from "../link/json-copier.js";
import { type ApiOutcome, failWith } from "./async-api.js";

/** Bytes of one message (S-MSG-1), in characters of the copy. */
const sizeLimit = 2 * 1024 * 1024;

/** Sends a call to the host with a JSON copy of the parameters. */
export function hostCall(
  realm: Realm,
  api: string,
  params: Record<string, unknown>,
  done: (outcome: ApiOutcome) => void,
): void {
  const copier = new JsonCopier(true);
  let copy: Json;
  try {
    copy = copier.copy(params) ?? {};
  } catch {
    done(failWith(2, `${api}: the parameters cannot be read`));
    return;
  }
  if (copier.size > sizeLimit) {
    done(failWith(2, `${api}: the parameters are larger than 4 MiB (S-MSG-1)`));
    return;
  }
  realm.host.call(api, copy, realm.reporter.currentPage(), (ok, result) => {
    done(ok ? { ok: true, result: result ?? {} } : { ok: false, failure: failureOf(result) });
  });
}

function failureOf(result: unknown): ApiFailure {
  const facts = typeof result === "object" && result !== null ? (result as Record<string, unknown>) : {};
  const error = typeof facts["error"] === "number" ? facts["error"] : 3;
  const message = typeof facts["errorMessage"] === "string" ? facts["errorMessage"] : "unknown error";
  return { ...facts, error, errorMessage: message };
}
