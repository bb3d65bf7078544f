import type { JsapiRow, RealtimeView } from "../client/views.js";
import { dayIn } from "../configuration/settings.js";
import type { CounterRow, LogPlace, LogStore } from "../log/log-store.js";

/** The nearest-rank percentile of counted values, or null without any (P-AN-25). */
export function percentile(values: readonly { ms: number; n: number }[], percent: number): number | null {
  const total = values.reduce((sum, value) => sum + value.n, 0);
  let passed = 0;
  for (const value of values) {
    passed += value.n;
    if (passed * 100 >= percent * total) return value.ms;
  }
  return null;
}

function jsapiRow(
  log: LogStore,
  place: LogPlace & { day: string },
  counter: CounterRow,
  codes: CounterRow[],
): JsapiRow {
  const judged = counter.ok + counter.fail;
  const calls = judged + counter.cancel;
  return {
    api: counter.key,
    calls,
    success: counter.ok,
    fail: counter.fail,
    cancel: counter.cancel,
    // An undefined rate is null, never 0 or 100 % (P-AN-26); cancellations are left out (P-AN-23).
    successRate: judged === 0 ? null : counter.ok / judged,
    errorCodes: codes
      .filter((code) => code.key.startsWith(`${counter.key} `))
      .map((code) => ({ code: code.key.slice(counter.key.length + 1), count: code.n })),
    meanMs: calls === 0 ? null : counter.sumMs / calls,
    p95Ms: percentile(log.values({ ...place, metric: "jsapi", key: counter.key }), 95),
  };
}

function refusals(log: LogStore, place: LogPlace, day: string, timeZone: string): RealtimeView["refusals"] {
  // The counter is kept by list only (L-MET-F10); the origins come from today's raw events.
  const since = Date.parse(`${day}T00:00:00Z`) - 14 * 3_600_000;
  const counts = new Map<string, RealtimeView["refusals"][number]>();
  for (const event of log.events({ place, name: "policy.refusal", since, limit: 10_000 })) {
    if (dayIn(timeZone, event.time) !== day) continue;
    const policy = String(event.data.policy ?? "");
    const origin = String(event.data.origin ?? "");
    const key = `${policy}\n${origin}`;
    const row = counts.get(key) ?? { policy, origin, count: 0 };
    row.count += 1;
    counts.set(key, row);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

/** Real-time analysis of one mini program: today up to now in the workspace's zone (P-AN-9, P-AN-M01 to M12, P-AN-20). */
export function realtime(log: LogStore, place: LogPlace, timeZone: string, now: number): RealtimeView {
  const day = dayIn(timeZone, now);
  const at = { ...place, day };
  const counters = (metric: string): CounterRow[] => log.counters({ ...at, metric });
  const sum = (rows: readonly CounterRow[]): number => rows.reduce((total, row) => total + row.n, 0);
  const pages = counters("pv");
  const codes = counters("jsapi_code");
  const jsapi = [...counters("jsapi"), ...counters("http")]
    .map((counter) => jsapiRow(log, at, counter, codes))
    .sort((a, b) => b.calls - a.calls || (a.api < b.api ? -1 : 1));
  return {
    day,
    pv: sum(pages),
    uv: log.distinct({ ...at, set: "page" }),
    sessions: sum(counters("session")),
    totalUsers: log.total({ ...place, metric: "session" }),
    distinctUsers: log.everSeen(place),
    pages: pages.map((row) => ({ path: row.key, pv: row.n })).sort((a, b) => b.pv - a.pv || (a.path < b.path ? -1 : 1)),
    jsapi,
    jsapiTotal: jsapi.reduce((total, row) => total + row.calls, 0),
    refusals: refusals(log, place, day, timeZone),
    updatedAt: new Date(now).toISOString(),
  };
}
