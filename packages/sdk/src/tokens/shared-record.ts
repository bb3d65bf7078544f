import { EMPTY_TOKENS, type Instant, type TokenState } from "@berth/core/tokens";
import type { TokenRecord, TokenStorage } from "./token-storage.js";

/** What another context did with a key since this one looked. */
export type SharedChange =
  | { kind: "same" }
  | { kind: "changed"; access: TokenState["access"]; refresh: TokenState["refresh"] }
  /** Revoked, user switched, app removed. */
  | { kind: "ended" };

/** The record of one key in the storage as this context last saw it (T-CTX-2, T-CTX-3). Without storage: nothing. */
export class SharedRecord {
  readonly #storage: TokenStorage | null;
  readonly #owner: Pick<TokenRecord, "name" | "userId" | "appId">;
  readonly #onTampered: () => void;
  #rev = 0;
  /** Highest `rev` seen: numbers of a storage that was cleared do not come again. */
  #high = 0;
  /** Raised by revocation, user switch and removal, here or elsewhere. */
  generation = 0;
  /** A wipe that the storage did not take: it comes before anything else (T-INV-14). */
  #mustWipe = false;
  /** What is held has not reached the storage: nobody may have it before it does (T-INV-11). */
  unsaved = false;

  constructor(
    storage: TokenStorage | null,
    owner: Pick<TokenRecord, "name" | "userId" | "appId">,
    onTampered: () => void,
  ) {
    this.#storage = storage;
    this.#owner = owner;
    this.#onTampered = onTampered;
  }

  /** What is held now counts for nothing: read anew before the next use. */
  forget(generation = this.generation): void {
    this.generation = generation;
    this.#rev = 0;
    this.unsaved = false;
  }

  /** Looks again, under the lock. `held` keeps the clocks of a token that this context brought itself (T-INV-7). */
  async read(held: TokenState, now: () => Instant): Promise<SharedChange> {
    if (this.#mustWipe) await this.wipe();
    let stored = (await this.#storage?.read(this.#owner.name)) ?? null;
    if (stored !== null && stored !== "tampered" && stored.generation < this.generation) {
      // Ended by a context that could not write it down.
      await this.wipe();
      stored = (await this.#storage?.read(this.#owner.name)) ?? null;
    }
    if (stored === "tampered") this.#onTampered();
    // A storage that was cleared knows nothing: what is in memory is written anew.
    if (stored === null || stored === "tampered") {
      this.#rev = 0;
      return { kind: "same" };
    }
    if (stored.rev === this.#rev) return { kind: "same" };
    const ended = this.#rev > 0 && stored.generation > this.generation;
    this.forget(Math.max(this.generation, stored.generation));
    this.#rev = this.#high = stored.rev;
    if (ended) return { kind: "ended" };
    const { access, refresh } = stored;
    if (access === null) return { kind: "changed", access, refresh };
    if (held.access?.value === access.value) return { kind: "changed", access: held.access, refresh };
    const { wall, mono } = now();
    const sent = { wall: access.sentAt, mono: mono - Math.max(0, wall - access.sentAt) };
    return { kind: "changed", access: { value: access.value, lifeMs: access.lifeMs, sent }, refresh };
  }

  /** Writes what is held; false: somebody wiped or wrote although the lock was ours, theirs stands. */
  async save(tokens: TokenState): Promise<boolean> {
    if (this.#storage === null) return true;
    this.unsaved = true;
    const rev = Math.max(this.#rev, this.#high) + 1;
    const written = await this.#storage.write(this.#record(tokens, rev), this.#rev);
    this.unsaved = false;
    this.#rev = written ? rev : 0;
    this.#high = rev;
    return written;
  }

  /** Writes that nothing is held under a generation above all others; until that is done nothing stored is believed. */
  async wipe(): Promise<void> {
    if (this.#storage === null) return;
    this.#mustWipe = true;
    for (let tries = 0; tries < 5; tries++) {
      const found = await this.#storage.read(this.#owner.name);
      const stored = found === "tampered" ? null : found;
      this.forget(Math.max(this.generation, (stored?.generation ?? 0) + 1));
      const rev = stored?.rev ?? 0;
      this.#high = Math.max(this.#high, rev) + 1;
      if (!(await this.#storage.write(this.#record(EMPTY_TOKENS, this.#high), rev))) continue;
      this.#mustWipe = false;
      return;
    }
    throw new Error("others write all the time");
  }

  #record({ access, refresh }: TokenState, rev: number): TokenRecord {
    const kept = access === null ? null : { value: access.value, sentAt: access.sent.wall, lifeMs: access.lifeMs };
    return { ...this.#owner, generation: this.generation, rev, access: kept, refresh };
  }
}
