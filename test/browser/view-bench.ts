import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { launch, ViewBench } from "./view-page.js";

/** The browser of a test file, and the view of the test that runs. */
export let browser: Browser;
export let bench: ViewBench;

/** One browser for a test file, a new view for each test. */
export function useViewBench(): void {
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => browser.close());
  beforeEach(async () => {
    bench = await ViewBench.open(browser);
  });
  afterEach(async () => bench.close());
}

/** A picture of one pixel. */
export const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
