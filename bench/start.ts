import type { Page } from "playwright-core";
import { compileBenchProgram, startRig } from "./support/browser.js";
import { median, round, spread } from "./support/statistics.js";

type InPage = { bench: { open(name: string): Promise<number>; close(): Promise<void>; bareStart(): Promise<number> } };

/**
 * Start of a small program whose package is at hand, from asking to the first page rendered, against a bare sandboxed
 * frame with a worker and one div, in the same page and interleaved. Wall time. `cold` makes its sandbox from nothing,
 * `spare` takes over the one that the host keeps ready (HostOptions.spareGuest, the default).
 */
export async function runStartSuite({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const rig = await startRig({}, { bridge: await compileBenchProgram("bridge") });
  try {
    const rounds = quick ? 8 : 30;
    const [cold, spare] = [await rig.hostPage(false), await rig.hostPage(true)];
    const figures = { bare: [] as number[], cold: [] as number[], spare: [] as number[] };
    const open = async (page: Page): Promise<number> => {
      const ms = await page.evaluate(() => (globalThis as never as InPage).bench.open("bridge"));
      await page.evaluate(() => (globalThis as never as InPage).bench.close());
      return ms;
    };
    for (let i = 0; i < rounds + 3; i++) {
      await cold.bringToFront();
      const bareMs = await cold.evaluate(() => (globalThis as never as InPage).bench.bareStart());
      const coldMs = await open(cold);
      await spare.bringToFront();
      // A user does not open the next program within the second; the host uses the pause to make the next sandbox.
      await spare.waitForTimeout(2_500);
      const spareMs = await open(spare);
      if (i < 3) continue;
      figures.bare.push(bareMs);
      figures.cold.push(coldMs);
      figures.spare.push(spareMs);
    }
    const bare = median(figures.bare);
    return {
      method: `${rounds} interleaved starts after 3; wall time in ms`,
      bare: spread(figures.bare),
      cold: { ...spread(figures.cold), ratio: round(median(figures.cold) / bare) },
      spare: { ...spread(figures.spare), ratio: round(median(figures.spare) / bare) },
    };
  } finally {
    await rig.close();
  }
}
