import type { EventClass, EventName, EventScope, ScrubRules } from "@berth/core/events";

/** One sequence of events with its own counter (L-EV-2, L-EV-3). */
export interface EventStream {
  readonly id: string;
  /** Last number given out. */
  seq: number;
  /** Whether it keeps class 3 events (L-SMP-1). */
  readonly keepsSamples: boolean;
  /** Scope of events made now; replaced, never changed, when user, network or release facts change (L-EV-8). */
  scope: EventScope;
  rules: ScrubRules;
}

/** An event in the ring: as the caller gave it, not yet scrubbed (L-EMIT-1). */
export interface PendingEvent {
  readonly class: EventClass;
  readonly scope: EventScope;
  readonly rules: ScrubRules;
  readonly seq: number;
  readonly time: number;
  readonly name: EventName;
  readonly data: Readonly<Record<string, unknown>>;
}
