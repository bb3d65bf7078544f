import { BAD_ANSWER, type CallContext, type EndpointAnswer, type TokenEndpoint } from "./token-endpoint.js";

/** How requests reach the platform. */
export interface PlatformEndpointOptions {
  /**
   * Sends one signed request (P-TOK-10, P-TOK-11) and returns status, headers by lower-case name and parsed body. Rejects
   * with `{notSent: true}` when nothing left (name not resolved, connection refused), with anything else otherwise.
   */
  send: (
    path: string,
    body: Record<string, unknown>,
    context: CallContext,
  ) => Promise<{ status: number; headers: Record<string, string>; body: unknown }>;
  /** Version of the token API; default 2. */
  version?: 1 | 2;
}

type Answer = Awaited<ReturnType<PlatformEndpointOptions["send"]>>;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** applyToken and revoke of the platform as a token endpoint (T-MAP-1 to T-MAP-6). */
export function createPlatformEndpoint(options: PlatformEndpointOptions): TokenEndpoint {
  const v2 = (options.version ?? 2) === 2;

  async function ask(path: string, body: Record<string, unknown>, context: CallContext): Promise<EndpointAnswer> {
    try {
      return readAnswer(await options.send(path, body, context));
    } catch (cause) {
      return isObject(cause) && cause["notSent"] === true ? { kind: "notSent", cause } : { kind: "unknown", cause };
    }
  }

  const apply = v2 ? "/v2/authorizations/applyToken" : "/v1/authorizations/applyToken";
  return {
    exchange: ({ authCode, key }, context) => {
      const client = v2 ? { authClientId: key.clientId } : { referenceClientId: key.clientId };
      return ask(apply, { grantType: "AUTHORIZATION_CODE", authCode, appId: key.appId, ...client }, context);
    },
    refresh: ({ refreshToken }, context) => ask(apply, { grantType: "REFRESH_TOKEN", refreshToken }, context),
    revoke: ({ accessToken, key }, context) =>
      v2
        ? ask("/v2/authorizations/revoke", { accessToken, appId: key.appId, authClientId: key.clientId }, context)
        : ask("/v1/authorizations/cancelToken", { accessToken }, context),
  };
}

function readAnswer(answer: Answer): EndpointAnswer {
  const { status, headers, body } = answer;
  const bad = (why: string): EndpointAnswer => ({ kind: "unknown", cause: why });
  if (status === 429) return { kind: "busy", ...retryAfter(headers["retry-after"]) };
  if (status >= 500) return bad(`HTTP ${status}`);
  const result = isObject(body) && isObject(body["result"]) ? body["result"] : null;
  if (!isObject(body) || result === null) return bad(BAD_ANSWER);
  const code = String(result["resultCode"]);
  if (code === "REQUEST_TRAFFIC_EXCEED_LIMIT") return { kind: "busy", ...retryAfter(headers["retry-after"]) };
  if (result["resultStatus"] === "F") return { kind: "refused", code };
  if (result["resultStatus"] !== "S") return bad(code);
  const accessToken = body["accessToken"];
  const refreshToken = body["refreshToken"];
  const expiresAt = Date.parse(String(body["accessTokenExpiryTime"]));
  const refreshExpiresAt = Date.parse(String(body["refreshTokenExpiryTime"]));
  // T-MAP-6: S without one of the four fields. A revocation has none of them, and its answer is not read.
  if (typeof accessToken !== "string" || typeof refreshToken !== "string") return bad(BAD_ANSWER);
  if (Number.isNaN(expiresAt) || Number.isNaN(refreshExpiresAt)) return bad(BAD_ANSWER);
  const serverTime = Date.parse(headers["response-time"] ?? "");
  const info = isObject(body["extendInfo"]) ? body["extendInfo"] : parseInfo(body["extendInfo"]);
  const graceSeconds = Number(info["refreshGraceSeconds"]);
  return {
    kind: "issued",
    accessToken,
    refreshToken,
    expiresAt,
    refreshExpiresAt,
    ...(Number.isNaN(serverTime) ? {} : { serverTime }),
    ...(graceSeconds > 0 ? { graceSeconds: Math.min(60, graceSeconds) } : {}),
  };
}

function parseInfo(text: unknown): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(String(text));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function retryAfter(header: string | undefined): { retryAfterMs?: number } {
  return header !== undefined && /^\d{1,5}$/.test(header) ? { retryAfterMs: Number(header) * 1_000 } : {};
}
