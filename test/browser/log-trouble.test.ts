import { decodeLogs, type EventData, type LogEvent } from "@berth/core/events";
import type { EventLogDriver, EventLogOptions } from "@berth/sdk/log";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { berthKillClient, shortWaits } from "../support/berth-kill-client.js";
import { launchChromium } from "../support/chromium.js";
import { type KillClient, type KillRig, startKillRig } from "../support/kill-rig.js";
import type { MovingClock } from "../support/moving-clock.js";

declare global {
  /** What the client's page offers. */
  var logPage: {
    start(options?: Partial<EventLogOptions>): EventLogDriver;
    open(appId: string): ReturnType<EventLogDriver["openSession"]>;
    clock: MovingClock;
    call: EventData<"jsapi.call">;
    view(n: number): EventData<"page.view">;
    lost(): number;
    seen: string[];
  };
  var log: EventLogDriver;
  var apps: Record<string, ReturnType<EventLogDriver["openSession"]>>;
}

let client: KillClient;
let browser: Browser;
let context: BrowserContext;
let rig: KillRig;
const problems: string[] = [];

beforeAll(async () => {
  client = await berthKillClient(shortWaits);
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  problems.length = 0;
  rig = await startKillRig(client);
  context = await browser.newContext();
});
afterEach(async () => {
  await context.close();
  await rig.close();
  // L-IDB-9: no rejection stays unhandled, nothing is printed.
  expect(problems).toEqual([]);
});

/** A page of the rig, nothing of it started. */
async function newPage(before = ""): Promise<Page> {
  const page = await context.newPage();
  page.on("pageerror", (error) => problems.push(error.message));
  // What the browser itself says of failed requests and closed connections is not ours.
  page.on("console", (line) => {
    if (!/^(Failed to load resource|Connection is closing)/.test(line.text())) problems.push(line.text());
  });
  if (before !== "") await page.addInitScript(before);
  await page.goto(`${rig.origin}/page?run=drive`);
  await page.waitForFunction(() => globalThis.logPage !== undefined);
  return page;
}

/** Starts the log with one mini program. */
const start = (page: Page, options: Pick<EventLogOptions, "allowed" | "limits"> = {}): Promise<void> =>
  page.evaluate((given) => {
    globalThis.log = globalThis.logPage.start(given);
    globalThis.apps = { a1: globalThis.logPage.open("a1") };
  }, options);

/** `bytes`: so much text in each API call. */
const emit = (page: Page, calls: number, views: number, bytes = 1): Promise<void> =>
  page.evaluate(
    ([c, v, length]) => {
      const { call, view } = globalThis.logPage;
      const pagePath = "p".repeat(length);
      for (let n = 0; n < c; n++) globalThis.apps["a1"]?.emit("jsapi.call", { ...call, pagePath });
      for (let n = 0; n < v; n++) globalThis.apps["a1"]?.emit("page.view", view(n));
    },
    [calls, views, bytes] as const,
  );

const stats = (page: Page): Promise<ReturnType<EventLogDriver["stats"]>> => page.evaluate(() => globalThis.log.stats());
const lost = (page: Page): Promise<number> => page.evaluate(() => globalThis.logPage.lost());

/** Events stored by the server, in the order in which they came. */
const arrived = (): LogEvent[] =>
  rig.bodies.flatMap((body) =>
    (decodeLogs(JSON.parse(body)) ?? []).flatMap((batch) =>
      batch.records.flatMap((record) => (record.kind === "event" ? [record.event] : [])),
    ),
  );
const accounts = () =>
  rig.bodies.flatMap((body) => (decodeLogs(JSON.parse(body)) ?? []).flatMap(({ account }) => account ?? []));

/** Everything made is there once, or in the account. `doubles`: the wire may carry some twice (L-GEN-2). */
async function allAccountedFor(page: Page, doubles = false): Promise<void> {
  await expect
    .poll(async () => (await stats(page)).emitted - rig.stored.size - (await lost(page)), { timeout: 30_000 })
    .toBe(0);
  if (!doubles) expect([...rig.stored.values()].every((times) => times === 1)).toBe(true);
  const dropped = await lost(page);
  const told = (): number =>
    Math.max(...accounts().map((a) => Object.values(a.dropped).reduce((sum, n) => sum + n, 0)));
  await expect.poll(told).toBe(dropped);
}

/** Sets what the origin may store; null: what is usual. */
async function quota(session: CDPSession, bytes: number | null): Promise<void> {
  const size = bytes === null ? {} : { quotaSize: bytes };
  await session.send("Storage.overrideQuotaForOrigin", { origin: rig.origin, ...size });
}

test("L-TST-8, L-IDB-3, L-IDB-9: quota exceeded: events go on in memory, the account says so, and they return to the disk", async () => {
  const page = await newPage();
  const session = await context.newCDPSession(page);
  // Before the database is opened: Chromium remembers for a while how much room there was.
  await quota(session, 400_000);
  rig.mode = "500";
  await start(page);
  await emit(page, 50, 10);
  await expect.poll(() => stats(page)).toMatchObject({ queued: 0, store: "idb" });
  await emit(page, 600, 50, 900);
  await expect.poll(() => stats(page)).toMatchObject({ queued: 0, store: "memory" });
  await emit(page, 100, 20);
  await expect.poll(async () => (await stats(page)).queued).toBe(0);
  // Sending goes on from memory.
  rig.mode = "ok";
  await expect.poll(() => accounts().some((account) => account.store === "memory")).toBe(true);
  await quota(session, null);
  await expect.poll(async () => (await stats(page)).store).toBe("idb");
  await emit(page, 50, 10);
  // What a request of the memory carries may be on its way to the disk already.
  await allAccountedFor(page, true);
  // What room was made of are API calls of before, and nothing else.
  const { dropped } = await stats(page);
  expect(dropped.store_full).toBeGreaterThan(0);
  expect(dropped).toMatchObject({ ring_full: 0, rate: 0, too_big: 0, expired: 0, rejected: 0 });
  const views = arrived().filter((event) => event.name === "page.view");
  expect(new Set(views.map((event) => event.eventId)).size).toBe(90);
});

test.each([
  ["throws", "indexedDB.open = () => { throw new Error('no'); };"],
  ["never answers", "indexedDB.open = () => new EventTarget();"],
  ["is of a newer SDK", ""],
])("L-TST-8, L-IDB-1, L-IDB-6: the database %s: memory, and all arrive", async (why, how) => {
  const page = await newPage(how);
  if (how === "")
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open("berth-log-w-t-production", 9);
          opening.onsuccess = () => {
            opening.result.close();
            resolve();
          };
        }),
    );
  await start(page, why === "never answers" ? { limits: { ...shortWaits, openTimeout: 200 } } : {});
  await emit(page, 200, 50);
  await expect.poll(() => stats(page)).toMatchObject({ queued: 0, store: "memory" });
  await allAccountedFor(page);
  expect(await lost(page)).toBe(0);
  expect(accounts().every((account) => account.store === "memory")).toBe(true);
  // L-IDB-6: left as it is.
  if (how === "") expect(await page.evaluate(async () => (await indexedDB.databases())[0]?.version)).toBe(9);
});

test("L-TST-8, L-IDB-2, L-IDB-5: the connection is closed under way, another tab erases the database: it is opened again", async () => {
  const page = await newPage();
  const session = await context.newCDPSession(page);
  await start(page);
  await emit(page, 50, 10);
  await expect.poll(() => rig.stored.size).toBeGreaterThan(60);
  await session.send("Storage.clearDataForOrigin", { origin: rig.origin, storageTypes: "indexeddb" });
  await emit(page, 50, 10);
  await allAccountedFor(page);
  const other = await newPage();
  await other.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const erasing = indexedDB.deleteDatabase("berth-log-w-t-production");
        erasing.onsuccess = () => resolve();
        erasing.onerror = () => reject(erasing.error);
      }),
  );
  await emit(page, 50, 10);
  await allAccountedFor(page);
  expect(await lost(page)).toBe(0);
  expect(await stats(page)).toMatchObject({ store: "idb" });
});

test("L-TST-6, L-TST-9, L-EXIT-2: 300 events in a private window, then the page navigates away and returns: all 300", async () => {
  const page = await newPage();
  rig.mode = "500";
  await start(page);
  // Once the database is open.
  await expect.poll(() => stats(page)).toMatchObject({ queued: 0, store: "idb" });
  await emit(page, 150, 150);
  const emitted = await page.evaluate(() => globalThis.log.stats().emitted);
  await page.goto("about:blank");
  rig.mode = "ok";
  await page.goto(`${rig.origin}/page?run=drain`);
  await expect.poll(() => rig.stored.size).toBeGreaterThanOrEqual(emitted);
  const numbers = arrived().map(({ seq }) => seq);
  expect(new Set(numbers)).toEqual(new Set(Array.from({ length: emitted }, (_, at) => at + 1)));
});

test("L-LIM-3, L-LIM-5, L-LIM-7, L-SEND-1: a day offline: all arrive, in order, without a gap, in requests within the limits", async () => {
  const page = await newPage();
  await page.evaluate(() => {
    globalThis.log = globalThis.logPage.start({ clock: globalThis.logPage.clock, limits: {} });
    globalThis.apps = { a1: globalThis.logPage.open("a1") };
  });
  await context.setOffline(true);
  const day = await page.evaluate(async () => {
    const { clock, call, view } = globalThis.logPage;
    const began = clock.now();
    for (let quarter = 0; quarter < 96; quarter++) {
      for (let n = 0; n < 40; n++) globalThis.apps["a1"]?.emit("jsapi.call", call);
      for (let n = 0; n < 10; n++) globalThis.apps["a1"]?.emit("page.view", view(n));
      await clock.tick(15 * 60_000);
    }
    return { began, ended: clock.now() };
  });
  const { emitted, retries, stored, queued } = await stats(page);
  expect(emitted).toBe(96 * 50 + 3);
  expect(rig.bodies).toEqual([]);
  expect({ queued, stored }).toEqual({ queued: 0, stored: emitted });
  // L-LIM-7: at most 300 s between two tries.
  expect(retries).toBeGreaterThan(50);
  await context.setOffline(false);
  await allAccountedFor(page);
  expect(await lost(page)).toBe(0);
  expect(rig.atOnce).toBe(1);
  let left = emitted;
  for (const body of rig.bodies) {
    const batches = decodeLogs(JSON.parse(body)) ?? [];
    const sizes = batches.map((batch) => batch.records.length);
    const size = sizes.reduce((sum, n) => sum + n, 0);
    expect(size).toBeLessThanOrEqual(left > 2_000 ? 1_500 : 500);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
    expect(body.length).toBeLessThanOrEqual(1024 * 1024);
    left -= size;
  }
  const events = arrived();
  const bySeq = [...events].sort((a, b) => a.seq - b.seq);
  expect(bySeq.map((event) => event.seq)).toEqual(bySeq.map((_, at) => at + 1));
  // Each lane in the order in which it was made, the urgent one first.
  const views = events.filter((event) => event.name !== "jsapi.call");
  const calls = events.filter((event) => event.name === "jsapi.call");
  expect([...views, ...calls]).toEqual(events);
  for (const lane of [views, calls]) expect(lane).toEqual([...lane].sort((a, b) => a.seq - b.seq));
  // Times are those of making.
  expect(bySeq.map((event) => event.time)).toEqual(
    bySeq.map((_, at) => day.began + Math.max(0, Math.floor((at - 3) / 50)) * 15 * 60_000),
  );
});

test("L-TST-11, H-GATE-4, L-GATE-7: closed in one tab while another sends: nothing of before is left on disk or goes on the wire", async () => {
  rig.mode = "hang";
  const [one, two] = [await newPage(), await newPage()];
  for (const page of [one, two]) {
    await start(page, { limits: { ...shortWaits, answerTimeout: 2_000 } });
    await emit(page, 40, 10);
    await expect.poll(async () => (await stats(page)).queued).toBe(0);
  }
  await expect.poll(() => rig.requests).toBeGreaterThan(0);
  const before = new Set((await Promise.all([one, two].map((p) => p.evaluate(() => globalThis.logPage.seen)))).flat());
  await one.evaluate(() => globalThis.log.setAllowed(false));
  const batches = (): Promise<number> =>
    two.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open("berth-log-w-t-production");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const count = opening.result.transaction("batches").objectStore("batches").count();
            count.onsuccess = () => {
              opening.result.close();
              resolve(count.result);
            };
          };
        }),
    );
  await expect.poll(batches).toBe(0);
  // The other tab's own gate is open: it goes on under a new id, and what it makes arrives.
  rig.mode = "ok";
  await emit(two, 40, 10);
  const news = async (): Promise<string[]> =>
    (await two.evaluate(() => globalThis.logPage.seen)).filter((id) => !before.has(id));
  await expect.poll(async () => (await news()).length).toBeGreaterThanOrEqual(50);
  const made = await news();
  await expect.poll(() => made.every((id) => rig.stored.has(id)), { timeout: 20_000 }).toBe(true);
  expect([...before].filter((id) => rig.stored.has(id))).toEqual([]);
  expect(arrived().every((event) => event.partial === true)).toBe(true);
  expect(await stats(one)).toMatchObject({ gate: "host", queued: 0 });
});

test("H-GATE-9, L-GATE-1: two tabs with a closed gate: no request, no database", async () => {
  const pages = [await newPage(), await newPage()];
  for (const page of pages) {
    await start(page, { allowed: false });
    await emit(page, 40, 30);
    expect(await page.evaluate(() => globalThis.log.flush())).toBe("closed");
    expect(await page.evaluate(() => globalThis.logPage.seen)).toEqual([]);
  }
  expect(await pages[0]?.evaluate(() => indexedDB.databases())).toEqual([]);
  expect(rig.requests).toBe(0);
});
