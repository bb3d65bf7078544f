import { systemClock, systemRandom } from "@berth/core";
import { systemChannel, systemGzip, systemIndexedDb, systemLocks, systemPage } from "./environment.js";
import type { EventLogDriver } from "./event-log.js";
import { LifecycleLog } from "./lifecycle-log.js";
import { DEFAULT_LOG_LIMITS } from "./limits.js";
import type { EventLogOptions } from "./options.js";

/**
 * The lifecycle log of one SDK object: consent gate, queue on disk, one sender over all tabs (telemetry.md, sections 2
 * and 3). Nothing of it ever throws into its callers (L-GEN-5).
 */
export function createEventLog(options: EventLogOptions): EventLogDriver {
  return new LifecycleLog({
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
  });
}
