import type { GateState, TenantLogSettings } from "./event-log.js";

/** What decides about collecting (H-GATE-2). */
export interface GateInputs {
  allowed: boolean;
  tenant: TenantLogSettings | null;
  userConsent: (() => boolean) | null;
}

/** State of the gate (L-GATE-1 to L-GATE-5). An answer that throws is a no. */
export function gateState({ allowed, tenant, userConsent }: GateInputs): GateState {
  if (!allowed) return "host";
  if (tenant === null) return "unknown";
  if (!tenant.collect) return "tenant";
  if (userConsent === null) return "open";
  try {
    return userConsent() ? "open" : "user";
  } catch {
    return "user";
  }
}
