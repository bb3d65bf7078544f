import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EngineName, type EnginePage, engines, startEngine } from "../support/engines.js";
import { type ContactServers, startContactServers } from "./channels/contact-servers.js";
import { hostileProgram } from "./channels/hostile-program.js";
import { placeScripts, type Shape, stageParts } from "./channels/place-scripts.js";
import { scriptOf, scriptsInDocument, scriptsInWorker } from "./channels/probe-scripts.js";
import { documentProbes, nameProbes, type ProbeTargets, workerProbes } from "./channels/probes.js";
import { lineOf, makeHost, openPackage, packageOf } from "./host-harness.js";
import { type HostServer, startHostServer } from "./host-server.js";

// A name server sees a name that was looked up, though nobody connects (CH-15). Every probe gets a name of its own, and
// the engine's log of its resolver is the judge. WebKitGTK keeps no such log.

/**
 * Engines with a log, and what they concede to script in the shell's document, as beginnings of ids (S-CH-31, S-CH-32).
 * Inline there is no header against looking up ahead: then both also look up the names of navigations that the policy
 * refuses, which nobody gets to see but the name server.
 */
const conceded: Partial<Record<EngineName, Partial<Record<Shape, readonly string[]>>>> = {
  chromium: { address: [], file: [], inline: ["ch-14", "ch-15", "ch-16", "ch-07-iframe", "ch-13"] },
  firefox: {
    address: ["ch-05-import", "ch-14", "ch-16"],
    file: ["ch-14", "ch-16"],
    inline: ["ch-14", "ch-15", "ch-16", "ch-10-blank-link", "ch-13"],
  },
};
/** What must be in the log of the control, or its silence elsewhere proves nothing (S-TST-4). */
const controls: Partial<Record<EngineName, readonly string[]>> = {
  chromium: [
    "ch-01-fetch",
    "ch-02-img",
    "ch-13-location",
    "ch-14-preconnect",
    "ch-15-dns-prefetch",
    "ch-16-stun",
    "ch-16-child",
  ],
  firefox: [
    "ch-01-fetch",
    "ch-02-img",
    "ch-13-location",
    "ch-14-preconnect",
    "ch-15-dns-prefetch",
    "ch-15-anchor",
    "ch-16-stun",
    "ch-16-child",
  ],
};

let contacts: ContactServers;
let server: HostServer;
beforeAll(async () => {
  contacts = await startContactServers();
  server = await startHostServer(stageParts);
});
afterAll(async () => {
  await server?.close();
  await contacts?.close();
});

const domain = "berth-probe.test";
const slug = (id: string): string => id.toLowerCase().replace(/[^a-z0-9]+/g, "-");
const named =
  (setting: string) =>
  async (id: string): Promise<ProbeTargets> => {
    const name = `${slug(id)}.${setting}.${domain}`;
    return { http: `http://${name}/x`, tcp: `https://${name}`, udp: `${name}:3478` };
  };

/** Probes whose names are in the log, by setting. */
function lookedUp(folder: string, setting: string): string[] {
  const files = readdirSync(folder).filter((file) => file.startsWith("lookups"));
  const text = files.map((file) => readFileSync(join(folder, file), "latin1")).join("\n");
  const found = text.matchAll(new RegExp(`([a-z0-9-]+)\\.${setting}\\.${domain.replace(".", "\\.")}`, "g"));
  return [...new Set([...found].map((match) => match[1] ?? ""))].sort();
}

/** Runs scripts to their ends. */
async function run(page: EnginePage, setting: string, shape: Shape, scripts: string[]): Promise<void> {
  await placeScripts(page, { contacts, hostOrigin: server.origin, setting, shape, scripts });
  const ended = (): Promise<string[]> =>
    page.evaluate(() =>
      [...new Set((globalThis.bench.told as string[]).filter((line) => line.startsWith("done:")))].sort(),
    );
  await expect
    .poll(ended, { timeout: 60_000, interval: 200, message: setting })
    .toEqual(scripts.map((_, index) => `done:${index}`).sort());
  await afterwards(page);
}

/** What comes late, comes; and requests of ours push the log on to the disk. */
const afterwards = (page: EnginePage): Promise<void> =>
  page.evaluate(async (address) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    for (let i = 0; i < 5; i += 1) await fetch(address, { mode: "no-cors", cache: "no-store" });
  }, `${contacts.origin}/afterwards/way`);

const tested = engines().filter((name) => conceded[name] !== undefined);
test.each(tested)(
  "names that %s looks up: those that are conceded to the shell's document, none for a program (S-TST-2, S-TST-3)",
  {
    timeout: 400_000,
    // Now and then a worker of Firefox does not come to its end while names are looked up that nobody answers for.
    retry: 2,
  },
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), "berth-lookups-"));
    const engine = await startEngine(name, { unmuted: true, lookups: folder });
    try {
      const page = await engine.newPage();
      const everything = { ...documentProbes, ...nameProbes };
      await run(page, "bare", "bare", await scriptsInDocument(everything, named("bare")));
      await run(page, "bare-worker", "bare", await scriptsInWorker(workerProbes, named("bare-worker")));
      const wanted = controls[name] ?? [];
      const controlled = async (): Promise<string[]> => {
        await afterwards(page);
        return [...lookedUp(folder, "bare"), ...lookedUp(folder, "bare-worker")];
      };
      await expect.poll(controlled, { timeout: 60_000 }).toEqual(expect.arrayContaining([...wanted, "ch-21-fetch"]));

      for (const shape of ["address", "file", "inline"] as const) {
        await run(page, shape, shape, await scriptsInDocument(everything, named(shape)));
        await run(page, `${shape}-worker`, shape, await scriptsInWorker(workerProbes, named(`${shape}-worker`)));
      }
      for (const shape of ["address", "inline"] as const) {
        const setting = `${shape}-program`;
        const script = await scriptOf(workerProbes, named(setting), "()=>{}", 'console.log("probed:")');
        await page.goto(server.origin);
        await makeHost(page, { shell: shape === "inline" ? "inline" : { url: "/shell" } });
        const files = hostileProgram(script, (id) => `http://${slug(id)}.${setting}.${domain}/x`);
        const none = { mode: "list", entries: [] };
        const opened = await openPackage(page, await packageOf(files), {}, { serverDomains: none, wapUrls: none });
        expect(opened).toEqual({ ok: true });
        await lineOf(page, "probed:");
        await lineOf(page, "drawn:");
        await afterwards(page);
      }
      await engine.close();

      for (const shape of ["address", "file", "inline"] as const) {
        const allowed = conceded[name]?.[shape] ?? [];
        const more = lookedUp(folder, shape).filter((id) => !allowed.some((start) => id.startsWith(start)));
        expect(more, `script in the shell's document, shell by ${shape}`).toEqual([]);
        expect(lookedUp(folder, `${shape}-worker`), `script in the worker, shell by ${shape}`).toEqual([]);
      }
      for (const shape of ["address", "inline"]) expect(lookedUp(folder, `${shape}-program`)).toEqual([]);
    } finally {
      await engine.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);
