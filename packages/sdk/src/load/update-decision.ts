/** How an open treats a package that is already on the device (H-UPD-3 to H-UPD-6). */
export type UpdateMethod = "none" | "async" | "sync";

/** What decides about a check. */
export interface UpdateInput {
  mode: "default" | "async" | "sync";
  /** Milliseconds since the last check that succeeded; negative ages (clock set back) count as 0. */
  ageMs: number;
  /** Seconds; 3,600 by default. Zero or less: always. */
  asyncSeconds: number;
  /** Seconds; 864,000 by default. Zero or less: always. */
  syncSeconds: number;
  /** Start parameter `updateMode: "sync"` for this open (H-UPD-9). */
  forceSync: boolean;
}

/** Interval after which a check follows the start (H-UPD-2). */
export const defaultAsyncSeconds = 3_600;
/** Interval after which a check comes before the start (H-UPD-2). */
export const defaultSyncSeconds = 864_000;

/** Which update method an open with a local package uses. Pure; the vectors are H-UPD-V1 to H-UPD-V8. */
export function updateMethod(input: UpdateInput): UpdateMethod {
  const age = Math.max(0, input.ageMs) / 1000;
  if (input.forceSync || input.mode === "sync") return "sync";
  const dueAsync = age >= Math.max(0, input.asyncSeconds);
  if (input.mode === "async") return dueAsync ? "async" : "none";
  if (age >= Math.max(0, input.syncSeconds)) return "sync";
  return dueAsync ? "async" : "none";
}
