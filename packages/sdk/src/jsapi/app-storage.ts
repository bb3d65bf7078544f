import { pluginFolder } from "@berth/core/wire";
import type { Extensions } from "../extension.js";
import type { InspectBody } from "../inspect/events.js";
import type { LocalStore } from "../load/local-store.js";

/** Limits of F-STO-1 and F-STO-2. */
export const storageLimits = { valueCharacters: 200 * 1024, totalBytes: 10 * 1024 * 1024, keyCharacters: 256 };

interface Ciphered {
  cipher: string;
  identifier: string;
}

/** Outcome of a write: the number is an error code of F-ERR-11. */
export type StorageOutcome = { ok: true } | { ok: false; error: 2 | 3 | 7101 | 7102; message: string };

const encoder = new TextEncoder();
const sizeOf = (key: string, json: string): number => encoder.encode(key).length + encoder.encode(json).length;

/**
 * Storage of one user in one mini program. A mirror in memory answers reads; writes are checked against it at once, in
 * call order, and are on the device before their promise resolves.
 */
export class AppStorage {
  readonly #store: LocalStore;
  readonly #prefix: string;
  readonly #cipher: () => Extensions["storageCipher"] | undefined;
  readonly #inspect: (event: InspectBody) => void;
  readonly #mirror = new Map<string, string>();
  #bytes = 0;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(
    store: LocalStore,
    prefix: string,
    cipher: () => Extensions["storageCipher"] | undefined,
    inspect: (event: InspectBody) => void,
  ) {
    this.#store = store;
    this.#prefix = `${prefix}|`;
    this.#cipher = cipher;
    this.#inspect = inspect;
  }

  /** Reads everything from the device. What another cipher wrote reads as absent and stays (H-EXT-5). */
  async load(): Promise<void> {
    for (const [key, value] of await this.#store.entries("storage", this.#prefix)) {
      const json = typeof value === "string" ? value : this.#decrypt(value as Ciphered);
      if (json === null) continue;
      const name = key.slice(this.#prefix.length);
      this.#mirror.set(name, json);
      this.#bytes += sizeOf(name, json);
    }
  }

  /** Key to JSON text. */
  snapshot(): Record<string, string> {
    return Object.fromEntries(this.#mirror);
  }

  get(key: string): unknown {
    const json = this.#mirror.get(key);
    return json === undefined ? null : JSON.parse(json);
  }

  info(): { keys: string[]; currentSize: number; limitSize: number } {
    return {
      keys: [...this.#mirror.keys()],
      currentSize: Math.ceil(this.#bytes / 1024),
      limitSize: storageLimits.totalBytes / 1024,
    };
  }

  async set(key: string, data: unknown): Promise<StorageOutcome> {
    // A plugin's keys carry its folder (F-PLG-3).
    const folder = /^__plugin__\/[^/]+\//.exec(key)?.[0].length ?? 0;
    if (key.length <= folder || key.length - folder > storageLimits.keyCharacters) {
      return { ok: false, error: 2, message: "a key has 1 to 256 characters" };
    }
    const json = JSON.stringify(data ?? null);
    if (json.length > storageLimits.valueCharacters) {
      return { ok: false, error: 7101, message: "a value has at most 200 x 1024 characters" };
    }
    const old = this.#mirror.get(key);
    const total = this.#bytes - (old === undefined ? 0 : sizeOf(key, old)) + sizeOf(key, json);
    if (total > storageLimits.totalBytes) {
      return { ok: false, error: 7102, message: "the storage of the mini program is full (10 MB)" };
    }
    this.#mirror.set(key, json);
    this.#bytes = total;
    this.#inspect({ type: "storage", change: "set", key, value: json.slice(0, 16_384), totalBytes: total });
    return this.#write(() => this.#store.set("storage", this.#prefix + key, this.#encrypt(json)));
  }

  async remove(key: string): Promise<StorageOutcome> {
    const old = this.#mirror.get(key);
    if (old !== undefined) this.#bytes -= sizeOf(key, old);
    this.#mirror.delete(key);
    this.#inspect({ type: "storage", change: "remove", key, value: null, totalBytes: this.#bytes });
    return this.#write(() => this.#store.delete("storage", this.#prefix + key));
  }

  /** Forgets the keys of the program, or with `space` those of one plugin, whose keys begin with it (F-PLG-3). */
  async clear(space = ""): Promise<StorageOutcome> {
    const gone: string[] = [];
    for (const [key, json] of this.#mirror) {
      if (space === "" ? key.startsWith(`${pluginFolder}/`) : !key.startsWith(space)) continue;
      gone.push(key);
      this.#bytes -= sizeOf(key, json);
    }
    for (const key of gone) this.#mirror.delete(key);
    this.#inspect({ type: "storage", change: "clear", key: space, value: null, totalBytes: this.#bytes });
    const all = this.#mirror.size === 0;
    return this.#write(async () => {
      if (all) await this.#store.clear("storage", this.#prefix);
      else for (const key of gone) await this.#store.delete("storage", this.#prefix + key);
    });
  }

  async #write(work: () => Promise<void>): Promise<StorageOutcome> {
    const done = this.#tail.then(work);
    this.#tail = done.catch(() => {});
    try {
      await done;
      return { ok: true };
    } catch (cause) {
      return { ok: false, error: 3, message: `the device did not store it: ${(cause as Error).message}` };
    }
  }

  #encrypt(json: string): string | Ciphered {
    const cipher = this.#cipher();
    return cipher === undefined ? json : { cipher: cipher.encrypt(json), identifier: cipher.identifier };
  }

  #decrypt(value: Ciphered): string | null {
    try {
      return this.#cipher()?.decrypt(value.cipher, value.identifier) ?? null;
    } catch {
      return null;
    }
  }
}
