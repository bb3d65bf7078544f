import { decodeLogs } from "@berth/core/events";
import { build } from "esbuild";
import type { KillClient } from "./kill-rig.js";
import { workspace } from "./workspace-bundle.js";

/**
 * A page with Berth's log: emits one event every few milliseconds and tells which of them it saw committed. The subscriber
 * is called when the write has begun, `stats().queued` is 0 once it is complete.
 */
const PAGE = `
import { createEventLog } from "@berth/sdk/log";
const run = new URLSearchParams(location.search).get("run");
const log = createEventLog({
  platformUrl: location.origin, workspaceId: "w", targetAppId: "t", environment: "production", installationId: "i",
  os: "Linux", osVersion: "6", sdkVersion: "0", libVersion: "0", locale: "en", allowed: true,
});
globalThis.log = log;
log.setTenant({ collect: true, token: "tok", userSalt: "u", deviceSalt: "d" });
if (run === "emit") {
  const seen = [];
  log.subscribe((event) => seen.push(event.eventId));
  const app = log.openSession({ appId: "a1" });
  app.openRequested({ startType: "cold", source: "id", packageState: "local", updateMethod: "none" });
  app.launched({ infoMs: 0, downloadMs: 0, unpackMs: 0, runtimeMs: 0, renderMs: 1, pagePath: "p" });
  let n = 0;
  setInterval(() => app.emit("page.view", { pageId: String(n++), pagePath: "p", reason: "load", stackDepth: 1 }), 20);
  setInterval(() => {
    const known = seen.length;
    const { store, queued, emitted } = log.stats();
    if (queued === 0 && store === "idb")
      fetch("/told", { method: "POST", body: JSON.stringify({ committed: seen.slice(0, known), emitted }) });
  }, 13);
}
`;

/** Berth's log queue as a client of the kill rig. */
export async function berthKillClient(): Promise<KillClient> {
  const bundle = await build({
    stdin: { contents: PAGE, resolveDir: process.cwd() },
    bundle: true,
    format: "esm",
    write: false,
    plugins: [workspace],
  });
  return {
    script: bundle.outputFiles[0]?.text ?? "",
    path: "/sdk/v1/logs",
    idsOf(body) {
      const records = decodeLogs(JSON.parse(body))?.flatMap((batch) => batch.records) ?? [];
      return records.map((record) => {
        if (record.kind === "refused") throw new Error(record.reason);
        return record.event.eventId;
      });
    },
    answer: { berth: { serverTime: 0, accepted: 0, duplicates: 0, rejected: [] } },
  };
}
