import { createVerify } from "node:crypto";
import { seeded } from "@berth/platform";
import { describe, expect, it } from "vitest";
import { type Fixture, fixture, openApi, releasedApp, value } from "./fixture.js";

const { targetAppId, merchantClientId } = seeded;

async function setup(
  settings = {},
): Promise<{ f: Fixture; appId: string; code: (scopes?: string[]) => Promise<string> }> {
  const f = await fixture({ settings });
  const { appId } = await releasedApp(f, "da");
  return {
    f,
    appId,
    async code(scopes = ["auth_base"]) {
      const answer = await f.post("/sdk/v1/oauth/code", {
        appId,
        userId: "u-0001",
        scopes,
        targetAppId,
        environment: "development",
      });
      return (await answer.json()).authCode;
    },
  };
}

const exchangeV2 = (f: Fixture, appId: string, authCode: string) =>
  openApi(f, "/v2/authorizations/applyToken", {
    appId,
    authClientId: merchantClientId,
    grantType: "AUTHORIZATION_CODE",
    authCode,
  });
const refreshV2 = (f: Fixture, refreshToken: unknown) =>
  openApi(f, "/v2/authorizations/applyToken", { grantType: "REFRESH_TOKEN", refreshToken });
const inquire = (f: Fixture, appId: string, accessToken: unknown) =>
  openApi(f, "/v2/users/inquiryUserInfo", { accessToken, appId, authClientId: merchantClientId });

describe("codes", () => {
  it("a code lives 10 minutes: good at 599 s, expired at 600 s (P-TOK-7, P-TOK-30, P-GEN-5)", async () => {
    const { f, appId, code } = await setup();
    const [first, second] = [await code(), await code()];
    f.clock.advance(599_999);
    expect((await exchangeV2(f, appId, first)).result.resultCode).toBe("SUCCESS");
    f.clock.advance(1);
    expect((await exchangeV2(f, appId, second)).result).toMatchObject({
      resultCode: "EXPIRED_AUTHCODE",
      resultStatus: "F",
    });
  });

  it("is of 32 characters, and a second use is refused and revokes what came of the first (P-TOK-7, P-TOK-32)", async () => {
    const { f, appId, code } = await setup();
    const authCode = await code();
    expect(authCode).toMatch(/^[0-9A-Za-z]{32}$/);
    const { accessToken } = await exchangeV2(f, appId, authCode);
    expect((await inquire(f, appId, accessToken)).result.resultCode).toBe("SUCCESS");
    f.clock.advance(700_000);
    // Used is tested before expired (P-TOK-C15).
    expect((await exchangeV2(f, appId, authCode)).result.resultCode).toBe("USED_AUTHCODE");
    expect((await inquire(f, appId, accessToken)).result.resultCode).toBe("INVALID_ACCESS_TOKEN");
  });

  it("of two simultaneous exchanges one wins (T-ISS-2)", async () => {
    const { f, appId, code } = await setup();
    const authCode = await code();
    const both = await Promise.all([exchangeV2(f, appId, authCode), exchangeV2(f, appId, authCode)]);
    expect(both.map((one) => one.result.resultCode).sort()).toEqual(["SUCCESS", "USED_AUTHCODE"]);
  });

  it("serves the app and client it was made for only, in the words of v1 and v2 (T-ISS-S4, P-TOK-C14, C17)", async () => {
    const { f, appId, code } = await setup();
    const authCode = await code();
    expect((await exchangeV2(f, "2021999999999999", authCode)).result.resultCode).toBe("INVALID_AUTHCODE");
    const v1 = (fields: object) =>
      openApi(f, "/v1/authorizations/applyToken", { grantType: "AUTHORIZATION_CODE", authCode, ...fields });
    const foreign = await v1({ referenceClientId: seeded.tenantClientId });
    expect(foreign.result.resultCode).toBe("REFERENCE_CLIENT_ID_NOT_MATCH");
    expect((await v1({ authCode: "nosuchcode" })).result.resultCode).toBe("INVALID_CODE");
    // Nothing of that consumed it.
    expect((await v1({})).result.resultCode).toBe("SUCCESS");
    expect((await v1({})).result.resultCode).toBe("USED_CODE");
    expect(appId).toMatch(/^\d{16}$/);
  });

  it("unknown scopes come back with 10001, and none granted is a failure (P-TOK-5)", async () => {
    const { f, appId } = await setup();
    const ask = async (scopes: unknown) => {
      const body = { appId, userId: "u-0001", scopes, targetAppId, environment: "development" };
      const answer = await f.post("/sdk/v1/oauth/code", body);
      return { status: answer.status, body: await answer.json() };
    };
    expect((await ask(["auth_user", "NO_SUCH"])).body).toMatchObject({
      authSuccessScopes: ["auth_user"],
      authErrorScopes: { NO_SUCH: "10001" },
    });
    expect((await ask("NO_SUCH")).status).toBe(400);
    expect((await ask(null)).body.authSuccessScopes).toEqual(["auth_base"]);
  });
});

describe("tokens", () => {
  it("an access token lives 10 minutes, a refresh token is used once (P-TOK-30, P-TOK-33, P-TOK-34)", async () => {
    const { f, appId, code } = await setup();
    const first = await exchangeV2(f, appId, await code(["auth_base", "USER_NICKNAME"]));
    expect(Date.parse(String(first.accessTokenExpiryTime))).toBe(f.clock.now() + 600_000);
    expect(first.customerId).toBe("u-0001");
    f.clock.advance(599_999);
    const shown = await inquire(f, appId, first.accessToken);
    expect(Object.keys(shown.userInfo as object).sort()).toEqual(["nickName", "status", "userId"]);
    f.clock.advance(1);
    expect((await inquire(f, appId, first.accessToken)).result.resultCode).toBe("EXPIRED_ACCESS_TOKEN");

    const second = await refreshV2(f, first.refreshToken);
    expect(second.result.resultCode).toBe("SUCCESS");
    expect((await inquire(f, appId, second.accessToken)).result.resultCode).toBe("SUCCESS");
    expect((await refreshV2(f, first.refreshToken)).result.resultCode).toBe("USED_REFRESH_TOKEN");
    // The replay revoked the family.
    expect((await inquire(f, appId, second.accessToken)).result.resultCode).toBe("INVALID_ACCESS_TOKEN");
    expect((await refreshV2(f, second.refreshToken)).result.resultCode).toBe("INVALID_REFRESH_TOKEN");
  });

  it("a refresh token expires after two days (P-TOK-30, T-ISS-S8)", async () => {
    const { f, appId, code } = await setup();
    const { refreshToken } = await exchangeV2(f, appId, await code());
    f.clock.advance(172_800_000);
    expect((await refreshV2(f, refreshToken)).result.resultCode).toBe("EXPIRED_REFRESH_TOKEN");
  });

  it("inside a declared grace window the same pair comes again, until it was used (P-TOK-37, T-ISS-S9)", async () => {
    const { f, appId, code } = await setup({ refreshGraceSeconds: 30 });
    const first = await exchangeV2(f, appId, await code());
    const second = await refreshV2(f, first.refreshToken);
    expect(second.extendInfo).toBe('{"refreshGraceSeconds":30}');
    f.clock.advance(29_999);
    const again = await refreshV2(f, first.refreshToken);
    expect([again.accessToken, again.refreshToken]).toEqual([second.accessToken, second.refreshToken]);
    value(await (await f.as("da")).tokens(appId));
    expect((await inquire(f, appId, second.accessToken)).result.resultCode).toBe("SUCCESS");
    expect((await refreshV2(f, first.refreshToken)).result.resultCode).toBe("USED_REFRESH_TOKEN");
  });

  it("revoke ends access and refresh token (P-TOK-23, P-TOK-24)", async () => {
    const { f, appId, code } = await setup();
    const { accessToken, refreshToken } = await exchangeV2(f, appId, await code());
    const revoke = () =>
      openApi(f, "/v2/authorizations/revoke", { appId, accessToken, authClientId: merchantClientId });
    expect((await revoke()).result.resultCode).toBe("SUCCESS");
    expect((await revoke()).result.resultCode).toBe("INVALID_ACCESS_TOKEN");
    expect((await inquire(f, appId, accessToken)).result.resultCode).toBe("INVALID_ACCESS_TOKEN");
    expect((await refreshV2(f, refreshToken)).result.resultCode).toBe("INVALID_REFRESH_TOKEN");
  });

  it("the console shows a time line with four characters and nothing more (T-ISS-8, P-TOK-36)", async () => {
    const { f, appId, code } = await setup();
    const authCode = await code();
    const { accessToken, refreshToken } = await exchangeV2(f, appId, authCode);
    f.clock.advance(60_000);
    const [family] = value(await (await f.as("da")).tokens(appId));
    const text = JSON.stringify(family);
    for (const secret of [authCode, String(accessToken), String(refreshToken)]) {
      expect(text).not.toContain(secret);
      expect(text).toContain(secret.slice(-4));
    }
    expect(family?.items.map(({ kind, state, remainingMs }) => [kind, state, remainingMs])).toEqual([
      ["code", "USED", 0],
      ["access", "ACTIVE", 540_000],
      ["refresh", "ACTIVE", 172_740_000],
    ]);
    f.clock.advance(540_000);
    const [later] = value(await (await f.as("da")).tokens(appId));
    expect(later?.timeline.at(-1)).toMatchObject({ event: "expired", kind: "access" });
  });
});

describe("message frame", () => {
  it("signature and time come first (P-TOK-11, P-TOK-14)", async () => {
    const { f } = await setup();
    const path = "/v2/authorizations/applyToken";
    const denied = async (change: object) => (await openApi(f, path, {}, change)).result.resultCode;
    expect(await denied({})).toBe("PARAM_ILLEGAL");
    expect(await denied({ tamper: true })).toBe("ACCESS_DENIED");
    expect(await denied({ clientId: "nobody" })).toBe("ACCESS_DENIED");
    expect(await denied({ clientId: seeded.tenantClientId })).toBe("ACCESS_DENIED");
    const at = (offset: number): string => new Date(f.clock.now() + offset).toISOString();
    expect(await denied({ requestTime: at(-300_000) })).toBe("PARAM_ILLEGAL");
    expect(await denied({ requestTime: at(-300_001) })).toBe("ACCESS_DENIED");
    expect(await denied({ requestTime: at(300_001) })).toBe("ACCESS_DENIED");
    expect((await openApi(f, "/v3/nothing", {})).result?.resultCode).toBeUndefined();
    expect((await openApi(f, "/v2/nothing", {})).result.resultCode).toBe("INVALID_API");
    const bad = { grantType: "AUTHORIZATION_CODE", authCode: "a#b" };
    expect((await openApi(f, "/v1/authorizations/applyToken", bad)).result.resultCode).toBe("PARAM_ILLEGAL");
    const grant = { grantType: "PASSWORD", appId: "1", authClientId: merchantClientId };
    expect((await openApi(f, path, grant)).result.resultCode).toBe("AUTH_CLIENT_UNSUPPORTED_GRANT_TYPE");
    const unknown = { grantType: "AUTHORIZATION_CODE", authCode: "x", appId: "1", authClientId: "nobody" };
    expect((await openApi(f, path, unknown)).result.resultCode).toBe("INVALID_AUTH_CLIENT");
  });

  it("answers are signed too (P-TOK-10)", async () => {
    const f = await fixture({ signatureCheck: false });
    const path = "/v2/authorizations/applyToken";
    const answer = await f.post(path, {}, { "client-id": merchantClientId });
    const body = await answer.text();
    const header = answer.headers.get("signature") ?? "";
    const signature = decodeURIComponent(/signature=(\S+)/.exec(header)?.[1] ?? "");
    const text = `POST ${path}\n${merchantClientId}.${answer.headers.get("response-time")}.${body}`;
    const verifies = (signed: string): boolean =>
      createVerify("RSA-SHA256").update(signed).verify(f.platform.keys.openApi.publicKey, signature, "base64");
    expect(verifies(text)).toBe(true);
    expect(verifies(`${text} `)).toBe(false);
  });

  it("faults that answer U consume nothing, a lost answer does (P-TOK-38, P-TOK-39)", async () => {
    const { f, appId, code } = await setup();
    const da = await f.as("da");
    const authCode = await code();
    for (const [tokenFault, resultCode] of [
      ["unknown", "UNKNOWN_EXCEPTION"],
      ["rate_limit", "REQUEST_TRAFFIC_EXCEED_LIMIT"],
    ] as const) {
      value(await da.setFaults({ tokenFault, tokenFaultOnce: true }));
      expect((await exchangeV2(f, appId, authCode)).result).toMatchObject({ resultCode, resultStatus: "U" });
    }
    value(await da.setFaults({ tokenFault: "lost_answer", tokenFaultOnce: true }));
    await expect(exchangeV2(f, appId, authCode)).rejects.toThrow();
    expect((await exchangeV2(f, appId, authCode)).result.resultCode).toBe("USED_AUTHCODE");
  });

  it("a long access-token lifetime is accepted with a warning (P-TOK-31); the clock can be moved (T-ISS-8)", async () => {
    const { f, appId, code } = await setup();
    const wa = await f.as("wa");
    const answer = await wa.setSettings({ accessTokenLifetimeSeconds: 86_400 });
    expect(answer).toMatchObject({ ok: true, warnings: ["ACCESS_TOKEN_LIFETIME_LONG"] });
    expect(refusalCode(await (await f.as("da")).setSettings({ timeZone: "UTC" }))).toBe("PERMISSION_DENIED");
    const authCode = await code();
    value(await wa.setClock(600_000));
    const expired = await openApi(
      f,
      "/v2/authorizations/applyToken",
      { appId, authClientId: merchantClientId, grantType: "AUTHORIZATION_CODE", authCode },
      { requestTime: new Date(f.clock.now() + 600_000).toISOString() },
    );
    expect(expired.result.resultCode).toBe("EXPIRED_AUTHCODE");
  });
});

function refusalCode(answer: { ok: boolean; code?: string }): string | undefined {
  return answer.code;
}
