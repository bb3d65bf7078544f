import type { Random } from "@berth/core";
import { sha256Hex } from "@berth/core/events";
import type { FreshPair, FreshSecret, IssuerTable } from "@berth/core/issuer";
import { randomText } from "../ids.js";
import { toHex } from "../signing/base64.js";
import type { StoreTransaction } from "../store/store.js";

/** How a secret is found: the secret itself is stored nowhere (T-ISS-1). */
export function secretHash(secret: string): string {
  return sha256Hex(`secret\n${secret}`);
}

const withHash = (value: string): FreshSecret => ({ value, hash: secretHash(value) });

/** A code of 32 characters from `[0-9A-Za-z]`, 190 random bits (P-TOK-7). */
export function freshCode(random: Random): FreshSecret {
  return withHash(randomText(random, 32));
}

/**
 * An access and a refresh token of 256 bits. They are made from a random seed and the secret they replace, so that inside
 * a grace window the seed that was kept and the old token presented again give the same pair (P-TOK-37); the seed alone
 * gives nothing.
 */
export function freshPair(random: Random, parent: string, seed = toHex(random.bytes(32))): FreshPair {
  const derive = (kind: string): FreshSecret => withHash(sha256Hex(`${seed}\n${kind}\n${parent}`));
  return { access: derive("access"), refresh: derive("refresh"), seed };
}

/** The issuer's records inside a transaction. */
export function issuerTable(tx: StoreTransaction): IssuerTable {
  return {
    get: (hash) => tx.get("secret", hash),
    put: (record) => tx.put("secret", record),
    family: (familyId) => tx.list("secret", familyId),
    delete: (hash) => tx.delete("secret", hash),
  };
}
