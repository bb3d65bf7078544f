import { compileProject, memorySource, packProject } from "@berth/compiler";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { launchChromium } from "../support/chromium.js";
import type { EnginePage } from "../support/engines.js";
import type { RuntimeTexts } from "../support/workspace-bundle.js";
import { type HostServer, startHostServer } from "./host-server.js";

/** A package of a program given as texts. Diagnostics that are errors fail the test. */
export async function packageOf(files: Record<string, string | Uint8Array>): Promise<Uint8Array> {
  const result = await compileProject(memorySource(files));
  const errors = result.diagnostics.filter((entry) => entry.severity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 1));
  return packProject(result);
}

/** A page with the SDK in it, in Chromium, and its servers. */
export interface HostBench extends HostServer {
  browser: Browser;
  newPage(): Promise<Page>;
}

/** Starts servers and browser. */
export async function startHostBench(extra = ""): Promise<HostBench> {
  const [server, browser] = await Promise.all([startHostServer(extra), launchChromium()]);
  return {
    ...server,
    browser,
    async newPage() {
      const context = await browser.newContext({ viewport: { width: 500, height: 720 } });
      const opened = await context.newPage();
      await opened.goto(server.origin);
      return opened;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Members of the page that test functions use. */
declare global {
  // biome-ignore lint/suspicious/noExplicitAny: test code inside the page drives the SDK's global build
  var BerthSdk: any;
  var assets: RuntimeTexts;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  var bench: any;
}

/** Makes a host in the page as `bench.host` and collects inspect events in `bench.events`. */
export async function makeHost(
  page: Pick<EnginePage, "evaluate">,
  options: Record<string, unknown> = {},
): Promise<void> {
  await page.evaluate(async (given) => {
    // A page has one host (H-INIT): the former one ends first.
    await globalThis.bench?.host?.dispose();
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
  page: Pick<EnginePage, "evaluate">,
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
export async function consoleOf(page: Pick<EnginePage, "evaluate">): Promise<string[]> {
  return page.evaluate(() =>
    globalThis.bench.events
      .filter((event: { type: string; source?: string }) => event.type === "console" && event.source === "program")
      .map((event: { args: unknown[] }) =>
        event.args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg))).join(" "),
      ),
  );
}

/** Waits until the program has logged a line that begins with `prefix`; returns it. In any engine. */
export async function lineOf(page: Pick<EnginePage, "evaluate">, prefix: string): Promise<string> {
  return page.evaluate(
    (wanted) =>
      new Promise<string>((resolve, reject) => {
        const lines = (): string[] =>
          globalThis.bench.events
            .filter((event: { type: string }) => event.type === "console")
            .map((event: { args: unknown[] }) =>
              event.args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg))).join(" "),
            );
        const until = performance.now() + 15_000;
        const look = (): void => {
          const line = lines().find((text) => text.startsWith(wanted));
          if (line !== undefined) resolve(line);
          else if (performance.now() > until) reject(new Error(`no line "${wanted}" in ${JSON.stringify(lines())}`));
          else setTimeout(look, 20);
        };
        look();
      }),
    prefix,
  );
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
