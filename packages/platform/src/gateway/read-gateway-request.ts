import { isContainerHeader } from "@berth/core/policy";
import { fromBase64 } from "../signing/base64.js";

/** A request as the SDK sends it. */
export interface GatewayRequest {
  appId: string;
  releaseId: string;
  api: "request" | "uploadFile" | "downloadFile" | "resource";
  url: string;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer> | null;
  timeoutMs: number;
  userId: string;
  /** The caller's own cookie header goes out instead of the jar's (F-NET-7). */
  enableCookie: boolean;
}

const apis = ["request", "uploadFile", "downloadFile", "resource"];
const methods = ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "PATCH"];
const headerName = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const headerValue = /^[^\0\r\n]*$/;

function readHeaders(value: unknown): Record<string, string> | null {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null) return null;
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(value)) {
    const lower = name.toLowerCase();
    if (typeof text !== "string" || !headerName.test(lower) || !headerValue.test(text)) return null;
    if (isContainerHeader(lower)) continue;
    headers[lower] = text;
  }
  return headers;
}

function readBody(value: unknown): Uint8Array<ArrayBuffer> | null | undefined {
  if (value === undefined || value === null) return null;
  const { kind, value: text } = value as Record<string, unknown>;
  if (typeof text !== "string") return undefined;
  if (kind === "text") return new TextEncoder().encode(text);
  return kind === "base64" ? (fromBase64(text) ?? undefined) : undefined;
}

/** The request in a body, or the name of the member that is wrong. */
export function readGatewayRequest(json: unknown, timeoutLimitMs: number): GatewayRequest | string {
  if (typeof json !== "object" || json === null) return "body";
  const {
    appId,
    releaseId,
    api,
    url,
    method = "GET",
    timeoutMs,
    userId,
    enableCookie,
  } = json as Record<string, unknown>;
  if (typeof appId !== "string") return "appId";
  if (typeof releaseId !== "string") return "releaseId";
  if (typeof api !== "string" || !apis.includes(api)) return "api";
  if (typeof url !== "string") return "url";
  if (typeof method !== "string" || !methods.includes(method.toUpperCase())) return "method";
  const headers = readHeaders((json as Record<string, unknown>).headers);
  if (headers === null) return "headers";
  const body = readBody((json as Record<string, unknown>).body);
  if (body === undefined) return "body";
  const upper = method.toUpperCase();
  return {
    appId,
    releaseId,
    api: api as GatewayRequest["api"],
    url,
    method: upper,
    headers,
    body: ["GET", "HEAD", "TRACE"].includes(upper) ? null : body,
    timeoutMs: typeof timeoutMs === "number" && timeoutMs > 0 ? Math.min(timeoutMs, timeoutLimitMs) : timeoutLimitMs,
    userId: typeof userId === "string" ? userId : "",
    enableCookie: enableCookie === true,
  };
}
