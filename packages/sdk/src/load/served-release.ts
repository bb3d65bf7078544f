import type { ReleaseInfo } from "../host-types.js";
import { LaunchError } from "../launch-error.js";
import type { QueryOutcome } from "./release-query.js";

/** What a first query says of one app: a release with its main package, or why there is none to open. */
export type ServedRelease =
  | { ok: true; release: ReleaseInfo; file: ReleaseInfo["packages"][number] }
  | { ok: false; outcome: "fail" | "not_available" | "offline"; error: LaunchError };

/** Reads a query's outcome for a program that is not on the device (H-ERR-4 to H-ERR-8). */
export function servedRelease(appId: string, outcome: QueryOutcome): ServedRelease {
  const no = (
    result: "fail" | "not_available" | "offline",
    number: 91001 | 91002 | 91003 | 91004 | 91005,
    message: string,
  ): ServedRelease => {
    const stage = number === 91005 ? "verify" : "query";
    return { ok: false, outcome: result, error: new LaunchError(number, stage, message) };
  };
  if (outcome.kind !== "answer") return no("fail", outcome.kind === "untrusted" ? 91005 : 91004, outcome.message);
  const app = outcome.answer.apps.find((entry) => entry.appId === appId);
  if (app === undefined) return no("not_available", 91001, `the platform knows no mini program ${appId}`);
  if (app.status === "offline") return no("offline", 91003, `${appId} was taken offline`);
  const { release } = app;
  const file = release?.packages[0];
  if (app.status !== "ok" || release === undefined || file === undefined) {
    return no("not_available", 91002, `${appId} has no release for this user on this target app`);
  }
  return { ok: true, release, file };
}
