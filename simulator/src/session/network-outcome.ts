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

/**
 * The outcome of a row. A request whose first address was allowed may be refused at a later hop (U-RED); its end then
 * says so in the message, "<origin> is refused at hop <n> (<code>)", while the verdict is still that of the first address.
 */
export function outcomeOf({ decided, end }: Pick<NetworkRow, "decided" | "end">): NetworkOutcome {
  const last = end ?? decided;
  const { verdict } = last;
  if (!end || end.allow || !decided.allow || !verdict.code.startsWith("ALLOWED")) {
    return { allow: last.allow && decided.allow, code: verdict.code, sentence: verdict.sentence, url: decided.url };
  }
  const message = end.message ?? verdict.sentence;
  const said = /^(\S+:\/\/\S+) .*\(([A-Z_]+)\)$/.exec(message);
  return {
    allow: false,
    code: said?.[2] ?? "REDIRECT_UNREADABLE",
    sentence: message,
    url: end.hops?.at(-1)?.url ?? said?.[1] ?? decided.url,
  };
}
