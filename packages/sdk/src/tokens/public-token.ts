import type { HeldToken } from "@berth/core/tokens";
import type { AccessToken } from "./token-manager.js";

/** A token as callers see it. */
export function publicToken({ value, sent, lifeMs }: HeldToken): AccessToken {
  return { value, expiresAt: sent.wall + lifeMs };
}
