import type { DomainPolicy } from "@berth/core/policy";
import type { ExecutorApp, Transfer } from "../gate/executor.js";
import { cleanHeaders } from "../gate/request-body.js";

/** A transfer as it goes to another process: its address is text again, and decided there once more. */
export interface TransferMessage extends Omit<Transfer, "url"> {
  app: ExecutorApp;
  url: string;
}

const apis = new Set(["request", "uploadFile", "downloadFile", "resource"]);
const methods = /^(?:GET|POST|PUT|DELETE|OPTIONS|HEAD|TRACE|PATCH)$/;

function isList(value: unknown): value is DomainPolicy {
  const { mode, entries } = (value ?? {}) as { mode?: unknown; entries?: unknown };
  return mode === "allow-all" || (mode === "list" && Array.isArray(entries));
}

function isApp(value: unknown): value is ExecutorApp {
  const app = (value ?? {}) as Record<string, unknown>;
  return (
    ["appId", "releaseId", "userId"].every((name) => typeof app[name] === "string") &&
    ["tenant", "merchant", "partner"].includes(app["ownerKind"] as string) &&
    isList(app["serverDomains"]) &&
    isList(app["wapUrls"])
  );
}

/** The message in a value of another process, or null. Headers that are not a program's to set are dropped. */
export function readMessage(raw: unknown): TransferMessage | null {
  if (typeof raw !== "object" || raw === null) return null;
  const { app, api, url, method, headers, body, timeoutMs, enableCookie, maxBytes } = raw as Record<string, unknown>;
  const isBody = body === null || typeof body === "string" || body instanceof Uint8Array;
  const isNumber = (value: unknown): value is number => typeof value === "number" && value > 0;
  if (!isApp(app) || typeof api !== "string" || !apis.has(api) || typeof url !== "string" || !isBody) return null;
  if (typeof method !== "string" || !methods.test(method) || !isNumber(timeoutMs) || !isNumber(maxBytes)) return null;
  const cookie = enableCookie === true;
  return {
    app,
    api: api as Transfer["api"],
    url,
    method,
    headers: cleanHeaders(headers, cookie),
    body: body instanceof Uint8Array ? new Uint8Array(body) : body,
    timeoutMs,
    enableCookie: cookie,
    maxBytes,
  };
}
