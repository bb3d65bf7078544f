import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTokenManager, type EndpointAnswer, type TokenEndpoint, type TokenManager } from "@berth/sdk/tokens";
import { Provider } from "oidc-provider";
import { afterAll, beforeAll, expect, it } from "vitest";
import { key as base, outcome, TokenClock } from "./token-bench.js";

/** The verifier and the challenge of RFC 7636, appendix B. */
const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const key = { ...base, clientId: "shop", scopes: ["offline_access", "openid"] };
const REDIRECT = "https://merchant.example/back";

let server: Server;
let issuer = "";
const clock = new TokenClock();
const requests: string[] = [];

/** One authorization as a signed-in user who consents would give it; returns the code. */
async function newCode(): Promise<string> {
  const query = new URLSearchParams({
    ...{ client_id: "shop", response_type: "code", scope: "openid offline_access", prompt: "consent" },
    ...{ redirect_uri: REDIRECT, code_challenge: CHALLENGE, code_challenge_method: "S256" },
  });
  const jar = new Map<string, string>();
  let url = `${issuer}/auth?${query}`;
  for (let hops = 0; hops < 10; hops++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    url = new URL(response.headers.get("location") ?? "", url).href;
    const code = new URL(url).searchParams.get("code");
    if (url.startsWith(REDIRECT) && code !== null) return code;
  }
  throw new Error("no code");
}

/** A plain OAuth 2 token endpoint behind the manager's interface. */
const endpoint: TokenEndpoint = {
  exchange: ({ authCode, verifier }, c) =>
    ask(
      { grant_type: "authorization_code", code: authCode, redirect_uri: REDIRECT, code_verifier: verifier ?? "" },
      c.signal,
    ),
  refresh: ({ refreshToken }, c) => ask({ grant_type: "refresh_token", refresh_token: refreshToken }, c.signal),
  async revoke({ accessToken }) {
    await post("/token/revocation", { token: accessToken });
    return { kind: "issued", accessToken: "" };
  },
};

function post(path: string, fields: Record<string, string>, signal?: AbortSignal): Promise<Response> {
  const body = new URLSearchParams({ client_id: "shop", ...fields });
  return fetch(issuer + path, { method: "POST", body, ...(signal === undefined ? {} : { signal }) });
}

async function ask(fields: Record<string, string>, signal: AbortSignal): Promise<EndpointAnswer> {
  requests.push(fields["grant_type"] ?? "");
  const response = await post("/token", fields, signal);
  const answer = (await response.json()) as Record<string, unknown>;
  if (response.status >= 500) return { kind: "unknown", cause: response.status };
  if (!response.ok) {
    // RFC 6749 has one code for all that is wrong with a grant.
    const invalid = answer["error"] === "invalid_grant" && fields["grant_type"] === "refresh_token";
    return { kind: "refused", code: invalid ? "INVALID_REFRESH_TOKEN" : String(answer["error"]) };
  }
  const { access_token, expires_in, refresh_token } = answer;
  return {
    kind: "issued",
    accessToken: String(access_token),
    lifeSeconds: Number(expires_in),
    refreshToken: String(refresh_token),
  };
}

async function isActive(token: string): Promise<boolean> {
  const response = await post("/token/introspection", { token });
  return ((await response.json()) as { active: boolean }).active;
}

const manager = (): TokenManager => createTokenManager({ endpoint, clock, isActive: () => false });

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: "shop", token_endpoint_auth_method: "none", redirect_uris: [REDIRECT] },
        ...{ grant_types: ["authorization_code", "refresh_token"], response_types: ["code"] },
      },
    ],
    ttl: {
      AuthorizationCode: 600,
      AccessToken: 600,
      RefreshToken: 172_800,
      Grant: 172_800,
      Session: 3_600,
      Interaction: 600,
    },
    rotateRefreshToken: true,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
    },
    interactions: { url: (_ctx: unknown, interaction: { uid: string }) => `/agree/${interaction.uid}` },
    findAccount: (_ctx: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
  });
  const handle = provider.callback();
  server.on("request", async (request, response) => {
    if (!request.url?.startsWith("/agree/")) return handle(request, response);
    // The user signs in and agrees to everything asked for.
    const details = await provider.interactionDetails(request, response);
    const grant = new provider.Grant({ accountId: "ann", clientId: "shop" });
    grant.addOIDCScope("openid offline_access");
    const grantId = await grant.save();
    const result =
      details.prompt.name === "login"
        ? { login: { accountId: "ann" } }
        : { login: { accountId: "ann" }, consent: { grantId } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it("T-TST-3: the verifier of RFC 7636, appendix B, has its challenge", () => {
  expect(createHash("sha256").update(VERIFIER).digest("base64url")).toBe(CHALLENGE);
});

it("T-TST-3: an independent issuer: code, rotation, expiry under a moved clock, replay, revocation", async () => {
  const tokens = manager();
  const authCode = await newCode();
  tokens.offerCode({ authCode, key, verifier: VERIFIER });
  const first = await tokens.getToken(key);
  expect(await isActive(first.value)).toBe(true);
  expect(first.expiresAt).toBe(clock.wall + 600_000);
  await clock.tick(569_999);
  expect(await outcome(tokens.getToken(key))).toBe(first.value);
  // T-INV-5: one refresh for all callers, and the issuer's rotation is followed.
  await clock.tick(1);
  const [second, same] = await Promise.all([outcome(tokens.getToken(key)), outcome(tokens.getToken(key))]);
  expect(second).not.toBe(first.value);
  expect(same).toBe(second);
  await clock.tick(570_000);
  const third = await outcome(tokens.getToken(key));
  expect([second, first.value]).not.toContain(third);
  expect(requests).toEqual(["authorization_code", "refresh_token", "refresh_token"]);
  // T-INV-14: gone here, and at the issuer.
  await tokens.revoke(key);
  expect(await isActive(third)).toBe(false);
  expect(await outcome(tokens.getToken(key))).toBe("AUTH_REQUIRED");
});

it("T-INV-1, T-ISS-S5: a code used elsewhere is refused and burnt; the issuer revokes what came of it", async () => {
  const authCode = await newCode();
  const [thief, owner] = [manager(), manager()];
  thief.offerCode({ authCode, key, verifier: VERIFIER });
  const stolen = await thief.getToken(key);
  owner.offerCode({ authCode, key, verifier: VERIFIER });
  await expect(owner.getToken(key)).rejects.toMatchObject({ code: "REFUSED", platformCode: "invalid_grant" });
  expect(await isActive(stolen.value)).toBe(false);
  // T-TOK-S9: the thief's refresh token went with it; asked for once.
  await clock.tick(600_000);
  expect(await outcome(thief.getToken(key))).toBe("AUTH_REQUIRED");
});

it("T-INV-4: a wrong verifier brings nothing", async () => {
  const tokens = manager();
  tokens.offerCode({ authCode: await newCode(), key, verifier: "x".repeat(43) });
  await expect(tokens.getToken(key)).rejects.toMatchObject({ code: "REFUSED" });
});

it("T-TOK-S13, T-V-8: a refresh whose answer was lost costs the session at an issuer without a window, and no more than one try", async () => {
  let lose = false;
  const tokens = createTokenManager({
    clock,
    isActive: () => false,
    endpoint: {
      ...endpoint,
      async refresh(request, context) {
        const answer = await endpoint.refresh(request, context);
        return lose ? { kind: "unknown", cause: "lost" } : answer;
      },
    },
  });
  tokens.offerCode({ authCode: await newCode(), key, verifier: VERIFIER });
  await tokens.getToken(key);
  await clock.tick(580_000);
  lose = true;
  expect(await outcome(tokens.getToken(key))).toBe("RETRY_LATER");
  lose = false;
  await clock.tick(2_000);
  expect(await outcome(tokens.getToken(key))).toBe("AUTH_REQUIRED");
});
