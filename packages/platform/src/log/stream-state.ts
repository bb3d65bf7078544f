import { addSeq, countSeqs, type SeqRanges } from "@berth/core/events";
import type { LogRecord } from "./log-store.js";

/** What is known of a stream (L-STO-T2). */
export interface StreamState {
  installation: string;
  app: string;
  first: number;
  last: number;
  maxSeq: number;
  ranges: SeqRanges;
  ended: boolean;
}

/** A stream that nothing was received of yet; it belongs to the installation that sends first (L-ING-6). */
export function newStream(record: LogRecord, installation: string, receivedAt: number): StreamState {
  return { installation, app: record.app, first: receivedAt, last: receivedAt, maxSeq: 0, ranges: [], ended: false };
}

/** Notes a record in place and says whether it is new, a double, or from a foreign installation (L-ING-4, L-ING-6). */
export function admit(
  stream: StreamState,
  record: LogRecord,
  installation: string,
  receivedAt: number,
): "new" | "double" | "foreign" {
  if (stream.installation !== installation) return "foreign";
  stream.last = Math.max(stream.last, receivedAt);
  stream.maxSeq = Math.max(stream.maxSeq, record.seq);
  if (record.ended) {
    if (stream.ended) return "double";
    stream.ended = true;
    return "new";
  }
  const ranges = addSeq(stream.ranges, record.seq);
  if (ranges === null) return "double";
  stream.ranges = ranges;
  return "new";
}

/** Numbers between 1 and the greatest one that never arrived (L-LOSS-3). */
export function missing(stream: Pick<StreamState, "maxSeq" | "ranges">): number {
  return Math.max(0, stream.maxSeq - countSeqs(stream.ranges));
}
