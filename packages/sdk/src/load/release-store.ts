import type { Clock } from "@berth/core";
import type { ReleaseInfo } from "../host-types.js";
import type { LocalStore } from "./local-store.js";

/** What the device keeps of an app between opens. */
export interface StoredRelease {
  /** The release whose packages are here. */
  release: ReleaseInfo;
  /** Wall clock of the last check that succeeded, ms (H-UPD-2). */
  lastUpdateAt: number;
  lastOpenedAt: number;
}

/** Packages of an app in total, and age without an open, after which packages are evicted (H-UPD-10). */
export const evictionLimits = { bytes: 200 * 1024 * 1024, idleMs: 30 * 24 * 3_600_000 };

/** Releases and package bytes on this device, one set per target app, environment and user. */
export class ReleaseStore {
  readonly #store: LocalStore;
  readonly #clock: Clock;
  readonly #prefix: string;

  constructor(store: LocalStore, clock: Clock, prefix: string) {
    this.#store = store;
    this.#clock = clock;
    this.#prefix = prefix;
  }

  async read(appId: string): Promise<{ stored: StoredRelease; zip: Uint8Array } | null> {
    const stored = (await this.#store.get("releases", this.#key(appId))) as StoredRelease | undefined;
    const main = stored?.release.packages[0];
    if (stored === undefined || main === undefined) return null;
    const zip = await this.#store.get("packages", main.sha256);
    return zip instanceof Uint8Array ? { stored, zip } : null;
  }

  /** Stores package bytes first, so that a stored release never lacks them. */
  async write(appId: string, stored: StoredRelease, zip: Uint8Array | null): Promise<void> {
    const sha256 = stored.release.packages[0]?.sha256;
    if (zip !== null && sha256 !== undefined) await this.#store.set("packages", sha256, zip);
    await this.#store.set("releases", this.#key(appId), stored);
  }

  async forget(appId: string): Promise<void> {
    await this.#store.delete("releases", this.#key(appId));
    await this.evict();
  }

  /** Removes what was not opened for 30 days, then the least recently opened above 200 MB, then orphaned bytes (H-UPD-10). */
  async evict(): Promise<void> {
    const now = this.#clock.now();
    const all = (await this.#store.entries("releases", "")) as [string, StoredRelease][];
    all.sort(([, a], [, b]) => b.lastOpenedAt - a.lastOpenedAt);
    const kept = new Set<string>();
    let total = 0;
    for (const [key, stored] of all) {
      const main = stored.release.packages[0];
      total += main?.size ?? 0;
      const idle = now - stored.lastOpenedAt > evictionLimits.idleMs;
      if (main === undefined || idle || (total > evictionLimits.bytes && kept.size > 0)) {
        await this.#store.delete("releases", key);
      } else kept.add(main.sha256);
    }
    for (const [sha256] of await this.#store.entries("packages", "")) {
      if (!kept.has(sha256)) await this.#store.delete("packages", sha256);
    }
  }

  #key(appId: string): string {
    return `${this.#prefix}|${appId}`;
  }
}
