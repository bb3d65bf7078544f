import { createMemoryTokenStorage, type TokenChannel, type TokenMessage, type TokenStorage } from "@berth/sdk/tokens";
import { turns } from "../moving-clock.js";

/** One of several contexts; dead ones do nothing more, wherever they were. */
export interface Living {
  alive: boolean;
}

const forever = (): Promise<never> => new Promise(() => {});

/** What contexts of one browser share: storage, locks, a channel. Each step takes a turn, so that a kill may fall between. */
export class SharedPlace {
  /** Hashes of used codes outlive a lost storage here: without them no manager could keep T-INV-1. */
  readonly #used: TokenStorage;
  #records: TokenStorage;
  readonly #held = new Map<string, Living>();
  readonly #listeners = new Map<(message: TokenMessage) => void, Living>();
  readonly #now: () => number;
  /** Access tokens that reached the storage. */
  readonly saved = new Set<string>();
  /** All that went over the channel. */
  readonly messages: TokenMessage[] = [];
  /** The next calls of the storage that fail. */
  failures = 0;

  constructor(now: () => number) {
    this.#now = now;
    this.#used = createMemoryTokenStorage(now);
    this.#records = createMemoryTokenStorage(now);
  }

  lose(): void {
    this.#records = createMemoryTokenStorage(this.#now);
  }

  /** Locks held or listeners left. */
  get leftovers(): number {
    return this.#listeners.size + [...this.#held.values()].filter((who) => who.alive).length;
  }

  storage(who: Living): TokenStorage {
    const step = async <T>(act: () => Promise<T>): Promise<T> => {
      await turns(1);
      if (!who.alive) return forever();
      if (this.failures > 0) {
        this.failures--;
        throw new Error("storage fails");
      }
      const result = await act();
      await turns(1);
      return who.alive ? result : forever();
    };
    return {
      read: (name) => step(() => this.#records.read(name)),
      write: (record, expected) =>
        step(async () => {
          const written = await this.#records.write(record, expected);
          if (written && record.access !== null) this.saved.add(record.access.value);
          return written;
        }),
      list: () => step(() => this.#records.list()),
      markUsed: (hash, until) => step(() => this.#used.markUsed(hash, until)),
      unmarkUsed: (hash) => step(() => this.#used.unmarkUsed(hash)),
      lease: (name, owner, now, until, waitedMs) =>
        step(async () => (await this.#records.lease?.(name, owner, now, until, waitedMs)) ?? false),
    };
  }

  locks(who: Living): Pick<LockManager, "request"> {
    const request = async (name: string, options: LockOptions, work: () => Promise<unknown>): Promise<unknown> => {
      while (this.#held.get(name)?.alive) {
        await turns(1);
        if (!who.alive) return forever();
        if (options.signal?.aborted) throw new DOMException("waited too long", "AbortError");
      }
      this.#held.set(name, who);
      try {
        return await work();
      } finally {
        if (this.#held.get(name) === who) this.#held.delete(name);
      }
    };
    return { request: request as LockManager["request"] };
  }

  channel(who: Living): TokenChannel {
    return {
      post: (message) => {
        if (!who.alive) return;
        this.messages.push(message);
        for (const [fn, other] of this.#listeners) if (other !== who && other.alive) fn(message);
      },
      listen: (fn) => {
        this.#listeners.set(fn, who);
        return () => this.#listeners.delete(fn);
      },
    };
  }

  kill(who: Living): void {
    who.alive = false;
    for (const [fn, other] of this.#listeners) if (other === who) this.#listeners.delete(fn);
  }
}
