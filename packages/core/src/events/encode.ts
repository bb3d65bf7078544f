import { type EventName, eventRow } from "./catalogue.js";
import { DROP_REASONS, type EventResource, type EventScope, eventId, type LossAccount } from "./event.js";
import { fieldsOf } from "./fields.js";
import { originParts } from "./origin.js";

/** One scrubbed event in a batch; `scope` is a place in the batch's list of scopes. */
export interface EventRecord {
  scope: number;
  seq: number;
  /** Epoch milliseconds. */
  time: number;
  name: EventName;
  data: Readonly<Record<string, string | number | boolean>>;
}

/** One batch, ready to be written as a `resourceLogs` element (L-WIRE-2). */
export interface EncodableBatch {
  batchId: string;
  /** Epoch milliseconds of this try. */
  sentTime: number;
  resource: EventResource;
  account: LossAccount;
  scopes: readonly EventScope[];
  records: readonly EventRecord[];
}

type Plain = string | number | boolean | undefined;

function attribute(key: string, value: Plain): string {
  if (typeof value === "string") return `{"key":"${key}","value":{"stringValue":${JSON.stringify(value)}}}`;
  if (typeof value === "boolean") return `{"key":"${key}","value":{"boolValue":${value}}}`;
  return `{"key":"${key}","value":{"intValue":"${value}"}}`;
}

/** Attributes of a list of pairs; absent values are left out (L-EV-7). */
function attributes(pairs: readonly (readonly [key: string, value: Plain])[]): string {
  return pairs.flatMap(([key, value]) => (value === undefined ? [] : [attribute(key, value)])).join(",");
}

/** The body of `POST /sdk/v1/logs` (L-WIRE-1): an OTLP ExportLogsServiceRequest in JSON with one element per batch. */
export function encodeLogs(batches: readonly EncodableBatch[]): string {
  return `{"resourceLogs":[${batches.map(encodeBatch).join(",")}]}`;
}

function encodeBatch(batch: EncodableBatch): string {
  const byScope = batch.scopes.map((): string[] => []);
  for (const record of batch.records) {
    const scope = batch.scopes[record.scope];
    if (scope !== undefined) byScope[record.scope]!.push(encodeRecord(record, scope));
  }
  const scopes = batch.scopes.flatMap((scope, at) =>
    byScope[at]!.length === 0
      ? []
      : [
          `{"scope":{"name":"berth.events","version":"1","attributes":[${scopeAttributes(scope)}]},"logRecords":[${byScope[at]!.join(",")}]}`,
        ],
  );
  return `{"resource":{"attributes":[${resourceAttributes(batch)}]},"scopeLogs":[${scopes.join(",")}]}`;
}

function resourceAttributes({ resource, account, batchId, sentTime }: EncodableBatch): string {
  const unlessZero = (n: number): number | undefined => (n === 0 ? undefined : n);
  return attributes([
    ["service.namespace", resource.workspaceId],
    ["service.name", resource.targetAppId],
    ["service.instance.id", resource.instanceId],
    ["deployment.environment.name", resource.environment],
    ["app.installation.id", resource.deviceKey],
    ["os.name", resource.os],
    ["os.version", resource.osVersion],
    ["telemetry.sdk.name", "berth"],
    ["telemetry.sdk.language", "webjs"],
    ["telemetry.sdk.version", resource.sdkVersion],
    ["berth.batch.id", batchId],
    ["berth.sent_time", sentTime],
    ["berth.log.emitted", unlessZero(account.emitted)],
    ...DROP_REASONS.map((reason) => [`berth.log.dropped.${reason}`, unlessZero(account.dropped[reason])] as const),
    ["berth.log.sampled_out", unlessZero(account.sampledOut)],
    ["berth.log.retries", unlessZero(account.retries)],
    ["berth.log.store", account.store],
  ]);
}

function scopeAttributes(scope: EventScope): string {
  const host = scope.sessionId === undefined;
  const network = /^[2-5]g$/.test(scope.networkType) ? "cell" : scope.networkType;
  return attributes([
    ["session.id", scope.sessionId],
    ["berth.stream.id", host ? scope.streamId : undefined],
    ["session.previous_id", scope.previousId],
    ["berth.launch.id", scope.launchId],
    ["berth.app.id", scope.appId],
    ["berth.app.release_version", scope.releaseVersion],
    ["berth.app.release_state", scope.releaseState],
    ["berth.lib.version", scope.libVersion],
    ["user.hash", scope.userKey],
    ["network.connection.type", network],
    ["berth.locale", scope.locale],
    ["berth.sample.one_in", scope.sampleOneIn],
  ]);
}

function encodeRecord(record: EventRecord, scope: EventScope): string {
  const row = eventRow(record.name)!;
  const parts = [
    attribute("log.record.uid", eventId(scope.streamId, record.name, record.seq)),
    attribute("berth.seq", record.seq),
  ];
  if (scope.partial) parts.push(attribute("berth.partial", true));
  if (row.errorKind !== undefined) parts.push(attribute("berth.error.kind", row.errorKind));
  // The standard events of the session conventions carry the ids themselves (L-EV-E1, L-EV-E2).
  if (row.wireName?.startsWith("session.")) parts.push(attribute("session.id", scope.streamId));
  if (row.wireName === "session.start" && scope.previousId !== undefined) {
    parts.push(attribute("session.previous_id", scope.previousId));
  }
  for (const field of fieldsOf(record.name)) {
    const value = record.data[field.key];
    if (value === undefined) continue;
    if (field.wire !== null) parts.push(attribute(field.wire, value));
    else {
      const origin = originParts(String(value));
      if (origin === null) continue;
      parts.push(attribute("url.scheme", origin.scheme), attribute("server.address", origin.host));
      if (origin.port !== undefined) parts.push(attribute("server.port", origin.port));
    }
  }
  const severity = row.severity === "f" ? (record.data["outcome"] === "fail" ? 13 : 9) : row.severity;
  const name = row.wireName ?? `berth.${record.name}`;
  return `{"timeUnixNano":"${record.time}000000","severityNumber":${severity},"eventName":"${name}","attributes":[${parts.join(",")}]}`;
}
