import { urlText } from "@berth/core/policy";
import type { GatewayAccess } from "../host-types.js";
import { base64Bytes, base64Text } from "../load/platform-keys.js";
import type { Executor, Transfer, TransferOutcome } from "./executor.js";
import { stopped } from "./stopped.js";

/** Sends through the egress gateway, which decides every hop again with its own copy of the list (U-RED-E2). */
export function gatewayExecutor(options: {
  access: GatewayAccess;
  fetch: typeof fetch;
  appId: string;
  releaseId: string;
  userId: string;
}): Executor {
  return {
    name: "gateway",
    async send(transfer: Transfer, signal: AbortSignal): Promise<TransferOutcome> {
      const body =
        transfer.body === null
          ? {}
          : typeof transfer.body === "string"
            ? { body: { kind: "text", value: transfer.body } }
            : { body: { kind: "base64", value: base64Text(transfer.body) } };
      let answer: unknown;
      try {
        const response = await options.fetch(`${options.access.url}/gateway/v1/request`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${options.access.token}` },
          credentials: "omit",
          signal,
          body: JSON.stringify({
            appId: options.appId,
            releaseId: options.releaseId,
            api: transfer.api,
            url: urlText(transfer.url),
            method: transfer.method,
            headers: transfer.headers,
            ...body,
            timeoutMs: transfer.timeoutMs,
            ...(options.userId === "" ? {} : { userId: options.userId }),
            enableCookie: transfer.enableCookie,
          }),
        });
        answer = await response.json();
        if (!response.ok) {
          return { kind: "failed", reason: "network", message: `the gateway answered ${response.status}` };
        }
      } catch (cause) {
        if (signal.aborted) return stopped(signal);
        const message = `the gateway cannot be reached: ${(cause as Error).message}`;
        return { kind: "failed", reason: "network", message };
      }
      return readAnswer(answer, transfer.maxBytes);
    },
  };
}

interface GatewayAnswer {
  outcome?: string;
  status?: number;
  headers?: Record<string, string>;
  body?: { value?: string };
  hops?: { url: string; status: number }[];
  code?: string;
  url?: string;
  hop?: number;
  reason?: string;
  message?: string;
}

const reasons = new Set(["network", "timeout", "tooLarge", "redirectLimit"]);

function readAnswer(value: unknown, maxBytes: number): TransferOutcome {
  const answer = (typeof value === "object" && value !== null ? value : {}) as GatewayAnswer;
  if (answer.outcome === "response" && typeof answer.status === "number") {
    const body = base64Bytes(answer.body?.value ?? "") ?? new Uint8Array();
    if (body.length > maxBytes) return { kind: "failed", reason: "tooLarge", message: "the answer is too large" };
    return { kind: "response", status: answer.status, headers: answer.headers ?? {}, body, hops: answer.hops ?? [] };
  }
  if (answer.outcome === "refused") {
    const origin = answer.url ?? "";
    const hop = answer.hop ?? 0;
    const code = answer.code ?? "NOT_LISTED";
    const message = `${origin} is refused at hop ${hop} (${code})`;
    return { kind: "refused", code, origin, hop, message, hops: answer.hops ?? [] };
  }
  if (answer.outcome === "failed" && reasons.has(answer.reason ?? "")) {
    return { kind: "failed", reason: answer.reason as "network", message: answer.message ?? "the request failed" };
  }
  return { kind: "failed", reason: "network", message: "the gateway's answer has not the expected form" };
}
