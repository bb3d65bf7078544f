import { urlText } from "@berth/core/policy";
import type { Executor, Transfer, TransferOutcome } from "./executor.js";
import { readBody } from "./read-body.js";
import { stopped } from "./stopped.js";

/**
 * Sends from the host page with its own `fetch` (U-RED-E1): no credentials, no referrer, and redirects only where every
 * https address is allowed, since a page cannot see where they lead.
 */
export function pageExecutor(options: { fetch: typeof fetch; followRedirects: boolean }): Executor {
  return {
    name: "fetch",
    async send(transfer: Transfer, signal: AbortSignal): Promise<TransferOutcome> {
      const address = urlText(transfer.url);
      let response: Response;
      try {
        response = await options.fetch(address, {
          method: transfer.method,
          headers: simpleHeaders(transfer),
          body: transfer.body,
          credentials: "omit",
          referrerPolicy: "no-referrer",
          redirect: options.followRedirects ? "follow" : "manual",
          cache: "no-store",
          signal,
        });
      } catch (cause) {
        if (signal.aborted) return stopped(signal);
        return {
          kind: "failed",
          reason: "network",
          message: `no connection, or the server does not allow this page to read its answer (CORS): ${(cause as Error).message}`,
        };
      }
      if (response.type === "opaqueredirect") {
        return {
          kind: "refused",
          code: "REDIRECT_UNREADABLE",
          origin: new URL(address).origin,
          hop: 1,
          message: `${new URL(address).origin} redirects; a page cannot see where to, this host needs a gateway`,
          // The status is hidden too: 0.
          hops: [{ url: address, status: response.status }],
        };
      }
      const body = await readBody(response, transfer.maxBytes, signal);
      if (body === "tooLarge") return { kind: "failed", reason: "tooLarge", message: "the answer is too large" };
      if (body === "stopped") return stopped(signal);
      if (body === "broken") return { kind: "failed", reason: "network", message: "the connection broke off" };
      return {
        kind: "response",
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body,
        hops: [{ url: address, status: response.status }],
      };
    },
  };
}

/** The default content type of a request without a body would cost a preflight that few servers answer; it says nothing. */
function simpleHeaders(transfer: Transfer): Record<string, string> {
  if (transfer.body !== null || transfer.headers["content-type"] !== "application/json") return transfer.headers;
  const { "content-type": _unused, ...headers } = transfer.headers;
  return headers;
}
