import {
  type CompiledPolicy,
  compilePolicy,
  type DomainPolicy,
  decide,
  type PrivateNetwork,
  redirectLimit,
  type UrlParser,
  type Verdict,
} from "@berth/core/policy";
import { type Explanation, explain } from "@berth/core/policy-tools";

/** Whose navigation it is: the page in the web-view, or a frame inside it (P-DOM-2). */
export type FrameKind = "main" | "sub";

/** Decides where the web page in a web-view may go, for shells that see every navigation (S-NAV-9). */
export interface NavigationGuard {
  /** The list as compiled, for {@link contentRules}. */
  readonly policy: CompiledPolicy;
  /** The verdict on one step. `hop`: redirects before it, 0 for the address asked for; more than 20 are refused (U-RED-2). */
  decide(url: string, frame: FrameKind, hop: number): Verdict;
  /** The same with the sentence, and what to enter, for the refusal page and for tools. */
  explain(url: string): Explanation;
}

/** What a guard is made of. */
export interface NavigationGuardOptions {
  /** WAP URLs of the program's release (`wapUrls`). */
  wapUrls: DomainPolicy;
  /** Origins of the super app's own pages, which no web-view may open (U-NET-5). */
  hostOrigins: readonly string[];
  /** U-NET-1; `allow` fits the tenant's own programs, `named` those of others (U-NET-2). */
  privateNetwork: PrivateNetwork;
  /** Back end of the URL policy. Default the engine's own `URL`. */
  parser?: UrlParser;
}

/**
 * The guard of one program's web-views. Pure and synchronous once made; every shell asks it for every frame and hop.
 *
 * @throws BerthError `OPTION_INVALID` for a host origin that is none.
 */
export async function createNavigationGuard(options: NavigationGuardOptions): Promise<NavigationGuard> {
  const { wapUrls, hostOrigins, privateNetwork, parser } = options;
  const more = parser === undefined ? {} : { parser };
  const policy = await compilePolicy(wapUrls, { privateNetwork, hostOrigins: [...hostOrigins], ...more });
  return {
    policy,
    decide(url, _frame, hop) {
      const verdict = decide(policy, url, "webview");
      if (!verdict.allow || hop <= redirectLimit("webview")) return verdict;
      const { api, listVersion, canonical } = verdict;
      return { allow: false, code: "REDIRECT_LIMIT", api, listVersion, canonical: canonical.text };
    },
    explain: (url) => explain(policy, url, "webview"),
  };
}

/** Frames that load nothing from anywhere: a shell lets them pass without asking. Never the web-view's own page. */
export function isLocalFrame(url: string, frame: FrameKind): boolean {
  return frame === "sub" && /^about:(?:blank|srcdoc)$/.test(url);
}
