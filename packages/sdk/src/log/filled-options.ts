import { systemClock, systemRandom } from "@berth/core";
import { systemChannel, systemGzip, systemIndexedDb, systemLocks, systemPage } from "./environment.js";
import { DEFAULT_LOG_LIMITS, type LogLimits } from "./limits.js";
import type { EventLogOptions } from "./options.js";

/** Options with nothing left open. */
export type FilledOptions = Required<Omit<EventLogOptions, "limits" | "userConsent">> & {
  limits: LogLimits;
  userConsent: (() => boolean) | null;
  /** L-DISK-1; also the name of the channel, and after `berth-log:` of the lock. */
  databaseName: string;
  logsUrl: string;
};

/** The options, with the browser's parts where the caller gave none. */
export function filledOptions(options: EventLogOptions): FilledOptions {
  return {
    ...options,
    networkType: options.networkType ?? "unknown",
    allowed: options.allowed ?? false,
    userConsent: options.userConsent ?? null,
    renewToken: options.renewToken ?? (async () => {}),
    clock: options.clock ?? systemClock(),
    random: options.random ?? systemRandom(),
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    indexedDB: options.indexedDB === undefined ? systemIndexedDb() : options.indexedDB,
    locks: options.locks === undefined ? systemLocks() : options.locks,
    channel: options.channel === undefined ? systemChannel() : options.channel,
    page: options.page ?? systemPage(),
    gzip: options.gzip === undefined ? systemGzip() : options.gzip,
    databaseName: `berth-log-${options.workspaceId}-${options.targetAppId}-${options.environment}`,
    logsUrl: `${options.platformUrl.replace(/\/$/, "")}/sdk/v1/logs`,
    limits: { ...DEFAULT_LOG_LIMITS, ...options.limits },
  };
}
