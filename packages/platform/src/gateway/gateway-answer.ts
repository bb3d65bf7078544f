import type { HopOutcome } from "@berth/core/policy";

/** What the SDK gets: the outcome of the way, the body as text that JSON can carry. */
export type GatewayAnswer =
  | Exclude<HopOutcome, { outcome: "response" }>
  | (Omit<Extract<HopOutcome, { outcome: "response" }>, "body"> & { body: { kind: "base64"; value: string } });
