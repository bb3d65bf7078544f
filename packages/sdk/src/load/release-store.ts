import type { Clock } from "@berth/core";
import type { ReleaseInfo } from "../host-types.js";
import type { LocalStore } from "./local-store.js";
import { partialLifeMs, pieceWrittenAt } from "./partial-store.js";
import { type Locks, withLock } from "./with-lock.js";

/** What the device keeps of an app between opens. */
export interface StoredRelease {
  /** The release whose packages are here. */
  release: ReleaseInfo;
  /** Wall clock of the last check that succeeded, ms (H-UPD-2). */
  lastUpdateAt: number;
  lastOpenedAt: number;
  /** It came with the host, and no check has succeeded since. */
  preset?: true;
}

/** Packages of an app in total, and age without an open, after which packages are evicted (H-UPD-10). */
export const evictionLimits = { bytes: 200 * 1024 * 1024, idleMs: 30 * 24 * 3_600_000 };

/** Held shared while bytes are on their way to a record, alone while orphaned bytes are removed. */
const packagesLock = "berth-packages";

/**
 * Releases and package bytes on this device, one set per target app, environment and user. Bytes come first, the record
 * that names them last and in one step, so that half an installation is none. A store that fails is like an empty one.
 */
export class ReleaseStore {
  readonly #store: LocalStore;
  readonly #clock: Clock;
  readonly #prefix: () => string;
  readonly #locks: Locks | null;

  /** `prefix` names target app, environment and user of now: a release served to one user is not another's (H-SPI-9). */
  constructor(store: LocalStore, clock: Clock, prefix: () => string, locks: Locks | null) {
    this.#store = store;
    this.#clock = clock;
    this.#prefix = prefix;
    this.#locks = locks;
  }

  /** The record of an app whose main package is here, or null. The bytes are not read. */
  async find(appId: string): Promise<StoredRelease | null> {
    const stored = await this.#get<StoredRelease>("releases", this.#key(appId));
    const main = stored?.release.packages[0];
    return stored !== undefined && main !== undefined && (await this.holds(main.sha256)) ? stored : null;
  }

  /** Bytes of a package, unverified, or null. */
  async bytes(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const zip = await this.#get("packages", sha256);
    return zip instanceof Uint8Array ? new Uint8Array(zip) : null;
  }

  /** Whether bytes of a package are here, without reading them. */
  async holds(sha256: string): Promise<boolean> {
    return (await this.#store.keys("packages", sha256).catch((): string[] => [])).includes(sha256);
  }

  /** Runs `work`, which stores packages and then their record: no tab takes the bytes for orphans meanwhile. */
  installing<T>(work: () => Promise<T>): Promise<T> {
    return withLock(this.#locks, packagesLock, work, { mode: "shared" });
  }

  /** Stores bytes; on a full disk programs give way that were not opened for longest. False when it cannot be done. */
  async keep(sha256: string, zip: Uint8Array, alive: (appId: string) => boolean): Promise<boolean> {
    for (;;) {
      try {
        await this.#store.set("packages", sha256, zip);
        return true;
      } catch (cause) {
        if ((cause as Error).name !== "QuotaExceededError" || !(await this.#giveWay(alive).catch(() => false))) {
          return false;
        }
      }
    }
  }

  /** Changes the record of an app in one step; null removes it. Another tab's change is seen, never overwritten. */
  async update(appId: string, change: (stored: StoredRelease | null) => StoredRelease | null): Promise<void> {
    const key = this.#key(appId);
    const work = async (): Promise<void> => {
      const next = change((await this.#get<StoredRelease>("releases", key)) ?? null);
      await (next === null ? this.#store.delete("releases", key) : this.#store.set("releases", key, next));
    };
    await withLock(this.#locks, `berth-release|${key}`, work).catch(() => {});
  }

  async forget(appId: string): Promise<void> {
    await this.update(appId, () => null);
  }

  /**
   * Removes what was not opened for 30 days, then the least recently opened above 200 MB, never what is alive here; then
   * bytes that belong to no release (H-UPD-10).
   */
  async evict(alive: (appId: string) => boolean): Promise<void> {
    const work = async (): Promise<void> => {
      const now = this.#clock.now();
      const keys = await this.#store.keys("packages", "");
      const here = new Set(keys);
      const kept = new Set<string>();
      let total = 0;
      for (const [key, { release, lastOpenedAt }] of await this.#byUse()) {
        // Subpackages that nobody has opened take no room.
        for (const { sha256, size } of release.packages) total += here.has(sha256) ? size : 0;
        const idle = now - lastOpenedAt > evictionLimits.idleMs;
        if ((idle || (total > evictionLimits.bytes && kept.size > 0)) && !alive(appIdOf(key))) {
          await this.#store.delete("releases", key);
        } else for (const { sha256 } of release.packages) kept.add(sha256);
      }
      for (const key of keys) {
        const writtenAt = pieceWrittenAt(key);
        const isOrphan = writtenAt === null ? !kept.has(key) : now - writtenAt > partialLifeMs;
        if (isOrphan) await this.#store.delete("packages", key);
      }
    };
    // Bytes on their way would look like orphans; the next time is soon enough.
    await withLock(this.#locks, packagesLock, work).catch(() => {});
  }

  /** Keys and records, the most recently opened first. */
  async #byUse(): Promise<[key: string, StoredRelease][]> {
    const all = (await this.#store.entries("releases", "")) as [string, StoredRelease][];
    return all.sort(([, a], [, b]) => b.lastOpenedAt - a.lastOpenedAt);
  }

  /** Removes the program that was not opened for longest, with its bytes. False when there is none to remove. */
  async #giveWay(alive: (appId: string) => boolean): Promise<boolean> {
    const all = await this.#byUse();
    const [key, last] = all.findLast(([each]) => !alive(appIdOf(each))) ?? [];
    if (key === undefined || last === undefined) return false;
    await this.#store.delete("releases", key);
    const others = new Set(all.flatMap(([each, { release }]) => (each === key ? [] : release.packages)));
    const kept = new Set([...others].map(({ sha256 }) => sha256));
    for (const { sha256 } of last.release.packages) {
      if (!kept.has(sha256)) await this.#store.delete("packages", sha256);
    }
    return true;
  }

  async #get<T>(area: "releases" | "packages", key: string): Promise<T | undefined> {
    return (await this.#store.get(area, key).catch(() => undefined)) as T | undefined;
  }

  #key(appId: string): string {
    return `${this.#prefix()}|${appId}`;
  }
}

/** App of a record's key. */
function appIdOf(key: string): string {
  return key.slice(key.lastIndexOf("|") + 1);
}
