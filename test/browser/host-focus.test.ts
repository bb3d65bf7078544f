import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { consoleOf, lineOf, makeHost, openPackage, packageOf, program, useHostPage } from "./host-harness.js";

let page: Page;
useHostPage((_bench, opened) => {
  page = opened;
});

/** A page full of one field; `1`, `2` and `3` typed into it ask the host for a sheet or a dialog. */
const files = program(
  `heard(e) {
     const text = e.detail.value;
     console.log("text:" + text);
     if (text.endsWith("1")) my.alert({ title: "Told" });
     if (text.endsWith("2")) my.showActionSheet({ items: ["a", "b"] });
     if (text.endsWith("3")) my.previewImage({ urls: ["/none.png"] });
   },
   onShow() { if (this.shown) my.confirm({ title: "Again" }); this.shown = true; },
   focused() { console.log("focus:"); }`,
  { "pages/a/a.axml": "<input style='height:90vh' onInput='heard' onFocus='focused'/>" },
);

const dialog = () => page.locator("#app [role=dialog]");

/** Waits until the program's field has the focus for the nth time. */
const focused = (times: number): Promise<void> =>
  expect.poll(async () => (await consoleOf(page)).filter((line) => line === "focus:").length).toBe(times);

async function openField(): Promise<void> {
  await makeHost(page);
  expect(await openPackage(page, await packageOf(files))).toEqual({ ok: true });
  await page.locator("#app main").click();
  await focused(1);
}

test("what had the focus has it again after a dialog, a sheet and a picture, also a field in the program's page", async () => {
  await openField();
  await page.keyboard.type("x1");
  await dialog().waitFor();
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
  await focused(2);
  await page.keyboard.type("y2");
  await lineOf(page, "text:x1y2");
  await dialog().waitFor();
  await page.keyboard.press("Enter");
  await dialog().waitFor({ state: "detached" });
  await focused(3);
  await page.keyboard.type("z3");
  await lineOf(page, "text:x1y2z3");
  const viewer = page.locator("#app .viewer");
  await viewer.waitFor();
  await page.keyboard.press("Escape");
  await viewer.waitFor({ state: "detached" });
  await focused(4);
  await page.keyboard.type("!");
  await lineOf(page, "text:x1y2z3!");
});

test("a field of the host's page has the focus again; one that the user went to meanwhile keeps it", async () => {
  await openField();
  await page.evaluate(() => {
    for (const id of ["one", "two"]) document.body.prepend(Object.assign(document.createElement("input"), { id }));
  });
  const typed = (id: string): Promise<string> => page.locator(id).inputValue();
  // The program asks while the host's field has the focus.
  const ask = async (field: string): Promise<void> => {
    await page.locator(field).focus();
    await page.evaluate(() => globalThis.bench.app.hide());
    await page.evaluate(() => globalThis.bench.app.show());
    await dialog().waitFor();
  };
  await ask("#one");
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
  await page.keyboard.type("one");
  expect(await typed("#one")).toBe("one");
  await ask("#one");
  await page.locator("#two").focus();
  await dialog().getByText("Cancel").dispatchEvent("click");
  await dialog().waitFor({ state: "detached" });
  await page.keyboard.type("two");
  expect([await typed("#one"), await typed("#two")]).toEqual(["one", "two"]);
});
