import type { DomainPolicy } from "./domain-policy.js";
import { type HostEntry, parseEntry, writeEntry } from "./parse-entry.js";
import { nativeUrlParser, type UrlParser } from "./url-parser.js";

/**
 * The list for the API `resource`, from both lists of a mini program and the hosts its super app adds (S-RES-2): what
 * either list lets the program talk to by https, a picture may come from. Paths are dropped, schemes http and ws count
 * only with `insecure`. Compile it like any other list.
 *
 * @example
 * ```ts
 * import { resourcePolicy } from "@berth/core/policy";
 * const policy = resourcePolicy({ mode: "list", entries: ["wss://a.example/rt"] }, { mode: "list", entries: [] }, ["cdn.example"]);
 * console.log(policy); // { mode: "list", entries: ["a.example", "cdn.example"] }
 * ```
 */
export function resourcePolicy(
  serverDomains: DomainPolicy,
  wapUrls: DomainPolicy,
  resourceHosts: readonly string[] = [],
  parser: UrlParser = nativeUrlParser,
): DomainPolicy {
  const insecure = serverDomains.insecure === true || wapUrls.insecure === true;
  const mark = insecure ? { insecure } : {};
  if (serverDomains.mode === "allow-all" || wapUrls.mode === "allow-all") return { mode: "allow-all", ...mark };
  const entries = [...serverDomains.entries, ...wapUrls.entries, ...resourceHosts].flatMap((text) => {
    const entry = parseEntry(text, parser);
    if (entry.kind === "url") return fromUrl(entry, insecure);
    return entry.kind === "error" ? [] : [entry.kind === "host" ? writeEntry(entry) : text];
  });
  return { mode: "list", entries: [...new Set(entries.includes(".*") ? [".*"] : entries)], ...mark };
}

function fromUrl(entry: HostEntry, insecure: boolean): string[] {
  if (entry.scheme === "https" || entry.scheme === "wss") {
    return [writeEntry({ ...entry, kind: "host", scheme: "", path: "" })];
  }
  return insecure ? [writeEntry({ ...entry, scheme: "http", path: "" })] : [];
}
