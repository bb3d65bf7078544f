import type { Clock, Random } from "@berth/core";

/** Values an app's events share (H-LOG-1). */
export interface LogScope {
  appId: string;
  releaseVersion: string;
  releaseState: "full" | "gray" | "pilot" | "preview";
  sessionId?: string;
  launchId?: string;
}

/** Where the SDK's lifecycle events go. `scope` is null for events of the host itself (H-LOG-9). */
export interface LogSink {
  emit(name: string, data: Record<string, unknown>, scope: LogScope | null): void;
  /** Terms of collection of the last app information (L-CFG-1). */
  configure(terms: {
    collect: boolean;
    token?: string;
    userSalt: string;
    deviceSalt: string;
    sampleOneIn?: number;
    serverTime?: number;
  }): void;
}

/** Public face of the event log (section 2 of the telemetry specification). */
export interface EventLogSeam {
  setAllowed(allowed: boolean): void;
  subscribe(listener: (event: Readonly<Record<string, unknown>>) => void): () => void;
  sectionViewed(code: string): void;
  flush(): Promise<"sent" | "stored" | "memory" | "closed">;
  stats(): object;
}

/** Makes the event log of a host. */
export type LogSinkFactory = (environment: {
  allowed: boolean;
  userConsent?: () => boolean;
  platformUrl: string;
  targetAppId: string;
  environment: string;
  installationId: string;
  userId: () => string;
  sdkVersion: string;
  locale: string;
  clock: Clock;
  random: Random;
  fetch: typeof fetch;
  store: "indexeddb" | "memory";
}) => { sink: LogSink; eventLog: EventLogSeam; dispose(): Promise<void> | void };
