/**
 * The event catalogue of telemetry.md and everything generated from it: types, scrubber, wire encoder, ingest reader and
 * the fold from events to numbers. Shared by SDK, platform and simulator.
 *
 * @module @berth/core/events
 */
export type {
  EventClass,
  EventData,
  EventName,
  EventRow,
  FieldType,
  HostEventName,
  SessionEventName,
} from "./events/catalogue.js";
export { EVENT_ROWS, EVENTS, eventRow } from "./events/catalogue.js";
export type { DecodedBatch, DecodedRecord, RecordFault } from "./events/decode.js";
export { decodeLogs } from "./events/decode.js";
export type { EncodableBatch, EventRecord } from "./events/encode.js";
export { encodeLogs } from "./events/encode.js";
export type {
  DropReason,
  EventResource,
  EventScope,
  LogEvent,
  LossAccount,
  NetworkType,
  ReleaseState,
} from "./events/event.js";
export { DROP_REASONS, emptyAccount, eventId } from "./events/event.js";
export type { CounterDelta, CounterName, EventDeltas, ValueDelta } from "./events/fold.js";
export { foldEvent, visitorOf } from "./events/fold.js";
export { errorFingerprint, fnv1a, keepsSamples } from "./events/hash.js";
export type { ScrubRules } from "./events/scrub.js";
export { scrubData } from "./events/scrub.js";
export type { SeqRanges } from "./events/seq-ranges.js";
export { addSeq, countSeqs } from "./events/seq-ranges.js";
export { sha256Hex } from "./events/sha256.js";
export type { CorrectedTime } from "./events/time.js";
export { correctTime } from "./events/time.js";
