import { type EventData, type EventName, foldEvent, type LogEvent, visitorOf } from "@berth/core/events";
import { describe, expect, it } from "vitest";

const envelope = {
  v: 1,
  workspaceId: "w",
  targetAppId: "t",
  environment: "production",
  instanceId: "i",
  deviceKey: "d1",
  os: "Linux",
  osVersion: "6",
  sdkVersion: "0",
  networkType: "wifi",
  locale: "en",
  appId: "a",
} as const;

function event<N extends EventName>(name: N, data: EventData<N>, more: object = {}): LogEvent {
  return {
    ...envelope,
    eventId: "s-1",
    streamId: "s",
    sessionId: "s",
    time: 0,
    seq: 1,
    name,
    data,
    ...more,
  } as LogEvent;
}

/** The naive store: adds up deltas and keeps sets of visitors. */
function tally(events: readonly LogEvent[]): {
  n: (metric: string, key?: string) => number;
  set: (name: string) => number;
} {
  const counters = new Map<string, number>();
  const sets = new Map<string, Set<string>>();
  for (const e of events) {
    const deltas = foldEvent(e);
    for (const c of deltas.counters) {
      for (const key of [`${c.metric}`, `${c.metric}|${c.key}`]) counters.set(key, (counters.get(key) ?? 0) + c.n);
    }
    const { kind, key } = visitorOf(e);
    for (const s of deltas.sets) sets.set(s, (sets.get(s) ?? new Set()).add(`${kind}:${key}`));
  }
  return {
    n: (metric, key) => counters.get(key === undefined ? metric : `${metric}|${key}`) ?? 0,
    set: (name) => sets.get(name)?.size ?? 0,
  };
}

const view = (pagePath: string): LogEvent =>
  event("page.view", { pageId: "p", pagePath, reason: "load", stackDepth: 1 });
const call = (data: Partial<EventData<"jsapi.call">>, more: object = {}): LogEvent =>
  event(
    "jsapi.call",
    { callId: "1", api: "alert", kind: "builtin", channel: "jsapi", outcome: "success", durationMs: 3, ...data },
    more,
  );

describe("fold", () => {
  it("P-AN-10: the FAQ's example of users, page views and visitors", () => {
    const first = [
      event("session.start", { reason: "open", startType: "cold" }),
      ...Array.from({ length: 10 }, () => view("pages/a")),
      ...Array.from({ length: 20 }, () => view("pages/b")),
    ];
    const day = tally(first);
    expect([day.n("session"), day.n("pv"), day.set("page")]).toEqual([1, 30, 1]);
    const again = tally([...first, event("session.start", { reason: "open", startType: "cold" })]);
    expect([again.n("session"), again.n("pv"), again.set("page"), again.set("seen")]).toEqual([2, 30, 1, 1]);
  });

  it("L-MET-1: user and device are different kinds of visitors, even with equal keys", () => {
    const t = tally([view("p"), { ...view("p"), userKey: "d1" } as LogEvent, view("p")]);
    expect(t.set("page")).toBe(2);
  });

  it("L-MET-F7, P-AN-21: calls by channel; the overview total is jsapi plus http", () => {
    const t = tally([
      call({}),
      call({ outcome: "fail", errorCode: "4" }),
      call({ outcome: "cancel", errorCode: "11" }),
      call({ api: "request", channel: "http", outcome: "fail", errorCode: "12" }),
    ]);
    expect([t.n("jsapi"), t.n("http"), t.n("jsapi_code", "alert 4"), t.n("jsapi_code", "request 12")]).toEqual([
      3, 1, 1, 1,
    ]);
    const [delta] = foldEvent(call({ outcome: "cancel" })).counters;
    expect(delta).toMatchObject({ ok: 0, fail: 0, cancel: 1, sumMs: 3 });
  });

  it("L-MET-F5: launches refused by the platform are no failures (P-AN-F4)", () => {
    const fail = (errorCode: string): LogEvent =>
      event("app.launch_fail", { startType: "cold", stage: "query", errorCode, durationMs: 1 });
    const t = tally([fail("91001"), fail("91003"), fail("91004")]);
    expect([t.n("launch_refused"), t.n("launch"), t.n("launch", "91004")]).toEqual([2, 1, 1]);
  });

  it("L-MET-F6: only cold starts exit prematurely", () => {
    const exit = (beforeFirstRender: boolean, startType: "cold" | "warm"): LogEvent =>
      event("app.exit", { reason: "close", beforeFirstRender, durationMs: 1, startType });
    const t = tally([exit(true, "cold"), exit(true, "warm"), exit(false, "cold")]);
    expect(t.n("premature_exit")).toBe(1);
  });

  it("L-SMP-2: sampled calls weigh N, other classes and raw counts do not", () => {
    const deltas = foldEvent(call({ durationMs: 3 }, { sampleOneIn: 10 }));
    expect(deltas.counters[0]).toMatchObject({ n: 10, ok: 10, sumMs: 30, rawN: 1 });
    expect(deltas.values).toEqual([{ metric: "jsapi", key: "alert", ms: 3, n: 10 }]);
    expect(foldEvent({ ...view("p"), sampleOneIn: 10 } as LogEvent).counters[0]).toMatchObject({ n: 1 });
  });
});
