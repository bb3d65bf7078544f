import type { Inspector } from "../inspect/events.js";
import type { AppRun } from "./app-run.js";

/** A tool's view of a run. */
export function createInspector(run: AppRun, sandbox: "url" | "inline"): Inspector {
  return {
    appId: run.appId,
    launchId: run.launchId,
    history: () => run.hub.history(),
    subscribe: (listener) => run.hub.subscribe(listener),
    stack: () => run.stack,
    storage: () => run.parts?.context.storage.snapshot() ?? {},
    async setStorage(key, json) {
      await run.parts?.context.storage.set(key, JSON.parse(json));
    },
    async removeStorage(key) {
      await run.parts?.context.storage.remove(key);
    },
    tree: (pageId) => run.tree(pageId),
    setAnswer(api, answer) {
      if (answer === null) run.parts?.answers.delete(api);
      else run.parts?.answers.set(api, answer);
    },
    info() {
      const release = run.app?.release;
      return {
        releaseVersion: release?.releaseVersion ?? "",
        releaseState: release?.releaseState ?? "",
        ownerKind: release?.ownerKind ?? "",
        name: release?.metadata.name ?? run.appId,
        sandbox,
      };
    },
  };
}
