import { compileBenchProgram, startRig } from "./support/browser.js";
import { median, round, spread } from "./support/statistics.js";

type InPage = { bench: { open(name: string): Promise<number>; close(): Promise<void>; bareStart(): Promise<number> } };

/**
 * Cold start of a small program whose package is at hand, from asking to the first page rendered, against a bare
 * sandboxed frame with a worker and one div, in the same page and interleaved. Wall time.
 */
export async function runStartSuite({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const rig = await startRig({}, { bridge: await compileBenchProgram("bridge") });
  try {
    const page = await rig.hostPage();
    const rounds = quick ? 8 : 30;
    const berth: number[] = [];
    const bare: number[] = [];
    for (let i = 0; i < rounds + 3; i++) {
      const bareMs = await page.evaluate(() => (globalThis as never as InPage).bench.bareStart());
      const berthMs = await page.evaluate(() => (globalThis as never as InPage).bench.open("bridge"));
      await page.evaluate(() => (globalThis as never as InPage).bench.close());
      if (i < 3) continue;
      bare.push(bareMs);
      berth.push(berthMs);
    }
    return {
      method: `${rounds} interleaved starts after 3; wall time in ms`,
      bare: spread(bare),
      berth: spread(berth),
      ratio: round(median(berth) / median(bare)),
    };
  } finally {
    await rig.close();
  }
}
