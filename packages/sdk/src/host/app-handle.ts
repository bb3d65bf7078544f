import type { AppHandle } from "../host-types.js";
import type { AppRun } from "./app-run.js";

/** What a host gets of a run: no way past it. */
export function createHandle(run: AppRun): AppHandle {
  return {
    appId: run.appId,
    launchId: run.launchId,
    closed: run.closed,
    get releaseVersion() {
      return run.app?.release.releaseVersion ?? "";
    },
    get state() {
      return run.state;
    },
    get unresponsive() {
      return run.unresponsive;
    },
    hide: () => run.hide(),
    show: () => run.show(null),
    back: () => run.back(),
    close: () => run.close("host"),
  };
}
