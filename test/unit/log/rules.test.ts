import { createEventLog } from "@berth/sdk/log";
import { openDB } from "idb";
import { describe, expect, it, vi } from "vitest";
import { accepted, bench, call, FakePlatform, openApp, settle, view } from "./bench-log.js";

const database = "berth-log-w-t-production";
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("rules of the client queue", () => {
  it("L-WIRE-1, L-WIRE-4: gzip, and a request that carries nothing of the browser's", async () => {
    const seen: [unknown, RequestInit][] = [];
    const gzip = async (text: string): Promise<Uint8Array> => new TextEncoder().encode(`gz:${text.length}`);
    const fetch = async (url: unknown, init: RequestInit): Promise<Response> => {
      seen.push([url, init]);
      return accepted();
    };
    const { log } = bench({ gzip, fetch: fetch as typeof globalThis.fetch });
    openApp(log);
    await log.flush();
    const [url, init = {}] = seen[0] ?? [];
    expect(url).toBe("https://platform.example/sdk/v1/logs");
    expect(init).toMatchObject({
      ...{ method: "POST", credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", redirect: "error" },
      headers: { "Content-Type": "application/json", "Content-Encoding": "gzip", Authorization: "Bearer tok" },
    });
    expect(String(new TextDecoder().decode(init.body as Uint8Array))).toMatch(/^gz:\d+$/);
  });

  it("L-DISK-1, L-DISK-2, L-DISK-3, L-CFG-2: two lanes, one record each, rows as text; the token is not beside them", async () => {
    const { log, clock, factory } = bench();
    const app = openApp(log);
    for (let i = 0; i < 150; i++) app.emit("jsapi.call", call);
    await clock.tick(50);
    vi.stubGlobal("indexedDB", factory);
    const db = await openDB(database);
    vi.unstubAllGlobals();
    expect([...db.objectStoreNames]).toEqual(["batches", "heads", "meta"]);
    const batches = await db.getAll("batches");
    expect(batches.map(({ lane, n }) => [lane, n])).toEqual([
      [0, 4],
      [1, 150],
    ]);
    for (const { body, n } of batches) expect(String(body).split("\n")).toHaveLength(n);
    const all = JSON.stringify([batches, await db.getAll("heads"), await db.getAll("meta")]);
    for (const secret of ['"tok"', '"inst"', '"us"', '"ds"']) expect(all.includes(secret)).toBe(false);
    db.close();
  });

  it("L-LIM-11, L-IDB-9: memory holds 2,000 events; what had to go is of the bulk lane and counted", async () => {
    const { log, clock, platform } = bench({ indexedDB: null });
    platform.answer = () => new Response("", { status: 503 });
    const app = openApp(log);
    for (let i = 0; i < 3_000; i++) app.emit("jsapi.call", call);
    await clock.tick(50);
    await log.flush();
    const { stored, dropped, emitted } = log.stats();
    expect(stored).toBeLessThanOrEqual(2_000);
    expect(stored + dropped.store_full).toBe(emitted);
    platform.answer = accepted;
    await clock.tick(600_000);
    expect(platform.names()).toContain("app.launch_success");
    expect(platform.store.size + dropped.store_full).toBe(emitted);
  });

  it("L-LIM-6, L-SEND-R1: no answer in 10 s is a failure of the network", async () => {
    const fetch = (_url: unknown, { signal }: RequestInit): Promise<Response> =>
      new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    const { log, clock } = bench({ fetch: fetch as typeof globalThis.fetch });
    openApp(log);
    void log.flush();
    await clock.tick(9_999);
    expect(log.stats().retries).toBe(0);
    await clock.tick(1);
    expect(log.stats().retries).toBe(1);
  });

  it("L-LIM-8, L-EXIT-3: exit requests take at most 60 KiB and are nine at most; the disk has it all", async () => {
    const platform = new FakePlatform();
    const sizes: number[] = [];
    const fetch = (url: unknown, init: RequestInit): Promise<Response> => {
      if (init.keepalive === true) sizes.push(String(init.body).length);
      return platform.fetch(url, init);
    };
    const { log, clock, page } = bench({ fetch: fetch as typeof globalThis.fetch }, { platform });
    const app = openApp(log);
    await clock.tick(10_000);
    platform.answer = () => new Promise<Response>(() => {});
    for (let i = 0; i < 12; i++) {
      for (let n = 0; n < 20; n++) app.emit("jsapi.call", { ...call, pagePath: "p".repeat(300) });
      page.hide();
      await settle();
      page.show();
    }
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.length).toBeLessThanOrEqual(9);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(60 * 1024);
    expect(log.stats().queued).toBe(0);
  });

  it("L-IDB-7: a record of unknown form is left until it expires, then erased and counted", async () => {
    const { log, clock, platform, factory } = bench();
    const app = openApp(log);
    await clock.tick(50);
    vi.stubGlobal("indexedDB", factory);
    const db = await openDB(database);
    vi.unstubAllGlobals();
    const [key] = await db.getAllKeys("batches");
    const batch = await db.get("batches", key!);
    await db.put("batches", { ...batch, body: "{not ours" }, key);
    app.emit("jsapi.call", call);
    await clock.tick(60_000);
    expect(platform.names()).toEqual(["jsapi.call"]);
    expect(await db.getAllKeys("batches")).toEqual([key]);
    clock.wall += 73 * 3_600_000;
    app.emit("jsapi.call", call);
    await clock.tick(60_000);
    expect(await db.getAllKeys("batches")).toEqual([]);
    expect(log.stats().dropped.expired).toBe(batch.n);
    db.close();
  });

  it("L-EV-1, L-EV-2, L-EV-6: ids are random UUIDs; a session that follows names the one before", async () => {
    const { log, clock, platform, page } = bench();
    openApp(log);
    await clock.tick(2_000);
    page.hide();
    await clock.tick(40_000);
    page.show();
    await clock.tick(20_000);
    const starts = [...platform.store.values()].filter((event) => event.name === "session.start");
    expect(starts).toHaveLength(2);
    for (const { sessionId, launchId, instanceId } of starts)
      for (const id of [sessionId, launchId, instanceId]) expect(id).toMatch(uuid);
    expect(starts[1]?.previousId).toBe(starts[0]?.sessionId);
    expect(starts[1]?.streamId).toBe(starts[1]?.sessionId);
  });

  it("L-EXIT-1: listens to visibility, freeze and pagehide, never to unload, and to nothing after it ended", async () => {
    const heard = new Map<string, number>();
    const target = (name: string): object => ({
      addEventListener: (type: string) => heard.set(`${name} ${type}`, (heard.get(`${name} ${type}`) ?? 0) + 1),
      removeEventListener: (type: string) => heard.set(`${name} ${type}`, (heard.get(`${name} ${type}`) ?? 0) - 1),
    });
    vi.stubGlobal("document", { ...target("document"), visibilityState: "visible" });
    vi.stubGlobal("window", target("window"));
    try {
      const log = createEventLog({
        ...{ platformUrl: "https://p.example", workspaceId: "w", targetAppId: "t", environment: "test" },
        ...{ installationId: "i", os: "o", osVersion: "1", sdkVersion: "1", libVersion: "1", locale: "en" },
        ...{ indexedDB: null, locks: null, channel: null, gzip: null },
      });
      expect([...heard.keys()].sort()).toEqual([
        "document freeze",
        "document visibilitychange",
        "window online",
        "window pagehide",
        "window pageshow",
      ]);
      await log.dispose();
      expect([...heard.values()].every((count) => count === 0)).toBe(true);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it("L-TST-4: 500, then 429 with a wait, 413 above 20 events, 400 for one batch: all but the poisoned arrive", async () => {
    const { log, clock, platform } = bench();
    const app = openApp(log);
    for (let i = 0; i < 60; i++) app.emit("page.view", view);
    await clock.tick(50);
    for (let i = 0; i < 5; i++) app.emit("jsapi.call", { ...call, api: "confirm" });
    const first = [
      new Response("", { status: 500 }),
      new Response("", { status: 429, headers: { "retry-after": "30" } }),
    ];
    platform.answer = (request) => {
      const next = first.shift();
      if (next !== undefined) return next;
      if (request.events.length > 20) return new Response("", { status: 413 });
      return request.events.some((event) => event.name === "jsapi.call")
        ? new Response("", { status: 400 })
        : accepted();
    };
    await clock.tick(2 * 3_600_000);
    expect(platform.names().filter((name) => name === "page.view")).toHaveLength(60);
    expect(log.stats()).toMatchObject({ stored: 0, dropped: { rejected: 5, too_big: 0, store_full: 0 } });
    const poisoned = platform.requests.filter((r) => r.events.length === 5 && r.events[0]?.name === "jsapi.call");
    expect(poisoned).toHaveLength(2);
  });
});
