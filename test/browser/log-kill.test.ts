import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { decodeLogs, type LogEvent } from "@berth/core/events";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

/**
 * The page of the test: emits one event every few milliseconds and tells the server which of them it saw committed. The
 * subscriber is called when the write has begun, `stats().queued` is 0 once it is complete.
 */
const PAGE = `
import { createEventLog } from "@berth/sdk/log";
const run = new URLSearchParams(location.search).get("run");
const log = createEventLog({
  platformUrl: location.origin, workspaceId: "w", targetAppId: "t", environment: "production", installationId: "i",
  os: "Linux", osVersion: "6", sdkVersion: "0", libVersion: "0", locale: "en", allowed: true,
});
log.setTenant({ collect: true, token: "tok", userSalt: "u", deviceSalt: "d" });
if (run === "1") {
  const seen = [];
  log.subscribe((event) => seen.push(event.eventId));
  const app = log.openSession({ appId: "a1" });
  app.openRequested({ startType: "cold", source: "id", packageState: "local", updateMethod: "none" });
  app.launched({ infoMs: 0, downloadMs: 0, unpackMs: 0, runtimeMs: 0, renderMs: 1, pagePath: "p" });
  let n = 0;
  setInterval(() => app.emit("page.view", { pageId: String(n++), pagePath: "p", reason: "load", stackDepth: 1 }), 5);
  setInterval(() => {
    const known = seen.length;
    if (log.stats().queued === 0) fetch("/told", { method: "POST", body: JSON.stringify({ ids: seen.slice(0, known), store: log.stats().store }) });
  }, 7);
}
`;

let server: Server;
let origin: string;
let profile: string;
let answers500 = true;
let refused = 0;
let doubles = 0;
const told = new Set<string>();
const stored = new Map<string, LogEvent>();
const stores = new Set<string>();
let browser: ChildProcess | null = null;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function take(body: Buffer, encoding: string | undefined): void {
  const text = (encoding === "gzip" ? gunzipSync(body) : body).toString();
  for (const record of decodeLogs(JSON.parse(text))!.flatMap((batch) => batch.records)) {
    if (record.kind === "refused") throw new Error(record.reason);
    if (stored.has(record.event.eventId)) doubles++;
    stored.set(record.event.eventId, record.event);
  }
}

beforeAll(async () => {
  const at = (path: string): string => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url));
  const bundle = await build({
    stdin: { contents: PAGE, resolveDir: at("sdk/src") },
    bundle: true,
    format: "esm",
    write: false,
    alias: {
      "@berth/core": at("core/src/index.ts"),
      "@berth/core/events": at("core/src/events.ts"),
      "@berth/core/jsapi": at("core/src/jsapi.ts"),
      "@berth/sdk/log": at("sdk/src/log.ts"),
    },
  });
  const script = bundle.outputFiles[0]!.text;
  server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://x");
    if (pathname === "/told") {
      const { ids, store } = JSON.parse((await bodyOf(request)).toString()) as { ids: string[]; store: string };
      for (const id of ids) told.add(id);
      stores.add(store);
      response.end();
    } else if (pathname === "/sdk/v1/logs") {
      const body = await bodyOf(request);
      if (answers500) {
        refused++;
        response.writeHead(500).end();
        return;
      }
      take(body, request.headers["content-encoding"]);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ berth: { serverTime: Date.now(), accepted: 0, duplicates: 0, rejected: [] } }));
    } else if (pathname === "/page") {
      response.setHeader("content-type", "text/html");
      response.end(`<!doctype html><script type="module">${script}</script>`);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  profile = await mkdtemp(`${tmpdir()}/berth-log-kill-`);
});

afterAll(async () => {
  kill();
  server.closeAllConnections();
  server.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

function start(run: string): void {
  browser = spawn(
    "/usr/bin/chromium",
    [
      ...["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
      ...["--disable-background-networking", "--disable-component-update", `--user-data-dir=${profile}`],
      "--remote-debugging-port=0",
      `${origin}/page?run=${run}`,
    ],
    // A process group of its own, so that all of the browser's processes die at once.
    { detached: true, stdio: "ignore" },
  );
}

function kill(): void {
  if (browser?.pid === undefined) return;
  process.kill(-browser.pid, "SIGKILL");
  browser = null;
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("L-TST-1, L-GEN-1: Chromium killed while the server answers 500: nothing that was committed is lost, nothing doubled", async () => {
  start("1");
  await until(() => refused > 0 && told.size > 300);
  const gone = new Promise((resolve) => browser!.once("exit", resolve));
  kill();
  await gone;
  expect([...stores]).toEqual(["idb"]);
  expect(stored.size).toBe(0);
  answers500 = false;
  start("2");
  await until(() => [...told].every((id) => stored.has(id)));
  expect([...told].filter((id) => !stored.has(id))).toEqual([]);
  expect(doubles).toBe(0);
  // L-EV-3: no gap below the largest number that arrived.
  const seqs = [...stored.values()].map((event) => event.seq).sort((a, b) => a - b);
  expect(seqs).toEqual(seqs.map((_, at) => at + 1));
});
