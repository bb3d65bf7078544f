import type { DropReason, EventData, HostEventName, LogEvent, NetworkType } from "@berth/core/events";
import type { AppSession, SessionApp } from "./app-session.js";

/** What the gate is closed by, or open (L-GATE-1 to L-GATE-5). */
export type GateState = "open" | "host" | "unknown" | "tenant" | "user";

/** Figures of the queue at this moment; nothing in it needs the network. */
export interface LogStats {
  gate: GateState;
  store: "idb" | "memory";
  /** Numbers given out since the instance began. */
  emitted: number;
  /** Events in memory, not yet written down. */
  queued: number;
  /** Events written down and not yet acknowledged, of all tabs. */
  stored: number;
  /** Events this instance saw acknowledged. */
  sent: number;
  retries: number;
  /** Epoch milliseconds before which nothing is sent; null when no back-off is on. */
  nextTryAt: number | null;
  dropped: Record<DropReason, number>;
  sampledOut: number;
}

/** The host's side of the lifecycle log: consent, a stream to read, figures (telemetry.md, section 2). */
export interface EventLog {
  /** The host's own switch (H-GATE-1). False closes the gate and erases what was collected (H-GATE-4). */
  setAllowed(allowed: boolean): void;
  /** Calls `fn` for each event, after scrubbing, in batches, never synchronously with the event (H-LOG-14). */
  subscribe(fn: (event: Readonly<LogEvent>) => void): () => void;
  /** Tells that a section of a catalogue page is on screen (H-LIST-5). */
  sectionViewed(code: string): void;
  /** Writes what is in memory and makes at most one sending run; never rejects. */
  flush(): Promise<"sent" | "stored" | "memory" | "closed">;
  /** Figures of the queue at this moment. */
  stats(): LogStats;
}

/** `eventLog` of the app information answer (L-CFG-1). */
export interface TenantLogSettings {
  collect: boolean;
  /** Bearer token of `POST /sdk/v1/logs`; kept in memory only (L-CFG-2). */
  token?: string | undefined;
  userSalt: string;
  deviceSalt: string;
  sampleOneIn?: number | undefined;
}

/** What the SDK itself calls; hosts see it as `EventLog`. */
export interface EventLogDriver extends EventLog {
  /**
   * Takes the settings of the last verified answer; null means unknown, and the gate is closed (L-GATE-2). Also ends a
   * pause after refused tokens (L-SEND-R4).
   */
  setTenant(settings: TenantLogSettings | null): void;
  /** The user whose events follow; null: not logged in. Apps of the former user are closed by the SDK (H-SPI-9). */
  setUser(userId: string | null): void;
  /** The connection under which the following events happen. */
  setNetworkType(type: NetworkType): void;
  /** One tracker for each running mini program. */
  openSession(app: SessionApp): AppSession;
  /** Adds an event of the host (H-LOG-9). */
  emitHost<N extends HostEventName>(name: N, data: EventData<N>, appId?: string): void;
  /** Asks `userConsent` again and acts on the answer (H-GATE-2). */
  consentChanged(): void;
  /** Writes what is left, removes listeners and timers, closes the store. Idempotent. */
  dispose(): Promise<void>;
}
