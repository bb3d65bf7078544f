import { decodeLogs, type LogEvent, type LossAccount } from "@berth/core/events";
import { afterEach, beforeAll, expect, test } from "vitest";
import { berthKillClient, shortWaits } from "../support/berth-kill-client.js";
import { type KillClient, type KillRig, type ServerMode, startKillRig } from "../support/kill-rig.js";

let client: KillClient;
let rig: KillRig | null = null;

beforeAll(async () => {
  client = await berthKillClient(shortWaits);
});
afterEach(async () => {
  await rig?.close();
  rig = null;
});

/** Numbers of the stream that was killed, by stream, in order. */
function streams(ids: Iterable<string>): number[][] {
  const found = new Map<string, number[]>();
  for (const id of ids) {
    const [, stream = "", seq = ""] = /^(.*)-([^-]+)$/.exec(id) ?? [];
    if (seq !== "end") found.set(stream, [...(found.get(stream) ?? []), Number(seq)]);
  }
  return [...found.values()].map((numbers) => numbers.sort((a, b) => a - b));
}

test.each<[ServerMode, number]>([
  ["500", 1],
  ["hang", 1],
  ["reset", 2],
])(
  "L-TST-1, L-TST-2, L-TST-5, L-SEND-2: killed while the server does %s, %i tabs: what was committed arrives, once",
  async (mode, tabs) => {
    const run = await startKillRig(client);
    rig = run;
    run.mode = mode;
    run.start("emit", tabs);
    await run.until(() => run.refused > 0 && run.committed.size > 120);
    await run.kill();
    expect(run.refused).toBeGreaterThan(0);
    expect(run.stored.size).toBe(0);
    // L-SEND-1: one sender over all tabs.
    expect(run.atOnce).toBe(1);
    run.mode = "ok";
    run.start("drain", tabs);
    await run.until(() => [...run.committed].every((id) => run.stored.has(id)));
    expect([...run.committed].filter((id) => !run.stored.has(id))).toEqual([]);
    expect([...run.stored.values()].every((times) => times === 1)).toBe(true);
    // L-EV-3: no gap below the largest number that arrived, in any tab's stream.
    const arrived = streams(run.stored.keys());
    expect(arrived).toHaveLength(tabs);
    for (const seqs of arrived) expect(seqs).toEqual(seqs.map((_, at) => at + 1));
  },
);

test("L-TST-3: the server stores and resets every third answer: doubles on the wire, all there, none twice by identity", async () => {
  const run = await startKillRig(client);
  rig = run;
  run.mode = "every third stored, then reset";
  run.start("emit");
  await run.until(() => [...run.stored.values()].some((times) => times > 1));
  await run.kill();
  run.mode = "ok";
  run.start("drain");
  await run.until(() => [...run.committed].every((id) => run.stored.has(id)));
  expect([...run.committed].filter((id) => !run.stored.has(id))).toEqual([]);
  expect([...run.stored.values()].some((times) => times > 1)).toBe(true);
  for (const seqs of streams(run.stored.keys())) expect(seqs).toEqual(seqs.map((_, at) => at + 1));
});

test("L-GEN-1, L-LIM-2, L-TST-14: what a kill takes is what was made in the last 50 ms and nothing else", async () => {
  const run = await startKillRig(client);
  rig = run;
  run.mode = "500";
  run.start("window");
  // One event in 10 ms of the page's clock; it tells after each when no more than five are not on disk.
  await run.until(() => run.refused > 0 && run.emitted > 150);
  await run.kill();
  const told = run.emitted;
  expect(told).toBeGreaterThan(150);
  run.mode = "ok";
  run.start("drain");
  await run.until(() => run.stored.size >= told - 5);
  const [seqs = [], ...others] = streams(run.stored.keys());
  expect(others).toEqual([]);
  // The oldest are there without a gap: what is missing are the newest, five at most.
  expect(seqs).toEqual(seqs.map((_, at) => at + 1));
  expect(seqs.length).toBeGreaterThanOrEqual(told - 5);
});

test("L-TST-10, L-LOSS-1, L-LOSS-2: 20,000 events in one task, then killed: every missing one is in the account", async () => {
  const run = await startKillRig(client);
  rig = run;
  run.mode = "500";
  run.start("burst");
  await run.until(() => run.refused > 0 && run.told.emitted > 0);
  await run.kill();
  const { emitted, dropped = 0 } = run.told;
  expect(emitted).toBeGreaterThan(20_000);
  run.mode = "ok";
  run.start("drain");
  await run.until(() => run.stored.size >= emitted - dropped);
  expect(emitted - run.stored.size).toBe(dropped);
  const batches = run.bodies.flatMap((body) => decodeLogs(JSON.parse(body)) ?? []);
  const accounts = batches.flatMap(({ account }) => (account === null ? [] : [account]));
  const most = (of: (account: LossAccount) => number): number => Math.max(...accounts.map(of));
  expect(most((account) => account.emitted)).toBe(emitted);
  const { rate, ring_full } = { rate: most((a) => a.dropped.rate), ring_full: most((a) => a.dropped.ring_full) };
  expect(rate + ring_full).toBe(dropped);
  expect(Math.min(rate, ring_full)).toBeGreaterThan(0);
  // L-DROP-2: nothing but the lowest class was given up, and nothing of the quiet program.
  const byApp = new Map<string, LogEvent[]>();
  for (const record of batches.flatMap((batch) => batch.records)) {
    if (record.kind !== "event") continue;
    const { appId = "" } = record.event;
    byApp.set(appId, [...(byApp.get(appId) ?? []), record.event]);
  }
  expect(byApp.get("quiet")?.filter((event) => event.name === "page.view")).toHaveLength(10);
  for (const app of ["loud", "louder", "quiet"])
    expect(byApp.get(app)?.map((event) => event.name)).toContain("app.launch_success");
});
