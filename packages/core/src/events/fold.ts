import type { EventData, EventName } from "./catalogue.js";
import { eventRow } from "./catalogue.js";
import type { LogEvent } from "./event.js";

/** Counters of L-MET-F1 to L-MET-F12. */
export type CounterName =
  | "pv"
  | "session"
  | "session_time"
  | "dwell"
  | "start_cold"
  | "start_warm"
  | "launch"
  | "launch_refused"
  | "first_render"
  | "premature_exit"
  | "jsapi"
  | "http"
  | "jsapi_code"
  | "http_status"
  | "exception"
  | "blank"
  | "refusal"
  | "download"
  | "check"
  | "search"
  | "fav_add"
  | "fav_remove"
  | "section";

/** What one event adds to one counter. `key` is "" where the metric has none; parts of a key are parted by a space. */
export interface CounterDelta {
  metric: CounterName;
  key: string;
  /** Events, weighed by sampling (L-SMP-2); `rawN` is without weight. */
  n: number;
  ok: number;
  fail: number;
  cancel: number;
  sumMs: number;
  rawN: number;
}

/** One duration in whole milliseconds, `n` times. */
export interface ValueDelta {
  metric: "launch" | "jsapi" | "download";
  key: string;
  ms: number;
  n: number;
}

/** What one accepted event changes. */
export interface EventDeltas {
  counters: CounterDelta[];
  /** Sets of visitors that its visitor joins. */
  sets: string[];
  values: ValueDelta[];
}

type Outcome = "ok" | "fail" | "cancel" | null;
/** Launches refused by the platform are no failures of the program (P-AN-F4). */
const REFUSED_LAUNCH = new Set(["91001", "91002", "91003"]);

class Deltas implements EventDeltas {
  readonly counters: CounterDelta[] = [];
  readonly sets: string[] = [];
  readonly values: ValueDelta[] = [];
  readonly #weight: number;

  constructor(weight: number) {
    this.#weight = weight;
  }

  count(metric: CounterName, key = "", outcome: Outcome = null, ms = 0): this {
    const w = this.#weight;
    const only = (o: Outcome): number => (outcome === o ? w : 0);
    this.counters.push({
      metric,
      key,
      n: w,
      ok: only("ok"),
      fail: only("fail"),
      cancel: only("cancel"),
      sumMs: ms * w,
      rawN: 1,
    });
    return this;
  }

  join(...sets: string[]): this {
    this.sets.push(...sets);
    return this;
  }

  value(metric: ValueDelta["metric"], key: string, ms: number): this {
    this.values.push({ metric, key, ms, n: this.#weight });
    return this;
  }
}

type Rule<N extends EventName> = (data: EventData<N>, d: Deltas) => void;

const outcomeOf = (outcome: "success" | "fail" | "cancel"): Outcome => (outcome === "success" ? "ok" : outcome);

const RULES: { readonly [N in EventName]?: Rule<N> } = {
  "page.view": (e, d) => d.count("pv", e.pagePath).join("page", "seen"),
  "session.start": (_, d) => d.count("session").join("seen"),
  "session.end": (e, d) => d.count("session_time", "", null, e.durationMs),
  "page.leave": (e, d) => d.count("dwell", e.pagePath, null, e.dwellMs),
  "app.launch_start": (e, d) => d.count(e.startType === "cold" ? "start_cold" : "start_warm"),
  "app.launch_success": (e, d) => d.count("launch", "", "ok", e.durationMs).value("launch", "", e.durationMs),
  "app.launch_fail": (e, d) => {
    const code = String(e.errorCode);
    d.count(REFUSED_LAUNCH.has(code) ? "launch_refused" : "launch", code, "fail", e.durationMs);
  },
  "app.first_render": (_, d) => d.count("first_render"),
  "app.exit": (e, d) => {
    if (e.beforeFirstRender && e.startType !== "warm") d.count("premature_exit");
  },
  "jsapi.call": (e, d) => {
    d.count(e.channel, e.api, outcomeOf(e.outcome), e.durationMs).value("jsapi", e.api, e.durationMs);
    if (e.outcome === "fail") d.count("jsapi_code", `${e.api} ${e.errorCode ?? ""}`, "fail");
  },
  "http.result": (e, d) => {
    d.count("http_status", `${e.origin} ${e.status ?? ""}`);
    if (e.outcome === "fail") d.count("exception", `http ${e.origin}`).join("err_http");
  },
  "js.error": (e, d) => d.count("exception", `js ${e.fingerprint}`).join("err_js"),
  "js.unhandled_rejection": (e, d) => d.count("exception", `js ${e.fingerprint}`).join("err_js"),
  "resource.error": (e, d) => d.count("exception", `resource ${e.origin ?? e.file ?? ""}`).join("err_resource"),
  "page.blank": (e, d) => d.count("blank", e.pagePath),
  "policy.refusal": (e, d) => d.count("refusal", e.policy),
  "package.download": (e, d) => {
    d.count("download", "", outcomeOf(e.outcome), e.durationMs);
    if (e.outcome === "success") d.value("download", "", e.durationMs);
  },
  "package.check": (e, d) => d.count("check", e.outcome),
  "service.search": (_, d) => d.count("search").join("search"),
  "favorite.add": (_, d) => d.count("fav_add").join("fav_add"),
  "favorite.remove": (_, d) => d.count("fav_remove").join("fav_remove"),
  "service.section_view": (e, d) => d.count("section", e.sectionCode).join(`section:${e.sectionCode}`),
};

/**
 * What an accepted event adds to counters, sets and values: the one definition of every metric (L-GEN-4, L-MET-F). Pure;
 * minute, day and zone are the store's. Sampled events count for the sessions left out (L-SMP-2).
 */
export function foldEvent(event: LogEvent): EventDeltas {
  const flood = eventRow(event.name)?.class === 3;
  const deltas = new Deltas(flood ? (event.sampleOneIn ?? 1) : 1);
  const rule = RULES[event.name] as ((data: unknown, d: Deltas) => void) | undefined;
  rule?.(event.data, deltas);
  return { counters: deltas.counters, sets: deltas.sets, values: deltas.values };
}

/** Whose event it is: the user if known, else the device, kept apart by kind (L-MET-1). */
export function visitorOf(event: Pick<LogEvent, "userKey" | "deviceKey">): { kind: "user" | "device"; key: string } {
  return event.userKey === undefined ? { kind: "device", key: event.deviceKey } : { kind: "user", key: event.userKey };
}
