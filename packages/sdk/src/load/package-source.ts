import type { Clock } from "@berth/core";
import type { ReleaseInfo } from "../host-types.js";
import { LaunchError } from "../launch-error.js";
import type { LocalStore } from "./local-store.js";
import { downloadPackage } from "./package-download.js";
import { PartialStore } from "./partial-store.js";
import type { PlatformKeys } from "./platform-keys.js";
import type { ReleaseStore, StoredRelease } from "./release-store.js";
import { verifyPackage } from "./verify-package.js";
import { type Locks, withLock } from "./with-lock.js";

/** What packages are got with. */
export interface SourceParts {
  platformUrl: string;
  keys: PlatformKeys;
  fetch: typeof fetch;
  clock: Clock;
  store: LocalStore;
  releases: ReleaseStore;
  locks: Locks | null;
  /** Whether a run of that app is open here: its package is never given away. */
  alive(appId: string): boolean;
  log(name: string, data: Record<string, unknown>, appId: string): void;
}

/** Verified bytes of packages: from the device, or from the platform. Nobody gets bytes that were not verified here. */
export class PackageSource {
  readonly #parts: SourceParts;

  constructor(parts: SourceParts) {
    this.#parts = parts;
  }

  /** Bytes on the device, verified like what comes from the network: the store is the device's, not ours. */
  async local(
    appId: string,
    release: ReleaseInfo,
    file: ReleaseInfo["packages"][number],
  ): Promise<Uint8Array<ArrayBuffer> | null> {
    const zip = await this.#parts.releases.bytes(file.sha256);
    return zip !== null && (await verifyPackage(appId, release, file, zip, this.#parts.keys)) === null ? zip : null;
  }

  /**
   * Bytes of a package, and puts them on the device. Two tabs that want the same fetch it once.
   *
   * @throws LaunchError 91004, 91005
   */
  async obtain(
    appId: string,
    release: ReleaseInfo,
    file: ReleaseInfo["packages"][number],
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { locks, releases, alive } = this.#parts;
    const work = async (): Promise<Uint8Array<ArrayBuffer>> => {
      const here = await this.local(appId, release, file);
      if (here !== null) return here;
      const zip = await this.#download(appId, release, file, signal);
      await releases.keep(file.sha256, zip, alive);
      return zip;
    };
    try {
      return await withLock(locks, `berth-package|${file.sha256}`, work, { signal });
    } catch (cause) {
      if (cause instanceof LaunchError) throw cause;
      throw new LaunchError(91004, "download", "the download was stopped", { cause });
    }
  }

  /** Puts the bytes of a preset on the device, once they are verified. @throws LaunchError 91005 */
  async install(appId: string, release: ReleaseInfo, zip: Uint8Array<ArrayBuffer>): Promise<StoredRelease> {
    const { keys, releases, alive, clock } = this.#parts;
    const [file] = release.packages;
    const wrong = file === undefined ? "it names no package" : await verifyPackage(appId, release, file, zip, keys);
    if (file === undefined || wrong !== null) throw new LaunchError(91005, "verify", `${wrong}`);
    const at = clock.now();
    const stored: StoredRelease = { release, lastUpdateAt: at, lastOpenedAt: at, preset: true };
    await releases.installing(async () => {
      await releases.keep(file.sha256, zip, alive);
      await releases.update(appId, () => stored);
    });
    return stored;
  }

  async #download(
    appId: string,
    release: ReleaseInfo,
    file: ReleaseInfo["packages"][number],
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { platformUrl, clock, keys, log, store } = this.#parts;
    const partials = new PartialStore(store, () => clock.now());
    const address = file.url.startsWith("/") ? platformUrl + file.url : file.url;
    const started = clock.monotonic();
    const ended = (outcome: "success" | "fail", bytes: number, errorCode?: number): void => {
      const durationMs = Math.round(clock.monotonic() - started);
      const code = errorCode === undefined ? {} : { errorCode };
      log("package.download", { root: file.root, bytes, durationMs, outcome, ...code }, appId);
    };
    const failed = (number: 91004 | 91005, message: string): LaunchError => {
      ended("fail", 0, number);
      return new LaunchError(number, number === 91005 ? "verify" : "download", message);
    };
    const wanted = { address, sha256: file.sha256, size: file.size, fetch: this.#parts.fetch, clock, partials };
    for (;;) {
      const outcome = await downloadPackage(wanted, signal);
      if (!outcome.ok) throw failed(outcome.kind === "invalid" ? 91005 : 91004, outcome.message);
      await partials.drop(file.sha256);
      const wrong = await verifyPackage(appId, release, file, outcome.zip, keys);
      if (wrong === null) {
        ended("success", outcome.zip.length);
        return outcome.zip;
      }
      // Pieces of different answers may not fit together: once more, whole. Whole and wrong would be the same again.
      if (!outcome.resumed) throw failed(91005, wrong);
    }
  }
}
