import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { ExecutorCounters, executorSuite, type Told } from "../contract/executor-suite.js";
import { launchChromium } from "../support/chromium.js";
import { bundleScript } from "../support/workspace-bundle.js";

const counters = new ExecutorCounters();
let browser: Browser;
let page: Page;

/** The page's executor with what the request gate does around it: the time limit and the stop. */
const script = `
import { compilePolicy, decide } from "@berth/core/policy";
import { pageExecutor } from "./packages/sdk/src/gate/page-executor.ts";
globalThis.stops = new Map();
globalThis.send = async (id, entries, url, ask) => {
  const executor = pageExecutor({ fetch: (...args) => fetch(...args), followRedirects: false });
  const verdict = decide(await compilePolicy({ mode: "list", entries, insecure: true }), url, "request");
  const { method = "GET", headers = {}, body = null, timeoutMs = 5000, maxBytes = 1e6, enableCookie = false } = ask;
  const stop = new AbortController();
  globalThis.stops.set(id, () => stop.abort(new DOMException("stopped", "AbortError")));
  setTimeout(() => stop.abort(new DOMException("timed out", "TimeoutError")), timeoutMs);
  const bytes = Array.isArray(body) ? new Uint8Array(body) : body;
  const outcome = await executor.send(
    { api: "request", url: verdict.canonical, method, headers, body: bytes, timeoutMs, enableCookie, maxBytes }, stop.signal);
  return outcome.kind === "response" ? { ...outcome, body: [...outcome.body] } : outcome;
};`;

declare global {
  var send: (id: number, entries: string[], url: string, ask: object) => Promise<Told>;
  var stops: Map<number, () => void>;
}

beforeAll(async () => {
  await counters.start();
  browser = await launchChromium();
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${counters.servers.unlistedPort}/`);
  await page.evaluate(await bundleScript(script));
  // A cookie that the browser has for the server, which no program may send.
  await page.context().addCookies([{ name: "host", value: "secret", domain: "127.0.0.1", path: "/" }]);
  counters.unlisted.length = 0;
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await counters.stop();
});

let next = 0;
executorSuite("page", counters, () => ({
  page: true,
  async send(ask, { port, closedPort }, seen) {
    next += 1;
    const id = next;
    const origin = `http://127.0.0.1:${ask.path === "closed" ? closedPort : port}`;
    if (ask.abort) void seen.then(() => page.evaluate((stopped) => globalThis.stops.get(stopped)?.(), id));
    return page.evaluate(([number, entry, url, asked]) => globalThis.send(number, [entry], url, asked), [
      id,
      origin,
      origin + ask.path.replace(/^closed$/, "/"),
      ask,
    ] as const);
  },
}));
