import type { Random } from "@berth/core";
import { toHex } from "../signing/base64.js";

const iterations = 20_000;

async function derive(password: string, saltHex: string): Promise<string> {
  const utf8 = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", utf8.encode(password), "PBKDF2", false, ["deriveBits"]);
  const parameters = { name: "PBKDF2", hash: "SHA-256", salt: utf8.encode(saltHex), iterations };
  return toHex(new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256)));
}

/** Salt and hash to store for a password. */
export async function hashPassword(password: string, random: Random): Promise<{ salt: string; hash: string }> {
  const salt = toHex(random.bytes(16));
  return { salt, hash: await derive(password, salt) };
}

/** Whether a password is the one that was hashed; compares in constant time. */
export async function checkPassword(password: string, salt: string, hash: string): Promise<boolean> {
  const candidate = await derive(password, salt);
  let difference = candidate.length ^ hash.length;
  for (let at = 0; at < candidate.length; at += 1) difference |= candidate.charCodeAt(at) ^ hash.charCodeAt(at);
  return difference === 0;
}
