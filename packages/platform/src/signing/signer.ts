import { fromBase64, fromBase64Url, toBase64, toBase64Url } from "./base64.js";
import type { PlatformKeySet } from "./keys.js";
import { fromPem } from "./keys.js";

const utf8 = new TextEncoder();
const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } as const;

/** What a log or gateway token is bound to (L-ING-2). */
export interface BearerClaims {
  use: "log" | "gateway";
  workspaceId: string;
  targetAppId: string;
  environment: string;
  installationId: string;
  userId?: string;
  /** Epoch milliseconds; the token is good before this time. */
  expiresAt: number;
}

/** Signs and verifies with the platform's keys; key handles are imported once. */
export interface Signer {
  readonly keyId: string;
  /** `<keyId>:<base64>`, as a host's configuration wants it. */
  readonly platformKey: string;
  /** Ed25519 in base64 over bytes. */
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  issueBearer(claims: BearerClaims): Promise<string>;
  /** The claims of a token that this platform issued for this use and that is not expired, else null. */
  readBearer(token: string, use: BearerClaims["use"], now: number): Promise<BearerClaims | null>;
  /** RSA-SHA256 in base64 with the open API's own key (P-TOK-10). */
  signOpenApi(text: string): Promise<string>;
}

/** A signer over a key set. */
export async function createSigner(keys: PlatformKeySet): Promise<Signer> {
  const subtle = crypto.subtle;
  const signing = await subtle.importKey(
    "pkcs8",
    fromBase64(keys.signing) ?? new Uint8Array(),
    { name: "Ed25519" },
    false,
    ["sign"],
  );
  const bearer = await subtle.importKey(
    "raw",
    fromBase64(keys.bearer) ?? new Uint8Array(),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign", "verify"],
  );
  const openApi = await subtle.importKey("pkcs8", fromPem(keys.openApi.privateKey), rsa, false, ["sign"]);
  return {
    keyId: keys.keyId,
    platformKey: `${keys.keyId}:${keys.signingPublic}`,
    sign: async (bytes) => toBase64(new Uint8Array(await subtle.sign("Ed25519", signing, bytes))),
    async issueBearer(claims) {
      const body = toBase64Url(utf8.encode(JSON.stringify(claims)));
      const mac = await subtle.sign("HMAC", bearer, utf8.encode(body));
      return `${body}.${toBase64Url(new Uint8Array(mac))}`;
    },
    async readBearer(token, use, now) {
      const [body = "", mac = "", ...rest] = token.split(".");
      const bytes = fromBase64Url(mac);
      const json = fromBase64Url(body);
      if (rest.length > 0 || bytes === null || json === null) return null;
      if (!(await subtle.verify("HMAC", bearer, bytes, utf8.encode(body)))) return null;
      const claims = JSON.parse(new TextDecoder().decode(json)) as BearerClaims;
      return claims.use === use && now < claims.expiresAt ? claims : null;
    },
    signOpenApi: async (text) => toBase64(new Uint8Array(await subtle.sign(rsa.name, openApi, utf8.encode(text)))),
  };
}

/** Whether `signature` (base64) is the RSA-SHA256 signature of `text` by the owner of an SPKI key in PEM. */
export async function verifyRsa(publicKey: string, text: string, signature: string): Promise<boolean> {
  const bytes = fromBase64(signature);
  if (bytes === null) return false;
  try {
    const key = await crypto.subtle.importKey("spki", fromPem(publicKey), rsa, false, ["verify"]);
    return await crypto.subtle.verify(rsa.name, key, bytes, utf8.encode(text));
  } catch {
    return false;
  }
}
