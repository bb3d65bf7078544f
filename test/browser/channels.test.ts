import { mkdirSync, writeFileSync } from "node:fs";
import { shellHeaders, shellHtml, shellScriptHash } from "@berth/sdk/shell";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Engine, type EngineName, type EnginePage, engines, startEngine } from "../support/engines.js";
import { type ContactServers, startContactServers } from "./channels/contact-servers.js";
import { documentProbes, type Probe, probeScript, workerProbes } from "./channels/probes.js";
import { lineOf, makeHost, openPackage, packageOf } from "./host-harness.js";
import { type HostServer, startHostServer } from "./host-server.js";

/** How a document is served: bare as a control, with the headers of section 2, or by srcdoc (section 3). */
type Shape = "bare" | "address" | "file" | "inline";

const nonce = "AAAAAAAAAAAAAAAAAAAAAA==";
const rtcAndPreconnect = ["CH-14", "CH-16"];
/**
 * What is conceded to code in the shell's document, as beginnings of ids (S-CH-31, S-CH-32). A nonce lets the script
 * that has it import code by address in Firefox and WebKit; a hash does not.
 */
const conceded: Record<Exclude<Shape, "bare">, Record<EngineName, readonly string[]>> = {
  address: { chromium: [], firefox: ["CH-05.import", ...rtcAndPreconnect], webkit: ["CH-05.import", "CH-14"] },
  file: { chromium: [], firefox: rtcAndPreconnect, webkit: ["CH-14"] },
  inline: { chromium: rtcAndPreconnect, firefox: rtcAndPreconnect, webkit: ["CH-14"] },
};
/** Groups whose probes must leak without a policy, or a zero proves nothing (S-TST-4). */
const controls = ["CH-01", "CH-02", "CH-03", "CH-04", "CH-05", "CH-06", "CH-07", "CH-08", "CH-13"];
/** More of them by engine: WebKitGTK has no WebRTC, and headless Chromium opens no connection ahead. */
const moreControls = { chromium: ["CH-16"], firefox: ["CH-14", "CH-16"], webkit: ["CH-14"] };

let contacts: ContactServers;
let server: HostServer;
/** Rows of the table in docs/explain/sandbox.md. */
const table: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  contacts = await startContactServers();
  server = await startHostServer(`
    import { createStage, placeFrame } from "./packages/sdk/src/sandbox/stage.ts";
    globalThis.parts = { createStage, placeFrame };
  `);
});
afterAll(async () => {
  await server?.close();
  await contacts?.close();
  mkdirSync("test/.artifacts", { recursive: true });
  writeFileSync("test/.artifacts/channels.json", JSON.stringify(table, null, 1));
});

async function scriptOf(setting: string, probes: Readonly<Record<string, Probe>>, done: string): Promise<string> {
  const targets = new Map(
    await Promise.all(
      Object.entries(probes).map(async ([id, { code }]) => {
        const needs = { tcp: /\bT\b/.test(code), udp: /\bS\b/.test(code) };
        return [id, await contacts.targets(setting, id, needs)] as const;
      }),
    ),
  );
  return probeScript(probes, (id) => targets.get(id) ?? { http: "", tcp: "", udp: "" }, done);
}

/** Where documents are served: another origin than the one that counts, so that a stage can let in the one alone. */
const documentOrigin = (): string => contacts.origin.replace("127.0.0.1", "localhost");

/** Runs scripts, each as the one script of a shell's document, and gives the ids of the probes that got through. */
async function leaks(page: EnginePage, setting: string, shape: Shape, scripts: readonly string[]): Promise<string[]> {
  const documents = documentOrigin();
  const makeFrame = async (view: string, index: number): Promise<{ html?: string; src?: string }> => {
    const hash = await shellScriptHash(view);
    if (shape === "inline") return { html: shellHtml({ view, hash, metaPolicy: true }) };
    const path = `/documents/${setting}/${index}`;
    const permit = shape === "file" ? { hash } : { nonce };
    const headers =
      shape === "bare" ? { "Content-Type": "text/html" } : shellHeaders({ hostOrigin: server.origin, ...permit });
    contacts.documents.set(path, { headers, body: shellHtml({ view, ...permit }) });
    return { src: documents + path };
  };
  const frames = await Promise.all(scripts.map(makeFrame));
  const sources = shape === "bare" ? ["*", "data:", "blob:"] : shape === "inline" ? [] : [documents];
  await page.goto(server.origin);
  const finished = await page.evaluate(
    async (given) => {
      type Stage = { document: Document };
      const { createStage, placeFrame } = (globalThis as unknown as { parts: unknown }).parts as {
        createStage(parent: Node, sources: string[], owner: Document): Promise<Stage>;
        placeFrame(stage: Stage, sandbox: string): HTMLIFrameElement;
      };
      const app = document.querySelector("#app") as HTMLElement;
      let finished = 0;
      const all = new Promise<void>((resolve) => {
        addEventListener("message", (event) => {
          if (event.data === "done") finished += 1;
          if (finished === given.frames.length) resolve();
        });
        setTimeout(resolve, given.limitMs);
      });
      for (const { html, src } of given.frames as { html?: string; src?: string }[]) {
        const stage = await createStage(app, given.sources, document);
        const frame = placeFrame(stage, "allow-scripts");
        if (src === undefined) frame.srcdoc = html ?? "";
        else frame.src = src;
        stage.document.body.append(frame);
      }
      await all;
      // A contact may come after its cause; there is nothing to await for one that does not come.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return finished;
    },
    { frames, sources: [...sources], limitMs: shape === "bare" ? 5_000 : 20_000 },
  );
  // Without a policy a script may wait for an answer of its own; what it did until then is the control.
  if (shape !== "bare") expect(finished, "every script ran to its end").toBe(frames.length);
  return [...contacts.reached].flatMap((key) => (key.startsWith(`${setting}/`) ? [key.slice(setting.length + 1)] : []));
}

const say = 'parent.parent.postMessage("done","*");';

/** All probes of a document: those that would end it say so first and get a document each. */
async function documentScripts(setting: string): Promise<string[]> {
  const entries = Object.entries(documentProbes);
  const together = Object.fromEntries(entries.filter(([, probe]) => probe.alone !== true));
  const apart = entries.filter(([, probe]) => probe.alone === true);
  return Promise.all([
    scriptOf(setting, together, say),
    ...apart.map(async ([id, probe]) => say + (await scriptOf(setting, { [id]: probe }, ""))),
  ]);
}

/** Scripts of documents that start a worker each: one with all probes, one for each probe that would hold it up. */
async function workerScripts(setting: string): Promise<string[]> {
  const entries = Object.entries(workerProbes);
  const together = entries.filter(([, probe]) => probe.alone !== true);
  const apart = entries.filter(([, probe]) => probe.alone === true);
  return Promise.all(
    [together, ...apart.map((entry) => [entry])].map(async (some) => {
      const script = await scriptOf(setting, Object.fromEntries(some), 'postMessage("done")');
      const blob = `new Blob([${JSON.stringify(script)}],{type:"text/javascript"})`;
      return `self.w=new Worker(URL.createObjectURL(${blob}));self.w.onmessage=(e)=>{if(e.data==="done"){${say}}};`;
    }),
  );
}

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

    test("the control: without a policy a document and a worker leak by each of these groups", async () => {
      const setting = `${name}-bare`;
      const inDocument = await leaks(page, setting, "bare", await documentScripts(setting));
      record("document, no policy", name, inDocument, Object.keys(documentProbes).length);
      expect(groupsOf(inDocument)).toEqual(expect.arrayContaining([...controls, ...moreControls[name]]));
      const inWorker = await leaks(page, `${setting}-worker`, "bare", await workerScripts(`${setting}-worker`));
      record("worker, no policy", name, inWorker, Object.keys(workerProbes).length);
      expect(groupsOf(inWorker)).toEqual(expect.arrayContaining(["CH-21", "CH-22"]));
    });

    for (const shape of ["address", "file", "inline"] as const) {
      const setting = `${name}-${shape}`;
      test(`script in the shell's document, shell by ${shape}: what is conceded and no more (c)`, async () => {
        const leaked = await leaks(page, setting, shape, await documentScripts(setting));
        record(`document, shell by ${shape}`, name, leaked, Object.keys(documentProbes).length);
        const more = leaked.filter((id) => !conceded[shape][name].some((start) => id.startsWith(start)));
        expect(more).toEqual([]);
      });
      // A worker's policy is the same for both ways of permitting the script.
      if (shape === "file") continue;

      test(`script in the shell's worker with every name, shell by ${shape}: nothing (b)`, async () => {
        const leaked = await leaks(page, `${setting}-worker`, shape, await workerScripts(`${setting}-worker`));
        record(`worker, shell by ${shape}`, name, leaked, Object.keys(workerProbes).length);
        expect(leaked).toEqual([]);
      });

      test(`a mini program, shell by ${shape}: nothing (a)`, async () => {
        const mini = `${setting}-program`;
        const script = await scriptOf(mini, workerProbes, 'console.log("probed:")');
        await page.goto(server.origin);
        await makeHost(page, { shell: shape === "inline" ? "inline" : { url: "/shell" } });
        const files = {
          "app.json": JSON.stringify({ pages: ["a"] }),
          "app.js": `${script};\nApp({});`,
          "a.json": "{}",
          "a.js": "Page({})",
          "a.axml": "<view>hi</view>",
        };
        const lists = {
          serverDomains: { mode: "list", entries: ["api.example.com"] },
          wapUrls: { mode: "list", entries: [] },
        };
        expect(await openPackage(page, await packageOf(files), {}, lists)).toEqual({ ok: true });
        await lineOf(page, "probed:");
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
        const leaked = [...contacts.reached].filter((key) => key.startsWith(`${mini}/`));
        record(`mini program, shell by ${shape}`, name, leaked, Object.keys(workerProbes).length);
        expect(leaked).toEqual([]);
      });
    }
  });
}
