import { base64Bytes } from "../load/platform-keys.js";
import { type ApiCall, type ApiResult, failure } from "./definition.js";

/** Numbers of a key: modulus and exponent. */
interface Key {
  modulus: bigint;
  exponent: bigint;
  /** Bytes of the modulus, and so of a block. */
  size: number;
}

const algorithm = { name: "RSA-OAEP", hash: "SHA-256" };

function numberOf(bytes: Uint8Array): bigint {
  let text = "0x0";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return BigInt(text);
}

function bytesOf(value: bigint, size: number): Uint8Array<ArrayBuffer> {
  const text = value.toString(16).padStart(2 * size, "0");
  return Uint8Array.from({ length: size }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

function power(base: bigint, { exponent, modulus }: Key): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** WebCrypto reads the key; it does not know the padding that programs and their servers use, PKCS #1 v1.5. */
async function readKey(text: string, action: "encrypt" | "decrypt"): Promise<Key | null> {
  const der = base64Bytes(text.replace(/-----[^-]+-----|\s/g, ""));
  if (der === null) return null;
  try {
    const format = action === "encrypt" ? "spki" : "pkcs8";
    const {
      n = "",
      e = "",
      d,
    } = await crypto.subtle.exportKey("jwk", await crypto.subtle.importKey(format, der, algorithm, true, [action]));
    const part = (value: string): Uint8Array =>
      base64Bytes(
        value
          .replaceAll("-", "+")
          .replaceAll("_", "/")
          .padEnd(Math.ceil(value.length / 4) * 4, "="),
      ) ?? new Uint8Array();
    const modulus = part(n);
    return {
      modulus: numberOf(modulus),
      exponent: numberOf(part(action === "encrypt" ? e : (d ?? ""))),
      size: modulus.length,
    };
  } catch {
    return null;
  }
}

function encrypted(text: string, key: Key): string {
  const bytes = new TextEncoder().encode(text);
  const room = key.size - 11;
  const blocks: number[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += room) {
    const part = bytes.subarray(at, at + room);
    const block = crypto.getRandomValues(new Uint8Array(key.size)).map((byte) => byte || 1);
    block[0] = 0;
    block[1] = 2;
    block[key.size - part.length - 1] = 0;
    block.set(part, key.size - part.length);
    blocks.push(...bytesOf(power(numberOf(block), key), key.size));
  }
  return btoa(String.fromCharCode(...blocks));
}

function decrypted(bytes: Uint8Array, key: Key): string | null {
  if (bytes.length === 0 || bytes.length % key.size !== 0) return null;
  const text: number[] = [];
  for (let at = 0; at < bytes.length; at += key.size) {
    const block = bytesOf(power(numberOf(bytes.subarray(at, at + key.size)), key), key.size);
    const end = block.indexOf(0, 2);
    if (block[0] !== 0 || block[1] !== 2 || end < 10) return null;
    text.push(...block.subarray(end + 1));
  }
  return new TextDecoder().decode(Uint8Array.from(text));
}

/** `my.rsa`: encrypts with a public key (SPKI), decrypts with a private one (PKCS #8), both base64 of DER. */
export async function rsa({ params }: ApiCall): Promise<ApiResult> {
  const { action, text, key: given } = params as { action: string; text: string; key: string };
  if (action !== "encrypt" && action !== "decrypt")
    return failure(2, 'rsa: parameter "action" must be encrypt or decrypt');
  if (text.length > 100_000) return failure(2, 'rsa: parameter "text" is longer than 100,000 characters');
  const key = await readKey(given, action);
  if (key === null || key.size < 64 || key.size > 1_024)
    return failure(2, 'rsa: parameter "key" is no key for this action');
  if (action === "encrypt") return { text: encrypted(text, key) };
  const bytes = base64Bytes(text.replace(/\s/g, ""));
  const plain = bytes === null ? null : decrypted(bytes, key);
  return plain === null ? failure(3, "rsa: the text was not encrypted with this key") : { text: plain };
}
