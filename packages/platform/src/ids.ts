import type { Random } from "@berth/core";
import type { StoreTransaction } from "./store/store.js";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** `length` random characters from `[0-9A-Za-z]`, each equally likely (P-TOK-7). */
export function randomText(random: Random, length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of random.bytes(length)) if (byte < 248 && text.length < length) text += alphabet[byte % 62];
  }
  return text;
}

/** The next number of the platform's one sequence, from 1. */
export function nextNumber(tx: StoreTransaction): number {
  const row = tx.get("state", "sequence");
  const next = row?.name === "sequence" ? row.next : 1;
  tx.put("state", { name: "sequence", next: next + 1 });
  return next;
}
