import { cspSources } from "./csp-sources.js";
import type { HostEntry } from "./parse-entry.js";
import { isPrivateHost } from "./private-host.js";
import { readHost } from "./unicode-host.js";
import type { EntryReport } from "./verdict.js";

/** What the linter has to know besides the entries. */
export interface LintSettings {
  readonly list?: "serverDomains" | "wapUrls";
  /** Whether a name is a public suffix (U-LNT-4). */
  readonly publicSuffix?: (host: string) => boolean;
  readonly insecure?: boolean;
}

type Remark = Omit<EntryReport, "index">;

/** What the linter says about one HOST or URL entry by itself: U-LNT-4, 7, 8, 9, 10 and 11. */
export function lintHost(entry: HostEntry, settings: LintSettings): Remark[] {
  const { list, publicSuffix, insecure = false } = settings;
  const remarks: Remark[] = [];
  const warn = (code: string, message: string): void => {
    remarks.push({ severity: "warning", code, message });
  };
  if (!entry.ip && publicSuffix?.(entry.host)) {
    warn("PUBLIC_SUFFIX", `anybody can have a name below ${entry.host}`);
  }
  if (list === "wapUrls" && (entry.scheme === "ws" || entry.scheme === "wss")) {
    warn("USELESS_SCHEME", `a page is never opened by ${entry.scheme}`);
  } else if (!insecure && (entry.scheme === "http" || entry.scheme === "ws")) {
    warn("USELESS_SCHEME", `${entry.scheme} addresses are refused in this workspace`);
  }
  if (list === "serverDomains" && entry.path !== "") {
    warn("PATH_IN_SERVER_DOMAINS", "a path is allowed here, but Server Domains usually name whole hosts");
  }
  if (isPrivateHost(entry.wildcard ? `x.${entry.host}` : entry.host)) {
    warn("PRIVATE_LITERAL", "this is a destination on the device's or the operator's own network");
  }
  const { mixed } = readHost(entry.host);
  if (mixed.length > 0) warn("MIXED_SCRIPT", `a label mixes scripts and may imitate another name: ${mixed.join(", ")}`);
  if (list === "wapUrls" && typeof cspSources(entry, insecure) === "string") {
    warn(
      "NOT_EXPRESSIBLE",
      "browsers cannot enforce this entry inside a page: later paths of that origin are not checked",
    );
  }
  return remarks;
}

/** Whether every address that `small` admits is admitted by `large` too (U-LNT-6). */
export function covers(large: HostEntry, small: HostEntry): boolean {
  const schemes = large.scheme === small.scheme || (large.scheme === "" && /^(?:https|wss)$/.test(small.scheme));
  if (!schemes || large.port !== small.port) return false;
  const hosts = large.wildcard
    ? small.host.endsWith(`.${large.host}`) || (small.wildcard && small.host === large.host)
    : !small.wildcard && small.host === large.host;
  if (!hosts || (large.wildcard && small.ip)) return false;
  const { path } = large;
  return path === "" || small.path === path || small.path.startsWith(path.endsWith("/") ? path : `${path}/`);
}
