import type { EntryErrorCode } from "./parse-entry.js";

/** What is wrong with an entry, for its author. The codes of expressions come with the engine's own message instead. */
export const entryMessages: Readonly<Record<EntryErrorCode, string>> = {
  ENTRY_EMPTY: "the entry is empty: remove it",
  ENTRY_TOO_LONG: "the entry is longer than 1,024 characters",
  ENTRY_BLANK: "the entry holds a blank or a control character",
  WILDCARD_ALONE: "a wildcard stands alone; every address is `.*`",
  WILDCARD_POSITION: "a wildcard is only possible as the first label, `*.`",
  LEADING_DOT: "the host starts with a dot: write `*.` for all names below it, and the name itself if that is meant",
  TRAILING_DOT: "the host ends in a dot",
  PATH_WITHOUT_SCHEME: "an entry with a path needs a scheme",
  PATH_WILDCARD: "a path takes no wildcard: everything below it is included",
  PATH_ENCODED: "a path with an encoded slash or backslash could never match",
  QUERY_OR_FRAGMENT: "an entry has neither query nor fragment",
  USER_INFO: "an entry has no user name or password",
  SCHEME: "the scheme is not http, https, ws or wss; if http is meant too, that is an entry of its own",
  PORT: "the port is not a number from 1 to 65535 without leading zero",
  HOST: "this is not a host name or address",
  WILDCARD_IP: "there is nothing below an IP address",
  MIXED_WILDCARD: "the entry mixes `*` with an expression",
  REGEX_SYNTAX: "the expression is not valid",
  REGEX_UNSUPPORTED: "the expression uses what lists do not support",
  REGEX_TOO_LARGE: "the expression is too large",
  LIST: "a list is an array of at most 1,000 entries",
};
