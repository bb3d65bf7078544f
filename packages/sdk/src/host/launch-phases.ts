import type { LaunchPhases } from "../log/app-session.js";

/** Marks of L-STA-1 on the host's monotonic clock. */
export interface LaunchMarks {
  infoAt: number;
  bytesAt: number;
  unpackedAt: number;
  dataAt: number;
  renderedAt: number;
}

/** Phases of a launch that was asked for at `startedAt` (L-STA-2); none is negative. */
export function launchPhases(startedAt: number, marks: LaunchMarks): LaunchPhases {
  const { infoAt, bytesAt, unpackedAt, dataAt, renderedAt } = marks;
  const between = (from: number, to: number): number => Math.max(0, Math.round(to - from));
  return {
    infoMs: between(startedAt, infoAt),
    downloadMs: between(infoAt, bytesAt),
    unpackMs: between(bytesAt, unpackedAt),
    runtimeMs: between(unpackedAt, dataAt),
    renderMs: between(dataAt, renderedAt),
  };
}
