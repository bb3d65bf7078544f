import type { BridgePeers, PeerName } from "./bridge/peers.js";
import type { RunResult } from "./bridge/rounds.js";
import { bundle, compileBenchProgram, startRig, versionOf } from "./support/browser.js";
import { median, round, spread } from "./support/statistics.js";

type InPage = { bench: { open(name: string, jsapis: string[]): Promise<number> }; peers: BridgePeers };
type Name = "berth" | PeerName;

const peerNames: readonly PeerName[] = ["port", "comlink", "penpal"];
const names: readonly Name[] = ["berth", ...peerNames];
const single = { calls: 1_000, wave: 1 };
const many = { calls: 5_000, wave: 500 };

/**
 * A JSAPI call from the worker to the host and back, alone and many at once, against the raw MessagePort, Comlink and
 * Penpal between a worker inside an opaque frame and the same page. All carry the same 200 bytes there and back in the
 * same rounds; wall time in the worker. Last, a million calls of Berth's, each answer looked at.
 */
export async function runBridgeSuite({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const pages = {
    "bridge-peers": await bundle("bench/bridge/peers.ts"),
    "bridge-worker": await bundle("bench/bridge/peer-worker.ts"),
  };
  const rig = await startRig(pages, { bridge: await compileBenchProgram("bridge") });
  try {
    const page = await rig.hostPage();
    await page.addScriptTag({ url: `${rig.server.url}/page/bridge-peers.js` });
    await page.evaluate(async (started) => {
      const { bench, peers } = globalThis as never as InPage;
      for (const name of started) await peers.start(name);
      await peers.register();
      await bench.open("bridge", ["echo", "report"]);
    }, peerNames);
    const shell = page.frames().find((frame) => frame.url().startsWith(rig.server.shellUrl));
    if (!shell) throw new Error("the shell's frame was not found");
    const tap = async (id: string): Promise<RunResult> => {
      const reported = page.evaluate(() => (globalThis as never as InPage).peers.reported());
      await shell.evaluate((button) => {
        for (const element of document.querySelectorAll("*")) {
          (element.shadowRoot?.querySelector(`#${button}`) as HTMLElement | null)?.click();
        }
      }, id);
      return reported;
    };
    const runPeer = (name: PeerName, { calls, wave }: { calls: number; wave: number }): Promise<RunResult> =>
      page.evaluate(([peer, n, open]) => (globalThis as never as InPage).peers.run(peer, n, open), [
        name,
        calls,
        wave,
      ] as const);

    const figures = (): Record<Name, number[]> => ({ berth: [], port: [], comlink: [], penpal: [] });
    const [microseconds, rates] = [figures(), figures()];
    const lost: Record<Name, number> = { berth: 0, port: 0, comlink: 0, penpal: 0 };
    const rounds = quick ? 3 : 9;
    for (let i = 0; i < rounds + 1; i++) {
      for (const name of names) {
        const one = name === "berth" ? await tap("single") : await runPeer(name, single);
        const all = name === "berth" ? await tap("many") : await runPeer(name, many);
        lost[name] += one.lost + all.lost;
        if (i === 0) continue;
        microseconds[name].push((one.ms / one.calls) * 1_000);
        rates[name].push(all.calls / (all.ms / 1_000));
      }
    }
    const long = await tap(quick ? "hundredThousand" : "million");
    const ratios = (of: Record<Name, number[]>, to: PeerName): number => round(median(of.berth) / median(of[to]));
    const shown = (of: Record<Name, number[]>) => Object.fromEntries(names.map((name) => [name, spread(of[name])]));
    const against = (of: Record<Name, number[]>) =>
      Object.fromEntries(peerNames.map((name) => [name, ratios(of, name)]));
    return {
      versions: { comlink: versionOf("comlink"), penpal: versionOf("penpal") },
      method:
        `${rounds} interleaved rounds after 1; wall time in the worker; 200 bytes there and back; ` +
        `a round is ${single.calls} calls alone and ${many.calls} calls, ${many.wave} open at once`,
      roundTripMicroseconds: { ...shown(microseconds), ratioOfBerthTo: against(microseconds) },
      callsPerSecond: { ...shown(rates), ratioOfBerthTo: against(rates), lost },
      long: { calls: long.calls, callsPerSecond: round(long.calls / (long.ms / 1_000)), lost: long.lost },
    };
  } finally {
    await rig.close();
  }
}
