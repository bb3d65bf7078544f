import {
  type CompiledPolicy,
  compilePolicy,
  type DomainPolicy,
  decide,
  type PolicyApi,
  resourcePolicy,
  type Verdict,
} from "@berth/core/policy";
import type { ReleaseInfo } from "../host-types.js";
import type { InspectVerdict } from "../inspect/events.js";

/** What of a release decides about addresses. */
export type PolicyLists = Pick<ReleaseInfo, "serverDomains" | "wapUrls" | "ownerKind">;

/** What decides for one running app. */
export interface PolicySettings {
  privateNetwork?: "allow" | "named" | "deny";
  /** Origins of host page and shell (U-NET-5). */
  hostOrigins: readonly string[];
  resourceHosts: readonly string[];
  resourcePolicy: "proxy" | "open";
  /** Switches of P-DOM-17 that act on this run. */
  ignore: { serverDomains: boolean; wapUrls: boolean };
}

/** The compiled lists of one run. They act for its whole life, also when the console saves new ones (H-UPD-8). */
export interface AppPolicies {
  decide(api: PolicyApi, raw: string): Verdict;
  /** The verdict with its sentence, near misses and suggestion; loads the tools part on first use. */
  explain(api: PolicyApi, raw: string): Promise<InspectVerdict>;
  /** Compiled sources of the WAP URLs for a web-view's stage (S-NAV-2). */
  webviewSources(): Promise<string[]>;
  /** Compiled sources of the resource rule (S-RES-6). */
  resourceSources(): Promise<string[]>;
  /** S-RES-5, S-RES-7: pictures load directly from anywhere. */
  readonly resourcesOpen: boolean;
  /** Every https address is allowed for requests: redirects may be followed (U-RED-E1). */
  readonly serverOpen: boolean;
}

const allowAll: DomainPolicy = { mode: "allow-all" };

function admitsAll(policy: DomainPolicy): boolean {
  return policy.mode === "allow-all" || policy.entries.includes(".*");
}

function isLoopback(raw: string): boolean {
  return /^(?:http|ws):\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|\?|#|$)/i.test(raw);
}

/** Compiles the lists of a release together with the host's guards. */
export async function compileAppPolicies(release: PolicyLists, settings: PolicySettings): Promise<AppPolicies> {
  const { ignore } = settings;
  const privateNetwork = settings.privateNetwork ?? (release.ownerKind === "tenant" ? "allow" : "named");
  const server = ignore.serverDomains ? allowAll : release.serverDomains;
  const wap = ignore.wapUrls ? allowAll : release.wapUrls;
  const resourcesFree = ignore.serverDomains || settings.resourcePolicy === "open";
  // S-RES-7: `open` restores what platforms do today.
  const resource = resourcesFree
    ? allowAll
    : resourcePolicy(release.serverDomains, release.wapUrls, settings.resourceHosts);
  const [compiledServer, compiledWap, compiledResource, loopback] = await Promise.all([
    compilePolicy(server, { privateNetwork }),
    compilePolicy(wap, { privateNetwork, hostOrigins: [...settings.hostOrigins] }),
    compilePolicy(resource, { privateNetwork }),
    compilePolicy({ mode: "allow-all", insecure: true }),
  ]);
  const policyFor = (api: PolicyApi, raw: string): CompiledPolicy => {
    // P-DOM-17: the tool's switch adds loopback addresses without TLS, nothing else.
    const lifted = api === "webview" ? ignore.wapUrls : ignore.serverDomains;
    if (lifted && isLoopback(raw)) return loopback;
    if (api === "webview") return compiledWap;
    return api === "resource" ? compiledResource : compiledServer;
  };
  const serverOpen = admitsAll(server);
  return {
    serverOpen,
    resourcesOpen: serverOpen || settings.resourcePolicy === "open",
    decide: (api, raw) => decide(policyFor(api, raw), raw, api),
    async explain(api, raw) {
      const { explain } = await import("@berth/core/policy-tools");
      const told = explain(policyFor(api, raw), raw, api);
      return {
        code: told.code,
        listVersion: told.listVersion,
        sentence: told.sentence,
        canonical: told.canonical === null ? null : String(told.canonical),
        ...(told.allow && told.matchedEntry !== undefined ? { matchedEntry: told.matchedEntry.text } : {}),
        near: told.near.map(({ text, why }) => ({ text, why })),
        ...(told.suggestion === undefined ? {} : { suggestion: told.suggestion }),
      };
    },
    async webviewSources() {
      const { toCspSources } = await import("@berth/core/policy-tools");
      return [
        ...toCspSources(compiledWap).sources,
        ...(ignore.wapUrls ? ["http://localhost:*", "http://127.0.0.1:*"] : []),
      ];
    },
    async resourceSources() {
      const { toCspSources } = await import("@berth/core/policy-tools");
      return [...toCspSources(compiledResource).sources];
    },
  };
}
