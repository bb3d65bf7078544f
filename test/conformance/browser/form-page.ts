import type { Frame } from "playwright-core";
import { expect } from "vitest";
import { consoleOf, makeHost } from "../../browser/host-harness.js";
import { type ProgramPage, type SmallProgram, useProgramPage } from "./program-page.js";

/** The page of the host, and the frame of the program that runs in it. */
export let run: ProgramPage;
export let view: Frame;
/** Lines of the program that a test has already seen. */
let read = 0;

/** One host for the programs of a test file. */
export function useFormPage(): void {
  useProgramPage(
    (page) => makeHost(page, { openView: true }),
    (page) => {
      run = page;
    },
  );
}

/**
 * Runs a page whose handler `on` logs "id.type detail", and whose button `next` sets the next of `steps`; further
 * members come from `js`.
 */
export async function open(axml: string, data: object = {}, steps: object[] = [], js = "", acss = ""): Promise<void> {
  await start({
    axml: `${axml}<view id="next" onTap="next">next</view>`,
    acss,
    js: `
      data: ${JSON.stringify(data)}, steps: ${JSON.stringify(steps)},
      next() { this.setData(this.steps.shift(), () => console.log("next")); },
      on(e) { console.log(e.currentTarget.id + "." + e.type + " " + JSON.stringify(e.detail)); },
      ${js}`,
  });
}

/** Runs a program of another kind. */
export async function start(program: SmallProgram): Promise<void> {
  read = 0;
  view = await run.open(program);
}

/** Waits until the program has said something more; gives that line. */
export async function line(): Promise<string> {
  const all = (): Promise<string[]> => consoleOf(run.page);
  await expect.poll(async () => (await all()).length, { timeout: 8_000 }).toBeGreaterThan(read);
  return (await all())[read++] ?? "";
}

/** Expects these lines of the program, in order, since this was called last. */
export async function said(...lines: string[]): Promise<void> {
  await expect.poll(async () => (await consoleOf(run.page)).slice(read), { timeout: 8_000 }).toEqual(lines);
  read += lines.length;
}

/** Sets the next data; `first` is what the program says before they are drawn. */
export async function next(...first: string[]): Promise<void> {
  await view.locator("#next").evaluate((element) => (element as HTMLElement).click());
  await said(...first, "next");
}

export const keys = (): ProgramPage["page"]["keyboard"] => run.page.keyboard;
export const value = (id: string): Promise<string> => view.locator(id).inputValue();
export const attribute = (selector: string, name: string): Promise<string | null> =>
  view.locator(selector).getAttribute(name);
export const caret = (selector: string): Promise<(number | null)[]> =>
  view.locator(selector).evaluate((element) => {
    const field = element as HTMLInputElement;
    return [field.selectionStart, field.selectionEnd];
  });
export const colour = (selector: string): Promise<string> =>
  view.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor);
export const focused = (): Promise<string> =>
  view.evaluate(() => {
    const host = [...document.querySelectorAll(".berth-page")].at(-1);
    return host?.shadowRoot?.activeElement?.id ?? "";
  });
export const checked = (): Promise<string[]> =>
  view.locator("[aria-checked=true]").evaluateAll((all) => all.map((each) => each.id));
