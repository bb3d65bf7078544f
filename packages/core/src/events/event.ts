import type { EventData, EventName } from "./catalogue.js";

/** State of the release a session runs (H-LOG-1). */
export type ReleaseState = "full" | "gray" | "pilot" | "preview";
/** Connection as a mini program sees it; on the wire 2g to 5g become `cell` (L-EV-M8), which only ingest sees. */
export type NetworkType = "wifi" | "wired" | "2g" | "3g" | "4g" | "5g" | "cell" | "unavailable" | "unknown";

/** What all events of one instance share (OTLP resource, L-EV-M9, L-EV-M10). */
export interface EventResource {
  workspaceId: string;
  targetAppId: string;
  environment: string;
  /** Id of the SDK object that made the events (L-EV-1). */
  instanceId: string;
  /** Hex SHA-256 of device salt + installation id (H-LOG-2). */
  deviceKey: string;
  os: string;
  osVersion: string;
  sdkVersion: string;
}

/** What all events of one session share under one user and network (OTLP scope, L-EV-8). */
export interface EventScope {
  /** Session id, or the instance id for host events (L-EV-2). */
  streamId: string;
  /** Absent for host events, like `launchId`. */
  sessionId?: string;
  launchId?: string;
  /** Absent for host events that concern no single mini program. */
  appId?: string;
  releaseVersion?: string;
  releaseState?: ReleaseState;
  libVersion?: string;
  /** Hex SHA-256 of user salt + user id; absent when not logged in (H-LOG-2). */
  userKey?: string;
  networkType: NetworkType;
  locale: string;
  /** The session before this one, of the same mini program and user (L-EV-6). */
  previousId?: string;
  /** Set when only one in N sessions keeps its class 3 events (L-SMP-1). */
  sampleOneIn?: number;
  /** The gate opened while this session was running (H-GATE-5). */
  partial?: true;
}

/** One lifecycle event with its envelope (H-LOG-1), as subscribers and ingest see it. */
export type LogEvent<N extends EventName = EventName> = N extends EventName
  ? EventResource &
      EventScope & {
        v: 1;
        /** `<stream id>-<seq>`, or `<stream id>-end` for session.end (L-EV-4, L-EV-5). */
        eventId: string;
        name: N;
        /** Epoch milliseconds. */
        time: number;
        /** Counts from 1 in its stream without gaps; session.end repeats the last one. */
        seq: number;
        data: EventData<N>;
      }
  : never;

/** Why an event was lost on the device (L-LOSS-1). */
export const DROP_REASONS = ["ring_full", "rate", "too_big", "store_full", "expired", "rejected"] as const;
/** One of `DROP_REASONS`. */
export type DropReason = (typeof DROP_REASONS)[number];

/** Running totals of what an instance emitted and lost (L-LOSS-1). */
export interface LossAccount {
  emitted: number;
  dropped: Record<DropReason, number>;
  sampledOut: number;
  retries: number;
  store: "idb" | "memory";
}

/** An account with every counter at 0. */
export function emptyAccount(store: "idb" | "memory" = "idb"): LossAccount {
  return {
    emitted: 0,
    dropped: { ring_full: 0, rate: 0, too_big: 0, store_full: 0, expired: 0, rejected: 0 },
    sampledOut: 0,
    retries: 0,
    store,
  };
}

/** The identity of an event that client and server compute alike (L-EV-4, L-EV-5). */
export function eventId(streamId: string, name: string, seq: number): string {
  return name === "session.end" ? `${streamId}-end` : `${streamId}-${seq}`;
}
