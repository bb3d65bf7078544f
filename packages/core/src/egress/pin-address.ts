import type { PrivateNetwork } from "../policy/domain-policy.js";
import { isPrivateHost } from "../policy/private-host.js";

/** An address to connect to, or why there is none. */
export type Pinned = { address: string; plainPort?: number } | "private" | { unresolved: string };

/** How names become addresses. */
export interface PinTools {
  /** All addresses of a name. */
  resolve: (hostname: string) => Promise<string[]>;
  /** Hosts that are elsewhere, past the guard (`dangerouslyMapHosts`). */
  mapHosts?: ReadonlyMap<string, { address: string; port: number }>;
  /** U-NET-1. The verdict on the name has already applied it to literals; here it sees what names lead to. */
  privateNetwork: PrivateNetwork;
}

/**
 * Resolves the host of an allowed address once, puts the guard to every address found, and gives one of them to connect
 * to (U-NET-4): a name that changes its mind afterwards changes nothing.
 */
export async function pinAddress(url: string, tools: PinTools): Promise<Pinned> {
  const { host, hostname } = new URL(url);
  // The guard is lifted for mapped names only; samples need no DNS and no certificate.
  const mapped = tools.mapHosts?.get(host) ?? tools.mapHosts?.get(hostname);
  if (mapped !== undefined) return { address: mapped.address, plainPort: mapped.port };
  const literal = isPrivateHost(hostname);
  if (literal && tools.privateNetwork === "deny") return "private";
  let addresses: string[];
  try {
    addresses = await tools.resolve(hostname.replace(/^\[|\]$/g, ""));
  } catch (cause) {
    return { unresolved: cause instanceof Error ? cause.message : String(cause) };
  }
  // Under `named` a literal that came so far is named by an entry; a public name must not lead inside.
  if (tools.privateNetwork !== "allow" && !literal && addresses.some(isPrivateHost)) return "private";
  const [address] = addresses;
  return address === undefined ? { unresolved: `${hostname} has no address` } : { address };
}
