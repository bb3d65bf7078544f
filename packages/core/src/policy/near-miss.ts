import type { CompiledEntry, CompiledPolicy } from "./compiled-policy.js";
import { liesUnder } from "./host-table.js";
import { defaultPorts, type HostEntry } from "./parse-entry.js";

/** In what an entry missed an address. */
export type NearReason =
  | "scheme"
  | "port"
  | "apex"
  | "subdomain"
  | "path"
  | "case"
  | "encodedSeparator"
  | "trailingDot"
  | "notWholeUrl";

/** An entry that would allow the address but for one thing. */
export interface NearMiss {
  readonly index: number;
  readonly text: string;
  readonly why: NearReason;
}

interface Address {
  readonly text: string;
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** The entries that miss a canonical address by one thing only, in the order of the list. */
export function nearMisses(policy: CompiledPolicy, canonical: string): NearMiss[] {
  const [, scheme = "", host = "", port, path = "/"] =
    /^(\w+):\/\/(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?([^?]*)/.exec(canonical) ?? [];
  const address = { text: canonical, scheme, host, port: port ? Number(port) : (defaultPorts[scheme] ?? 0), path };
  return policy.entries.flatMap((entry) => {
    const why = entry.parts ? missOfHost(entry.parts, address) : missOfExpression(entry, policy, canonical);
    return why === null ? [] : [{ index: entry.ref.index, text: entry.ref.text, why }];
  });
}

function missOfHost(entry: HostEntry, address: Address): NearReason | null {
  const reasons: NearReason[] = [];
  const host = missOfName(entry, address.host);
  if (host === "other") return null;
  if (host !== null) reasons.push(host);
  const scheme =
    entry.scheme === "" ? address.scheme === "https" || address.scheme === "wss" : entry.scheme === address.scheme;
  if (!scheme) reasons.push("scheme");
  // With another scheme the default port changes too; that is one difference, not two.
  const own = entry.port === defaultPorts[entry.scheme || "https"] && address.port === defaultPorts[address.scheme];
  if (entry.port !== address.port && (scheme || !own)) reasons.push("port");
  const path = missOfPath(entry.path, address.path);
  if (path !== null) reasons.push(path);
  return reasons.length === 1 ? reasons[0]! : null;
}

function missOfName(entry: HostEntry, host: string): NearReason | "other" | null {
  const fits = (name: string): boolean =>
    entry.wildcard ? name.endsWith(`.${entry.host}`) && !/^\.|\.\./.test(name) : name === entry.host;
  if (fits(host)) return null;
  if (host.endsWith(".") && fits(host.slice(0, -1))) return "trailingDot";
  if (entry.wildcard) return host === entry.host ? "apex" : "other";
  return !entry.ip && host.endsWith(`.${entry.host}`) ? "subdomain" : "other";
}

function missOfPath(entry: string, path: string): NearReason | null {
  if (liesUnder(path, 0, entry)) return null;
  if (liesUnder(path.replace(/%(?:2f|5c)/gi, "/"), 0, entry)) return "encodedSeparator";
  if (liesUnder(path.toLowerCase(), 0, entry.toLowerCase())) return "case";
  return "path";
}

/** Expressions are compiled singly here, on demand (U-ENG-3). */
function missOfExpression(entry: CompiledEntry, policy: CompiledPolicy, canonical: string): NearReason | null {
  const { regex } = policy.engine;
  const single = regex?.compile(entry.ref.text);
  if (!regex || !single || "at" in single) return null;
  if (single.finds(canonical)) return "notWholeUrl";
  const folded = regex.compile(`(?i)${entry.ref.text}`);
  return !("at" in folded) && folded.matches(canonical) ? "case" : null;
}
