import { mkdirSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Engine, type EngineName, type EnginePage, engines, startEngine } from "../support/engines.js";
import { type ContactServers, startContactServers } from "./channels/contact-servers.js";
import { hostileProgram } from "./channels/hostile-program.js";
import { placeScripts, type Shape, stageParts } from "./channels/place-scripts.js";
import { scriptOf, scriptsInDocument, scriptsInWorker } from "./channels/probe-scripts.js";
import { documentProbes, type Probe, type ProbeTargets, workerProbes } from "./channels/probes.js";
import { consoleOf, lineOf, makeHost, openPackage, packageOf } from "./host-harness.js";
import { type HostServer, startHostServer } from "./host-server.js";

const rtcAndPreconnect = ["CH-14", "CH-16"];
/**
 * What is conceded to code in the shell's document, as beginnings of ids (S-CH-31, S-CH-32). A nonce lets the script
 * that has it import code by address in Firefox and WebKit; a hash does not.
 */
const conceded: Record<Exclude<Shape, "bare" | "open">, Record<EngineName, readonly string[]>> = {
  address: { chromium: [], firefox: ["CH-05.import", ...rtcAndPreconnect], webkit: ["CH-05.import", "CH-14"] },
  file: { chromium: [], firefox: rtcAndPreconnect, webkit: ["CH-14"] },
  inline: { chromium: rtcAndPreconnect, firefox: rtcAndPreconnect, webkit: ["CH-14"] },
};
/** Groups whose probes must leak without a policy, or a zero proves nothing (S-TST-4). */
const controls = ["CH-01", "CH-02", "CH-03", "CH-04", "CH-05", "CH-06", "CH-07", "CH-08", "CH-13"];
/** More of them by engine: WebKitGTK has no WebRTC, and headless Chromium opens no connection ahead. */
const moreControls = { chromium: ["CH-16"], firefox: ["CH-14", "CH-16"], webkit: ["CH-14"] };

/** A whole setting in an engine on a slow machine, ms. */
const timeout = 240_000;

let contacts: ContactServers;
let server: HostServer;
/** Rows of the table in docs/explain/sandbox.md. */
const table: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  contacts = await startContactServers();
  server = await startHostServer(stageParts);
});
afterAll(async () => {
  await server?.close();
  await contacts?.close();
  mkdirSync("test/.artifacts", { recursive: true });
  writeFileSync("test/.artifacts/channels.json", JSON.stringify(table, null, 1));
});

/** Where a probe in this setting is counted, by kinds of contact that it makes. */
const countedIn =
  (setting: string) =>
  (id: string, code: string): Promise<ProbeTargets> =>
    contacts.targets(setting, id, { tcp: /\bT\b/.test(code), udp: /\bS\b/.test(code) });

/** Puts scripts into the host's page. */
const place = (page: EnginePage, setting: string, shape: Shape, scripts: readonly string[]): Promise<void> =>
  placeScripts(page, { contacts, hostOrigin: server.origin, setting, shape, scripts });

/** Probes that got through so far: what servers saw, and what the probes had to tell themselves. */
async function reached(page: EnginePage, setting: string): Promise<string[]> {
  const told = await page.evaluate(() => globalThis.bench.told as string[]);
  const seen = [...contacts.reached].filter((key) => key.startsWith(`${setting}/`));
  const got = told.filter((line) => line.startsWith("got:"));
  return [...new Set([...seen.map((key) => key.slice(setting.length + 1)), ...got.map((line) => line.slice(4))])];
}

/** Runs scripts under a policy to their ends and gives the ids of the probes that got through. */
async function leaks(page: EnginePage, setting: string, shape: Shape, scripts: readonly string[]): Promise<string[]> {
  await place(page, setting, shape, scripts);
  // A slow machine takes its time; a script that never ends is named.
  const ended = async (): Promise<string[]> => {
    const told = await page.evaluate(() => globalThis.bench.told as string[]);
    return [...new Set(told.filter((line) => line.startsWith("done:")))].sort();
  };
  const all = scripts.map((_, index) => `done:${index}`).sort();
  await expect.poll(ended, { timeout: 90_000, interval: 200, message: "every script ran to its end" }).toEqual(all);
  await afterwards(page);
  return reached(page, setting);
}

/** A contact may come after its cause, and there is nothing to await for one that does not come: some time, and the way itself three times. */
async function afterwards(page: EnginePage): Promise<void> {
  await page.evaluate(async (address) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    for (let i = 0; i < 3; i += 1) await fetch(address, { mode: "no-cors", cache: "no-store" });
  }, `${contacts.origin}/afterwards/way`);
}

const inGroups = (probes: Readonly<Record<string, Probe>>, groups: readonly string[]): Record<string, Probe> =>
  Object.fromEntries(Object.entries(probes).filter(([, probe]) => groups.includes(probe.group)));

const documentScripts = (setting: string, probes = documentProbes): Promise<string[]> =>
  scriptsInDocument(probes, countedIn(setting));
const workerScripts = (setting: string, probes = workerProbes): Promise<string[]> =>
  scriptsInWorker(probes, countedIn(setting));

function record(row: string, name: EngineName, leaked: readonly string[], probes: number): void {
  const rows = table[row] ?? {};
  table[row] = rows;
  rows[name] = `${leaked.length} of ${probes}${leaked.length === 0 ? "" : ` (${[...leaked].sort().join(", ")})`}`;
}

const groupsOf = (leaked: readonly string[]): string[] =>
  [...new Set(leaked.map((id) => id.split(".")[0] ?? ""))].sort();

for (const name of engines()) {
  describe(`channels in ${name} (S-TST-2 to S-TST-4)`, () => {
    let engine: Engine;
    let page: EnginePage;
    beforeAll(async () => {
      engine = await startEngine(name, { unmuted: true });
      page = await engine.newPage();
    });
    afterAll(() => engine?.close());

    /** Runs scripts as a control, until each of the wanted ids or groups has got through. */
    async function control(
      setting: string,
      shape: "bare" | "open",
      scripts: string[],
      wanted: string[],
    ): Promise<string[]> {
      await place(page, setting, shape, scripts);
      const found = async (): Promise<string[]> => {
        const ids = await reached(page, setting);
        return [...groupsOf(ids), ...ids];
      };
      await expect.poll(found, { timeout: 60_000, interval: 200 }).toEqual(expect.arrayContaining(wanted));
      await afterwards(page);
      const ids = await reached(page, setting);
      expect(ids).not.toContain("CH-18.blank");
      return ids;
    }

    test("the control: without a policy a document and a worker leak by each of these groups (S-TST-4)", {
      timeout,
    }, async () => {
      const setting = `${name}-bare`;
      const groups = [...controls, ...moreControls[name]];
      const inDocument = await control(setting, "bare", await documentScripts(setting), groups);
      record("document, no policy", name, inDocument, Object.keys(documentProbes).length);
      const worker = `${setting}-worker`;
      const inWorker = await control(worker, "bare", await workerScripts(worker), ["CH-21", "CH-22", "CH-23"]);
      record("worker, no policy", name, inWorker, Object.keys(workerProbes).length);
    });

    test("the control: without the sandbox a document and a worker get at storage (S-TST-4)", { timeout }, async () => {
      const setting = `${name}-open`;
      const probes = inGroups(documentProbes, ["CH-11"]);
      const wanted = ["local-storage", "session-storage", "indexed-db"].map((id) => `CH-11.${id}`);
      await control(setting, "open", await documentScripts(setting, probes), wanted);
      const worker = `${setting}-worker`;
      const inWorker = await workerScripts(worker, inGroups(workerProbes, ["CH-23"]));
      await control(worker, "open", inWorker, ["CH-23.indexed-db"]);
    });

    for (const shape of ["address", "file", "inline"] as const) {
      const setting = `${name}-${shape}`;
      test(`script in the shell's document, shell by ${shape}: what is conceded and no more (c)`, {
        timeout,
      }, async () => {
        const escapes = page.escapes.length;
        const leaked = await leaks(page, setting, shape, await documentScripts(setting));
        record(`document, shell by ${shape}`, name, leaked, Object.keys(documentProbes).length);
        const more = leaked.filter((id) => !conceded[shape][name].some((start) => id.startsWith(start)));
        expect(more).toEqual([]);
        expect(page.escapes.slice(escapes), "windows, dialogs, downloads (CH-10)").toEqual([]);
      });
      // A worker's policy is the same for both ways of permitting the script.
      if (shape === "file") continue;

      test(`script in the shell's worker with every name, shell by ${shape}: nothing (b)`, { timeout }, async () => {
        const leaked = await leaks(page, `${setting}-worker`, shape, await workerScripts(`${setting}-worker`));
        record(`worker, shell by ${shape}`, name, leaked, Object.keys(workerProbes).length);
        expect(leaked).toEqual([]);
      });

      test(`a mini program, shell by ${shape}: nothing (a)`, { timeout }, async () => {
        const mini = `${setting}-program`;
        const script = await scriptOf(
          workerProbes,
          countedIn(mini),
          '(id)=>console.log("got:"+id)',
          'console.log("probed:")',
        );
        await page.goto(server.origin);
        await makeHost(page, { shell: shape === "inline" ? "inline" : { url: "/shell" } });
        const files = hostileProgram(script, (id) => `${contacts.origin}/${mini}/${id}`);
        const lists = {
          serverDomains: { mode: "list", entries: ["api.example.com"] },
          wapUrls: { mode: "list", entries: [] },
        };
        expect(await openPackage(page, await packageOf(files), {}, lists)).toEqual({ ok: true });
        await lineOf(page, "probed:");
        await lineOf(page, "drawn:");
        await afterwards(page);
        const got = (await consoleOf(page)).filter((line) => line.startsWith("got:"));
        const leaked = [...[...contacts.reached].filter((key) => key.startsWith(`${mini}/`)), ...got];
        record(`mini program, shell by ${shape}`, name, leaked, Object.keys(workerProbes).length);
        expect(leaked).toEqual([]);
      });
    }
  });
}
