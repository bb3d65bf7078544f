import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { compileProject, memorySource, packProject } from "@berth/compiler";
import { shellHtml, shellResponse } from "@berth/sdk/shell";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { launchChromium } from "../support/chromium.js";
import { bundleScript } from "../support/workspace-bundle.js";

/** A package of a program given as texts. Diagnostics that are errors fail the test. */
export async function packageOf(files: Record<string, string | Uint8Array>): Promise<Uint8Array> {
  const result = await compileProject(memorySource(files));
  const errors = result.diagnostics.filter((entry) => entry.severity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 1));
  return packProject(result);
}

/** How the shell is served; the broken ones exist to show that the self-test sees them (S-TST-5). */
export type ShellKind = "good" | "no-policy" | "unsafe-eval" | "with-fetch";

/** A page with the SDK in it, its server, and a second server that counts whoever reaches it. */
export interface HostBench {
  origin: string;
  /** Address of the counting server. */
  counter: string;
  /** What reached the counting server, "METHOD path". */
  contacts: string[];
  browser: Browser;
  /** Responses of the counting server by path. */
  answers: Map<string, { status: number; headers: Record<string, string>; body: string }>;
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
}

function brokenShell(view: string, kind: ShellKind): { headers: Record<string, string>; body: string } {
  const nonce = "AAAAAAAAAAAAAAAAAAAAAA==";
  const html = { "content-type": "text/html" };
  if (kind === "no-policy") return { headers: html, body: shellHtml({ view, nonce }) };
  const extra = kind === "unsafe-eval" ? " 'unsafe-eval'" : "";
  const connect = kind === "with-fetch" ? "connect-src data:" : "connect-src 'none'";
  const policy = `default-src 'none'; script-src 'nonce-${nonce}' blob:${extra}; worker-src blob:; style-src 'unsafe-inline'; ${connect}`;
  return { headers: { ...html, "content-security-policy": policy }, body: shellHtml({ view, nonce }) };
}

/** Starts servers and browser. The page has `BerthSdk`, `assets`, and an element `#app` of 375 by 667 px. */
export async function startHostBench(extra = ""): Promise<HostBench> {
  const [sdk, worker, view] = await Promise.all([
    bundleScript(`import * as BerthSdk from "@berth/sdk"; globalThis.BerthSdk = BerthSdk; ${extra}`),
    bundleScript(`import "./packages/runtime/src/worker.ts";`),
    bundleScript(`import "./packages/runtime/src/view.ts";`),
  ]);
  const contacts: string[] = [];
  const answers: HostBench["answers"] = new Map();
  const count = (request: IncomingMessage): void => {
    contacts.push(`${request.method} ${request.url}`);
  };
  const counting = createServer((request, response) => {
    count(request);
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const answer = answers.get(path) ?? { status: 200, headers: { "content-type": "text/plain" }, body: "ok" };
    response.writeHead(answer.status, { "access-control-allow-origin": "*", ...answer.headers }).end(answer.body);
  });
  counting.on("upgrade", (request, socket) => {
    count(request);
    socket.destroy();
  });
  const counter = await listen(counting);
  let origin = "";
  const page =
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>' +
    '<link rel="icon" href="data:,"><style>body{margin:0}#app{position:relative;width:375px;height:667px}</style>' +
    '<div id="app"></div><script src="/sdk.js"></script><script src="/assets.js"></script>';
  const files = new Map<string, [type: string, body: string]>([
    ["/", ["text/html", page]],
    ["/sdk.js", ["text/javascript", sdk]],
    [
      "/assets.js",
      ["text/javascript", `globalThis.assets = ${JSON.stringify({ worker, view }).replaceAll("</", "<\\/")};`],
    ],
  ]);
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", origin);
    if (url.pathname === "/shell") {
      const kind = (url.searchParams.get("kind") ?? "good") as ShellKind;
      if (kind !== "good") {
        const { headers, body } = brokenShell(view, kind);
        response.writeHead(200, headers).end(body);
        return;
      }
      const answer = shellResponse(new Request(url), { view, hostOrigin: origin });
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
      return;
    }
    const file = files.get(url.pathname);
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": `${file[0]}; charset=utf-8` }).end(file[1]);
  });
  origin = await listen(server);
  const browser = await launchChromium();
  return {
    origin,
    counter,
    contacts,
    answers,
    browser,
    async newPage() {
      const context = await browser.newContext({ viewport: { width: 500, height: 720 } });
      const opened = await context.newPage();
      await opened.goto(origin);
      return opened;
    },
    async close() {
      await browser.close();
      for (const each of [server, counting]) {
        each.closeAllConnections();
        await new Promise((resolve) => each.close(resolve));
      }
    },
  };
}

/** Members of the page that test functions use. */
declare global {
  // biome-ignore lint/suspicious/noExplicitAny: test code inside the page drives the SDK's global build
  var BerthSdk: any;
  var assets: { worker: string; view: string };
  // biome-ignore lint/suspicious/noExplicitAny: as above
  var bench: any;
}

/** Makes a host in the page as `bench.host` and collects inspect events in `bench.events`. */
export async function makeHost(page: Page, options: Record<string, unknown> = {}): Promise<void> {
  await page.evaluate(async (given) => {
    globalThis.bench = { events: [] };
    const { shell = { url: "/shell" }, ...more } = given as { shell?: unknown };
    globalThis.bench.host = await globalThis.BerthSdk.createHost({
      config: {
        platformUrl: "",
        workspaceId: "W1",
        targetAppId: "T1",
        environment: "test",
        platformKeys: [],
        configVersion: 1,
      },
      assets: globalThis.assets,
      shell,
      gateway: null,
      store: "memory",
      locale: "en",
      openView: true,
      ...more,
    });
  }, options);
}

/** Opens a package; the outcome is a plain object. */
export async function openPackage(
  page: Page,
  zip: Uint8Array,
  params: Record<string, unknown> = {},
  preview: Record<string, unknown> = {},
): Promise<{ ok: boolean; number?: number; message?: string; stage?: string }> {
  const base64 = Buffer.from(zip).toString("base64");
  return page.evaluate(
    async ({ text, more, release }) => {
      const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      try {
        globalThis.bench.app = await globalThis.bench.host.openApp("2026000000000001", {
          container: document.querySelector("#app"),
          inspect: (event: unknown) => globalThis.bench.events.push(event),
          preview: { package: bytes, name: "Bench", ...release },
          ...more,
        });
        return { ok: true };
      } catch (error) {
        const { number, message, stage } = error as { number: number; message: string; stage: string };
        return { ok: false, number, message, stage };
      }
    },
    { text: base64, more: params, release: preview },
  );
}

/** Console lines of the program so far, first arguments only. */
export async function consoleOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    globalThis.bench.events
      .filter((event: { type: string; source?: string }) => event.type === "console" && event.source === "program")
      .map((event: { args: unknown[] }) =>
        event.args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg))).join(" "),
      ),
  );
}

/** Waits until the program has logged a line that begins with `prefix`; returns it. */
export async function waitForLine(page: Page, prefix: string): Promise<string> {
  const handle = await page.waitForFunction(
    (wanted) =>
      globalThis.bench.events
        .filter((event: { type: string }) => event.type === "console")
        .map((event: { args: unknown[] }) =>
          event.args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg))).join(" "),
        )
        .find((line: string) => line.startsWith(wanted)),
    prefix,
    { timeout: 15_000 },
  );
  return (await handle.jsonValue()) as string;
}

/** Files of a program with two pages; `script` goes into the first one. */
export const program = (script: string, more: Record<string, string> = {}): Record<string, string> => ({
  "app.json": JSON.stringify({ pages: ["pages/a/a", "pages/b/b"], window: { defaultTitle: "Bench" } }),
  "app.js":
    "App({ onLaunch(o) { console.log('launch', o.path, o.query); }, onShow() { console.log('show'); }, onHide() { console.log('hide'); } });",
  "pages/a/a.json": "{}",
  "pages/a/a.axml": "<view id='hello'>Hello {{name}}</view>",
  "pages/a/a.js": `Page({ data: { name: "Ada" }, ${script} });`,
  "pages/b/b.json": JSON.stringify({ defaultTitle: "Second" }),
  "pages/b/b.axml": "<view>Two</view>",
  "pages/b/b.js": "Page({});",
  ...more,
});

/** Program that runs an async function with `report(name, value)` on load. */
export const script = (body: string): string =>
  `onLoad() { const report = (n, v) => console.log(n + ":" + JSON.stringify(v)); (async () => { ${body} })().then(() => console.log("done:"), (e) => console.log("failed:" + JSON.stringify(e) + String(e && e.message))); }`;

/**
 * Hooks of a test file: one bench for the file, a new page for each test, and no error of the page goes unseen.
 * `give` gets both before each test.
 */
export function useHostPage(give: (bench: HostBench, page: Page) => void): void {
  let bench: HostBench;
  let page: Page;
  const problems: string[] = [];
  beforeAll(async () => {
    bench = await startHostBench();
  }, 120_000);
  afterAll(() => bench?.close());
  beforeEach(async () => {
    problems.length = 0;
    page = await bench.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    give(bench, page);
  });
  afterEach(async () => {
    await page.context().close();
    expect(problems).toEqual([]);
  });
}
