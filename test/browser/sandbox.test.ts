import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type HostBench, makeHost, openPackage, packageOf, startHostBench } from "./host-harness.js";

let bench: HostBench;
let page: Page;
let zip: Uint8Array;

beforeAll(async () => {
  // The parts that tests break are inside the SDK, so the bench bundles them beside it.
  bench = await startHostBench(`
    import { startGuest } from "./packages/sdk/src/sandbox/guest.ts";
    import { defaultLimits } from "./packages/sdk/src/limits.ts";
    import { systemClock } from "@berth/core";
    import { shellHtml } from "@berth/sdk/shell";
    globalThis.parts = { startGuest, defaultLimits, systemClock, shellHtml };
  `);
  zip = await packageOf({
    "app.json": JSON.stringify({ pages: ["a"] }),
    "app.js": "App({})",
    "a.json": "{}",
    "a.js": "console.log('ran'); Page({})",
    "a.axml": "<view>hi</view>",
  });
}, 120_000);
afterAll(() => bench?.close());
beforeEach(async () => {
  page = await bench.newPage();
});
afterEach(() => page.context().close());

/** Starts a guest with parts replaced; gives the error's number and message, or "started". */
async function startBroken(change: { sandbox?: string; stage?: string[]; html?: string }): Promise<string> {
  return page.evaluate(async (given) => {
    const { startGuest, defaultLimits, systemClock } = (globalThis as unknown as { parts: unknown }).parts as {
      startGuest(options: unknown): Promise<{ dispose(): void }>;
      defaultLimits: object;
      systemClock(): unknown;
    };
    const report = (port: MessagePort): Promise<Record<string, string>> =>
      new Promise((resolve) => {
        port.onmessage = ({ data }) => {
          const message = Array.isArray(data[0]) ? data[0] : data;
          if (message[0] === "ready") resolve(message[1]);
        };
      });
    try {
      const guest = await startGuest({
        parent: document.querySelector("#app"),
        document,
        shell: given.html === undefined ? { kind: "url", url: "/shell" } : { kind: "inline", html: given.html },
        workerScript: globalThis.assets.worker,
        limits: { ...defaultLimits, startMs: 6_000 },
        clock: systemClock(),
        signal: new AbortController().signal,
        connect: (worker: MessagePort, view: MessagePort) => ({ worker: report(worker), shell: report(view) }),
        ...(given.sandbox === undefined ? {} : { sandboxAttribute: given.sandbox }),
        ...(given.stage === undefined ? {} : { stageSources: given.stage }),
      });
      guest.dispose();
      return "started";
    } catch (error) {
      return `${(error as { number: number }).number} ${(error as Error).message}`;
    }
  }, change);
}

describe("the self-test stops every start that is not isolated (S-SELF-1, S-TST-5, H-ERR-13)", () => {
  test("the control starts", async () => {
    expect(await startBroken({})).toBe("started");
  });

  test("no policy: T1, T2, T4, T8", async () => {
    await makeHost(page, { shell: { url: "/shell?kind=no-policy" } });
    const outcome = await openPackage(page, zip);
    expect(outcome).toMatchObject({ ok: false, number: 91009, stage: "start" });
    for (const id of ["T1", "T2", "T4", "T8"]) expect(outcome.message).toContain(`S-SELF-${id}`);
    expect(await page.evaluate(() => globalThis.bench.events.some((e: { type: string }) => e.type === "console"))).toBe(
      false,
    );
    expect(await page.locator("#app .facts").textContent()).toContain("SANDBOX_NOT_ISOLATED");
  });

  test("'unsafe-eval': T4 alone", async () => {
    await makeHost(page, { shell: { url: "/shell?kind=unsafe-eval" } });
    const outcome = await openPackage(page, zip);
    expect(outcome.number).toBe(91009);
    expect(outcome.message).toContain("S-SELF-T4");
    expect(outcome.message).not.toContain("S-SELF-T1");
  });

  test("connect-src data: T1 and T8", async () => {
    await makeHost(page, { shell: { url: "/shell?kind=with-fetch" } });
    const outcome = await openPackage(page, zip);
    expect(outcome.number).toBe(91009);
    expect(outcome.message).toContain("S-SELF-T1");
    expect(outcome.message).toContain("S-SELF-T8");
  });

  test("allow-same-origin: T6 and T7, and the worker's T5", async () => {
    const html = await page.evaluate(() =>
      (globalThis as unknown as { parts: { shellHtml(o: object): string } }).parts.shellHtml({
        view: globalThis.assets.view,
        nonce: "AAAAAAAAAAAAAAAAAAAAAA==",
        metaPolicy: true,
      }),
    );
    const outcome = await startBroken({ sandbox: "allow-scripts allow-same-origin", html, stage: [] });
    expect(outcome).toMatch(/^91009/);
    for (const id of ["T5", "T6", "T7"]) expect(outcome).toContain(`S-SELF-${id}`);
  });

  test("no policy in the stage: T9", async () => {
    const outcome = await startBroken({ stage: ["*", "data:"] });
    expect(outcome).toMatch(/^91009.*S-SELF-T9/);
  });
});

test("the shell's sandbox attribute is exactly allow-scripts (S-ARCH-6)", async () => {
  await makeHost(page);
  await openPackage(page, zip);
  const attribute = await page.evaluate(() => {
    const stage = document.querySelector("#app > div")?.shadowRoot?.querySelector("iframe");
    const shell = stage?.contentDocument?.querySelector("iframe");
    return [stage?.getAttribute("sandbox") ?? null, shell?.getAttribute("sandbox") ?? null];
  });
  expect(attribute).toEqual([null, "allow-scripts"]);
});

test("closing removes worker, shell and stage at once (S-ARCH-8)", async () => {
  await makeHost(page);
  await openPackage(page, zip);
  expect(page.frames().length).toBe(3);
  await page.evaluate(() => globalThis.bench.app.close());
  expect(page.frames().length).toBe(1);
});
