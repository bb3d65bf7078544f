import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { lineOf, makeHost, openPackage, packageOf, program, script, useHostPage } from "./host-harness.js";

let page: Page;
useHostPage((_bench, nextPage) => {
  page = nextPage;
});

describe("a program from launch to close", () => {
  test("renders its first page by address, in the order of H-LIFE-3", async () => {
    await makeHost(page);
    const events = page.evaluate(() => {
      const names: string[] = [];
      globalThis.bench.names = names;
      for (const name of ["appStart", "appShow", "appHide", "appExit", "pageEnter"]) {
        globalThis.bench.host.registerEventHandler(name, () => names.push(name));
      }
    });
    await events;
    const zip = await packageOf(program(""));
    expect(await openPackage(page, zip, { query: "a=1&b=2" })).toEqual({ ok: true });
    expect(await lineOf(page, "launch")).toBe('launch pages/a/a {"a":"1","b":"2"}');
    expect(await page.evaluate(() => globalThis.bench.app.state)).toBe("active");
    const frame = page.frames().find((entry) => entry.url().includes("/shell"));
    await frame?.waitForFunction(() => document.body !== null);
    expect(await page.locator("#app .title-text").textContent()).toBe("Bench");
    await page.evaluate(() => globalThis.bench.app.hide());
    await lineOf(page, "hide");
    expect(await page.evaluate(() => globalThis.bench.app.state)).toBe("background");
    await page.evaluate(() => globalThis.bench.app.show());
    await page.evaluate(() => globalThis.bench.app.close());
    expect(await page.evaluate(() => globalThis.bench.app.state)).toBe("closed");
    expect(await page.evaluate(() => document.querySelector("#app")?.childElementCount)).toBe(0);
    const names = await page.evaluate(() => globalThis.bench.names);
    expect(names).toEqual(["appStart", "pageEnter", "appShow", "appHide", "appShow", "appExit"]);
  });

  test("renders from an inline shell (S-FB-1)", async () => {
    await makeHost(page, { shell: "inline" });
    expect(await openPackage(page, await packageOf(program("")))).toEqual({ ok: true });
    expect(await page.evaluate(() => globalThis.bench.host.sandbox.mode)).toBe("inline");
  });

  test("an uncaught error is told with the file and line of its source", async () => {
    await makeHost(page);
    const zip = await packageOf(program("", { "pages/a/a.js": "const x = null;\nx.boom();\nPage({});" }));
    await openPackage(page, zip);
    const errors = await page.evaluate(() =>
      globalThis.bench.events.filter((e: { type: string }) => e.type === "error"),
    );
    expect(errors[0]).toMatchObject({ kind: "exception", fatal: true, at: { file: "pages/a/a.js", line: 2 } });
  });

  test("no first render in time ends in 91007, on the error page too (S-BOOT-6, H-ERR-10, H-ERR-12)", async () => {
    await makeHost(page, { limits: { startMs: 2_000 } });
    const outcome = await openPackage(page, await packageOf(program("", { "app.js": "while (true) {}" })));
    expect(outcome).toMatchObject({ ok: false, number: 91007, stage: "render" });
    await page.locator("#app .cover h1").waitFor();
    expect(await page.locator("#app .facts").textContent()).toContain("91007");
  });

  test("bytes that are no package end in 91005 (H-ERR-8)", async () => {
    await makeHost(page);
    expect(await openPackage(page, new Uint8Array([1, 2, 3]))).toMatchObject({ number: 91005, stage: "verify" });
  });

  test("back leaves the first page to the background; navigation moves title and back button", async () => {
    await makeHost(page);
    await openPackage(page, await packageOf(program("onShow() { console.log('a shown'); }")));
    await page.evaluate(() => globalThis.bench.host.inspect(globalThis.bench.app).stack());
    const go = await packageOf(program("onLoad() { my.navigateTo({ url: '/pages/b/b' }); }"));
    await page.evaluate(() => globalThis.bench.app.close());
    await openPackage(page, go);
    await page.locator("#app .title-text", { hasText: "Second" }).waitFor();
    await page.locator("#app button[aria-label=Back]").click();
    await page.locator("#app .title-text", { hasText: "Bench" }).waitFor();
    await page.evaluate(() => globalThis.bench.app.back());
    await page.waitForFunction(() => globalThis.bench.app.state === "background");
  });
});

describe("a spare sandbox", () => {
  const holder = "body > div[inert] > iframe";

  test("is taken over by the next program without loading anew, and another one is made", async () => {
    await makeHost(page);
    await openPackage(page, await packageOf(program("onLoad() { console.log('first'); }")));
    await page.locator(holder).waitFor({ state: "attached" });
    // The shell's frame exists once the spare's document has it; wait for its self-test too.
    await page.waitForFunction(
      (selector) =>
        document.querySelector<HTMLIFrameElement>(selector)?.contentDocument?.querySelector("iframe") != null,
      holder,
    );
    await page.waitForTimeout(500);
    await page.evaluate((selector) => {
      (document.querySelector(selector) as HTMLElement).dataset["spare"] = "taken";
    }, holder);
    await page.evaluate(() => globalThis.bench.app.close());
    await openPackage(page, await packageOf(program("onLoad() { console.log('second ' + typeof fetch); }")));
    await lineOf(page, "second undefined");
    expect(await page.locator("#app iframe[data-spare=taken]").count()).toBe(1);
    await page.locator(`${holder}:not([data-spare])`).waitFor({ state: "attached" });
  });

  test("goes with the host, and is not made where the host wants none", async () => {
    await makeHost(page);
    await openPackage(page, await packageOf(program("")));
    await page.locator(holder).waitFor({ state: "attached" });
    await page.evaluate(() => globalThis.bench.host.dispose());
    expect(await page.locator("iframe").count()).toBe(0);
    await makeHost(page, { spareGuest: false });
    await openPackage(page, await packageOf(program("")));
    await page.waitForTimeout(2_500);
    expect(await page.locator(holder).count()).toBe(0);
  });
});

describe("the sandbox starts beside loading", () => {
  /** A host whose platform answers a query only when told; `bench.reached` says whether it was asked. */
  const slowPlatform = async (shell: string): Promise<void> => {
    await page.evaluate(async (url) => {
      const state = { events: [] as unknown[], reached: false, answer: () => {}, outcome: null as unknown };
      globalThis.bench = state;
      const host = await globalThis.BerthSdk.createHost({
        config: {
          platformUrl: "",
          workspaceId: "W1",
          targetAppId: "T1",
          environment: "test",
          platformKeys: [],
          configVersion: 1,
        },
        assets: globalThis.assets,
        shell: { url },
        store: "memory",
        fetch: () =>
          new Promise<Response>((resolve) => {
            state.reached = true;
            state.answer = () => resolve(new Response("", { status: 503 }));
          }),
      });
      globalThis.bench.host = host;
      void host
        .openApp("2026000000000001", {
          container: document.querySelector("#app"),
          inspect: (event: unknown) => state.events.push(event),
        })
        .catch((error: { number: number; stage: string }) => {
          state.outcome = { number: error.number, stage: error.stage };
        });
    }, shell);
  };
  const outcome = async (): Promise<unknown> => {
    await page.evaluate(() => globalThis.bench.answer());
    await page.waitForFunction(() => globalThis.bench.outcome !== null);
    return page.evaluate(() => globalThis.bench.outcome);
  };

  test("shell and worker are there before the platform has answered; they go when it refuses (S-BOOT-1)", async () => {
    await slowPlatform("/shell");
    await page.waitForFunction(() => globalThis.bench.reached);
    await expect.poll(() => page.frames().some((frame) => frame.url().includes("/shell"))).toBe(true);
    await expect.poll(() => page.workers().length).toBe(1);
    expect(await page.evaluate(() => globalThis.bench.outcome)).toBe(null);
    expect(await outcome()).toEqual({ number: 91004, stage: "query" });
    await expect.poll(() => page.frames().length).toBe(1);
    expect(page.workers()).toHaveLength(0);
  });

  test("the load's own failure is told, also when the sandbox failed before it", async () => {
    const shells: string[] = [];
    page.on("framenavigated", (frame) => {
      if (frame.url().includes("/shell")) shells.push(frame.url());
    });
    await slowPlatform("/shell?kind=no-policy");
    await page.waitForFunction(() => globalThis.bench.reached);
    // The failed guest is taken away.
    await expect.poll(() => shells).toHaveLength(1);
    await expect.poll(() => page.frames().length).toBe(1);
    expect(await outcome()).toEqual({ number: 91004, stage: "query" });
  });
});

describe("a host's own sheet", () => {
  test("a child of ApiContext.surface is drawn over the app, takes taps, and is styled by the page", async () => {
    await makeHost(page);
    await page.addStyleTag({ content: ".own{position:absolute;inset:0;color:rgb(1, 2, 3)}" });
    await page.evaluate(() =>
      globalThis.bench.host.registerJsapi({
        name: "greet",
        handler: (context: { surface: HTMLElement }) =>
          new Promise((resolve) => {
            const sheet = document.createElement("button");
            sheet.className = "own";
            sheet.textContent = "Pay";
            sheet.onclick = () => {
              sheet.remove();
              resolve({ paid: true });
            };
            context.surface.append(sheet);
          }),
      }),
    );
    const body = "my.call('greet', {}, (r) => report('g', r));";
    await openPackage(page, await packageOf(program(script(body))), {}, { jsapis: ["greet"] });
    const sheet = page.locator("#app .own");
    await sheet.waitFor();
    expect(await sheet.boundingBox()).toEqual(await page.locator("#app").boundingBox());
    expect(await sheet.evaluate((element) => getComputedStyle(element).color)).toBe("rgb(1, 2, 3)");
    // A click of the mouse: it must hit the sheet and nothing of the chrome.
    await page.mouse.click(187, 20);
    expect(await lineOf(page, "g:")).toBe('g:{"paid":true}');
    expect(await page.locator("#app .own").count()).toBe(0);
  });
});
