import { jsapiCatalogue } from "@berth/core/jsapi";
import type { EventLogDriver } from "./event-log.js";
import { filledOptions } from "./filled-options.js";
import { LifecycleLog } from "./lifecycle-log.js";
import type { EventLogOptions } from "./options.js";

/**
 * The lifecycle log of one SDK object: consent gate, queue on disk, one sender over all tabs (telemetry.md, sections 2
 * and 3). Nothing of it ever throws into its callers (L-GEN-5).
 */
export function createEventLog(options: EventLogOptions): EventLogDriver {
  return new LifecycleLog(filledOptions(options), [...jsapiCatalogue.keys()]);
}
