import type { Frame, Locator } from "playwright-core";
import { expect } from "vitest";
import { consoleOf, makeHost } from "../../browser/host-harness.js";
import { Fingers } from "./fingers.js";
import { type ProgramPage, type SmallProgram, useProgramPage } from "./program-page.js";

/** The page of the host, and the fingers that touch it. */
export let run: ProgramPage;
export let fingers: Fingers;

/** One host for the programs of a test file. */
export function useFingerPage(): void {
  useProgramPage(
    async (page) => {
      await makeHost(page);
      fingers = await Fingers.on(page);
    },
    (page) => {
      run = page;
    },
  );
}

/** Opens a program whose handlers named `e` log what they got; waits for its first render. */
export async function open(program: SmallProgram): Promise<Frame> {
  const view = await run.open({
    ...program,
    js: `e(event) { log(event.type, event.detail); }, onReady() { log("ready", 1); }, ${program.js ?? ""}`,
  });
  await run.logged("ready");
  return view;
}

/** Details logged under a name so far. */
export const told = async (name: string): Promise<unknown[]> =>
  (await consoleOf(run.page))
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => {
      const text = line.slice(name.length + 1);
      return text === "undefined" ? undefined : JSON.parse(text);
    });
/** Waits until something was logged under a name; gives the last. */
export const next = async (name: string, count = 1): Promise<unknown> => {
  await expect.poll(async () => (await told(name)).length, { timeout: 5000 }).toBeGreaterThanOrEqual(count);
  return (await told(name)).at(-1);
};
/** How far an element, or the page in front, is scrolled: CSS px. */
export const scrollTop = (view: Frame, selector: string): Promise<number> =>
  view.locator(selector).evaluate((element) => element.scrollTop);
export const pageTop = (view: Frame): Promise<number> =>
  view.locator("page-layer:not([inert]) page-scroller").evaluate((element) => element.scrollTop);
/** Middle of an element on the screen. */
export const middle = async (locator: Locator): Promise<[number, number]> => {
  const box = await locator.boundingBox();
  return [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
};
/** Where an element begins on the screen, in whole px. */
export const left = async (locator: Locator): Promise<number> =>
  Math.round((await locator.boundingBox())?.x ?? Number.NaN);
