/**
 * The event catalogue of telemetry.md and everything generated from it: types, scrubber, wire encoder, ingest reader and
 * the fold from events to numbers. Shared by SDK, platform and simulator.
 *
 * @module
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
export { sha256Hex } from "./events/sha256.js";
