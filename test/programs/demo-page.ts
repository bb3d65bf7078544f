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

/** Milliseconds in which a slow machine has drawn what was asked for. */
export const PATIENCE = 10_000;

/** Where an element is and how large, in CSS pixels. */
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a demo's user can do and see. */
export class DemoPage {
  /** Whether the user has done something. */
  hasActed = false;
  /** Whether the user has seen something after that. */
  hasSeen = false;
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
    this.hasActed = true;
    // Playwright's own wait counts animation frames, of which a frame that stands still gets none.
    await target.click({ force: true });
  }

  /** Types into a field, one key after another. */
  async type(selector: string, text: string): Promise<void> {
    await this.tap(selector);
    await this.#page.keyboard.type(text);
  }

  async press(key: string): Promise<void> {
    this.hasActed = true;
    await this.#page.keyboard.press(key);
  }

  /** Drags from the middle of an element by CSS pixels, and stays on the screen. */
  async swipe(selector: string, dx: number, dy = 0): Promise<void> {
    const target = this.at(selector);
    const box = await this.#still(target);
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    const { mouse } = this.#page;
    this.hasActed = true;
    await mouse.move(x, y);
    await mouse.down();
    for (let step = 1; step <= 8; step++)
      await mouse.move(Math.max(4, x + (dx * step) / 8), Math.max(4, y + (dy * step) / 8));
    await mouse.up();
  }

  /** Turns the wheel over an element. */
  async wheel(selector: string, dx: number, dy: number): Promise<void> {
    this.hasActed = true;
    await this.at(selector).hover({ force: true });
    await this.#page.mouse.wheel(dx, dy);
  }

  /** Turns the wheel over an element until a handler was called with this: what moves by itself does not listen meanwhile. */
  async wheelUntilHeard(selector: string, dy: number, name: string, ...given: unknown[]): Promise<void> {
    const wanted = `heard ${name} ${JSON.stringify(given).slice(0, -1)}`;
    await expect
      .poll(
        async () => {
          await this.wheel(selector, 0, dy);
          return (await consoleOf(this.#page)).some((line) => line.startsWith(wanted));
        },
        { timeout: PATIENCE, interval: 200 },
      )
      .toBe(true);
    this.#saw();
  }

  /** Waits until the text is drawn. */
  async sees(text: string | RegExp): Promise<void> {
    await this.top.getByText(text).filter({ visible: true }).first().waitFor();
    this.#saw();
  }

  /** Waits until something that fits the selector is drawn. */
  async shows(selector: string): Promise<void> {
    await this.at(selector).waitFor();
    this.#saw();
  }

  /** Waits until nothing that fits the selector can be seen. */
  async hides(selector: string): Promise<void> {
    await this.at(selector).waitFor({ state: "hidden" });
    this.#saw();
  }

  /** Waits until so many elements fit the selector, seen or not. */
  async counts(selector: string, count: number): Promise<void> {
    await expect.poll(() => this.top.locator(selector).count(), { timeout: PATIENCE, message: selector }).toBe(count);
    this.#saw();
  }

  /** Waits until the first element that fits the selector, seen or not, has a computed style. */
  async looks(selector: string, property: string, value: string | RegExp): Promise<void> {
    const style = () =>
      this.top
        .locator(selector)
        .first()
        .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
    const drawn = expect.poll(style, { timeout: PATIENCE, message: `${property} of ${selector}` });
    await (typeof value === "string" ? drawn.toBe(value) : drawn.toMatch(value));
    this.#saw();
  }

  /** Waits until a field has a value. */
  async holds(selector: string, value: string): Promise<void> {
    await expect.poll(() => this.at(selector).inputValue(), { timeout: PATIENCE, message: selector }).toBe(value);
    this.#saw();
  }

  /** Where an element is and how large, once it no longer moves. */
  async box(selector: string): Promise<Box> {
    return this.#still(this.at(selector));
  }

  /** Waits until an element is where, or as large as, `fits` says. */
  async lies(selector: string, fits: (box: Box) => boolean): Promise<void> {
    let box: Box | null = null;
    const isThere = async () => {
      box = await this.at(selector).boundingBox();
      return box !== null && fits(box);
    };
    await expect
      .poll(isThere, { timeout: PATIENCE })
      .toBe(true)
      .catch((error: Error) => {
        throw new Error(`${selector} lies at ${JSON.stringify(box)}, not where ${fits}`, { cause: error });
      });
    this.#saw();
  }

  /** Waits until a handler of the page was called; compares its first arguments, events left out. */
  async heard(name: string, ...given: unknown[]): Promise<void> {
    const wanted = `heard ${name}${given.length === 0 ? "" : ` ${JSON.stringify(given).slice(0, -1)}`}`;
    const lines = async () => (await consoleOf(this.#page)).filter((line) => line.startsWith("heard "));
    await expect
      .poll(async () => (await lines()).some((line) => line.startsWith(wanted)), { timeout: PATIENCE, interval: 20 })
      .toBe(true)
      .catch(async () => expect(await lines()).toContain(wanted));
    this.#saw();
  }

  #saw(): void {
    this.hasSeen ||= this.hasActed;
  }

  async #still(target: Locator): Promise<Box> {
    await target.waitFor();
    for (let last = ""; ; await this.#page.waitForTimeout(40)) {
      const box = await target.boundingBox();
      const now = JSON.stringify(box);
      if (box !== null && now === last && !(await target.evaluate(isMoved))) return box;
      last = now;
    }
  }
}
