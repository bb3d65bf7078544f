import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { gunzipSync } from "node:zlib";
import { chromiumFlags, chromiumPath } from "./chromium.js";

/** What the server does with a request of a log client. */
export type ServerMode = "ok" | "500" | "hang" | "reset" | "every third stored, then reset";

/** What a log client is to the rig. */
export interface KillClient {
  /** Module script of the page; `location.search` has `run`. It tells `/told` what it knows: `Told`. */
  script: string;
  /** Path that the client posts to. */
  path: string;
  /** Identities of the events of a request. */
  idsOf(body: string): string[];
  /** The server's positive answer. */
  answer: unknown;
}

/** What a page knows of its events; members are what the client's runs need. */
export interface Told {
  committed: string[];
  emitted: number;
  /** Events given up and counted, where the page says so. */
  dropped?: number;
}

/** A server that counts and a browser that dies. */
export interface KillRig {
  mode: ServerMode;
  /** Address of the server; `/page?run=` is the client's page. */
  readonly origin: string;
  /** Requests of the client that got no positive answer. */
  readonly refused: number;
  /** How often each event was stored. */
  readonly stored: Map<string, number>;
  /** Events of which the page told that they were written down. */
  readonly committed: Set<string>;
  /** Largest number of events that a page told to have emitted. */
  readonly emitted: number;
  /** Requests of the client so far. */
  readonly requests: number;
  /** Bodies that were stored. */
  readonly bodies: string[];
  /** What a page told last. */
  readonly told: Told;
  /** Most requests of the client under way at once. */
  readonly atOnce: number;
  /** Starts Chromium on the rig's profile with so many tabs of the page. */
  start(run: string, tabs?: number): void;
  /** SIGKILL to all its processes; resolves when they are gone. */
  kill(): Promise<void>;
  until(what: () => boolean, atMostMs?: number): Promise<void>;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  return (request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString();
}

/** Serves the client's page and takes what it sends. */
export async function startKillRig(client: KillClient): Promise<KillRig> {
  const profile = await mkdtemp(`${tmpdir()}/berth-kill-`);
  const stored = new Map<string, number>();
  const committed = new Set<string>();
  const count = { refused: 0, requests: 0, open: 0, atOnce: 0 };
  let emitted = 0;
  let told: Told = { committed: [], emitted: 0 };
  const bodies: string[] = [];
  let browser: ChildProcess | null = null;

  function take(body: string, response: ServerResponse): void {
    count.requests++;
    const reset = rig.mode === "every third stored, then reset" && count.requests % 3 === 0;
    if (rig.mode === "ok" || reset || rig.mode.startsWith("every")) {
      bodies.push(body);
      for (const id of client.idsOf(body)) stored.set(id, (stored.get(id) ?? 0) + 1);
    }
    if (rig.mode === "500") response.writeHead(500).end();
    else if (rig.mode === "reset" || reset) response.destroy();
    else if (rig.mode !== "hang") {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(client.answer));
      return;
    }
    count.refused++;
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://x");
    if (pathname === "/told") {
      told = JSON.parse(await bodyOf(request)) as Told;
      for (const id of told.committed) committed.add(id);
      emitted = Math.max(emitted, told.emitted);
      response.end();
    } else if (pathname === client.path) {
      count.open++;
      count.atOnce = Math.max(count.atOnce, count.open);
      response.on("close", () => count.open--);
      take(await bodyOf(request).catch(() => ""), response);
    } else if (pathname === "/page") {
      response.setHeader("content-type", "text/html");
      response.end(`<!doctype html><script type="module" src="/page.js"></script>`);
    } else if (pathname === "/tabs") {
      response.setHeader("content-type", "text/html");
      response.end(`<!doctype html><script>
        const tabs = Number(new URLSearchParams(location.search).get("tabs"));
        for (let i = 0; i < tabs; i++) open("/page" + location.search + "&tab=" + i, "_blank", "noopener,width=300,height=300");
      </script>`);
    } else if (pathname === "/page.js") {
      response.setHeader("content-type", "text/javascript");
      response.end(client.script);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const rig: KillRig = {
    mode: "ok",
    origin,
    bodies,
    stored,
    committed,
    get refused() {
      return count.refused;
    },
    get requests() {
      return count.requests;
    },
    get emitted() {
      return emitted;
    },
    get told() {
      return told;
    },
    get atOnce() {
      return count.atOnce;
    },
    start(run, tabs = 1) {
      const url = tabs === 1 ? `${origin}/page?run=${run}` : `${origin}/tabs?run=${run}&tabs=${tabs}`;
      browser = spawn(
        chromiumPath,
        [
          "--headless=new",
          ...chromiumFlags,
          `--user-data-dir=${profile}`,
          "--remote-debugging-port=0",
          "--disable-popup-blocking",
          url,
        ],
        // A process group of its own, so that all of the browser's processes die at once.
        { detached: true, stdio: "ignore" },
      );
    },
    async kill() {
      const dying = browser;
      browser = null;
      if (dying?.pid === undefined) return;
      const gone = new Promise((resolve) => dying.once("exit", resolve));
      if (dying.exitCode !== null) return;
      process.kill(-dying.pid, "SIGKILL");
      await gone;
    },
    async until(what, atMostMs = 60_000) {
      const end = Date.now() + atMostMs;
      while (!what() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    async close() {
      await rig.kill();
      server.closeAllConnections();
      server.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return rig;
}
