import type { Faults } from "../client/views.js";
import type { StoreTransaction } from "../store/store.js";
import { ConsoleRefusal } from "./refusal.js";

const none: Faults = { tokenFault: "none", tokenFaultOnce: false, packageFault: "none" };
const values: Readonly<Record<"tokenFault" | "packageFault", readonly string[]>> = {
  tokenFault: ["none", "timeout_before", "lost_answer", "unknown", "rate_limit", "http500"],
  packageFault: ["none", "timeout", "http500", "corrupt"],
};

/** Faults that are switched on (P-TOK-39, P-UPD-6). */
export function faultsOf(tx: StoreTransaction): Faults {
  const row = tx.get("state", "faults");
  return row?.name === "faults" ? row.faults : none;
}

/** Switches faults on or off. */
export function changeFaults(tx: StoreTransaction, change: Record<string, unknown>): Faults {
  const faults = { ...faultsOf(tx), ...change } as Faults;
  for (const field of ["tokenFault", "packageFault"] as const)
    if (!values[field].includes(faults[field]))
      throw new ConsoleRefusal("PARAM_ILLEGAL", `${field} is one of ${values[field].join(", ")}`, { field });
  const { tokenFault, packageFault } = faults;
  const next = { tokenFault, tokenFaultOnce: faults.tokenFaultOnce === true, packageFault };
  tx.put("state", { name: "faults", faults: next });
  return next;
}

/** The fault of this token call; one that is on once is off afterwards. */
export function takeTokenFault(tx: StoreTransaction): Faults["tokenFault"] {
  const faults = faultsOf(tx);
  if (faults.tokenFault !== "none" && faults.tokenFaultOnce)
    tx.put("state", { name: "faults", faults: { ...faults, tokenFault: "none", tokenFaultOnce: false } });
  return faults.tokenFault;
}
