import type { Clock, Random } from "@berth/core";
import type { NetworkType } from "@berth/core/events";
import type { LogLimits } from "./limits.js";

/** Events of the page that the queue listens to (L-EXIT-1, L-EXIT-6, L-SEND-4). */
export type PageSignal = "hidden" | "visible" | "freeze" | "pagehide" | "pageshow" | "online";

/** The page the queue lives in; a stand-in in tests and outside browsers. */
export interface PageLifecycle {
  /** False while the document is hidden. */
  visible(): boolean;
  /** Calls `fn` for each signal; returns a function that stops it. */
  listen(fn: (signal: PageSignal) => void): () => void;
}

/** A channel to the other tabs of the origin: purges and settings (L-GATE-7). */
export interface TabChannel {
  /** Tells the other tabs. */
  post(message: unknown): void;
  /** Ends the channel. */
  close(): void;
}

/** Everything the queue needs from outside. Absent parts of the environment are taken from the browser if it has them. */
export interface EventLogOptions {
  platformUrl: string;
  workspaceId: string;
  targetAppId: string;
  environment: string;
  /** Random and lasting id of this installation; leaves the device as a salted hash only (H-LOG-2). */
  installationId: string;
  os: string;
  osVersion: string;
  sdkVersion: string;
  /** Version of the guest runtime. */
  libVersion: string;
  locale: string;
  networkType?: NetworkType;
  /** The host's switch (H-GATE-1); default false. */
  allowed?: boolean;
  /** Asked when an event is made (H-GATE-2); absent means yes. */
  userConsent?: () => boolean;
  /** Fetches app information anew, which brings a fresh token to `setTenant` (L-CFG-2). */
  renewToken?: () => Promise<void>;
  clock?: Clock;
  random?: Random;
  /** Sends the requests of the queue. */
  fetch?: typeof fetch;
  /** Null: no database, events stay in memory (L-IDB-9). */
  indexedDB?: IDBFactory | null;
  /** Null: without Web Locks everybody sends (L-SEND-2). */
  locks?: Pick<LockManager, "request"> | null;
  /** Null: other tabs learn of a purge only from the store. */
  channel?: ((name: string, onMessage: (message: unknown) => void) => TabChannel) | null;
  page?: PageLifecycle;
  /** Null: requests go out uncompressed. */
  gzip?: ((text: string) => Promise<Uint8Array>) | null;
  limits?: Partial<LogLimits>;
}
