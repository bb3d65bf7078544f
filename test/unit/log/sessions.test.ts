import { describe, expect, it } from "vitest";
import { bench, openApp, settle, view } from "./bench-log.js";

describe("sessions", () => {
  it("P-AN-12: an explicit exit ends the session at once, the next open is another one", async () => {
    const { log, clock, platform } = bench();
    const app = openApp(log);
    const first = app.sessionId;
    await clock.tick(1_000);
    app.exited("close");
    expect(app.sessionId).toBeNull();
    app.openRequested({ startType: "warm", source: "id", packageState: "local", updateMethod: "none" });
    app.launched({ infoMs: 0, downloadMs: 0, unpackMs: 0, runtimeMs: 0, renderMs: 7, pagePath: "pages/a" });
    await log.flush();
    const events = [...platform.store.values()];
    const end = events.find((e) => e.name === "session.end")!;
    expect(end).toMatchObject({ eventId: `${first}-end`, data: { reason: "exit", durationMs: 1_000 } });
    expect(end.seq).toBe(Math.max(...events.filter((e) => e.streamId === first).map((e) => e.seq)));
    const starts = events.filter((e) => e.name === "session.start");
    expect(starts.map((e) => (e.data as { startType: string }).startType)).toEqual(["cold", "warm"]);
    expect(starts[1]).toMatchObject({ previousId: first, seq: 2 });
  });

  it("L-TST-16: hidden for 20 s the session goes on", async () => {
    const { log, clock, page, platform } = bench();
    const app = openApp(log);
    const id = app.sessionId;
    page.hide();
    await clock.tick(20_000);
    page.show();
    app.emit("page.view", view);
    await log.flush();
    expect(app.sessionId).toBe(id);
    expect(platform.names()).not.toContain("session.end");
    await clock.tick(200_000);
    expect(platform.names()).not.toContain("session.end");
  });

  it("L-TST-16, L-EXIT-5: hidden for 40 s: one end counted to the moment of hiding, and a new session", async () => {
    const { log, clock, page, platform } = bench();
    const app = openApp(log);
    const id = app.sessionId;
    await clock.tick(5_000);
    page.hide();
    await clock.tick(40_000);
    page.show();
    await settle();
    await log.flush();
    const events = [...platform.store.values()];
    expect(events.filter((e) => e.name === "session.end")).toMatchObject([
      { eventId: `${id}-end`, data: { reason: "background", durationMs: 5_000 } },
    ]);
    const back = events.filter((e) => e.name === "session.start")[1]!;
    expect(back).toMatchObject({ previousId: id, seq: 1, data: { reason: "return", startType: "warm" } });
    await clock.tick(200_000);
    expect(platform.doubles).toBe(0);
  });

  it("L-TST-16: killed while hidden: the draft ends the session, sent by the next run", async () => {
    const first = bench();
    const app = openApp(first.log);
    const id = app.sessionId;
    await first.clock.tick(5_000);
    expect(first.platform.store.size).toBe(4);
    first.page.hide();
    await settle();
    const second = bench({}, { factory: first.factory, seed: 11 });
    second.clock.wall = first.clock.wall;
    await second.clock.tick(30_000);
    expect(second.platform.store.size).toBe(0);
    await second.clock.tick(120_000);
    const next = openApp(second.log, "a2");
    await second.log.flush();
    expect(next.sessionId).not.toBe(id);
    expect([...second.platform.store.values()].filter((e) => e.name === "session.end")).toMatchObject([
      { eventId: `${id}-end`, seq: 4, data: { reason: "background", durationMs: 5_000 } },
    ]);
  });

  it("L-EXIT-2, L-TST-7: events made while the page goes away are written at once", async () => {
    const { log, page, platform } = bench();
    const app = openApp(log);
    await settle();
    page.hide();
    app.hidden();
    await settle();
    expect(log.stats().queued).toBe(0);
    expect(platform.requests[0]).toMatchObject({ keepalive: true });
    await log.flush();
    expect(platform.names()).toContain("app.hide");
  });

  it("L-EXIT-4: what an exit request delivered is erased if the page lives to see the answer", async () => {
    const { log, page, platform } = bench();
    openApp(log);
    await settle();
    page.hide();
    await settle();
    expect(platform.store.size).toBe(4);
    page.show();
    await log.flush();
    expect([platform.doubles, log.stats().stored]).toEqual([0, 0]);
  });

  it("H-LOG-5, P-AN-F3: an exit before the launch succeeded has no session, but one end of the launch", async () => {
    const { log, platform } = bench();
    const app = log.openSession({ appId: "a" });
    app.openRequested({ startType: "cold", source: "id", packageState: "download", updateMethod: "none" });
    app.exited("close");
    await log.flush();
    expect(platform.names()).toEqual(expect.arrayContaining(["app.launch_start", "app.exit"]));
    expect(platform.names()).toHaveLength(2);
    expect([...platform.store.values()].find((e) => e.name === "app.exit")!.data).toMatchObject({
      beforeFirstRender: true,
    });
  });

  it("L-EV-8: facts that become known change the scope of later events only", async () => {
    const { log, platform } = bench();
    const app = log.openSession({ appId: "a" });
    app.openRequested({ startType: "cold", source: "id", packageState: "download", updateMethod: "none" });
    app.update({ releaseVersion: "2.0.0", pages: ["pages/b"] });
    log.setUser("ann");
    log.setNetworkType("wifi");
    app.launched({ infoMs: 1, downloadMs: 0, unpackMs: 0, runtimeMs: 0, renderMs: 0, pagePath: "pages/secret" });
    await log.flush();
    const [start, ...later] = [...platform.store.values()].sort((a, b) => a.seq - b.seq);
    expect(start!.userKey).toBeUndefined();
    expect(start!.releaseVersion).toBeUndefined();
    expect(later.at(-1)).toMatchObject({
      releaseVersion: "2.0.0",
      networkType: "wifi",
      data: { pagePath: "(unknown)" },
    });
    expect(later.at(-1)!.userKey).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set([start!.streamId, ...later.map((e) => e.streamId)]).size).toBe(1);
  });

  it("H-LOG-9: events of the host have no session, and share the instance's numbers", async () => {
    const { log, platform } = bench();
    log.emitHost("favorite.add", {}, "a1");
    log.emitHost("service.search", { wordLength: 2, resultCount: 0 });
    await log.flush();
    const events = [...platform.store.values()].sort((a, b) => a.seq - b.seq);
    expect(events.map((e) => [e.name, e.seq, e.appId, e.sessionId])).toEqual([
      ["favorite.add", 1, "a1", undefined],
      ["service.search", 2, undefined, undefined],
    ]);
    expect(events[0]!.streamId).toBe(events[0]!.instanceId);
  });
});
