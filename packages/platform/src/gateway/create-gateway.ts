import { BerthError, type Clock, systemClock } from "@berth/core";
import {
  type CompiledPolicy,
  type Connect,
  CookieJars,
  compilePolicy,
  type DomainPolicy,
  decide,
  followHops,
  nativeUrlParser,
  resourcePolicy,
  type UrlParser,
} from "@berth/core/policy";
import { getPublicSuffix } from "tldts";
import type { GatewayPolicy } from "../delivery/gateway-policy.js";
import { toBase64 } from "../signing/base64.js";
import type { BearerClaims } from "../signing/signer.js";
import type { GatewayAnswer } from "./gateway-answer.js";
import { type GatewayRequest, readGatewayRequest } from "./read-gateway-request.js";

/** What a gateway is made of. */
export interface GatewayOptions {
  /** The gateway's own copy of a release's lists; null refuses the request. */
  policyFor: (releaseId: string) => GatewayPolicy | null | Promise<GatewayPolicy | null>;
  /** Claims of a gateway token, null if it is not good. */
  verifyToken: (token: string) => BearerClaims | null | Promise<BearerClaims | null>;
  /** One exchange with one pinned address. */
  connect: Connect;
  /** All addresses of a name (U-NET-4). */
  resolve: (hostname: string) => Promise<string[]>;
  clock?: Clock;
  /** Back end of the URL policy; a server takes the pinned one (U-CAN-P2). Default the engine's own. */
  parser?: UrlParser;
  /** Default 10 MiB. */
  maxResponseBytes?: number;
  /** Longest time for a request with all its redirects, and the time if it names none. Default 60,000 ms (F-LIM-4). */
  timeoutMs?: number;
  /** Hosts whose pictures any mini program may load besides its lists (S-RES-2). Default none. */
  resourceHosts?: readonly string[];
  /**
   * Sends requests for these hosts as plain http to `ip:port`, with the private-network guard lifted for them. For
   * samples that run beside the platform; the lists are checked all the same.
   */
  dangerouslyMapHosts?: Readonly<Record<string, string>>;
}

/** An egress gateway as a fetch handler. */
export interface Gateway {
  /** Answers a request of an SDK, `POST /gateway/v1/request`. */
  fetch(request: Request): Promise<Response>;
}

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type",
  "access-control-allow-methods": "POST, OPTIONS",
  "access-control-max-age": "7200",
} as const;

function readMap(entries: Readonly<Record<string, string>>): Map<string, { address: string; port: number }> {
  return new Map(
    Object.entries(entries).map(([host, target]) => {
      const match = /^(\d+(?:\.\d+){3}|\[[0-9a-f:]+\]):(\d{1,5})$/i.exec(target);
      if (match?.[1] === undefined)
        throw new BerthError("OPTION_INVALID", `dangerouslyMapHosts: ${host} maps to ip:port, not ${target}`);
      return [host, { address: match[1].replace(/^\[|\]$/g, ""), port: Number(match[2]) }];
    }),
  );
}

/**
 * The gateway through which a page sends the requests of mini programs: it decides again, on every hop, with its own copy
 * of the lists, resolves names once and connects to what it checked (U-RED-E2, U-NET-2, U-NET-4).
 *
 * @throws BerthError `OPTION_INVALID` for a mapping that is not `ip:port`.
 */
export function createGateway(options: GatewayOptions): Gateway {
  const { clock = systemClock(), parser = nativeUrlParser } = options;
  const { maxResponseBytes = 10 * 1024 * 1024, timeoutMs = 60_000, resourceHosts = [] } = options;
  const mapHosts = readMap(options.dangerouslyMapHosts ?? {});
  const jars = new CookieJars((domain) => getPublicSuffix(domain, { allowPrivateDomains: true }) === domain);
  const compiled = new Map<string, Promise<CompiledPolicy>>();

  const compile = (policy: DomainPolicy): Promise<CompiledPolicy> => {
    const key = JSON.stringify(policy);
    let found = compiled.get(key);
    if (found === undefined) {
      if (compiled.size >= 500) compiled.clear();
      found = compilePolicy(policy, { parser, privateNetwork: "allow" });
      compiled.set(key, found);
    }
    return found;
  };

  async function answer(
    request: GatewayRequest,
    claims: BearerClaims,
    release: GatewayPolicy,
    from: AbortSignal,
  ): Promise<GatewayAnswer> {
    const list =
      request.api === "resource"
        ? resourcePolicy(release.serverDomains, release.wapUrls, resourceHosts, parser)
        : release.serverDomains;
    const policy = await compile(list);
    const verdict = decide(policy, request.url, request.api);
    if (!verdict.allow) {
      const origin = verdict.canonical === null ? "" : new URL(verdict.canonical).origin;
      return { outcome: "refused", code: verdict.code, url: origin, hop: 0, hops: [] };
    }
    const timeout = new AbortController();
    const cancel = clock.setTimer(request.timeoutMs, () => timeout.abort());
    try {
      const outcome = await followHops(
        { ...request, url: verdict.canonical },
        {
          policy,
          connect: options.connect,
          resolve: options.resolve,
          mapHosts,
          // For all (U-NET-2). It stands beside the engine, because mapped hosts are exempt from it.
          privateNetwork: "deny",
          jar: jars.jar(`${request.appId}\n${claims.installationId}\n${request.userId}`),
          now: () => clock.now(),
          maxResponseBytes,
          signal: AbortSignal.any([timeout.signal, from]),
        },
      );
      if (outcome.outcome === "response")
        return { ...outcome, body: { kind: "base64", value: toBase64(outcome.body) } };
      return outcome.outcome === "failed" && timeout.signal.aborted
        ? { outcome: "failed", reason: "timeout", message: `no answer within ${request.timeoutMs} ms` }
        : outcome;
    } finally {
      cancel();
    }
  }

  return {
    async fetch(http) {
      const reply = (status: number, body: unknown): Response =>
        new Response(body === null ? null : JSON.stringify(body), {
          status,
          headers: { ...cors, ...(body === null ? {} : { "content-type": "application/json" }) },
        });
      if (http.method === "OPTIONS") return reply(204, null);
      if (http.method !== "POST" || new URL(http.url).pathname !== "/gateway/v1/request")
        return reply(404, { code: "NOT_FOUND", message: "POST /gateway/v1/request" });
      const token = /^Bearer (\S+)$/.exec(http.headers.get("authorization") ?? "")?.[1];
      const claims = token === undefined ? null : await options.verifyToken(token);
      if (claims === null)
        return reply(401, { code: "UNAUTHENTICATED", message: "the token is missing, bad or expired" });
      const request = readGatewayRequest(await http.json().catch(() => null), timeoutMs);
      if (typeof request === "string")
        return reply(400, { code: "PARAM_ILLEGAL", message: `${request} is missing or has the wrong form` });
      const release = await options.policyFor(request.releaseId);
      if (
        release === null ||
        release.appId !== request.appId ||
        release.targetAppId !== claims.targetAppId ||
        release.environment !== claims.environment
      )
        return reply(403, { code: "PERMISSION_DENIED", message: "the token does not speak for this release" });
      return reply(200, await answer(request, claims, release, http.signal));
    },
  };
}
