import type { DomainPolicy, UrlParser } from "@berth/core/policy";
import { describeEntry } from "@berth/core/policy-tools";

/** A list as devices get it: HOST and URL entries in canonical ASCII form, `insecure` by the tenant (P-CFG-23, U-CAN-7). */
export function deliverPolicy(policy: DomainPolicy, insecure: boolean, parser: UrlParser): DomainPolicy {
  const flag = insecure ? { insecure: true } : {};
  if (policy.mode === "allow-all") return { mode: "allow-all", ...flag };
  const entries = policy.entries.map((entry) => describeEntry(entry, parser)?.canonical ?? entry);
  return { mode: "list", entries, ...flag };
}
