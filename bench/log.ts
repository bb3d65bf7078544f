import { berthKillClient } from "../test/support/berth-kill-client.js";
import { type KillClient, type ServerMode, startKillRig } from "../test/support/kill-rig.js";
import { otelKillClient, sentryKillClient } from "./log/peers.js";
import { bundle, startRig, versionOf } from "./support/browser.js";
import { median, round, spread } from "./support/statistics.js";

type InPage = { enqueue: { berth(n: number): number; otel(n: number): number } };

/** Events of a killed page: how many the next visit delivers, how many of them twice, how many are gone. */
async function runKill(client: KillClient, mode: ServerMode): Promise<Record<string, number>> {
  const rig = await startKillRig(client);
  try {
    rig.mode = mode;
    rig.start("emit");
    await rig.until(() => rig.emitted >= 400, 30_000);
    await rig.kill();
    const emitted = rig.emitted;
    rig.mode = "ok";
    rig.start("drain");
    await rig.until(() => rig.stored.size >= emitted, 12_000);
    const times = [...rig.stored.values()];
    const doubled = times.filter((n) => n > 1).length;
    return { emitted, delivered: times.length, doubledOnTheWire: doubled, lost: Math.max(0, emitted - times.length) };
  } finally {
    await rig.close();
  }
}

/**
 * Log queue against OpenTelemetry's browser SDK (batch processor, OTLP/HTTP JSON) and Sentry's logs with the offline
 * transport: what survives a SIGKILL, and what an event costs the caller.
 */
export async function runLogSuite({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const clients = { berth: await berthKillClient(), otel: await otelKillClient(), sentry: await sentryKillClient() };
  const modes: ServerMode[] = quick ? ["500", "reset"] : ["500", "hang", "reset", "every third stored, then reset"];
  const kills: Record<string, Record<string, unknown>> = {};
  for (const mode of modes) {
    const row: Record<string, unknown> = {};
    for (const [name, client] of Object.entries(clients)) row[name] = await runKill(client, mode);
    kills[mode] = row;
  }
  const rig = await startRig({ enqueue: await bundle("bench/log/enqueue.ts") }, {});
  try {
    const page = await rig.browser.newPage();
    await page.goto(`${rig.server.url}/frame/enqueue`);
    const berth: number[] = [];
    const otel: number[] = [];
    const burst = 3_000;
    for (let i = 0; i < (quick ? 6 : 16); i++) {
      const a = await page.evaluate((n) => (globalThis as never as InPage).enqueue.berth(n), burst);
      const b = await page.evaluate((n) => (globalThis as never as InPage).enqueue.otel(n), burst);
      // Token buckets and queues empty again.
      await page.waitForTimeout(quick ? 7_000 : 9_000);
      if (i === 0) continue;
      berth.push((a / burst) * 1_000);
      otel.push((b / burst) * 1_000);
    }
    return {
      versions: { otel: versionOf("@opentelemetry/sdk-logs"), sentry: versionOf("@sentry/browser") },
      afterKill: kills,
      enqueueMicroseconds: {
        method: `bursts of ${burst} at the caller, wall time, interleaved`,
        berth: spread(berth),
        otel: spread(otel),
        ratio: round(median(berth) / median(otel)),
      },
    };
  } finally {
    await rig.close();
  }
}
