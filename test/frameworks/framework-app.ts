import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { compileProject, type Diagnostic, packProject } from "@berth/compiler";
import { folderSource } from "@berth/compiler/node";
import type { Frame, Locator, Page } from "playwright-core";
import { consoleOf, type HostBench, makeHost, openPackage, startHostBench } from "../browser/host-harness.js";

const pictures = "test/.artifacts";

/** Text without the white space of templates. */
const plain = (text: string): string => text.trim().replace(/\s+/g, " ");

/** A program that a framework built, opened in a host in Chromium. */
export class FrameworkApp {
  readonly #name: string;
  readonly #bench: HostBench;
  readonly page: Page;
  readonly #frame: Frame;
  /** What the compiler said of the framework's output. */
  readonly diagnostics: Diagnostic[];

  private constructor(name: string, bench: HostBench, page: Page, frame: Frame, diagnostics: Diagnostic[]) {
    this.#name = name;
    this.#bench = bench;
    this.page = page;
    this.#frame = frame;
    this.diagnostics = diagnostics;
  }

  /** Compiles a folder and opens it. The shop's server is played by the test; every other address is refused. */
  static async open(name: string, folder: string): Promise<FrameworkApp> {
    const compiled = await compileProject(await folderSource(folder));
    const errors = compiled.diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 1));
    const bench = await startHostBench();
    const page = await bench.newPage();
    page.setDefaultTimeout(8_000);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.route("https://api.shop.test/**", (route) =>
      route.fulfill({
        contentType: "application/json",
        headers: { "access-control-allow-origin": "*" },
        body: JSON.stringify({ left: new URL(route.request().url()).searchParams.get("id") === "g2" ? 7 : 3 }),
      }),
    );
    await makeHost(page, { spareGuest: false });
    const opened = await openPackage(
      page,
      packProject(compiled),
      {},
      { serverDomains: { mode: "list", entries: ["api.shop.test"] } },
    );
    if (!opened.ok) throw new Error(`${opened.stage}: ${opened.message}`);
    const frame = page.frames().find((each) => new URL(each.url(), bench.origin).pathname === "/shell");
    if (!frame) throw new Error("no shell");
    return new FrameworkApp(name, bench, page, frame, compiled.diagnostics);
  }

  close(): Promise<void> {
    return this.#bench.close();
  }

  /** First element that fits a selector in the page in front. */
  at(selector: string): Locator {
    return this.#frame.locator("page-layer:not([inert])").locator(selector).first();
  }

  async tap(selector: string): Promise<void> {
    const target = this.at(selector);
    await this.#still(target);
    // Playwright's own wait counts animation frames, of which a frame that stands still gets none.
    await target.click({ force: true });
  }

  async type(selector: string, text: string): Promise<void> {
    await this.tap(selector);
    await this.page.keyboard.type(text);
  }

  /** Drags from the middle of an element, by CSS pixels. */
  async swipe(selector: string, dx: number, dy = 0): Promise<void> {
    const box = await this.#still(this.at(selector));
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    const { mouse } = this.page;
    await mouse.move(x, y);
    await mouse.down();
    for (let step = 1; step <= 8; step++) await mouse.move(x + (dx * step) / 8, y + (dy * step) / 8);
    await mouse.up();
  }

  /** Takes an entry of the picker that is open. */
  async choose(entry: string): Promise<void> {
    const target = this.at("dialog").getByText(entry, { exact: true });
    await this.#still(target);
    await target.click({ force: true });
  }

  /** Text drawn by an element of the page in front. */
  async text(selector: string): Promise<string> {
    return plain((await this.at(selector).textContent()) ?? "");
  }

  /** All texts that fit, in the order in which they are drawn. */
  async texts(selector: string): Promise<string[]> {
    const all = await this.#frame.locator("page-layer:not([inert])").locator(selector).allTextContents();
    return all.map(plain);
  }

  /** Turns to a tab page by the host's bar. */
  async tab(name: string): Promise<void> {
    await this.page.locator("#app").getByRole("tab", { name }).click();
  }

  /** The host's back. */
  async back(): Promise<void> {
    await this.page.evaluate(() => globalThis.bench.app.back());
  }

  lines(): Promise<string[]> {
    return consoleOf(this.page);
  }

  /** Errors, warnings and missing APIs so far. */
  complaints(): Promise<string[]> {
    return this.page.evaluate(() =>
      globalThis.bench.events.flatMap((event: Record<string, unknown>) => {
        if (event["type"] === "error" || event["type"] === "warning")
          return `${event["name"] ?? event["code"]}: ${event["message"]}`;
        if (event["type"] === "jsapi" && event["errorCode"] === 1) return `my.${event["api"]} is missing`;
        if (event["type"] !== "console" || !["warn", "error"].includes(event["level"] as string)) return [];
        return `console: ${(event["args"] as unknown[]).join(" ")}`;
      }),
    );
  }

  /** A picture for people, in test/.artifacts. */
  async picture(moment: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.page.waitForTimeout(300);
    await this.page.locator("#app").screenshot({ path: join(pictures, `${this.#name}-${moment}.png`) });
  }

  /** Where an element is, once it no longer moves. */
  async #still(target: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
    await target.waitFor();
    await target.scrollIntoViewIfNeeded();
    for (let last = ""; ; await this.page.waitForTimeout(40)) {
      const box = await target.boundingBox();
      const now = JSON.stringify(box);
      if (box !== null && now === last) return box;
      last = now;
    }
  }
}
