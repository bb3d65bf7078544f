import { type CanonicalUrl, urlText } from "../policy/canonical-url.js";
import type { CompiledPolicy } from "../policy/compiled-policy.js";
import type { PolicyApi } from "../policy/domain-policy.js";
import { keepsHeader, nextHop } from "../policy/next-hop.js";
import type { RefusalCode } from "../policy/verdict.js";
import type { Connect } from "./connect.js";
import type { CookieJar } from "./cookie-jar.js";
import { type PinTools, pinAddress } from "./pin-address.js";

/** A request whose first address a verdict has allowed. */
export interface HopRequest {
  api: PolicyApi;
  url: CanonicalUrl;
  method: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array<ArrayBuffer> | null;
  /** The caller's own cookie header goes out instead of the jar's (F-NET-7). */
  enableCookie: boolean;
}

/** What following needs besides the request. */
export interface HopTools extends PinTools {
  policy: CompiledPolicy;
  connect: Connect;
  jar: CookieJar;
  /** Time in ms since 1970, for cookies that expire. */
  now: () => number;
  maxResponseBytes: number;
  signal: AbortSignal;
}

/** An address that was reached, and what it answered. */
export interface Hop {
  url: string;
  status: number;
}

/** What came of a request and its redirects. */
export type HopOutcome =
  | {
      outcome: "response";
      status: number;
      headers: Record<string, string>;
      body: Uint8Array<ArrayBuffer>;
      /** Final canonical address. */
      url: string;
      hops: Hop[];
    }
  /** `url`: origin of the refused address; `hop` and `hops`: what was reached before it. */
  | { outcome: "refused"; code: RefusalCode; url: string; hop: number; hops: Hop[] }
  | { outcome: "failed"; reason: "network" | "timeout" | "tooLarge" | "redirectLimit"; message: string };

/**
 * Sends, and decides every redirect again before anything goes out (U-RED-1 to U-RED-4): the way of every executor that
 * can read redirects, in a gateway as in Node.
 */
export async function followHops(request: HopRequest, tools: HopTools): Promise<HopOutcome> {
  const { policy, jar, signal } = tools;
  let { url, method, body } = request;
  let headers = { ...request.headers };
  const hops: Hop[] = [];

  for (let hop = 0; ; ) {
    const text = urlText(url);
    const pinned = await pinAddress(text, tools);
    if (pinned === "private")
      return { outcome: "refused", code: "PRIVATE_ADDRESS", url: new URL(text).origin, hop, hops };
    if ("unresolved" in pinned) return { outcome: "failed", reason: "network", message: pinned.unresolved };
    const { cookie: callersCookie, ...plain } = headers;
    const cookie = request.enableCookie ? callersCookie : jar.header(text, tools.now());
    const answer = await tools.connect({
      url,
      ...pinned,
      method,
      headers: cookie === undefined ? plain : { ...plain, cookie },
      body,
      maxResponseBytes: tools.maxResponseBytes,
      signal,
    });
    if (!answer.ok) return { outcome: "failed", reason: answer.reason, message: answer.message };
    jar.store(text, answer.setCookies, tools.now());
    hops.push({ url: text, status: answer.status });

    const location = answer.headers["location"] ?? null;
    const next = nextHop(policy, request.api, { from: url, status: answer.status, location, method, hop });
    if (next.kind === "final") {
      const { status, headers: answered } = answer;
      return { outcome: "response", status, headers: answered, body: answer.body, url: text, hops };
    }
    if (next.kind === "refused") {
      if (next.verdict.code === "REDIRECT_LIMIT")
        return { outcome: "failed", reason: "redirectLimit", message: next.message };
      return { outcome: "refused", code: next.verdict.code, url: next.origin ?? "", hop: next.hop, hops };
    }
    hop = next.hop;
    url = next.verdict.canonical;
    method = next.method;
    if (!next.sameOrigin) headers = Object.fromEntries(Object.entries(headers).filter(([name]) => keepsHeader(name)));
    if (!next.keepBody) {
      body = null;
      headers = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith("content-")));
    }
  }
}
