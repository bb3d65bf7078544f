import { type CompiledPolicy, decide, isPrivateHost, keepsHeader, nextHop, urlText } from "@berth/core/policy";
import { toBase64 } from "../signing/base64.js";
import type { GatewayConnect } from "./connect.js";
import type { CookieJar } from "./cookie-jar.js";
import type { GatewayRequest } from "./read-gateway-request.js";

/** What the SDK gets. */
export type GatewayAnswer =
  | {
      outcome: "response";
      status: number;
      headers: Record<string, string>;
      body: { kind: "base64"; value: string };
      /** Final canonical address. */
      url: string;
      hops: { url: string; status: number }[];
    }
  | {
      outcome: "refused";
      code: string;
      /** Origin of the refused address. */
      url: string;
      hop: number;
      /** What was reached before it. */
      hops: { url: string; status: number }[];
    }
  | { outcome: "failed"; reason: "network" | "timeout" | "tooLarge" | "redirectLimit"; message: string };

/** What following needs besides the request. */
export interface HopTools {
  policy: CompiledPolicy;
  connect: GatewayConnect;
  /** All addresses of a name. */
  resolve: (hostname: string) => Promise<string[]>;
  mapHosts: ReadonlyMap<string, { address: string; port: number }>;
  jar: CookieJar;
  now: () => number;
  maxResponseBytes: number;
  signal: AbortSignal;
}

type Pinned = { address: string; plainPort?: number } | "private" | { unresolved: string };

/** One address to connect to, after the guard saw all of them (U-NET-2 `deny`, U-NET-4). */
async function pin(url: string, tools: HopTools): Promise<Pinned> {
  const { host, hostname } = new URL(url);
  // The guard is lifted for mapped names only; samples need no DNS and no certificate.
  const mapped = tools.mapHosts.get(host) ?? tools.mapHosts.get(hostname);
  if (mapped !== undefined) return { address: mapped.address, plainPort: mapped.port };
  if (isPrivateHost(hostname)) return "private";
  let addresses: string[];
  try {
    addresses = await tools.resolve(hostname.replace(/^\[|\]$/g, ""));
  } catch (cause) {
    return { unresolved: cause instanceof Error ? cause.message : String(cause) };
  }
  if (addresses.some(isPrivateHost)) return "private";
  const [address] = addresses;
  return address === undefined ? { unresolved: `${hostname} has no address` } : { address };
}

const originOf = (url: string): string => new URL(url).origin;

/** Sends, and decides every redirect again before anything goes out (U-RED-1 to U-RED-4, U-RED-E2). */
export async function followHops(request: GatewayRequest, tools: HopTools): Promise<GatewayAnswer> {
  const { policy, jar, signal } = tools;
  const first = decide(policy, request.url, request.api);
  if (!first.allow)
    return { outcome: "refused", code: first.code, url: refusedOrigin(first.canonical), hop: 0, hops: [] };
  let url = first.canonical;
  let { method, body } = request;
  let headers = { ...request.headers };
  const hops: { url: string; status: number }[] = [];

  for (let hop = 0; ; ) {
    const text = urlText(url);
    const pinned = await pin(text, tools);
    if (pinned === "private") return { outcome: "refused", code: "PRIVATE_ADDRESS", url: originOf(text), hop, hops };
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

    const next = nextHop(policy, request.api, {
      from: url,
      status: answer.status,
      location: answer.headers.location ?? null,
      method,
      hop,
    });
    if (next.kind === "final")
      return {
        outcome: "response",
        status: answer.status,
        headers: answer.headers,
        body: { kind: "base64", value: toBase64(answer.body) },
        url: text,
        hops,
      };
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

function refusedOrigin(canonical: string | null): string {
  return canonical === null ? "" : originOf(canonical);
}
