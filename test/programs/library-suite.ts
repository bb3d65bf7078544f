import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import { compileProject, packProject } from "@berth/compiler";
import { folderSource } from "@berth/compiler/node";
import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HostBench, makeHost, openPackage, startHostBench } from "../browser/host-harness.js";
import type { Demo, DemoLibrary } from "./demo.js";
import { DemoPage, PATIENCE } from "./demo-page.js";
import { demoProgram, tagOf } from "./demo-program.js";

/** Every component of a library as npm has it, folders whose json says so; and the folders at the root without any. */
function componentsIn(library: DemoLibrary): { components: string[]; without: string[] } {
  const root = resolve("node_modules", library.name, library.root);
  const components = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === "index.json")
    .filter((entry) => /"component"\s*:\s*true/.test(readFileSync(join(entry.parentPath, entry.name), "utf8")))
    .map((entry) => relative(root, entry.parentPath).replaceAll(sep, "/"));
  const holding = new Set(components.map((path) => path.split("/")[0]));
  const without = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !holding.has(entry.name))
    .map((entry) => entry.name);
  return { components: components.sort(), without: without.sort() };
}

/** What the program and Berth had to say since the last call, besides the program's own notes. */
function complaints(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    globalThis.bench.events.splice(0).flatMap((event: Record<string, unknown>) => {
      // Pictures of the network are not there.
      if (String(event["code"]).startsWith("RESOURCE_")) return [];
      if (event["type"] === "error" || event["type"] === "warning")
        return `${event["name"] ?? event["code"]}: ${event["message"]}`;
      if (event["type"] === "jsapi" && event["errorCode"] === 1) return `my.${event["api"]} is missing`;
      if (event["type"] !== "console" || !["warn", "error"].includes(event["level"] as string)) return [];
      return `console: ${(event["args"] as unknown[]).join(" ")}`;
    }),
  );
}

/** A picture of what is shown, for whoever wants to look: BERTH_PICTURES names the folder. */
async function picture(page: Page, library: DemoLibrary, name: string, moment: string): Promise<void> {
  const folder = process.env["BERTH_PICTURES"];
  if (folder === undefined) return;
  await page.waitForTimeout(400);
  await page.locator("#app").screenshot({ path: join(folder, library.name, `${name}-${moment}.png`) });
}

/**
 * A test for each component of a library, in one run of one program: what its table says a user does with it. And one that
 * the installed library has no other components, and that none was driven in name only.
 */
export function testLibrary(library: DemoLibrary): void {
  describe(library.name, () => {
    let bench: HostBench;
    let page: Page;
    let frame: Frame;
    let folder: string;
    const driven: string[] = [];
    const hasNoComplaints = async (demo: Demo) =>
      expect(
        (await complaints(page)).filter((line) => !demo.complains?.test(line) && !library.complains?.test(line)),
      ).toEqual([]);

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "berth-library-"));
      for (const [path, text] of Object.entries(demoProgram(library))) writeFileSync(join(folder, path), text);
      const compiled = await compileProject(await folderSource(folder, { packagesFrom: ["."] }));
      expect(compiled.diagnostics.filter((entry) => !entry.file.startsWith("node_modules/"))).toEqual([]);
      bench = await startHostBench();
      page = await bench.newPage();
      page.setDefaultTimeout(PATIENCE);
      // Pages come without sliding.
      await page.emulateMedia({ reducedMotion: "reduce" });
      await makeHost(page, { spareGuest: false });
      expect(await openPackage(page, packProject(compiled))).toMatchObject({ ok: true });
      const shell = page.frames().find((each) => new URL(each.url(), bench.origin).pathname === "/shell");
      if (!shell) throw new Error("no shell");
      frame = shell;
    });
    afterAll(async () => {
      await bench?.close();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    });

    describe.each(library.demos.map((each) => [each.name, each] as const))("%s", (name, demo) => {
      beforeAll(async () => {
        await new DemoPage(page, frame, "home").tap(`navigator:text-is("${name}")`);
        await new DemoPage(page, frame, name).top.waitFor();
        await picture(page, library, name, "opened");
      });
      afterAll(async () => {
        await picture(page, library, name, "driven");
        await page.evaluate(() => globalThis.bench.app.back());
        await new DemoPage(page, frame, name).top.waitFor({ state: "detached" });
        await hasNoComplaints(demo);
      });

      it.each(Object.entries(demo.drive))("%s", async (component, drive) => {
        expect(demo.axml).toContain(`<${tagOf(library, demo, component)}`);
        const user = new DemoPage(page, frame, name);
        await drive(user).catch(async (error: Error) => {
          // What the program complained about usually says why something was not seen.
          throw new Error([error.message, ...(await complaints(page))].join("\n"), { cause: error });
        });
        await hasNoComplaints(demo);
        expect(user, "acts, and sees what came of it").toMatchObject({ hasActed: true, hasSeen: true });
        driven.push(component);
      });
    });

    it("has every component of the package driven", () => {
      const { components, without } = componentsIn(library);
      expect(driven.sort()).toEqual(components);
      expect(Object.keys(library.without).sort()).toEqual(without);
    });
  });
}
