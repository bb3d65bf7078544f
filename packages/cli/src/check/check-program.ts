import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { BerthError } from "@berth/core";
import type { InspectEvent } from "@berth/sdk";
import type { Browser, Page } from "playwright-core";
import type { GuestRuntime } from "../guest-runtime.js";
import { answerShell } from "../server/shell-route.js";
import { serveSimulator } from "../server/simulator-server.js";
import { launchBrowser } from "./browser.js";
import type { Opening } from "./page.js";
import type { CheckError, CheckReport, PageReport } from "./report.js";

/** A compiled program to be checked. */
export interface CheckOptions {
  program: string;
  package: Uint8Array;
  /** Page paths in the order they are opened. */
  pages: string[];
  runtime: GuestRuntime;
  /** Folder with the built check page (page.js). */
  pageRoot: string;
  /** Pictures of every page go there. */
  screenshots?: string;
  /** Quiet time after the first render, in ms. Default 400. */
  settleMs?: number;
  /** Hears of each page as soon as it has been looked at. */
  onPage?: (report: PageReport, index: number) => void;
}

/** A worker that is busy for longer is left to its work, in ms. */
const busyMs = 10_000;

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>berth check</title>
<style>html,body{margin:0;height:100%}#app{width:375px;height:667px;position:relative}</style>
<div id="app"></div><script src="/page.js"></script></html>`;

/** Text and elements of the program as drawn; runs inside the shell. */
function measure(): { textLength: number; elementCount: number } {
  let textLength = 0;
  let elementCount = 0;
  const visit = (root: Node): void => {
    for (const node of root.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) textLength += (node.nodeValue ?? "").trim().length;
      if (!(node instanceof Element) || ["SCRIPT", "STYLE"].includes(node.tagName)) continue;
      elementCount++;
      if (node.shadowRoot) visit(node.shadowRoot);
      visit(node);
    }
  };
  visit(document.body);
  return { textLength, elementCount };
}

/**
 * Opens every page of a program in headless Chromium, each as the first page of a fresh start, and reports what
 * happened. Requests to hosts outside this machine fail at once.
 *
 * @throws BerthError `CHROMIUM_MISSING`; `CHECK_UNRENDERABLE` when the browser could not be driven.
 */
export async function checkProgram(options: CheckOptions): Promise<CheckReport> {
  const server = await serveSimulator({
    root: options.pageRoot,
    port: 0,
    config: () => ({}),
    runtime: options.runtime,
    shell: answerShell(options.runtime.view),
    preview: () => options.package,
    routes(app) {
      app.get("/", (c) => c.html(html));
      app.post("/gateway/v1/request", (c) =>
        c.json({ outcome: "failed", reason: "network", message: "berth check reaches nothing outside this machine" }),
      );
    },
  });
  let browser: Browser | null = null;
  try {
    browser = await launchBrowser();
    if (options.screenshots) await mkdir(options.screenshots, { recursive: true });
    const reports: PageReport[] = new Array<PageReport>(options.pages.length);
    let next = 0;
    const lane = async (driver: Browser): Promise<void> => {
      let page = await freshPage(driver, server.url, server.shellUrl, options.program);
      while (next < options.pages.length) {
        const index = next++;
        const path = options.pages[index] ?? "";
        try {
          reports[index] = await checkPage(page, path, server.shellUrl, options);
        } catch (error) {
          // A page that hangs its tab costs that page only.
          reports[index] = {
            ...emptyReport(path),
            errors: [{ message: `the page could not be driven: ${String(error)}` }],
          };
          await page.context().close();
          page = await freshPage(driver, server.url, server.shellUrl, options.program);
        }
        options.onPage?.(reports[index] as PageReport, index);
      }
      await page.context().close();
    };
    await Promise.all([lane(browser), lane(browser)]);
    return {
      program: options.program,
      pages: reports,
      ok: reports.every((report) => report.opened && report.errors.length === 0),
    };
  } catch (cause) {
    if (cause instanceof BerthError) throw cause;
    throw new BerthError("CHECK_UNRENDERABLE", `the check could not run: ${String(cause)}`, { cause });
  } finally {
    await browser?.close();
    await server.close();
  }
}

async function freshPage(browser: Browser, url: string, shellUrl: string, name: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 375, height: 667 },
    deviceScaleFactor: 2,
    hasTouch: true,
  });
  const page = await context.newPage();
  await page.goto(`${url}/`);
  await page.evaluate((setup) => globalThis.berthCheck.start(setup), {
    shellUrl,
    packageUrl: `${url}/preview/program.zip`,
    gatewayUrl: url,
    name,
  });
  return page;
}

const emptyReport = (page: string): PageReport => ({
  page,
  opened: false,
  errors: [],
  failedCalls: [],
  missingApis: [],
  missingComponents: [],
  warnings: [],
  textLength: 0,
  elementCount: 0,
});

async function checkPage(page: Page, path: string, shellUrl: string, options: CheckOptions): Promise<PageReport> {
  const opening = await within(
    30_000,
    page.evaluate((target) => globalThis.berthCheck.open(target), path),
  );
  if (opening.opened) await rest(page, options.settleMs ?? 400);
  const events = await page.evaluate(() => globalThis.berthCheck.seen());
  const shell = page.frames().find((frame) => frame.url().startsWith(shellUrl));
  // A program that ended by itself or was ended has taken its shell along; how it ended is among the events then.
  const size = opening.opened && shell ? await shell.evaluate(measure).catch(() => null) : null;
  const report: PageReport = {
    ...emptyReport(path),
    opened: opening.opened,
    errors: errorsOf(opening, events),
    failedCalls: events.flatMap((event) => (event.type === "error" && isFailedCall(event) ? event.message : [])),
    missingApis: missing(events),
    missingComponents: unknownTags(events),
    warnings: warnings(events),
    ...(size ?? {}),
  };
  const ended = await page.evaluate(() => globalThis.berthCheck.ended());
  if (ended !== null) report.errors.push({ message: `the program ended while the page was open: ${ended}` });
  if (options.screenshots && opening.opened) {
    report.screenshot = join(options.screenshots, `${path.replaceAll("/", "_")}.png`);
    await page.screenshot({ path: report.screenshot });
  }
  await page.evaluate(() => globalThis.berthCheck.close());
  return report;
}

/** Waits until what follows from the first render is over: calls, and scripts that still run on a slow machine. */
async function rest(page: Page, settleMs: number): Promise<void> {
  const quiet = (ms: number): Promise<void> => page.evaluate((time) => globalThis.berthCheck.quiet(time), ms);
  await quiet(settleMs);
  // A worker answers when its script has come to an end; one that never does is the watchdog's matter, one that was
  // ended has taken its tasks along.
  const answers = page.workers().map((worker) => worker.evaluate(() => 0).catch(() => 0));
  await within(busyMs, Promise.all(answers)).catch(() => []);
  await quiet(settleMs / 2);
}

function errorsOf({ failure }: Opening, events: InspectEvent[]): CheckError[] {
  const errors = events.flatMap((event): CheckError[] =>
    event.type === "error" && !isFailedCall(event)
      ? [
          {
            message: `${event.name}: ${event.message}`,
            ...(event.at ? { file: event.at.file, line: event.at.line } : {}),
          },
        ]
      : [],
  );
  if (failure && errors.length === 0) errors.push({ message: `${failure.code}: ${failure.message}` });
  return errors;
}

/** A rejection with what an API answered (F-API-2), as the runtime names it. */
function isFailedCall(event: InspectEvent): boolean {
  return event.type === "error" && event.kind === "rejection" && event.name === "ApiFailure";
}

/** Calls that ended with "not implemented" (F-API-8). */
function missing(events: InspectEvent[]): string[] {
  const names = events.flatMap((event) =>
    event.type === "jsapi" && event.phase === "end" && event.errorCode === 1 && event.kind !== "custom"
      ? [event.api]
      : [],
  );
  return [...new Set(names)].sort();
}

/** Tags that drew nothing but their content (F-AXML-1). */
function unknownTags(events: InspectEvent[]): string[] {
  const tags = events.flatMap((event) =>
    event.type === "warning" && event.code === "COMPONENT_UNKNOWN" ? (/<([^>]+)>/.exec(event.message)?.[1] ?? []) : [],
  );
  return [...new Set(tags)].sort();
}

/** Advice about the program; tags are told apart, and what could not be fetched is the machine's affair. */
function warnings(events: InspectEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === "warning" && !/^(COMPONENT_UNKNOWN|RESOURCE_.*)$/.test(event.code) ? event.message : [],
  );
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
