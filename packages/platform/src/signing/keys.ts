import type { Random } from "@berth/core";
import { fromBase64, toBase64, toHex } from "./base64.js";

/** An RSA pair as PEM: PKCS #8 and SPKI. */
export interface RsaPem {
  privateKey: string;
  publicKey: string;
}

/** Everything secret of a platform, as plain JSON so that it can be kept in the data folder or handed in by a test. */
export interface PlatformKeySet {
  keyId: string;
  /** Ed25519, PKCS #8 in base64: signs app information and packages (P-UPD-2). */
  signing: string;
  /** Raw public key, 32 bytes in base64. */
  signingPublic: string;
  /** HMAC key in base64: log and gateway tokens (L-ING-2). */
  bearer: string;
  /** Signs answers of the open APIs (P-TOK-10). */
  openApi: RsaPem;
  /** Key pairs of the seeded merchant clients, by client id. The mock keeps both halves for the sample back end. */
  clients: Record<string, RsaPem>;
}

/** A PEM text of DER bytes. */
function toPem(label: string, der: ArrayBuffer): string {
  const lines = toBase64(new Uint8Array(der)).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

/** The DER bytes of a PEM text; empty for text that is none. */
export function fromPem(pem: string): Uint8Array<ArrayBuffer> {
  return fromBase64(pem.replace(/-----[^-]+-----|\s/g, "")) ?? new Uint8Array();
}

async function rsaPair(): Promise<RsaPem> {
  const pair = await crypto.subtle.generateKey(
    { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
    true,
    ["sign", "verify"],
  );
  return {
    privateKey: toPem("PRIVATE KEY", await crypto.subtle.exportKey("pkcs8", pair.privateKey)),
    publicKey: toPem("PUBLIC KEY", await crypto.subtle.exportKey("spki", pair.publicKey)),
  };
}

/** New keys for a platform and for the named clients. Key pairs come from the engine's generator, the rest from `random`. */
export async function generateKeys(random: Random, clientIds: readonly string[]): Promise<PlatformKeySet> {
  const pair = (await crypto.subtle.generateKey({ name: "Ed25519" }, true, ["sign", "verify"])) as CryptoKeyPair;
  const clients: Record<string, RsaPem> = {};
  for (const clientId of clientIds) clients[clientId] = await rsaPair();
  return {
    keyId: toHex(random.bytes(4)),
    signing: toBase64(new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey))),
    signingPublic: toBase64(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey))),
    bearer: toBase64(random.bytes(32)),
    openApi: await rsaPair(),
    clients,
  };
}
