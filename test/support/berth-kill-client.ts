import { decodeLogs } from "@berth/core/events";
import type { LogLimits } from "@berth/sdk/log";
import { build } from "esbuild";
import type { KillClient } from "./kill-rig.js";
import { workspace } from "./workspace-bundle.js";

/**
 * A page with Berth's log. Runs: "emit" makes one event every few milliseconds and tells which of them it saw committed (the
 * subscriber is called when the write has begun, `stats().queued` is 0 once it is complete); "window" has a clock of its own,
 * one event in 10 ms, and tells when at most those of 50 ms are not on disk; "burst" makes more in one task than the queue takes;
 * "drain" does nothing; "drive" leaves everything to a test that calls `logPage`.
 */
const PAGE = `
import { createEventLog } from "@berth/sdk/log";
import { MovingClock } from "./test/support/moving-clock.ts";
const run = new URLSearchParams(location.search).get("run");
const tell = (told) => fetch("/told", { method: "POST", body: JSON.stringify({ committed: [], ...told }) });
const turn = () => new Promise((resolve) => setTimeout(resolve));
const clock = Object.assign(new MovingClock(turn), { wall: Date.now() });
const call = { callId: "1", api: "alert", kind: "builtin", channel: "jsapi", outcome: "success", durationMs: 3 };
const crash = { message: "m", stackTop: "", fingerprint: "f", thread: "logic", beforeFirstRender: false };
const view = (n) => ({ pageId: String(n), pagePath: "p", reason: "load", stackDepth: 1 });
const lost = () => Object.values(log.stats().dropped).reduce((sum, n) => sum + n, 0);
let log;
const seen = [];
function start(more = {}) {
  log = createEventLog({
    platformUrl: location.origin, workspaceId: "w", targetAppId: "t", environment: "production", installationId: "i",
    os: "Linux", osVersion: "6", sdkVersion: "0", libVersion: "0", locale: "en", allowed: true, limits: LIMITS, ...more,
  });
  log.subscribe((event) => seen.push(event.eventId));
  log.setTenant({ collect: true, token: "tok", userSalt: "u", deviceSalt: "d" });
  return log;
}
function open(appId) {
  const app = log.openSession({ appId });
  app.openRequested({ startType: "cold", source: "id", packageState: "local", updateMethod: "none" });
  app.launched({ infoMs: 0, downloadMs: 0, unpackMs: 0, runtimeMs: 0, renderMs: 1, pagePath: "p" });
  return app;
}
globalThis.logPage = { start, open, clock, call, view, lost, seen };
if (run !== "drive") start(run === "window" ? { clock } : {});
if (run === "emit") {
  const app = open("a1");
  let n = 0;
  setInterval(() => app.emit("page.view", view(n++)), 20);
  setInterval(() => {
    const known = seen.length;
    const { store, queued, emitted } = log.stats();
    tell({ committed: queued === 0 && store === "idb" ? seen.slice(0, known) : [], emitted });
  }, 13);
}
if (run === "window") {
  const app = open("a1");
  for (let n = 1; ; n++) {
    if (n % 20 === 0) app.emit("js.error", crash);
    else app.emit("jsapi.call", call);
    await clock.tick(10);
    while (log.stats().queued > 5) await turn();
    await tell({ emitted: log.stats().emitted });
  }
}
if (run === "burst") {
  const [loud, louder, quiet] = ["loud", "louder", "quiet"].map(open);
  for (let n = 0; n < 8_000; n++) loud.emit("jsapi.call", call);
  for (let n = 0; n < 11_990; n++) louder.emit("jsapi.call", call);
  for (let n = 0; n < 10; n++) quiet.emit("page.view", view(n));
  while (log.stats().queued > 0) await turn();
  const { emitted, dropped } = log.stats();
  await tell({ emitted, dropped: lost(), rate: dropped.rate, ring: dropped.ring_full });
}
`;

/** Waits of the queue as tests have them; what is written when, and how, is as delivered. */
export const shortWaits: Partial<LogLimits> = {
  ...{ sendDelay: 300, sendDelayCritical: 300, leftoverDelay: 100, leftoverJitter: 100 },
  ...{ backoffMax: 1_000, reopenDelay: 300, reopenDelaySoon: 100 },
};

/** Berth's log queue as a client of the kill rig. */
export async function berthKillClient(limits: Partial<LogLimits> = {}): Promise<KillClient> {
  const bundle = await build({
    stdin: { contents: PAGE, resolveDir: process.cwd() },
    bundle: true,
    target: "es2022",
    define: { LIMITS: JSON.stringify(limits) },
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
