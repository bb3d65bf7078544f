import type { Context } from "hono";
import type { RouteVariables } from "../console/operation.js";
import type { PlatformContext } from "../context.js";
import { verifyRsa } from "../signing/signer.js";

/** Codes of section 16 with their status: S success, F failed, U unknown (P-TOK-12). */
export type ResultStatus = "S" | "F" | "U";

/** What an open API answers: a code and further fields. */
export interface OpenApiResult {
  code: string;
  status: ResultStatus;
  message?: string;
  fields?: Record<string, unknown>;
}

/** A failed result. */
export function failed(code: string, message = code): OpenApiResult {
  return { code, status: "F", message };
}

/** A request whose signature and time were right. */
export interface OpenApiRequest {
  path: string;
  /** `Client-Id` of the header; undefined only where the check is off. */
  callerId: string | undefined;
  body: string;
}

const clockToleranceMs = 5 * 60_000;

function headerSignature(value: string | undefined): string | null {
  const match = /(?:^|,)\s*signature=([^,\s]+)/.exec(value ?? "");
  const algorithm = /(?:^|,)\s*algorithm=(\w+)/.exec(value ?? "")?.[1];
  if (match?.[1] === undefined || (algorithm !== "RSA256" && algorithm !== "SHA256withRSA")) return null;
  try {
    return decodeURIComponent(match[1]);
  } catch {
    return null;
  }
}

/** Signature and time, the first of the checks (P-TOK-11, P-TOK-14); null when they do not hold. */
export async function openRequest(
  context: PlatformContext,
  c: Context<RouteVariables>,
): Promise<OpenApiRequest | OpenApiResult> {
  const path = new URL(c.req.url).pathname;
  const body = await c.req.text();
  const callerId = c.req.header("client-id");
  const client = callerId === undefined ? undefined : context.store.transaction((tx) => tx.get("client", callerId));
  const request = { path, callerId, body };
  if (!context.signatureCheck || client?.signatureCheck === false) return request;
  const requestTime = c.req.header("request-time") ?? "";
  const signature = headerSignature(c.req.header("signature"));
  if (client === undefined || signature === null)
    return failed("ACCESS_DENIED", "Client-Id, Request-Time and Signature are needed (P-TOK-10)");
  const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/.test(requestTime);
  if (!hasOffset || !(Math.abs(Date.parse(requestTime) - context.clock.now()) <= clockToleranceMs))
    return failed("ACCESS_DENIED", "Request-Time is more than 5 minutes off (P-TOK-11)");
  const text = `POST ${path}\n${callerId}.${requestTime}.${body}`;
  if (!(await verifyRsa(client.publicKey, text, signature)))
    return failed("ACCESS_DENIED", "the signature does not match (P-TOK-11)");
  return request;
}

/** The signed answer: HTTP 200 for every processed request (P-TOK-12). */
export async function closeRequest(
  context: PlatformContext,
  c: Context<RouteVariables>,
  path: string,
  result: OpenApiResult,
): Promise<Response> {
  const resultCode = context.resultCodeMap[result.code] ?? result.code;
  const body = JSON.stringify({
    result: {
      resultCode,
      resultStatus: result.status,
      resultMessage: (result.message ?? result.code).slice(0, 256),
    },
    ...result.fields,
  });
  const callerId = c.req.header("client-id") ?? "";
  const responseTime = new Date(context.clock.now()).toISOString();
  const signature = await context.signer.signOpenApi(`POST ${path}\n${callerId}.${responseTime}.${body}`);
  return c.body(body, 200, {
    "content-type": "application/json; charset=UTF-8",
    ...(callerId === "" ? {} : { "client-id": callerId }),
    "response-time": responseTime,
    signature: `algorithm=RSA256, keyVersion=1, signature=${encodeURIComponent(signature)}`,
  });
}
