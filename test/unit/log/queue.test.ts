import { describe, expect, it } from "vitest";
import { accepted, bench, call, collecting, FakeClock, openApp, settle, view } from "./bench-log.js";

const json = (status: number, headers: Record<string, string> = {}, body = "{}"): Response =>
  new Response(body, { status, headers: { "content-type": "application/json", ...headers } });

describe("the way of an event", () => {
  it("L-EV-3, L-EV-4, L-GEN-1: to disk in 50 ms, to the platform after 1 s, numbers without gaps", async () => {
    const { log, clock, platform } = bench();
    const app = openApp(log);
    for (let i = 0; i < 10; i++) app.emit("page.view", view);
    expect(log.stats()).toMatchObject({ emitted: 14, queued: 14, stored: 0, gate: "open" });
    await clock.tick(50);
    expect(log.stats()).toMatchObject({ queued: 0, stored: 14, store: "idb" });
    expect(platform.requests).toHaveLength(0);
    await clock.tick(5_000);
    const seqs = [...platform.store.values()].map((e) => e.seq).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 14 }, (_, i) => i + 1));
    expect(platform.names().slice(0, 4)).toEqual([
      "app.launch_start",
      "app.first_render",
      "session.start",
      "app.launch_success",
    ]);
    expect(platform.requests[0]!.authorization).toBe("Bearer tok");
    expect(log.stats()).toMatchObject({ stored: 0, sent: 14 });
  });

  it("L-STA-2: the duration of a launch is the sum of its phases", async () => {
    const { log, platform } = bench();
    openApp(log);
    await log.flush();
    const success = [...platform.store.values()].find((e) => e.name === "app.launch_success")!;
    expect(success.data).toMatchObject({ durationMs: 15, renderMs: 5 });
  });

  it("L-LIM-2: class 0 reaches the disk within 5 ms", async () => {
    const { log, clock } = bench();
    const app = openApp(log);
    await clock.tick(60);
    app.emit("js.error", { message: "x", stackTop: "", fingerprint: "f", thread: "logic", beforeFirstRender: false });
    await clock.tick(5);
    expect(log.stats().queued).toBe(0);
  });

  it("H-LOG-14: subscribers get scrubbed events in batches, never at once with emit; one that throws hurts nobody", async () => {
    const { log, clock } = bench();
    const seen: string[] = [];
    log.subscribe(() => {
      throw new Error("mine");
    });
    log.subscribe((e) => seen.push(`${e.name} ${e.eventId.endsWith(`-${e.seq}`)} ${JSON.stringify(e.data)}`));
    log.emitHost("service.search", { wordLength: 3, resultCount: 1, word: "secret" } as never);
    expect(seen).toEqual([]);
    await clock.tick(50);
    expect(seen).toEqual(['service.search true {"wordLength":3,"resultCount":1}']);
  });

  it("L-EMIT-3: a getter that throws costs its event and nothing else", async () => {
    const { log, platform } = bench();
    const app = openApp(log);
    const bad = { ...view };
    Object.defineProperty(bad, "pagePath", {
      get() {
        throw new Error("trap");
      },
    });
    app.emit("page.view", bad);
    app.emit("page.view", view);
    await log.flush();
    expect(platform.names().filter((n) => n === "page.view")).toHaveLength(1);
    expect(log.stats().dropped.too_big).toBe(1);
  });

  it("L-LIM-10, L-EMIT-4: a looping program cannot push out another's events", async () => {
    const { log, platform } = bench();
    const loud = openApp(log, "loud");
    const quiet = openApp(log, "quiet");
    for (let i = 0; i < 6_000; i++) loud.emit("jsapi.call", call);
    for (let i = 0; i < 10; i++) quiet.emit("jsapi.call", call);
    await log.flush();
    const of = (appId: string): number =>
      [...platform.store.values()].filter((e) => e.appId === appId && e.name === "jsapi.call").length;
    expect([of("loud"), of("quiet")]).toEqual([4_096, 10]);
    expect(log.stats().dropped.rate).toBe(6_000 - 4_096);
  });

  it("L-DROP-2: a full ring gives up the oldest of the lowest class, and counts it", async () => {
    const { log, platform } = bench({ limits: { ring: 10 } });
    const app = openApp(log);
    for (let i = 0; i < 8; i++) app.emit("jsapi.call", call);
    for (let i = 0; i < 3; i++) app.emit("page.view", view);
    app.emit("jsapi.call", call);
    await log.flush();
    expect(platform.names().filter((n) => n === "page.view")).toHaveLength(3);
    expect(log.stats().dropped.ring_full).toBe(4 + 8 + 3 + 1 - 10);
    expect(platform.store.size).toBe(10);
  });
});

describe("failures of the way", () => {
  it("L-SEND-R1, L-SEND-4: 500 keeps the events, backs off, and the platform gets each once", async () => {
    const { log, clock, platform } = bench();
    openApp(log);
    platform.answer = () => json(500);
    await log.flush();
    expect(log.stats()).toMatchObject({ stored: 4, sent: 0, retries: 1 });
    expect(log.stats().nextTryAt).toBeGreaterThan(clock.now());
    platform.answer = accepted;
    await clock.tick(10_000);
    expect(platform.store.size).toBe(4);
    expect(log.stats()).toMatchObject({ stored: 0, sent: 4, nextTryAt: null });
  });

  it("L-SEND-4: Retry-After is a lower bound, and becoming visible does not shorten an answer's wait", async () => {
    const { log, clock, page, platform } = bench();
    openApp(log);
    platform.answer = () => json(429, { "retry-after": "100" });
    await log.flush();
    platform.answer = accepted;
    page.show();
    await clock.tick(99_000);
    expect(platform.requests).toHaveLength(1);
    await clock.tick(12_000);
    expect(platform.store.size).toBe(4);
  });

  it("L-SEND-4: after a network error `online` makes a try possible at once", async () => {
    const { log, clock, page, platform } = bench({ limits: { backoffMin: 50_000 } });
    openApp(log);
    const start = clock.mono;
    platform.answer = () => Promise.reject(new TypeError("offline"));
    await log.flush();
    platform.answer = accepted;
    page.signal("online");
    await settle();
    expect(platform.store.size).toBe(4);
    expect(clock.mono).toBe(start);
  });

  it.each([
    ["a login page", () => new Response("<html>", { headers: { "content-type": "text/html" } })],
    ["somebody else's JSON", () => json(200, {}, '{"login":"please"}')],
    ["204", () => new Response(null, { status: 204 })],
  ])("L-SEND-3: %s is no acknowledgement", async (_, answer) => {
    const { log, platform } = bench();
    openApp(log);
    platform.answer = answer;
    expect(await log.flush()).toBe("stored");
    expect(log.stats()).toMatchObject({ stored: 4, sent: 0 });
  });

  it("L-SEND-R2: 413 above 20 events: batches are halved until they fit", async () => {
    const { log, platform } = bench();
    const app = openApp(log);
    for (let i = 0; i < 150; i++) app.emit("page.view", view);
    platform.answer = (r) => (r.events.length > 20 ? json(413) : accepted());
    expect(await log.flush()).toBe("sent");
    expect(platform.store.size).toBe(154);
    expect(platform.doubles).toBe(0);
  });

  it("L-SEND-R3: a poisoned batch is parked, overtaken, tried once more by itself and counted rejected", async () => {
    const { log, clock, platform } = bench({ limits: { batch: 5 } });
    const app = openApp(log);
    await clock.tick(50);
    for (let i = 0; i < 5; i++) app.emit("jsapi.call", { ...call, api: "confirm" });
    await clock.tick(50);
    for (let i = 0; i < 5; i++) app.emit("page.view", view);
    const poisoned = (names: readonly { name: string }[]): boolean => names.some((e) => e.name === "jsapi.call");
    platform.answer = (r) => (poisoned(r.events) ? json(400) : accepted());
    await log.flush();
    expect(platform.names()).not.toContain("jsapi.call");
    expect(platform.store.size).toBe(9);
    await clock.tick(3_700_000);
    expect(log.stats()).toMatchObject({ stored: 0 });
    expect(log.stats().dropped.rejected).toBe(5);
    const alone = platform.requests.filter((r) => poisoned(r.events) && r.batchIds.length === 1);
    expect(alone).toHaveLength(2);
    expect(platform.requests.at(-1)!.accounts[0]!.dropped.rejected).toBe(5);
  });

  it("L-SEND-R4: 401 renews the token once; refused again pauses until the next app information", async () => {
    let renewals = 0;
    const { log, clock, platform } = bench({ renewToken: async () => void renewals++ });
    openApp(log);
    platform.answer = (r) => (r.authorization === "Bearer fresh" ? accepted() : json(401));
    await log.flush();
    await clock.tick(60_000);
    expect([renewals, platform.requests.length]).toEqual([1, 2]);
    log.setTenant({ ...collecting, token: "fresh" });
    await clock.tick(10_000);
    expect(platform.store.size).toBe(4);
  });

  it("L-SEND-R5, L-GATE-3: COLLECTION_OFF closes the gate and erases", async () => {
    const { log, platform } = bench();
    openApp(log);
    platform.answer = () => json(403, {}, '{"code":7,"message":"COLLECTION_OFF"}');
    expect(await log.flush()).toBe("closed");
    await settle();
    expect(log.stats()).toMatchObject({ gate: "tenant", stored: 0, queued: 0 });
  });

  it("L-SEND-1: no two requests at once", async () => {
    const { log, platform } = bench({ limits: { requestEvents: 2, batch: 2 } });
    const app = openApp(log);
    for (let i = 0; i < 20; i++) app.emit("page.view", view);
    let open = 0;
    let most = 0;
    platform.answer = async () => {
      most = Math.max(most, ++open);
      await settle();
      open--;
      return accepted();
    };
    await Promise.all([log.flush(), log.flush(), log.flush()]);
    expect([most, platform.store.size, platform.doubles]).toEqual([1, 24, 0]);
  });

  it("L-DISK-6: what is over 72 h old is erased and counted", async () => {
    const { log, clock, platform } = bench();
    openApp(log);
    platform.answer = () => json(500);
    await clock.tick(80 * 3_600_000);
    expect(log.stats()).toMatchObject({ stored: 0 });
    expect(log.stats().dropped.expired).toBe(4);
  });

  it("L-DISK-6: a full store gives up the oldest bulk batch first", async () => {
    const { log, clock, platform } = bench({ limits: { storeEvents: 10, batch: 3 } });
    const app = openApp(log);
    platform.answer = () => json(500);
    for (let i = 0; i < 9; i++) app.emit("jsapi.call", call);
    for (let i = 0; i < 4; i++) app.emit("page.view", view);
    await log.flush();
    platform.answer = accepted;
    await clock.tick(60_000);
    expect(platform.names().filter((n) => n === "page.view")).toHaveLength(4);
    expect(log.stats().dropped.store_full).toBe(17 - platform.store.size);
    expect(platform.store.size).toBeLessThanOrEqual(10);
  });
});

describe("a page that dies and comes back", () => {
  it("L-TST-1: another instance on the same database sends what the first one stored", async () => {
    const first = bench();
    openApp(first.log);
    first.platform.answer = () => json(500);
    await first.clock.tick(7_000);
    const clock = new FakeClock();
    clock.wall = first.clock.wall;
    const second = bench({}, { factory: first.factory, clock, seed: 7 });
    await second.clock.tick(10_000);
    expect(second.platform.store.size).toBe(4);
  });

  it("L-DISK-8: many small batches leave as one", async () => {
    const { log, clock, platform } = bench();
    const app = openApp(log);
    platform.answer = () => json(500);
    for (let i = 0; i < 20; i++) {
      app.emit("page.view", view);
      await clock.tick(50);
    }
    platform.answer = accepted;
    await clock.tick(30_000);
    expect(platform.store.size).toBe(24);
    expect(platform.requests.at(-1)!.batchIds).toHaveLength(1);
  });

  it("L-CLK-1: a clock set between emit and sending moves the times along", async () => {
    const { log, clock, platform } = bench();
    openApp(log);
    const before = clock.now();
    await clock.tick(50);
    clock.wall += 86_400_000;
    await log.flush();
    const [event] = [...platform.store.values()];
    expect(event!.time).toBe(before + 86_400_000);
  });
});

describe("without a database", () => {
  it("L-IDB-9: events go on in memory and the account says so", async () => {
    const { log, clock, platform } = bench({ indexedDB: null });
    openApp(log);
    await clock.tick(5_000);
    expect(platform.store.size).toBe(4);
    expect(platform.requests[0]!.accounts[0]!.store).toBe("memory");
  });

  it("L-IDB-1: a database that never answers is given up after 3 s", async () => {
    const silent = { open: () => ({}) } as unknown as IDBFactory; // a factory whose requests stay silent
    const { log, clock, platform } = bench({ indexedDB: silent });
    openApp(log);
    await clock.tick(10_000);
    expect(platform.store.size).toBe(4);
    expect(log.stats().store).toBe("memory");
  });

  it("L-IDB-4: a database that fails under way loses nothing", async () => {
    const { log, clock, platform, factory } = bench();
    const app = openApp(log);
    await clock.tick(50);
    // Both the dead connection and the new one refuse to begin a transaction.
    const probe = await new Promise<IDBDatabase>((resolve) => {
      const request = factory.open("probe");
      request.onsuccess = () => resolve(request.result);
    });
    const prototype = Object.getPrototypeOf(probe) as IDBDatabase;
    const { transaction } = prototype;
    prototype.transaction = () => {
      throw new DOMException("gone", "InvalidStateError");
    };
    try {
      app.emit("page.view", view);
      await clock.tick(50);
      expect(log.stats()).toMatchObject({ store: "memory", queued: 0 });
    } finally {
      prototype.transaction = transaction;
    }
    await clock.tick(70_000);
    expect(log.stats().store).toBe("idb");
    expect(platform.names().filter((n) => n === "page.view")).toHaveLength(1);
    await clock.tick(10_000);
    expect(platform.store.size).toBe(5);
  });
});

describe("an owner that goes", () => {
  it("disposes of timers and listeners, and what was in memory is on disk", async () => {
    const { log, clock, page, factory } = bench();
    openApp(log);
    await log.dispose();
    await log.dispose();
    expect([clock.timers, page.listeners]).toEqual([0, 0]);
    const next = bench({}, { factory, seed: 5 });
    await next.clock.tick(10_000);
    expect(next.platform.names()).toContain("session.end");
  });
});
