import type { EventLogDriver } from "./event-log.js";
import { filledOptions } from "./filled-options.js";
import { LifecycleLog } from "./lifecycle-log.js";
import type { EventLogOptions } from "./options.js";

/**
 * The log of a host, whose sessions each name their APIs: those come with the programs' runs, so that a page that opens
 * none does not load the catalogue of `my.*`.
 */
export function createHostLog(options: EventLogOptions): EventLogDriver {
  return new LifecycleLog(filledOptions(options), []);
}
