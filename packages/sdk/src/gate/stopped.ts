import type { TransferOutcome } from "./executor.js";

/** Why a signal ended a transfer. */
export function stopped(signal: AbortSignal): TransferOutcome {
  const timedOut = (signal.reason as { name?: string } | undefined)?.name === "TimeoutError";
  return timedOut
    ? { kind: "failed", reason: "timeout", message: "the server did not answer in time" }
    : { kind: "failed", reason: "aborted", message: "the request was stopped" };
}
