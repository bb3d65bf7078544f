import { type AppPolicies, compileAppPolicies, type PolicyLists } from "../gate/app-policies.js";
import type { HostCore } from "./host-core.js";

/** The lists of a program together with the guards and switches of its host. */
export function appPolicies(core: HostCore, lists: PolicyLists, isPreview: boolean): Promise<AppPolicies> {
  const { options } = core;
  const lenient = isPreview || options.config.environment !== "production";
  return compileAppPolicies(lists, {
    ...(options.privateNetwork === undefined ? {} : { privateNetwork: options.privateNetwork }),
    hostOrigins: core.hostOrigins,
    resourceHosts: options.resourceHosts ?? [],
    resourcePolicy: options.resourcePolicy ?? "proxy",
    ignore: {
      serverDomains: lenient && options.ignoreDomains?.serverDomains === true,
      wapUrls: lenient && options.ignoreDomains?.wapUrls === true,
    },
  });
}
