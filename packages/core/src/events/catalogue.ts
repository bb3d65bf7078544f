/**
 * What a field holds. `text?` and the like may be absent. `code` takes numbers or text and is text on the wire;
 * `message` and `stack` are masked and cut, `path` is a page without its query, `origin` is cut to scheme, host and port
 * (H-LOG-4).
 */
export type FieldType = Scalar | `${Scalar}?` | readonly string[] | { readonly optional: readonly string[] };
type Scalar = "int" | "bool" | "text" | "message" | "stack" | "path" | "origin" | "code";

/** 0 critical, 1 headline, 2 detail, 3 flood (L-DROP-1): what is dropped last and first. */
export type EventClass = 0 | 1 | 2 | 3;

/** One line of the catalogue: everything the encoder, the scrubber, the ingest check and the reference page need. */
export interface EventRow {
  /** Rule of host-sdk.md 9.2. */
  readonly rule: string;
  readonly class: EventClass;
  /** 9 INFO, 13 WARN, 17 ERROR; "f" = 13 if the outcome is a failure, else 9. */
  readonly severity: 9 | 13 | 17 | "f";
  /** Host events belong to the instance's stream and to no session (H-LOG-9). */
  readonly stream: "session" | "host";
  readonly fields: Readonly<Record<string, FieldType>>;
  /** `eventName` where it is not `berth.` and the name (1.3). */
  readonly wireName?: string;
  /** Attribute names that are not `berth.` and the key in snake case (L-EV-7). */
  readonly wire?: Readonly<Record<string, string>>;
  /** Value of `berth.error.kind`, for two rows that share the standard event `exception` (L-EV-E9). */
  readonly errorKind?: string;
}

const startType = ["cold", "warm"] as const;
const succeeded = ["success", "fail"] as const;
const exception = {
  message: "exception.message",
  stackTop: "exception.stacktrace",
  type: "exception.type",
} as const;

/**
 * The catalogue of lifecycle events, one row each (L-GEN-4, H-LOG-E01 to H-LOG-E23): fields and types, class, severity,
 * wire names. Everything else about an event is generated from here.
 */
export const EVENTS = {
  "session.start": {
    rule: "H-LOG-E01",
    class: 1,
    severity: 9,
    stream: "session",
    wireName: "session.start",
    fields: { reason: ["open", "return"], startType },
  },
  "session.end": {
    rule: "H-LOG-E02",
    class: 0,
    severity: 9,
    stream: "session",
    wireName: "session.end",
    fields: { reason: ["exit", "background"], durationMs: "int" },
  },
  "app.launch_start": {
    rule: "H-LOG-E03",
    class: 1,
    severity: 9,
    stream: "session",
    fields: {
      startType,
      source: ["id", "url", "qr", "miniProgram", "preview"],
      scene: "int?",
      packageState: ["local", "preset", "download"],
      updateMethod: ["none", "async", "sync"],
    },
  },
  "app.launch_success": {
    rule: "H-LOG-E04",
    class: 1,
    severity: 9,
    stream: "session",
    fields: {
      startType,
      durationMs: "int",
      infoMs: "int",
      downloadMs: "int",
      unpackMs: "int",
      runtimeMs: "int",
      renderMs: "int",
      pagePath: "path",
    },
  },
  "app.launch_fail": {
    rule: "H-LOG-E05",
    class: 0,
    severity: 17,
    stream: "session",
    fields: {
      startType,
      stage: ["query", "download", "verify", "start", "render"],
      errorCode: "code",
      durationMs: "int",
    },
  },
  "app.first_render": {
    rule: "H-LOG-E06",
    class: 1,
    severity: 9,
    stream: "session",
    fields: { durationMs: "int", pagePath: "path" },
  },
  "app.exit": {
    rule: "H-LOG-E07",
    class: 0,
    severity: 9,
    stream: "session",
    fields: {
      reason: ["close", "back", "api", "host", "memory", "crash"],
      beforeFirstRender: "bool",
      durationMs: "int",
      // Not in H-LOG-E07, needed by L-MET-F6: a premature exit counts for cold starts only.
      startType: { optional: startType },
    },
  },
  "app.show": { rule: "H-LOG-E08", class: 2, severity: 9, stream: "session", fields: {} },
  "app.hide": { rule: "H-LOG-E08", class: 2, severity: 9, stream: "session", fields: { foregroundMs: "int" } },
  "page.view": {
    rule: "H-LOG-E09",
    class: 1,
    severity: 9,
    stream: "session",
    fields: { pageId: "text", pagePath: "path", reason: ["load", "tab"], fromPath: "path?", stackDepth: "int" },
  },
  "page.ready": {
    rule: "H-LOG-E10",
    class: 2,
    severity: 9,
    stream: "session",
    fields: { pageId: "text", pagePath: "path", renderMs: "int" },
  },
  "page.leave": {
    rule: "H-LOG-E11",
    class: 2,
    severity: 9,
    stream: "session",
    fields: {
      pageId: "text",
      pagePath: "path",
      reason: ["navigate", "back", "tab", "background", "exit"],
      dwellMs: "int",
    },
  },
  "jsapi.call": {
    rule: "H-LOG-E12",
    class: 3,
    severity: "f",
    stream: "session",
    fields: {
      callId: "text",
      api: "text",
      kind: ["builtin", "custom", "overridden"],
      channel: ["jsapi", "http"],
      outcome: ["success", "fail", "cancel"],
      errorCode: "code?",
      durationMs: "int",
      pagePath: "path?",
    },
    wire: { api: "berth.jsapi.name", kind: "berth.jsapi.kind", channel: "berth.jsapi.channel" },
  },
  "http.result": {
    rule: "H-LOG-E13",
    class: 3,
    severity: "f",
    stream: "session",
    fields: {
      callId: "text",
      api: "text",
      method: "text",
      origin: "origin",
      status: "int?",
      outcome: ["success", "fail", "aborted"],
      errorCode: "code?",
      durationMs: "int",
      requestBytes: "int?",
      responseBytes: "int?",
    },
    wire: {
      method: "http.request.method",
      status: "http.response.status_code",
      requestBytes: "http.request.body.size",
      responseBytes: "http.response.body.size",
    },
  },
  "js.error": {
    rule: "H-LOG-E14",
    class: 0,
    severity: 17,
    stream: "session",
    wireName: "exception",
    errorKind: "error",
    fields: {
      message: "message",
      stackTop: "stack",
      fingerprint: "text",
      type: "text?",
      thread: ["logic", "view"],
      pagePath: "path?",
      beforeFirstRender: "bool",
    },
    wire: exception,
  },
  "js.unhandled_rejection": {
    rule: "H-LOG-E15",
    class: 0,
    severity: 17,
    stream: "session",
    wireName: "exception",
    errorKind: "unhandled_rejection",
    fields: { message: "message", stackTop: "stack", fingerprint: "text", type: "text?", pagePath: "path?" },
    wire: exception,
  },
  "resource.error": {
    rule: "H-LOG-E16",
    class: 2,
    severity: 13,
    stream: "session",
    fields: {
      kind: ["image", "font", "media", "webView", "package"],
      origin: "origin?",
      file: "text?",
      code: "code",
      pagePath: "path?",
    },
  },
  "page.blank": {
    rule: "H-LOG-E17",
    class: 0,
    severity: 17,
    stream: "session",
    fields: {
      pageId: "text",
      pagePath: "path",
      checkedAfterMs: "int",
      nodes: "int",
      entries: "int",
      reason: ["no_render", "nothing_drawn", "hidden", "covered", "outside"],
      loading: "bool",
      pendingRequests: "int",
      lastErrorFingerprint: "text?",
    },
  },
  "policy.refusal": {
    rule: "H-LOG-E18",
    class: 1,
    severity: 13,
    stream: "session",
    fields: {
      policy: ["serverDomain", "wapUrl", "resource", "scheme", "address", "feature", "permission"],
      api: "text?",
      origin: "origin?",
      errorCode: "code",
      reason: "text?",
    },
  },
  "package.check": {
    rule: "H-LOG-E19",
    class: 2,
    severity: "f",
    stream: "session",
    fields: {
      method: ["first", "async", "sync"],
      outcome: ["unchanged", "new", "offline", "not_available", "fail"],
      durationMs: "int",
      errorCode: "code?",
    },
  },
  "package.download": {
    rule: "H-LOG-E20",
    class: 2,
    severity: "f",
    stream: "session",
    fields: { root: "text", bytes: "int", durationMs: "int", outcome: succeeded, errorCode: "code?" },
  },
  "service.section_view": {
    rule: "H-LOG-E21",
    class: 1,
    severity: 9,
    stream: "host",
    fields: { sectionCode: "text" },
  },
  "service.search": {
    rule: "H-LOG-E22",
    class: 1,
    severity: 9,
    stream: "host",
    fields: { wordLength: "int", resultCount: "int" },
  },
  "favorite.add": { rule: "H-LOG-E23", class: 1, severity: 9, stream: "host", fields: {} },
  "favorite.remove": { rule: "H-LOG-E23", class: 1, severity: 9, stream: "host", fields: {} },
} as const satisfies Readonly<Record<string, EventRow>>;

/** Name of an event of the catalogue. */
export type EventName = keyof typeof EVENTS;
/** Names of events that belong to a session of a mini program. */
export type SessionEventName = {
  [N in EventName]: (typeof EVENTS)[N]["stream"] extends "session" ? N : never;
}[EventName];
/** Names of events of the host itself (H-LOG-9). */
export type HostEventName = Exclude<EventName, SessionEventName>;

/** The row of `name`, or null if the catalogue has no such event. */
export function eventRow(name: string): EventRow | null {
  return Object.hasOwn(EVENTS, name) ? EVENTS[name as EventName] : null;
}

/** Every row with its name, in the order of the catalogue. */
export const EVENT_ROWS: readonly (readonly [EventName, EventRow])[] = (Object.keys(EVENTS) as EventName[]).map(
  (name) => [name, EVENTS[name]] as const,
);

type Value<T> = T extends "int" | "int?"
  ? number
  : T extends "bool" | "bool?"
    ? boolean
    : T extends "code" | "code?"
      ? string | number
      : T extends { readonly optional: readonly (infer S)[] }
        ? S
        : T extends readonly (infer S)[]
          ? S
          : string;
type IsOptional<T> = T extends `${string}?` ? true : T extends { readonly optional: unknown } ? true : false;
type Fields<N extends EventName> = (typeof EVENTS)[N]["fields"];

/** The data an event of this name takes: the fields of its row, units in the key (`...Ms`, `...Bytes`). */
export type EventData<N extends EventName> = {
  -readonly [K in keyof Fields<N> as IsOptional<Fields<N>[K]> extends true ? never : K]: Value<Fields<N>[K]>;
} & {
  -readonly [K in keyof Fields<N> as IsOptional<Fields<N>[K]> extends true ? K : never]?:
    | Value<Fields<N>[K]>
    | undefined;
};
