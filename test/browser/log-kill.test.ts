import { afterEach, beforeAll, expect, test } from "vitest";
import { berthKillClient } from "../support/berth-kill-client.js";
import { type KillClient, type KillRig, type ServerMode, startKillRig } from "../support/kill-rig.js";

let client: KillClient;
let rig: KillRig | null = null;

beforeAll(async () => {
  client = await berthKillClient();
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
  "L-TST-1, L-TST-2, L-TST-5: killed while the server does %s, %i tabs: what was committed arrives, once",
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
