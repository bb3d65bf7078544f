import type { LogLimits } from "./limits.js";
import type { EventLogOptions } from "./options.js";

/** Options with nothing left open. */
export type FilledOptions = Required<Omit<EventLogOptions, "limits" | "userConsent">> & {
  limits: LogLimits;
  userConsent: (() => boolean) | null;
  /** L-DISK-1; also the name of the channel, and after `berth-log:` of the lock. */
  databaseName: string;
  logsUrl: string;
};
