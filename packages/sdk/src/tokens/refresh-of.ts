import type { HeldRefresh, Instant } from "@berth/core/tokens";
import type { EndpointAnswer } from "./token-endpoint.js";

/** The refresh token of an answer to a request sent then; null when it brought none. */
export function refreshOf(answer: EndpointAnswer & { kind: "issued" }, sent: Instant): HeldRefresh | null {
  const { refreshToken: value, refreshExpiresAt, serverTime, graceSeconds } = answer;
  if (value === undefined) return null;
  const graceMs = Math.max(0, graceSeconds ?? 0) * 1_000;
  if (refreshExpiresAt === undefined) return { value, graceMs };
  return { value, graceMs, usableUntil: sent.wall + refreshExpiresAt - (serverTime ?? sent.wall) };
}
