import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import {
  consoleOf,
  type HostBench,
  lineOf,
  makeHost,
  openPackage,
  packageOf,
  startHostBench,
} from "../../browser/host-harness.js";

/** A small program: the template of its one page, members of the page, and further files. */
export interface SmallProgram {
  axml: string;
  /** Members of the object given to `Page`. */
  js?: string;
  acss?: string;
  /** Further files; also overwrites those above. */
  files?: Record<string, string | Uint8Array>;
}

/** One page of a real host, in which one small program after another runs. */
export class ProgramPage {
  readonly bench: HostBench;
  readonly page: Page;
  /** Errors of the page that nobody caught. */
  readonly problems: string[] = [];

  constructor(bench: HostBench, page: Page) {
    this.bench = bench;
    this.page = page;
    page.on("pageerror", (error) => this.problems.push(error.message));
  }

  /** Another host with these options; the one before ends, since a page has one for each configuration. */
  async host(options: Record<string, unknown>): Promise<void> {
    await this.page.evaluate(() => globalThis.bench.host?.dispose());
    await makeHost(this.page, options);
  }

  /** Closes the program before and runs this one; `preview` overwrites fields of its release. */
  async open(program: SmallProgram, preview: Record<string, unknown> = {}): Promise<Frame> {
    await this.page.evaluate(async () => {
      await globalThis.bench.app?.close();
      globalThis.bench.events = [];
    });
    const zip = await packageOf({
      "app.json": JSON.stringify({ pages: ["pages/a/a"], window: { defaultTitle: "Rule" } }),
      "app.js": "App({});",
      "pages/a/a.json": "{}",
      "pages/a/a.axml": program.axml,
      "pages/a/a.acss": program.acss ?? "",
      "pages/a/a.js": `const log = (name, value) => console.log(name + ":" + JSON.stringify(value)); Page({ ${program.js ?? ""} });`,
      ...program.files,
    });
    const opened = await openPackage(this.page, zip, {}, preview);
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    const view = await this.view();
    // Touches go where the browser last saw things drawn: both documents are on the screen before a finger comes.
    for (const drawn of [this.page.mainFrame(), view]) {
      await drawn.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    }
    return view;
  }

  /** The frame in which the pages of the program are drawn; the host keeps an empty one ready beside it. */
  async view(): Promise<Frame> {
    for (const frame of this.page.frames()) {
      if (new URL(frame.url(), this.bench.origin).pathname !== "/shell") continue;
      const stage = await frame.parentFrame()?.frameElement();
      if (await stage?.evaluate((element) => (element as Element).closest("[inert]") === null).catch(() => false)) {
        return frame;
      }
    }
    throw new Error("no shell shows a program");
  }

  /** What the program logs with `log(name, value)`: waits for the first of that name. */
  async logged(name: string): Promise<unknown> {
    const line = await lineOf(this.page, `${name}:`).catch(async () => {
      throw new Error(
        [`nothing logged as ${name}`, ...(await consoleOf(this.page)), ...(await this.told())].join("\n"),
      );
    });
    const text = line.slice(name.length + 1);
    return text === "undefined" ? undefined : JSON.parse(text);
  }

  /** Warnings and errors that the tools were told. */
  async told(): Promise<string[]> {
    return this.page.evaluate(() =>
      globalThis.bench.events
        .filter((event: { type: string }) => /^(?:warning|error|dropped)$/.test(event.type))
        .map((event: object) => JSON.stringify(event)),
    );
  }
}

/** One host page for a test file; `give` gets it before the first test. */
export function useProgramPage(prepare: (page: Page) => Promise<void>, give: (page: ProgramPage) => void): void {
  let opened: ProgramPage | null = null;
  beforeAll(async () => {
    const bench = await startHostBench();
    const page = await bench.newPage();
    await prepare(page);
    opened = new ProgramPage(bench, page);
    give(opened);
  }, 120_000);
  afterAll(async () => {
    const problems = opened?.problems;
    await opened?.bench.close();
    expect(problems).toEqual([]);
  });
}
