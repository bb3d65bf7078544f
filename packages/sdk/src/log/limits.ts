/** Every number of the client queue (telemetry.md, section 3). Times in milliseconds, sizes in bytes. */
export interface LogLimits {
  /** Events of one instance not yet on disk (L-LIM-1). */
  ring: number;
  /** To disk after so many events (L-LIM-2); also the largest batch. */
  batch: number;
  diskDelay: number;
  diskDelayCritical: number;
  /** Store of one origin and target (L-LIM-3). */
  storeBytes: number;
  storeEvents: number;
  storeAge: number;
  /** To network after so many stored events or so long (L-LIM-4). */
  sendEvents: number;
  sendDelay: number;
  sendDelayCritical: number;
  leftoverDelay: number;
  leftoverJitter: number;
  /** Events in one request (L-LIM-5), and while more than `backlog` wait. */
  requestEvents: number;
  requestEventsBacklog: number;
  backlog: number;
  requestBytes: number;
  answerTimeout: number;
  /** Back-off: random of 0..min(max, base x 2^n), at least min (L-LIM-7). */
  backoffBase: number;
  backoffMax: number;
  backoffMin: number;
  retryAfterMax: number;
  /** Keepalive account (L-LIM-8). */
  keepaliveBytes: number;
  keepaliveRequests: number;
  /** One event; one text value (L-LIM-9). */
  eventBytes: number;
  textBytes: number;
  /** Token buckets for each mini program (L-LIM-10). */
  rateHigh: number;
  burstHigh: number;
  rateLow: number;
  burstLow: number;
  /** Memory store (L-LIM-11). */
  memoryEvents: number;
  memoryBytes: number;
  memorySendDelay: number;
  /** Background time that ends a session (P-AN-12); age after which another tab sends a draft (L-EXIT-5). */
  sessionBackground: number;
  draftAge: number;
  /** `open()` of the database; next try after a failure (L-IDB-1), and the first two after an open one failed (L-IDB-2). */
  openTimeout: number;
  reopenDelay: number;
  reopenDelaySoon: number;
  /** Pause after refused tokens; age after which a parked batch is tried once more (L-SEND-R3, L-SEND-R4). */
  authPause: number;
  parkDelay: number;
  /** Clock step that shifts stored times (L-CLK-1). */
  clockStep: number;
}

/** The limits of the specification. */
export const DEFAULT_LOG_LIMITS: Readonly<LogLimits> = {
  ring: 8_192,
  batch: 200,
  diskDelay: 50,
  diskDelayCritical: 5,
  storeBytes: 5 * 1024 * 1024,
  storeEvents: 20_000,
  storeAge: 72 * 3_600_000,
  sendEvents: 500,
  sendDelay: 5_000,
  sendDelayCritical: 1_000,
  leftoverDelay: 2_000,
  leftoverJitter: 3_000,
  requestEvents: 500,
  requestEventsBacklog: 1_500,
  backlog: 2_000,
  requestBytes: 1024 * 1024,
  answerTimeout: 10_000,
  backoffBase: 500,
  backoffMax: 300_000,
  backoffMin: 100,
  retryAfterMax: 3_600_000,
  keepaliveBytes: 60 * 1024,
  keepaliveRequests: 9,
  eventBytes: 8 * 1024,
  textBytes: 1024,
  rateHigh: 50,
  burstHigh: 500,
  rateLow: 500,
  burstLow: 4_096,
  memoryEvents: 2_000,
  memoryBytes: 1024 * 1024,
  memorySendDelay: 1_000,
  sessionBackground: 30_000,
  draftAge: 60_000,
  openTimeout: 3_000,
  reopenDelay: 60_000,
  reopenDelaySoon: 5_000,
  authPause: 3_600_000,
  parkDelay: 3_600_000,
  clockStep: 2_000,
};
