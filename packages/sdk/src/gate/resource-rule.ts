import type { DomainPolicy } from "@berth/core/policy";

const urlEntry = /^(https?|wss?):\/\/([^/]+)/i;
const regexMark = /[\\^$|(){}]|\.\*|\.\+|\]\*|\]\+/;

/**
 * The list that decides where pictures, media and fonts may come from (S-RES-2), made of both lists of a release and
 * the host's own names: whatever either list lets the program talk to by https.
 */
export function resourceRule(
  serverDomains: DomainPolicy,
  wapUrls: DomainPolicy,
  resourceHosts: readonly string[],
): DomainPolicy {
  const lists = [serverDomains, wapUrls];
  const insecure = lists.some((list) => list.insecure === true);
  if (lists.some((list) => list.mode === "allow-all")) {
    return insecure ? { mode: "allow-all", insecure: true } : { mode: "allow-all" };
  }
  const entries = new Set<string>(resourceHosts);
  for (const list of lists) {
    if (list.mode === "allow-all") continue;
    for (const entry of list.entries) {
      const url = regexMark.test(entry) ? null : urlEntry.exec(entry);
      if (url === null) entries.add(entry);
      else {
        const scheme = (url[1] ?? "").toLowerCase();
        const host = url[2] ?? "";
        if (scheme === "https" || scheme === "wss") entries.add(host);
        else if (list.insecure === true) entries.add(`http://${host}`);
      }
    }
  }
  return insecure ? { mode: "list", entries: [...entries], insecure: true } : { mode: "list", entries: [...entries] };
}
