import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { leaseIsFree } from "./context-lock.js";
import { TokenError } from "./token-error.js";
import type { TokenRecord, TokenStorage } from "./token-storage.js";

/** Where the encrypted storage lies. */
export interface EncryptedTokenStorageOptions {
  /** Name of the database; default "berth-tokens". */
  name?: string;
  /** Default: the engine's. */
  crypto?: Pick<Crypto, "subtle" | "getRandomValues">;
}

/** All that can be read without the key: which key tuple (as a hash), how often written. */
interface Sealed {
  rev: number;
  nonce: Uint8Array<ArrayBuffer>;
  text: ArrayBuffer;
}

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  records: { key: string; value: Sealed };
  used: { key: string; value: number };
  leases: { key: string; value: { owner: string; until: number } };
}

/**
 * A storage in IndexedDB for all tabs of an origin: AES-GCM 256 under a key that is made there and cannot be read out, a
 * new 96-bit nonce for each write, the key tuple's hash and `rev` as additional data (T-STO-2). Opt-in; for the host page's
 * origin, never a sandbox's.
 * @throws TokenError STORAGE_UNAVAILABLE where there is no IndexedDB or no `crypto.subtle` (an insecure context)
 */
export function createEncryptedTokenStorage(options: EncryptedTokenStorageOptions = {}): TokenStorage {
  const { name = "berth-tokens", crypto = globalThis.crypto } = options;
  if (typeof indexedDB === "undefined" || crypto?.subtle === undefined) throw new TokenError("STORAGE_UNAVAILABLE", "");
  return new EncryptedTokenStorage(name, crypto);
}

class EncryptedTokenStorage implements TokenStorage {
  readonly #name: string;
  readonly #crypto: Pick<Crypto, "subtle" | "getRandomValues">;
  #opened: Promise<{ db: IDBPDatabase<Schema>; key: CryptoKey }> | null = null;

  constructor(name: string, crypto: Pick<Crypto, "subtle" | "getRandomValues">) {
    this.#name = name;
    this.#crypto = crypto;
  }

  async read(name: string): Promise<TokenRecord | "tampered" | null> {
    const { db } = await this.#open();
    const sealed = await db.get("records", name);
    if (sealed === undefined) return null;
    const record = await this.#unseal(name, sealed);
    if (record !== null) return record;
    const tx = db.transaction("records", "readwrite");
    // Unless somebody wrote a good one meanwhile.
    if ((await tx.store.get(name))?.rev === sealed?.rev) await tx.store.delete(name);
    await tx.done;
    return "tampered";
  }

  async write(record: TokenRecord, expectedRev: number): Promise<boolean> {
    const { db, key } = await this.#open();
    const { name, rev } = record;
    const nonce = this.#crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(record));
    const text = await this.#crypto.subtle.encrypt(algorithm(nonce, name, rev), key, plain);
    const tx = db.transaction("records", "readwrite");
    const free = ((await tx.store.get(name))?.rev ?? 0) === expectedRev;
    if (free) await tx.store.put({ rev, nonce, text }, name);
    await tx.done;
    return free;
  }

  async list(): Promise<TokenRecord[]> {
    const { db } = await this.#open();
    const names = await db.getAllKeys("records");
    const read = await Promise.all(names.map((name) => this.read(name)));
    return read.filter((record) => record !== null && record !== "tampered");
  }

  async markUsed(hash: string, until: number): Promise<boolean> {
    const { db } = await this.#open();
    const tx = db.transaction("used", "readwrite");
    const known = await tx.store.get(hash);
    // `until` is a day from now (T-STO-5).
    const life = 24 * 3_600_000;
    for (let cursor = await tx.store.openCursor(); cursor !== null; cursor = await cursor.continue()) {
      if (cursor.value < until - life) await cursor.delete();
    }
    if (known === undefined) await tx.store.put(until, hash);
    await tx.done;
    return known === undefined;
  }

  async unmarkUsed(hash: string): Promise<void> {
    await (await this.#open()).db.delete("used", hash);
  }

  async lease(name: string, owner: string, now: number, until: number, waitedMs: number): Promise<boolean> {
    const { db } = await this.#open();
    const tx = db.transaction("leases", "readwrite");
    const free = leaseIsFree(await tx.store.get(name), owner, now, waitedMs);
    if (free) await tx.store.put({ owner, until }, name);
    await tx.done;
    return free;
  }

  #open(): Promise<{ db: IDBPDatabase<Schema>; key: CryptoKey }> {
    const lost = (): void => {
      this.#opened = null;
    };
    this.#opened ??= this.#connect(lost).catch((error: unknown) => {
      lost();
      throw error;
    });
    return this.#opened;
  }

  async #connect(lost: () => void): Promise<{ db: IDBPDatabase<Schema>; key: CryptoKey }> {
    const db = await openDB<Schema>(this.#name, 1, {
      upgrade(made) {
        for (const store of ["keys", "records", "used", "leases"] as const) made.createObjectStore(store);
      },
      blocking: () => {
        db.close();
        lost();
      },
      terminated: lost,
    });
    const fresh = await this.#crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ]);
    const tx = db.transaction("keys", "readwrite");
    // The first context's key stands.
    const key = (await tx.store.get("key")) ?? fresh;
    if (key === fresh) await tx.store.put(fresh, "key");
    await tx.done;
    return { db, key };
  }

  async #unseal(name: string, sealed: Sealed): Promise<TokenRecord | null> {
    const { key } = await this.#open();
    try {
      const { rev, nonce, text } = sealed;
      const plain = await this.#crypto.subtle.decrypt(algorithm(nonce, name, rev), key, text);
      return JSON.parse(new TextDecoder().decode(plain)) as TokenRecord;
    } catch {
      return null;
    }
  }
}

function algorithm(iv: Uint8Array<ArrayBuffer>, name: string, rev: number): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${name} ${rev}`) };
}
