/**
 * The lifecycle log of the SDK: consent gate, durable queue, sessions (telemetry.md, sections 2 and 3).
 *
 * @module @berth/sdk/log
 */
export type {
  AppSession,
  LaunchPhases,
  SessionApp,
  SessionDataEventName,
  TrackedEventName,
} from "./log/app-session.js";
export { createEventLog } from "./log/create-event-log.js";
export type { EventLog, EventLogDriver, GateState, LogStats, TenantLogSettings } from "./log/event-log.js";
export type { LogLimits } from "./log/limits.js";
export { DEFAULT_LOG_LIMITS } from "./log/limits.js";
export type { EventLogOptions, PageLifecycle, PageSignal, TabChannel } from "./log/options.js";
