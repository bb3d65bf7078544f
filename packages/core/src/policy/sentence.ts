import type { NearMiss, NearReason } from "./near-miss.js";
import { redirectLimit } from "./next-hop.js";
import { addressLimit } from "./raw-check.js";
import { showHost } from "./unicode-host.js";
import type { Verdict } from "./verdict.js";

const misses: Readonly<Record<NearReason, string>> = {
  scheme: "is for another scheme",
  port: "is for another port",
  apex: "covers the names below this one, not the name itself",
  subdomain: "is the name above this one; names below it need `*.`",
  path: "is for another path",
  case: "is written in other letter case",
  encodedSeparator: "has a path, and the address hides a separator in an escape",
  trailingDot: "is this name without the dot at its end",
  notWholeUrl: "matches a part of the address, and an expression must match the whole of it",
};

/** The one sentence about a verdict, the same in panel, tool, log and documentation (U-VER-3). */
export function sentenceOf(verdict: Verdict, near: readonly NearMiss[] = []): string {
  const list = listName(verdict);
  const text = verdict.allow ? verdict.canonical.text : verdict.canonical;
  const subject = text === null ? "The address" : showOrigin(text);
  switch (verdict.code) {
    case "ALLOWED_BY_DEFAULT":
      return `${subject} is allowed: no list is set, and so every address is.`;
    case "ALLOWED_BY_ENTRY": {
      const entry = verdict.allow ? verdict.matchedEntry : undefined;
      return `${subject} is allowed by ${entry ? `entry ${entry.index + 1} of ${list}, \`${entry.text}\`` : list}.`;
    }
    case "URL_INVALID":
      return "The address is not a valid URL.";
    case "URL_TOO_LONG":
      return `The address is longer than ${addressLimit} characters.`;
    case "URL_NOT_ABSOLUTE":
      return "The address has no scheme: a complete one starts with https://.";
    case "URL_AMBIGUOUS":
      return "The address can be read in two ways (blank, control character, backslash, missing slash, or a host that changes when it is read again).";
    case "URL_CREDENTIALS":
      return "The address contains a user name or password.";
    case "SCHEME_NOT_NETWORK":
      return "The scheme of the address is none of https, wss, http and ws, and no list opens another one.";
    case "SCHEME_NOT_FOR_API":
      return `${subject} has a scheme that ${verdict.api ?? "this API"} does not take, whatever ${list} say.`;
    case "NOT_LISTED": {
      const [closest] = near;
      const miss = closest ? `; entry ${closest.index + 1}, \`${closest.text}\`, ${misses[closest.why]}` : "";
      return `${subject} is not admitted by ${list}${miss}.`;
    }
    case "LIST_EMPTY":
      return `${subject} is refused: ${list} have no valid entry.`;
    case "POLICY_INVALID":
      return `Every address is refused: ${list} were delivered in a form that is no list.`;
    case "ENGINE_UNAVAILABLE":
      return `${subject} is refused: ${list} contain expressions, and the engine for them did not load.`;
    case "PRIVATE_ADDRESS":
      return `${subject} is on a private network, which this host does not open.`;
    case "HOST_ORIGIN":
      return `${subject} is an origin of the super app itself, which no web-view may open.`;
    case "REDIRECT_LIMIT":
      return `${subject} is one redirect too many: at most ${verdict.api ? redirectLimit(verdict.api) : 5} are followed.`;
    case "REDIRECT_UNREADABLE":
      return `${subject} answered with a redirect that a page cannot read: this host needs a gateway.`;
  }
}

function listName({ api }: Verdict): string {
  if (api === null) return "the entries";
  if (api === "webview") return "WAP URLs";
  return api === "resource" ? "the resource entries" : "Server Domains";
}

function showOrigin(text: string): string {
  const [, scheme = "", host = "", port = ""] = /^(\w+:\/\/)(\[[^\]]*\]|[^/:?#]*)(:\d+)?/.exec(text) ?? [];
  const shown = showHost(host);
  return `${scheme}${host}${port}${shown.slice(host.length)}`;
}
