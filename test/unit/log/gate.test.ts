import { describe, expect, it } from "vitest";
import { bench, call, collecting, type LogBench, openApp, settle, view } from "./bench-log.js";

/** A full run: open, 30 pages, failing calls, crash, exit. */
function fullRun(log: LogBench["log"]): void {
  const app = openApp(log);
  for (let i = 0; i < 30; i++) app.emit("page.view", view);
  for (let i = 0; i < 10; i++) app.emit("jsapi.call", { ...call, outcome: "fail", errorCode: 4 });
  app.emit("js.error", { message: "x", stackTop: "", fingerprint: "f", thread: "logic", beforeFirstRender: false });
  log.sectionViewed("hot");
  app.exited("crash");
}

const closed: [string, Parameters<typeof bench>, string][] = [
  ["L-GATE-1 host", [{ allowed: false }], "host"],
  ["L-GATE-2 unknown", [{}, { tenant: null }], "unknown"],
  ["L-GATE-3 tenant", [{}, { tenant: { ...collecting, collect: false } }], "tenant"],
  ["L-GATE-4 user", [{ userConsent: () => false }], "user"],
  [
    "H-GATE-2 user consent that throws",
    [
      {
        userConsent: () => {
          throw new Error("mine");
        },
      },
    ],
    "user",
  ],
];

describe("consent gate", () => {
  it.each(closed)("H-GATE-9, H-GATE-3: closed by %s, a full run leaves nothing anywhere", async (_, options, state) => {
    const { log, clock, page, platform, factory } = bench(...options);
    const seen: string[] = [];
    log.subscribe((e) => seen.push(e.name));
    fullRun(log);
    page.hide();
    page.show();
    await clock.tick(60_000);
    expect(await log.flush()).toBe("closed");
    expect([platform.requests.length, seen.length]).toEqual([0, 0]);
    expect(await factory.databases()).toEqual([]);
    expect(log.stats()).toMatchObject({ gate: state, emitted: 0, queued: 0, stored: 0 });
  });

  it("H-GATE-9: opened, then closed before the flush: the same", async () => {
    const { log, clock, platform } = bench();
    fullRun(log);
    log.setAllowed(false);
    await clock.tick(60_000);
    expect(platform.requests).toHaveLength(0);
    expect(log.stats()).toMatchObject({ gate: "host", queued: 0, stored: 0 });
  });

  it("H-GATE-4, L-GATE-7: closing erases what is on disk, for a later run too", async () => {
    const first = bench();
    fullRun(first.log);
    await first.clock.tick(50);
    expect(first.log.stats().stored).toBeGreaterThan(40);
    first.log.setAllowed(false);
    await settle();
    const second = bench({}, { factory: first.factory, seed: 9 });
    await second.clock.tick(20_000);
    expect(second.platform.requests).toHaveLength(0);
  });

  it("H-GATE-4: the answer of a batch on the wire is ignored and it is not repeated", async () => {
    const { log, clock, platform } = bench();
    openApp(log);
    platform.answer = async () => {
      log.setAllowed(false);
      return new Response("", { status: 500 });
    };
    expect(await log.flush()).toBe("closed");
    await clock.tick(600_000);
    expect(platform.requests).toHaveLength(1);
  });

  it("H-GATE-5: opening is not retroactive; what runs already goes on as partial, under a new id", async () => {
    const { log, platform } = bench({ allowed: false });
    const app = openApp(log);
    app.emit("page.view", view);
    expect(app.sessionId).toBeNull();
    log.setAllowed(true);
    app.emit("page.view", view);
    app.firstRender("pages/a");
    app.exited("close");
    await log.flush();
    expect(platform.names()).toEqual(expect.arrayContaining(["page.view", "app.exit"]));
    expect(platform.names()).toHaveLength(2);
    expect([...platform.store.values()].map((e) => [e.partial, e.seq])).toEqual(
      expect.arrayContaining([
        [true, 1],
        [true, 2],
      ]),
    );
  });

  it("L-GATE-7: streams from before a purge are not used again", async () => {
    const { log, platform } = bench();
    const app = openApp(log);
    const before = app.sessionId;
    log.setAllowed(false);
    log.setAllowed(true);
    app.emit("page.view", view);
    expect(app.sessionId).not.toBe(before);
    await log.flush();
    const [event] = [...platform.store.values()];
    expect(event).toMatchObject({ name: "page.view", partial: true, seq: 1 });
  });

  it("L-GATE-6, L-GATE-2: an unknown tenant keeps what an earlier consent stored and makes nothing new", async () => {
    const first = bench();
    openApp(first.log);
    await first.clock.tick(50);
    const second = bench({}, { factory: first.factory, tenant: null, seed: 3 });
    openApp(second.log);
    await second.clock.tick(20_000);
    expect(second.platform.requests).toHaveLength(0);
    second.log.setTenant(collecting);
    await second.clock.tick(20_000);
    expect(second.platform.store.size).toBe(4);
  });

  it("L-GATE-7: a batch made under an older generation is erased by whoever sends", async () => {
    const mine = bench();
    openApp(mine.log);
    await mine.clock.tick(50);
    // Another tab purges; this one has not heard of it and goes on under the old generation.
    const other = bench({}, { factory: mine.factory, seed: 4 });
    await settle();
    other.log.setAllowed(false);
    await settle();
    openApp(mine.log, "a2");
    await mine.clock.tick(50);
    await mine.log.flush();
    expect(mine.platform.requests).toHaveLength(0);
  });

  it("L-SMP-1: sampling concerns class 3 only, whole sessions, and what it keeps out takes no number", async () => {
    const { log, platform } = bench({}, { tenant: { ...collecting, sampleOneIn: 1_000 } as typeof collecting });
    const app = openApp(log);
    for (let i = 0; i < 5; i++) app.emit("jsapi.call", call);
    app.emit("page.view", view);
    await log.flush();
    expect(platform.names()).not.toContain("jsapi.call");
    expect(log.stats()).toMatchObject({ sampledOut: 5, emitted: 5 });
    expect(Math.max(...[...platform.store.values()].map((e) => e.seq))).toBe(5);
  });
});
