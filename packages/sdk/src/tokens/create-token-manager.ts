import { type Clock, type Random, systemClock, systemRandom } from "@berth/core";
import { sha256Hex } from "@berth/core/events";
import { canonicalKey, DEFAULT_LIFE_MS, type HeldCode, type HeldRefresh, type TokenKey } from "@berth/core/tokens";
import { boundedCall } from "./bounded-call.js";
import { type ContextLock, contextLock } from "./context-lock.js";
import type { EntryHost } from "./entry-host.js";
import { KeyEntry } from "./key-entry.js";
import { pageActive } from "./page-active.js";
import type { TokenMessage } from "./token-channel.js";
import type { TokenEndpoint } from "./token-endpoint.js";
import { TokenError } from "./token-error.js";
import type { TokenEvent, TokenEventName } from "./token-event.js";
import { isTokenInvalid, wasNotSent } from "./token-invalid.js";
import type { AccessToken, TokenManager } from "./token-manager.js";
import type { TokenManagerOptions } from "./token-options.js";
import type { TokenStorage } from "./token-storage.js";

/** Spent refresh tokens whose successor another key may still ask for (T-ONE-3). */
const SUCCESSORS_KEPT = 100;

/**
 * A token manager for trusted code (T-ROLE-3).
 * @throws TokenError STORAGE_UNAVAILABLE when a storage is given without locks, and without leases and a channel (T-CTX-5)
 */
export function createTokenManager(options: TokenManagerOptions): TokenManager {
  return new Manager(options);
}

class Manager implements TokenManager, EntryHost {
  readonly clock: Clock;
  readonly #random: Random;
  readonly #o: TokenManagerOptions;
  readonly #entries = new Map<string, KeyEntry>();
  readonly #listeners = new Map<TokenEventName, Set<(event: TokenEvent) => void>>();
  /** Hashes of codes offered here; with a storage also those of other contexts and runs. */
  readonly #codes = new Map<string, number>();
  readonly #refreshing = new Map<string, Promise<unknown>>();
  readonly #successors = new Map<string, HeldRefresh>();
  readonly #lock: ContextLock | null;
  readonly #silence: () => void;
  readonly #closing = new AbortController();
  #disposed = false;

  constructor(options: TokenManagerOptions) {
    const { storage, locks, channel } = options;
    this.#o = options;
    this.clock = options.clock ?? systemClock();
    this.#random = options.random ?? systemRandom();
    const parts = { clock: this.clock, random: this.#random, locks, channel };
    this.#lock = storage === undefined ? null : contextLock({ ...parts, storage });
    if (storage !== undefined && this.#lock === null) throw new TokenError("STORAGE_UNAVAILABLE", "");
    this.#silence = channel?.listen((message) => this.#onMessage(message)) ?? (() => {});
  }

  offerCode(offer: Parameters<TokenManager["offerCode"]>[0]): void {
    const { authCode, key, receivedAt, lifetimeSeconds, verifier } = offer;
    if (this.#disposed) throw new TokenError("DISPOSED", "");
    const lifeMs = lifetimeSeconds === undefined ? DEFAULT_LIFE_MS : lifetimeSeconds * 1_000;
    // P-TOK-A4: longer codes than the platform's own are allowed.
    if (!/^[\x21-\x7e]{1,64}$/.test(String(authCode)) || !isKey(key) || !(lifeMs > 0))
      throw new TokenError("CODE_INVALID", "");
    const entry = this.#entry(key);
    const hash = sha256Hex(authCode);
    const now = this.clock.now();
    for (const [old, at] of this.#codes) if (now - at > 24 * 3_600_000) this.#codes.delete(old);
    if (this.#codes.has(hash)) throw new TokenError("CODE_USED", entry.hash);
    this.#codes.set(hash, now);
    const sent = receivedAt ?? { wall: now, mono: this.clock.monotonic() };
    const code: HeldCode = {
      authCode,
      sent,
      lifeMs,
      withdrawn: false,
      ...(verifier === undefined ? {} : { verifier }),
    };
    entry.offer(code);
  }

  getToken(key: TokenKey, options: { signal?: AbortSignal; minLifeMs?: number } = {}): Promise<AccessToken> {
    if (this.#disposed) return Promise.reject(new TokenError("DISPOSED", ""));
    if (!isKey(key)) return Promise.reject(new TokenError("CODE_INVALID", ""));
    const entry = this.#entry(key);
    return this.#abortable(entry, options.signal, () => entry.get(options.minLifeMs ?? 0));
  }

  async withToken<T>(
    key: TokenKey,
    call: (token: string) => Promise<T>,
    options: { idempotent?: boolean; signal?: AbortSignal } = {},
  ): Promise<T> {
    const { signal, idempotent } = options;
    const isInvalid = this.#o.isTokenInvalid ?? isTokenInvalid;
    const token = await this.getToken(key, signal === undefined ? {} : { signal });
    const outcome = await settle(call(token.value));
    if (!isInvalid(outcome)) return give(outcome);
    const entry = this.#entry(key);
    const fresh = await settle(this.#abortable(entry, signal, () => entry.get(0, token.value)));
    const mayRepeat = idempotent === true || ("error" in outcome && wasNotSent(outcome.error));
    if ("error" in fresh || !mayRepeat) return give(outcome);
    // A second refusal is the caller's to see (T-TOK-1).
    return call(fresh.value.value);
  }

  async revoke(key: TokenKey): Promise<void> {
    if (this.#disposed || !isKey(key)) return;
    await this.#end(this.#entry(key), "revoked");
  }

  async switchUser(userId: string | null): Promise<void> {
    await this.#endWhere((owner) => owner.userId !== userId, "userSwitched", { keptUser: sha256Hex(userId ?? "") });
  }

  async forgetApp(appId: string): Promise<void> {
    await this.#endWhere((owner) => owner.appId === appId, "appForgotten", { endedApp: sha256Hex(appId) });
  }

  on(event: TokenEventName, fn: (event: TokenEvent) => void): () => void {
    const set = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, set);
    set.add(fn);
    return () => set.delete(fn);
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#closing.abort();
    this.#silence();
    for (const entry of this.#entries.values()) entry.dispose();
    this.#entries.clear();
    this.#listeners.clear();
  }

  // What the entries need. Getters, so that a dump of this object does not walk into them (T-SEE-7).

  get endpoint(): TokenEndpoint {
    return this.#o.endpoint;
  }

  get storage(): TokenStorage | null {
    return this.#o.storage ?? null;
  }

  fraction(): number {
    const [a = 0, b = 0] = this.#random.bytes(2);
    return (a * 256 + b) / 65_536;
  }

  isActive(): boolean {
    return (this.#o.isActive ?? pageActive)();
  }

  tell(type: TokenEventName, entry: KeyEntry, code?: string): void {
    const { userId, appId } = entry.key;
    const event: TokenEvent = { type, keyHash: entry.hash, userId, appId, ...(code === undefined ? {} : { code }) };
    for (const fn of this.#listeners.get(type) ?? []) {
      try {
        fn(event);
      } catch {
        // A failing listener changes nothing for those who wait.
      }
    }
  }

  exclusively<T>(entry: KeyEntry, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return this.#lock === null ? work() : this.#lock(entry.hash, signal, work);
  }

  async alone<T>(refresh: HeldRefresh, work: (refresh: HeldRefresh) => Promise<T>): Promise<T> {
    let current = refresh;
    let name = sha256Hex(current.value);
    for (let other = this.#refreshing.get(name); other !== undefined; other = this.#refreshing.get(name)) {
      await other.catch(() => undefined);
    }
    for (let next = this.#successors.get(name); next !== undefined; next = this.#successors.get(name)) {
      current = next;
      name = sha256Hex(current.value);
    }
    const mine = work(current);
    this.#refreshing.set(name, mine);
    try {
      return await mine;
    } finally {
      this.#refreshing.delete(name);
    }
  }

  succeeded(spent: string, successor: HeldRefresh): void {
    this.#successors.set(sha256Hex(spent), successor);
    if (this.#successors.size > SUCCESSORS_KEPT) this.#successors.delete(this.#successors.keys().next().value ?? "");
  }

  hasRelatedCode(entry: KeyEntry): boolean {
    const { tenant, userId, appId, environment } = entry.key;
    return [...this.#entries.values()].some(
      ({ key, holdsCode }) =>
        holdsCode &&
        key.tenant === tenant &&
        key.userId === userId &&
        key.appId === appId &&
        key.environment === environment,
    );
  }

  announce(entry: KeyEntry, ended = false): void {
    if (this.storage !== null) this.#o.channel?.post({ keyHash: entry.hash, generation: entry.generation, ended });
  }

  // Own.

  #entry(key: TokenKey): KeyEntry {
    const hash = sha256Hex(canonicalKey(key)).slice(0, 32);
    const found = this.#entries.get(hash);
    if (found !== undefined) return found;
    const made = new KeyEntry(this, { ...key, scopes: [...new Set(key.scopes)].sort() }, hash);
    this.#entries.set(hash, made);
    return made;
  }

  async #end(entry: KeyEntry, code: string): Promise<void> {
    const access = entry.wipe(code);
    this.#successors.clear();
    const stored = await settle(entry.storeWiped());
    this.announce(entry, true);
    const { key } = entry;
    // Best effort: local data are gone whatever the server says (T-INV-14).
    if (access !== null)
      await boundedCall((c) => this.endpoint.revoke({ accessToken: access, key }, c), this.#closing.signal, this.clock);
    if ("error" in stored) throw new TokenError("STORAGE_UNAVAILABLE", entry.hash);
  }

  async #endWhere(
    concerned: (owner: { userId: string; appId: string }) => boolean,
    code: string,
    message: TokenMessage,
  ): Promise<void> {
    if (this.#disposed) return;
    // Before all else: others may have a request under way whose key no record names yet (T-INV-14).
    this.#o.channel?.post(message);
    const here = [...this.#entries.values()].filter((entry) => concerned(entry.key));
    const ends = here.map((entry) => this.#end(entry, code));
    // Keys of former runs and of other contexts.
    const known = new Set(here.map((entry) => entry.hash));
    const others = (async () => {
      const records = (await this.storage?.list()) ?? [];
      for (const record of records)
        if (concerned(record) && !known.has(record.name)) await this.#wipeStored(record.name);
    })();
    const outcomes = await Promise.all([...ends, others].map(settle));
    if (outcomes.some((outcome) => "error" in outcome)) throw new TokenError("STORAGE_UNAVAILABLE", "");
  }

  async #wipeStored(name: string): Promise<void> {
    const { storage } = this;
    if (storage === null) return;
    for (let tries = 0; tries < 5; tries++) {
      const record = await storage.read(name);
      if (record === null || record === "tampered") return;
      const { rev } = record;
      const generation = record.generation + 1;
      if (!(await storage.write({ ...record, access: null, refresh: null, generation, rev: rev + 1 }, rev))) continue;
      this.#o.channel?.post({ keyHash: name, generation, ended: true });
      return;
    }
  }

  #onMessage(message: TokenMessage): void {
    if ("keyHash" in message) this.#entries.get(message.keyHash)?.changedElsewhere(message.generation, message.ended);
    for (const entry of this.#entries.values()) {
      const { userId, appId } = entry.key;
      const ended =
        ("keptUser" in message && sha256Hex(userId) !== message.keptUser) ||
        ("endedApp" in message && sha256Hex(appId) === message.endedApp);
      if (ended) entry.changedElsewhere(entry.generation + 1, true);
    }
  }

  /** A caller may give up; what it waited for goes on (T-ONE-2). */
  #abortable<T>(entry: KeyEntry, signal: AbortSignal | undefined, start: () => Promise<T>): Promise<T> {
    if (signal?.aborted) return Promise.reject(new TokenError("ABORTED", entry.hash));
    const shared = start();
    if (signal === undefined) return shared;
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(new TokenError("ABORTED", entry.hash));
      signal.addEventListener("abort", abort, { once: true });
      shared.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
    });
  }
}

function isKey(key: TokenKey): boolean {
  const { tenant, userId, appId, environment, clientId, scopes } = key;
  const texts = [tenant, userId, appId, environment, clientId];
  return Array.isArray(scopes) && [...texts, ...scopes].every((text) => typeof text === "string" && text !== "");
}

async function settle<T>(promise: Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await promise };
  } catch (error) {
    return { error };
  }
}

function give<T>(outcome: { value: T } | { error: unknown }): T {
  if ("error" in outcome) throw outcome.error;
  return outcome.value;
}
