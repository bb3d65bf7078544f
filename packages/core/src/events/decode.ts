import { type Attributes, millisecondsOf, readAttributes, textOf, wholeOf } from "./attributes.js";
import { EVENT_ROWS, type EventName, eventRow } from "./catalogue.js";
import {
  DROP_REASONS,
  type EventResource,
  type EventScope,
  emptyAccount,
  eventId,
  type LogEvent,
  type LossAccount,
  type NetworkType,
  type ReleaseState,
} from "./event.js";
import { type Field, fieldsOf } from "./fields.js";

/** Why ingest refuses a record without looking at anything but the record (L-ING-7). */
export type RecordFault = "unknown_version" | "unknown_event" | "bad_field" | "too_big" | "no_identity";

/** A record of a request: an event of the catalogue, or refused with a reason. Times are not yet corrected (L-CLK). */
export type DecodedRecord =
  | { kind: "event"; event: LogEvent; observedTime: number | null }
  | { kind: "refused"; uid: string; reason: RecordFault };

/** One `resourceLogs` element: one batch. */
export interface DecodedBatch {
  /** Null when an intermediary took it away. */
  batchId: string | null;
  sentTime: number | null;
  account: LossAccount | null;
  resource: EventResource;
  records: DecodedRecord[];
}

/** Largest record, in characters of its values (L-LIM-9). */
const RECORD_CHARACTERS = 8 * 1_024;
const NETWORKS = new Set(["wifi", "wired", "cell", "unavailable", "unknown"]);
const RELEASE_STATES = new Set(["full", "gray", "pilot", "preview"]);
const ID = /^[0-9A-Za-z-]{1,64}$/;

const namesByWire: ReadonlyMap<string, EventName> = new Map(
  EVENT_ROWS.map(([name, row]) => [`${row.wireName ?? `berth.${name}`} ${row.errorKind ?? ""}`, name]),
);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/**
 * Reads the parsed body of `POST /sdk/v1/logs` record by record (L-ING-7); a refused record does not refuse its batch.
 * Null: the body is not an OTLP request (L-ING-A2). Works on what a Collector reordered or batched anew (L-TST-18).
 */
export function decodeLogs(body: unknown): DecodedBatch[] | null {
  if (!isObject(body) || !Array.isArray(body["resourceLogs"])) return null;
  const batches: DecodedBatch[] = [];
  for (const element of body["resourceLogs"]) {
    if (!isObject(element)) return null;
    batches.push(decodeBatch(element));
  }
  return batches;
}

function decodeBatch(element: Record<string, unknown>): DecodedBatch {
  const holder = isObject(element["resource"]) ? element["resource"] : {};
  const attributes = readAttributes(holder["attributes"]);
  const batch: DecodedBatch = {
    batchId: textOf(attributes, "berth.batch.id", 128) ?? null,
    sentTime: wholeOf(attributes, "berth.sent_time") ?? null,
    account: decodeAccount(attributes),
    resource: decodeResource(attributes),
    records: [],
  };
  const lists = Array.isArray(element["scopeLogs"]) ? element["scopeLogs"] : [];
  for (const list of lists) {
    if (!isObject(list) || !Array.isArray(list["logRecords"])) continue;
    const scopeHolder = isObject(list["scope"]) ? list["scope"] : {};
    const known = scopeHolder["name"] === "berth.events" && scopeHolder["version"] === "1";
    const scope = decodeScope(readAttributes(scopeHolder["attributes"]));
    for (const record of list["logRecords"]) batch.records.push(decodeRecord(record, scope, batch.resource, known));
  }
  return batch;
}

function decodeResource(a: Attributes): EventResource {
  return {
    workspaceId: textOf(a, "service.namespace", 128) ?? "",
    targetAppId: textOf(a, "service.name", 128) ?? "",
    environment: textOf(a, "deployment.environment.name", 32) ?? "",
    instanceId: textOf(a, "service.instance.id", 64) ?? "",
    deviceKey: textOf(a, "app.installation.id", 128) ?? "",
    os: textOf(a, "os.name", 64) ?? "",
    osVersion: textOf(a, "os.version", 64) ?? "",
    sdkVersion: textOf(a, "telemetry.sdk.version", 64) ?? "",
  };
}

function decodeAccount(a: Attributes): LossAccount | null {
  const store = textOf(a, "berth.log.store", 16);
  if (store === undefined) return null;
  const count = (key: string): number => Math.max(0, wholeOf(a, key) ?? 0);
  const account = emptyAccount(store === "memory" ? "memory" : "idb");
  account.emitted = count("berth.log.emitted");
  account.sampledOut = count("berth.log.sampled_out");
  account.retries = count("berth.log.retries");
  for (const reason of DROP_REASONS) account.dropped[reason] = count(`berth.log.dropped.${reason}`);
  return account;
}

/** Null: the scope names no stream, so its records have no identity. */
function decodeScope(a: Attributes): EventScope | null {
  const sessionId = textOf(a, "session.id", 64);
  const streamId = sessionId ?? textOf(a, "berth.stream.id", 64);
  if (streamId === undefined || !ID.test(streamId)) return null;
  const network = textOf(a, "network.connection.type", 16) ?? "unknown";
  const state = textOf(a, "berth.app.release_state", 16);
  const oneIn = wholeOf(a, "berth.sample.one_in");
  const scope: EventScope = {
    streamId,
    networkType: (NETWORKS.has(network) ? network : "unknown") as NetworkType,
    locale: textOf(a, "berth.locale", 64) ?? "",
  };
  const texts = {
    sessionId,
    launchId: textOf(a, "berth.launch.id", 64),
    appId: textOf(a, "berth.app.id", 64),
    releaseVersion: textOf(a, "berth.app.release_version", 64),
    libVersion: textOf(a, "berth.lib.version", 64),
    userKey: textOf(a, "user.hash", 128),
    previousId: textOf(a, "session.previous_id", 64),
  };
  for (const [key, value] of Object.entries(texts)) if (value !== undefined) scope[key as keyof typeof texts] = value;
  if (state !== undefined && RELEASE_STATES.has(state)) scope.releaseState = state as ReleaseState;
  if (oneIn !== undefined && oneIn > 1 && oneIn <= 1_000) scope.sampleOneIn = oneIn;
  return scope;
}

function decodeRecord(
  record: unknown,
  scope: EventScope | null,
  resource: EventResource,
  known: boolean,
): DecodedRecord {
  const attributes = readAttributes(isObject(record) ? record["attributes"] : null);
  const uid = textOf(attributes, "log.record.uid", 128) ?? "";
  const refused = (reason: RecordFault): DecodedRecord => ({ kind: "refused", uid, reason });
  if (!isObject(record)) return refused("no_identity");
  if (!known) return refused("unknown_version");
  const name = namesByWire.get(`${String(record["eventName"])} ${textOf(attributes, "berth.error.kind", 32) ?? ""}`);
  if (name === undefined) return refused("unknown_event");
  const seq = wholeOf(attributes, "berth.seq");
  const host = eventRow(name)?.stream === "host";
  if (scope === null || seq === undefined || seq < (name === "session.end" ? 0 : 1)) return refused("no_identity");
  if (eventId(scope.streamId, name, seq) !== uid || host !== (scope.sessionId === undefined))
    return refused("no_identity");
  const time = millisecondsOf(record["timeUnixNano"]);
  const data = decodeData(name, attributes);
  if (data === "too_big") return refused("too_big");
  if (time === null || data === null) return refused("bad_field");
  const partial = attributes.get("berth.partial") === true;
  const event = {
    v: 1,
    eventId: uid,
    name,
    time,
    seq,
    ...resource,
    ...scope,
    ...(partial ? { partial: true } : {}),
    data,
  } as LogEvent;
  return { kind: "event", event, observedTime: millisecondsOf(record["observedTimeUnixNano"]) || null };
}

function decodeData(name: EventName, a: Attributes): Record<string, string | number | boolean> | null | "too_big" {
  const data: Record<string, string | number | boolean> = {};
  let characters = 0;
  for (const field of fieldsOf(name)) {
    const value = field.wire === null ? decodeOrigin(a) : a.get(field.wire);
    if (value === undefined) {
      if (!field.optional) return null;
      continue;
    }
    if (typeof value === "string") characters += value.length;
    if (!fits(field, value)) return null;
    data[field.key] = value;
  }
  return characters > RECORD_CHARACTERS ? "too_big" : data;
}

function decodeOrigin(a: Attributes): string | undefined {
  const scheme = textOf(a, "url.scheme", 32);
  const host = textOf(a, "server.address", 256);
  const port = wholeOf(a, "server.port");
  if (scheme === undefined || host === undefined) return undefined;
  return port === undefined ? `${scheme}://${host}` : `${scheme}://${host}:${port}`;
}

/** The generated check of one value: what the scrubber of the SDK lets through and nothing else. */
function fits(field: Field, value: string | number | boolean): boolean {
  switch (field.base) {
    case "int":
      return typeof value === "number" && value >= 0;
    case "bool":
      return typeof value === "boolean";
    case "enum":
      return typeof value === "string" && field.values !== null && field.values.has(value);
    default:
      return typeof value === "string" && value.length <= 1_024;
  }
}
