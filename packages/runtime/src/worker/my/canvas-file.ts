import type { Realm } from "../boot/realm.js";
import { type ApiHandler, failWith } from "./async-api.js";
import { base64ToArrayBuffer } from "./base64.js";
import { hostCall } from "./host-call.js";
import type { ViewCalls } from "./view-calls.js";

/** The host API that keeps the bytes as a file of the app. */
export const canvasFileApi = "canvasToTempFilePath";

/**
 * `canvasToTempFilePath({canvasId, ...})` and the same of a drawing context: the view reads the drawing, the host keeps
 * it among the files of the app and gives `{apFilePath}` (S-VIEW-7).
 */
export function canvasFile(realm: Realm, view: ViewCalls, hosted: boolean): ApiHandler {
  return ({ canvasId, id, ...options }, done) => {
    if (!hosted) return done(failWith(1, `${canvasFileApi}: this host keeps no files for programs`));
    const canvas = String(canvasId ?? id ?? "");
    view.element(realm.reporter.currentPage(), canvas, "toDataURL", [options], (ok, value) => {
      const [head = "", body = ""] = String(value).split(";base64,");
      if (!ok || body === "") return done(failWith(ok ? 3 : 4, `${canvasFileApi}: ${String(value)}`));
      hostCall(realm, canvasFileApi, { data: base64ToArrayBuffer(body), type: head.replace("data:", "") }, done);
    });
  };
}
