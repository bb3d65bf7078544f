import type { Frame, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { consoleOf } from "../browser/host-harness.js";

/** Whether an animation with an end runs on an element or around it; runs inside the shell. */
function isMoved(element: Element): boolean {
  for (let at: Element | null = element; at !== null; ) {
    const runs = at
      .getAnimations()
      .some(
        (each) =>
          each.playState === "running" && each.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY,
      );
    if (runs) return true;
    const root = at.getRootNode();
    at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return false;
}

/** What a demo's user can do and see. */
export class DemoPage {
  readonly #page: Page;
  /** The program's page; its shadow tree is open to tests. */
  readonly top: Locator;

  constructor(page: Page, frame: Frame, name: string) {
    this.#page = page;
    this.top = frame.locator(`page-layer[data-page="${name}"]`);
  }

  /** First visible element that fits a selector, or that has the text of `text=...`. */
  at(selector: string): Locator {
    return this.top.locator(selector).filter({ visible: true }).first();
  }

  async tap(selector: string): Promise<void> {
    const target = this.at(selector);
    await this.#still(target);
    // Playwright's own wait counts animation frames, of which a frame that stands still gets none.
    await target.click({ force: true });
  }

  /** Types into a field, one key after another. */
  async type(selector: string, text: string): Promise<void> {
    await this.tap(selector);
    await this.#page.keyboard.type(text);
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  /** Drags from the middle of an element by CSS pixels, and stays on the screen. */
  async swipe(selector: string, dx: number, dy = 0): Promise<void> {
    const target = this.at(selector);
    const box = await this.#still(target);
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    const { mouse } = this.#page;
    await mouse.move(x, y);
    await mouse.down();
    for (let step = 1; step <= 8; step++)
      await mouse.move(Math.max(4, x + (dx * step) / 8), Math.max(4, y + (dy * step) / 8));
    await mouse.up();
  }

  /** Turns the wheel over an element. */
  async wheel(selector: string, dx: number, dy: number): Promise<void> {
    await this.at(selector).hover({ force: true });
    await this.#page.mouse.wheel(dx, dy);
  }

  /** Waits until the text is drawn. */
  async sees(text: string | RegExp): Promise<void> {
    await this.top.getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** Waits until something that fits the selector is drawn. */
  async shows(selector: string): Promise<void> {
    await this.at(selector).waitFor();
  }

  /** Waits until nothing that fits the selector can be seen. */
  async hides(selector: string): Promise<void> {
    await this.at(selector).waitFor({ state: "hidden" });
  }

  /** Waits until a handler of the page was called; compares its first arguments, events left out. */
  async heard(name: string, ...given: unknown[]): Promise<void> {
    const wanted = `heard ${name}${given.length === 0 ? "" : ` ${JSON.stringify(given).slice(0, -1)}`}`;
    const deadline = Date.now() + 5_000;
    let lines: string[] = [];
    while (Date.now() < deadline) {
      lines = (await consoleOf(this.#page)).filter((line) => line.startsWith("heard "));
      if (lines.some((line) => line.startsWith(wanted))) return;
      await this.#page.waitForTimeout(20);
    }
    expect(lines).toContain(wanted);
  }

  /** Where an element is, once it no longer moves. */
  async #still(target: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
    await target.waitFor();
    for (let last = ""; ; await this.#page.waitForTimeout(40)) {
      const box = await target.boundingBox();
      const now = JSON.stringify(box);
      if (box !== null && now === last && !(await target.evaluate(isMoved))) return box;
      last = now;
    }
  }
}
