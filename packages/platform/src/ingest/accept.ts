import { correctTime, type DecodedBatch, foldEvent, type LogEvent, visitorOf } from "@berth/core/events";
import { dayIn } from "../configuration/settings.js";
import type { AcceptedBatch, LogRecord } from "../log/log-store.js";
import { rawLifeMs } from "../log/log-store.js";

/** A refused record, as the answer names it. */
export interface RefusedRecord {
  uid: string;
  reason: string;
}

/** Whom a request may write for. */
export interface WriteScope {
  workspaceId: string;
  targetAppId: string;
  environment: string;
  timeZone: string;
  linkedApps: ReadonlySet<string>;
}

const runHourMs = 6 * 3_600_000;
const dayMs = 86_400_000;

/** Late: the third run of the event's day is over, at 06:00 three days later (L-CLK-5, P-AN-5). */
function isLate(day: string, timeZone: string, now: number): boolean {
  const today = dayIn(timeZone, now - runHourMs);
  return Date.parse(today) - Date.parse(day) >= 3 * dayMs;
}

function readEvent(event: LogEvent, batch: DecodedBatch, scope: WriteScope, now: number): LogRecord | string {
  const { targetAppId, environment, workspaceId } = event;
  if (targetAppId !== scope.targetAppId || environment !== scope.environment || workspaceId !== scope.workspaceId)
    return "foreign_target";
  const app = event.appId ?? "";
  if (app !== "" && !scope.linkedApps.has(app)) return "unknown_app";
  const { time } = correctTime(event.time, batch.sentTime, now);
  const day = dayIn(scope.timeZone, time);
  if (isLate(day, scope.timeZone, now)) return "late";
  const { kind, key } = visitorOf(event);
  return {
    uid: event.eventId,
    stream: event.streamId,
    seq: event.seq,
    ended: event.name === "session.end",
    name: event.name,
    target: targetAppId,
    environment,
    app,
    time,
    day,
    visitor: `${kind}:${key}`,
    data: event.data,
    deltas: foldEvent(event),
    keepRaw: now - time <= rawLifeMs,
  };
}

/** The records of a decoded batch that may be counted, and those refused with a reason (L-ING-7). */
export function acceptBatch(
  batch: DecodedBatch,
  scope: WriteScope,
  now: number,
  fallbackId: string,
): { accepted: AcceptedBatch; refused: RefusedRecord[]; skewed: boolean } {
  const records: LogRecord[] = [];
  const refused: RefusedRecord[] = [];
  let skewed = false;
  for (const one of batch.records) {
    if (one.kind === "refused") {
      refused.push({ uid: one.uid, reason: one.reason });
      continue;
    }
    const receivedAt = one.observedTime ?? now;
    skewed ||= correctTime(one.event.time, batch.sentTime, receivedAt).skewed;
    const read = readEvent(one.event, batch, scope, receivedAt);
    if (typeof read === "string") refused.push({ uid: one.event.eventId, reason: read });
    else records.push(read);
  }
  return {
    accepted: {
      batchId: batch.batchId ?? fallbackId,
      installation: batch.resource.deviceKey,
      receivedAt: now,
      records,
    },
    refused,
    skewed,
  };
}
