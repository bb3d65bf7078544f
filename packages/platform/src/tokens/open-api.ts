import {
  exchangeCode,
  type IssuedTokens,
  type IssuerRefusal,
  type IssuerRefused,
  refreshTokens,
  repeatableSeed,
  revokeAccess,
  serveAccess,
} from "@berth/core/issuer";
import { homeTenant } from "../access/app-access.js";
import { settingsOf } from "../configuration/settings.js";
import type { PlatformContext } from "../context.js";
import type { StoreTransaction } from "../store/store.js";
import { type FieldRules, isResult, readFields } from "./fields.js";
import { failed, type OpenApiRequest, type OpenApiResult } from "./open-api-frame.js";
import { freshPair, issuerTable, secretHash } from "./secrets.js";
import { userInfo } from "./user-info.js";

type Version = "v1" | "v2";

/** Result codes of v1 and v2 (P-TOK-C11 to P-TOK-C17, P-TOK-24, P-TOK-26). */
const codes: Readonly<Record<IssuerRefusal, readonly [v1: string, v2: string]>> = {
  CODE_INVALID: ["INVALID_CODE", "INVALID_AUTHCODE"],
  CODE_USED: ["USED_CODE", "USED_AUTHCODE"],
  CODE_EXPIRED: ["EXPIRED_CODE", "EXPIRED_AUTHCODE"],
  CLIENT_MISMATCH: ["REFERENCE_CLIENT_ID_NOT_MATCH", "INVALID_AUTHCODE"],
  APP_MISMATCH: ["INVALID_CODE", "INVALID_AUTHCODE"],
  REFRESH_INVALID: ["INVALID_REFRESH_TOKEN", "INVALID_REFRESH_TOKEN"],
  REFRESH_USED: ["USED_REFRESH_TOKEN", "USED_REFRESH_TOKEN"],
  REFRESH_EXPIRED: ["EXPIRED_REFRESH_TOKEN", "EXPIRED_REFRESH_TOKEN"],
  ACCESS_INVALID: ["INVALID_ACCESS_TOKEN", "INVALID_ACCESS_TOKEN"],
  ACCESS_EXPIRED: ["EXPIRED_ACCESS_TOKEN", "EXPIRED_ACCESS_TOKEN"],
};
const refused = ({ refusal }: IssuerRefused, version: Version): OpenApiResult =>
  failed(codes[refusal][version === "v1" ? 0 : 1]);

const field = (most: number, required = false): FieldRules[string] => ({ most, required });

/** The client exists and is active (P-TOK-14), by id; undefined where the check is off and none was named. */
function clientFault(tx: StoreTransaction, clientId: string | undefined): OpenApiResult | undefined {
  if (clientId === undefined) return undefined;
  const client = tx.get("client", clientId);
  if (client === undefined) return failed("INVALID_AUTH_CLIENT", "the merchant is unknown or not onboarded");
  return client.status === "ACTIVE" ? undefined : failed("INVALID_AUTH_CLIENT_STATUS", "the merchant is blocked");
}

/** Settings of the tenant of a mini program; those of the only tenant if the app is unknown. */
function issuerSettings(tx: StoreTransaction, appId: string | undefined) {
  const app = appId === undefined ? undefined : tx.get("app", appId);
  const tenantId = app === undefined ? (tx.list("setting")[0]?.workspaceId ?? "") : homeTenant(tx, app);
  return settingsOf(tx, tenantId);
}

function issued(answer: IssuedTokens, graceSeconds: number): OpenApiResult {
  return {
    code: "SUCCESS",
    status: "S",
    message: "success",
    fields: {
      accessToken: answer.accessToken,
      accessTokenExpiryTime: new Date(answer.accessExpiresAt).toISOString(),
      refreshToken: answer.refreshToken,
      refreshTokenExpiryTime: new Date(answer.refreshExpiresAt).toISOString(),
      customerId: answer.userId,
      // T-ISS-5: the window is announced, so that a client may rely on it.
      ...(graceSeconds > 0 ? { extendInfo: JSON.stringify({ refreshGraceSeconds: graceSeconds }) } : {}),
    },
  };
}

/** `applyToken` of both versions (section 16.3). */
export function applyToken(context: PlatformContext, request: OpenApiRequest, version: Version): OpenApiResult {
  const clientField = version === "v1" ? "referenceClientId" : "authClientId";
  const fields = readFields(request.body, {
    appId: field(32),
    [clientField]: field(128),
    grantType: field(64, true),
    authCode: field(64),
    refreshToken: field(128),
    customerBelongsTo: field(64),
    extendInfo: field(4096),
  });
  if (isResult(fields)) return fields;
  const { appId, grantType, authCode, refreshToken } = fields;
  const clientId = fields[clientField];
  const byCode = grantType === "AUTHORIZATION_CODE";
  const byRefresh = grantType === "REFRESH_TOKEN";
  if (byCode && authCode === undefined) return failed("PARAM_ILLEGAL", "authCode is required");
  if (byRefresh && refreshToken === undefined) return failed("PARAM_ILLEGAL", "refreshToken is required");
  if (version === "v2" && !byRefresh && (appId === undefined || clientId === undefined))
    return failed("PARAM_ILLEGAL", "appId and authClientId are required (P-TOK-A1, P-TOK-A2)");
  const { store, clock, random } = context;
  const client = clientId ?? request.callerId;
  return store.transaction((tx): OpenApiResult => {
    const fault = clientFault(tx, client);
    if (fault !== undefined) return fault;
    if (!byCode && !byRefresh) return failed("AUTH_CLIENT_UNSUPPORTED_GRANT_TYPE");
    const table = issuerTable(tx);
    const presented = (byCode ? authCode : refreshToken) ?? "";
    const hash = secretHash(presented);
    const settings = issuerSettings(tx, table.get(hash)?.appId);
    const bound = client === undefined ? {} : { clientId: client };
    const answer = byCode
      ? exchangeCode(
          table,
          { hash, ...bound, ...(appId === undefined ? {} : { appId }) },
          freshPair(random, presented),
          settings,
          clock.now(),
        )
      : refreshTokens(
          table,
          { hash, ...bound },
          freshPair(random, presented, repeatableSeed(table, hash)),
          settings,
          clock.now(),
        );
    return answer.ok ? issued(answer, settings.refreshGraceSeconds) : refused(answer, version);
  });
}

/** v1 `cancelToken` and v2 `revoke` (section 16.4). */
export function revokeToken(context: PlatformContext, request: OpenApiRequest, version: Version): OpenApiResult {
  const v2 = version === "v2";
  const fields = readFields(request.body, {
    accessToken: field(128, true),
    appId: field(32, v2),
    authClientId: field(128, v2),
    extendInfo: field(4096),
  });
  if (isResult(fields)) return fields;
  return withAccess(context, request, fields, (tx, access) => {
    const answer = revokeAccess(issuerTable(tx), access, context.clock.now());
    return answer.ok ? { code: "SUCCESS", status: "S", message: "success" } : refused(answer, version);
  });
}

/** `inquiryUserInfo` of both versions (section 16.5). */
export function inquiryUserInfo(context: PlatformContext, request: OpenApiRequest, version: Version): OpenApiResult {
  const v2 = version === "v2";
  const fields = readFields(request.body, {
    accessToken: field(128, true),
    appId: field(32, v2),
    authClientId: field(128, v2),
    extendInfo: field(4096),
  });
  if (isResult(fields)) return fields;
  return withAccess(context, request, fields, (tx, access) => {
    const answer = serveAccess(issuerTable(tx), access, context.clock.now());
    if (!answer.ok) return refused(answer, version);
    const { userId, scopes } = answer.record;
    return {
      code: "SUCCESS",
      status: "S",
      message: "success",
      fields: { userInfo: userInfo(userId, scopes) },
    };
  });
}

function withAccess(
  context: PlatformContext,
  request: OpenApiRequest,
  fields: Record<string, string>,
  run: (tx: StoreTransaction, access: { hash: string; appId?: string; clientId?: string }) => OpenApiResult,
): OpenApiResult {
  const { accessToken = "", appId, authClientId } = fields;
  const clientId = authClientId ?? request.callerId;
  return context.store.transaction((tx) => {
    const fault = clientFault(tx, clientId);
    if (fault !== undefined) return fault;
    return run(tx, {
      hash: secretHash(accessToken),
      ...(appId === undefined ? {} : { appId }),
      ...(clientId === undefined ? {} : { clientId }),
    });
  });
}
