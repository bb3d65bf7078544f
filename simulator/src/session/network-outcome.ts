import type { NetworkRow } from "./run-store.js";

/** How a request ended for the policy, in the words of the panel. */
export interface NetworkOutcome {
  /** Whether every hop was allowed. */
  allow: boolean;
  /** Code of the verdict that decided (U-VER-C). */
  code: string;
  sentence: string;
  /** The address that was refused, or the one that was asked for. */
  url: string;
}

/** The outcome of a row: the end says it once there is one, with the verdict of the hop that decided (U-RED). */
export function outcomeOf({ decided, end }: Pick<NetworkRow, "decided" | "end">): NetworkOutcome {
  const { allow, verdict } = end ?? decided;
  const refused = allow && decided.allow ? null : verdict.canonical;
  return { allow: allow && decided.allow, code: verdict.code, sentence: verdict.sentence, url: refused ?? decided.url };
}
