import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { lineOf, makeHost, openPackage, packageOf, program, script, useHostPage } from "./host-harness.js";

let page: Page;
useHostPage((_bench, nextPage) => {
  page = nextPage;
});

test("a place is shown with its degrees, and one is chosen by coordinates (F-CAT-I2)", async () => {
  await makeHost(page);
  const body = `
    await my.openLocation({ latitude: "31.2304", longitude: "121.4737", name: "People's Square", address: "Shanghai" });
    report("north", (await my.openLocation({ latitude: 91, longitude: 0, name: "", address: "", fail() {} })).error);
    report("chosen", await my.chooseLocation({ title: "Meet at", latitude: 1, longitude: 2 }));
    report("none", (await my.chooseLocation({ latitude: 1, longitude: 2, fail() {} })).error);`;
  await openPackage(page, await packageOf(program(script(body))));
  const dialog = page.locator("#app [role=dialog]");
  await dialog.getByText("People's Square").waitFor();
  expect(await dialog.textContent()).toContain("31.23040, 121.47370");
  // Lines of degrees are drawn, and a needle.
  await expect.poll(() => dialog.locator("svg line").count()).toBeGreaterThan(3);
  await page.keyboard.press("Escape");
  expect(await lineOf(page, "north:")).toBe("north:2");
  await dialog.getByRole("button", { name: "Allow", exact: true }).click();
  await dialog.getByText("Meet at").waitFor();
  await dialog.getByRole("textbox", { name: "Latitude, longitude" }).fill("48.8584, 2.2945");
  await dialog.getByLabel("Name of the place").fill("Tower");
  await dialog.getByRole("button", { name: "OK" }).click();
  const chosen = { name: "Tower", address: "48.85840, 2.29450", latitude: "48.8584", longitude: "2.2945" };
  expect(JSON.parse((await lineOf(page, "chosen:")).slice(7))).toEqual(chosen);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await lineOf(page, "none:")).toBe("none:11");
});
