import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { type Clock, systemClock } from "@berth/core";
import {
  type CompiledPolicy,
  type Connect,
  CookieJars,
  compilePolicy,
  type DomainPolicy,
  decide,
  followHops,
  type IsPublicSuffix,
  resourcePolicy,
  type UrlParser,
} from "@berth/core/policy";
import type { Executor, ExecutorApp, Transfer, TransferOutcome } from "../gate/executor.js";
import { stopped } from "../gate/stopped.js";
import { nodeConnect } from "./node-connect.js";
import { readMessage } from "./transfer-message.js";

/** How an egress of Node sends; everything has a default. */
export interface NodeEgressOptions {
  /** U-NET-1. Default by owner kind: `allow` for the tenant's own programs, `named` for others (U-NET-2). */
  privateNetwork?: "allow" | "named" | "deny";
  /** Hosts whose pictures any program may load besides its lists (S-RES-2). Default none. */
  resourceHosts?: readonly string[];
  /** Back end of the URL policy. Default Node's own `URL`. */
  parser?: UrlParser;
  /** All addresses of a name. Default the system's resolver. */
  resolve?: (hostname: string) => Promise<string[]>;
  /** One exchange with one pinned address. Default Node's own client. */
  connect?: Connect;
  /**
   * Whether a domain is a public suffix. Default null, nobody knows: cookies for a whole domain are then kept for the
   * host that set them.
   */
  isPublicSuffix?: IsPublicSuffix | null;
  clock?: Clock;
}

/** Sends the requests of mini programs from Node: a host that runs in Node, or Electron's main process. */
export interface NodeEgress {
  /** The executor of one program, for the host option `executor` where host and egress are one process. */
  executorFor(app: ExecutorApp): Executor;
  /**
   * Answers what `messageExecutor` posted from a page: reads it as of a stranger, decides the address again, and sends.
   * Never throws; the answer is plain data.
   */
  answer(message: unknown, signal?: AbortSignal): Promise<TransferOutcome>;
}

/** All addresses of a name by the system's resolver; an address is itself. */
async function resolveAll(hostname: string): Promise<string[]> {
  if (isIP(hostname) !== 0) return [hostname];
  return (await lookup(hostname, { all: true })).map((one) => one.address);
}

/**
 * An egress for Node: redirects are read and each hop is decided (U-RED-E3), names are resolved once and the guard sees
 * every address they lead to (U-NET-4), cookies are kept for each program and user in memory (F-NET-7).
 */
export function createNodeEgress(options: NodeEgressOptions = {}): NodeEgress {
  const { connect = nodeConnect, resolve = resolveAll, clock = systemClock(), parser } = options;
  const jars = new CookieJars(options.isPublicSuffix ?? null);
  const compiled = new Map<string, Promise<CompiledPolicy>>();

  const compile = (list: DomainPolicy, privateNetwork: "allow" | "named" | "deny"): Promise<CompiledPolicy> => {
    const key = `${privateNetwork} ${JSON.stringify(list)}`;
    let found = compiled.get(key);
    if (found === undefined) {
      if (compiled.size >= 500) compiled.clear();
      found = compilePolicy(list, { privateNetwork, ...(parser === undefined ? {} : { parser }) });
      compiled.set(key, found);
    }
    return found;
  };
  const policyOf = (app: ExecutorApp, api: Transfer["api"]): Promise<CompiledPolicy> => {
    const privateNetwork = options.privateNetwork ?? (app.ownerKind === "tenant" ? "allow" : "named");
    const list =
      api === "resource"
        ? resourcePolicy(app.serverDomains, app.wapUrls, options.resourceHosts ?? [], parser)
        : app.serverDomains;
    return compile(list, privateNetwork);
  };

  async function send(app: ExecutorApp, transfer: Transfer, signal: AbortSignal): Promise<TransferOutcome> {
    const policy = await policyOf(app, transfer.api);
    const { body, ...request } = transfer;
    const outcome = await followHops(
      { ...request, body: typeof body === "string" ? new TextEncoder().encode(body) : body },
      {
        policy,
        connect,
        resolve,
        privateNetwork: policy.engine.privateNetwork,
        jar: jars.jar(`${app.appId}\n${app.userId}`),
        now: () => clock.now(),
        maxResponseBytes: transfer.maxBytes,
        signal,
      },
    );
    switch (outcome.outcome) {
      case "response": {
        const { status, headers, hops } = outcome;
        return { kind: "response", status, headers, body: outcome.body, hops };
      }
      case "refused": {
        const { code, url: origin, hop, hops } = outcome;
        return { kind: "refused", code, origin, hop, hops, message: `${origin} is refused at hop ${hop} (${code})` };
      }
      case "failed":
        return signal.aborted ? stopped(signal) : { kind: "failed", reason: outcome.reason, message: outcome.message };
    }
  }

  return {
    executorFor: (app) => ({ name: "node", send: (transfer, signal) => send(app, transfer, signal) }),
    async answer(raw, signal = new AbortController().signal) {
      const message = readMessage(raw);
      if (message === null)
        return { kind: "failed", reason: "network", message: "the message has not the expected form" };
      const { app, url, ...transfer } = message;
      const policy = await policyOf(app, transfer.api);
      const verdict = decide(policy, url, transfer.api);
      if (!verdict.allow) {
        const origin = verdict.canonical === null ? "" : new URL(verdict.canonical).origin;
        const { code } = verdict;
        return { kind: "refused", code, origin, hop: 0, hops: [], message: `${origin} is refused (${code})` };
      }
      const limit = new AbortController();
      const onAbort = (): void => limit.abort(signal.reason);
      if (signal.aborted) onAbort();
      signal.addEventListener("abort", onAbort, { once: true });
      const cancel = clock.setTimer(transfer.timeoutMs, () =>
        limit.abort(new DOMException("timed out", "TimeoutError")),
      );
      try {
        return await send(app, { ...transfer, url: verdict.canonical }, limit.signal);
      } finally {
        cancel();
        signal.removeEventListener("abort", onAbort);
      }
    },
  };
}
