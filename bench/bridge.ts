import { compileBenchProgram, startRig } from "./support/browser.js";
import { median, round, spread } from "./support/statistics.js";

type InPage = {
  bench: {
    open(name: string): Promise<number>;
    lines: string[];
    barePort(calls: number, wave: number): Promise<number>;
  };
};

/**
 * A JSAPI call from the worker to the host and back, alone and many at once, against the raw MessagePort of a worker
 * inside an opaque frame. Wall time in the worker.
 */
export async function runBridgeSuite({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const rig = await startRig({}, { bridge: await compileBenchProgram("bridge") });
  try {
    const page = await rig.hostPage();
    await page.evaluate(() => (globalThis as never as InPage).bench.open("bridge"));
    const shell = page.frames().find((frame) => frame.url().startsWith(rig.server.shellUrl));
    if (!shell) throw new Error("the shell's frame was not found");
    const tap = async (id: string): Promise<{ calls: number; ms: number; lost?: number }> => {
      const before = await page.evaluate(() => (globalThis as never as InPage).bench.lines.length);
      await shell.evaluate((button) => {
        for (const element of document.querySelectorAll("*")) {
          (element.shadowRoot?.querySelector(`#${button}`) as HTMLElement | null)?.click();
        }
      }, id);
      await page.waitForFunction((count) => (globalThis as never as InPage).bench.lines.length > count, before, {
        timeout: 60_000,
      });
      const line = await page.evaluate(() => (globalThis as never as InPage).bench.lines.at(-1) ?? "{}");
      return JSON.parse(line) as { calls: number; ms: number; lost?: number };
    };
    const rounds = quick ? 3 : 9;
    const alone = { berth: [] as number[], port: [] as number[] };
    const many = { berth: [] as number[], port: [] as number[] };
    let lost = 0;
    for (let i = 0; i < rounds + 1; i++) {
      const portAlone = await page.evaluate(() => (globalThis as never as InPage).bench.barePort(1000, 1));
      const berthAlone = await tap("single");
      const portMany = await page.evaluate(() => (globalThis as never as InPage).bench.barePort(5000, 500));
      const berthMany = await tap("many");
      lost += berthMany.lost ?? 0;
      if (i === 0) continue;
      alone.port.push((portAlone / 1000) * 1000);
      alone.berth.push((berthAlone.ms / berthAlone.calls) * 1000);
      many.port.push(5000 / (portMany / 1000));
      many.berth.push(berthMany.calls / (berthMany.ms / 1000));
    }
    return {
      method: `${rounds} interleaved rounds after 1; wall time; many = bursts of 5,000 calls, 500 open at once`,
      roundTripMicroseconds: {
        port: spread(alone.port),
        berth: spread(alone.berth),
        ratio: round(median(alone.berth) / median(alone.port)),
      },
      callsPerSecond: { port: spread(many.port), berth: spread(many.berth), lost },
    };
  } finally {
    await rig.close();
  }
}
