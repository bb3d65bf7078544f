import type { Clock } from "@berth/core";
import { compareVersions } from "@berth/core/release";
import type { Extensions } from "../extension.js";
import type { BerthConfig, ReleaseInfo } from "../host-types.js";
import { LaunchError } from "../launch-error.js";
import { sdkVersion } from "../sdk-version.js";
import type { AppPackage } from "./app-package.js";
import type { PlatformKeys } from "./platform-keys.js";
import { type QueryAnswer, type QueryOutcome, queryReleases } from "./release-query.js";
import type { ReleaseStore, StoredRelease } from "./release-store.js";
import { defaultAsyncSeconds, defaultSyncSeconds, type UpdateMethod, updateMethod } from "./update-decision.js";

/** A program ready to start. */
export interface LoadedApp {
  appId: string;
  release: ReleaseInfo;
  package: AppPackage;
  packageState: "local" | "download" | "preview";
  method: UpdateMethod;
  /** Marks of L-STA-1 on the monotonic clock. */
  marks: { infoAt: number; bytesAt: number; unpackedAt: number };
}

/** What the loader works with. */
export interface LoaderParts {
  config: BerthConfig;
  keys: PlatformKeys;
  fetch: typeof fetch;
  clock: Clock;
  releases: ReleaseStore;
  installationId: string;
  locale: string;
  userId(): string;
  intervals(): Extensions["updateIntervals"] | undefined;
  /** Hears every verified answer: terms of collection, gateway. */
  onAnswer(answer: QueryAnswer): void;
  log(name: string, data: Record<string, unknown>, appId: string): void;
}

/** One load. */
export interface LoadOptions {
  forceSync: boolean;
  signal: AbortSignal;
  stage(stage: "query" | "download" | "verify", detail?: string): void;
  /** Hears of the release of a first load as soon as the signed answer is there. */
  release?(release: ReleaseInfo): void;
}

/** Longest wait for a synchronous update before the local version starts, ms (H-UPD-6). */
export const syncUpdateMs = 10_000;
/** Longest wait for the first query, ms. */
export const firstQueryMs = 20_000;

/** Query, download, verification and unpacking of programs, with the update rules of H-UPD. */
export class AppLoader {
  readonly #parts: LoaderParts;

  constructor(parts: LoaderParts) {
    this.#parts = parts;
  }

  /**
   * Whether a package is on the device, and what an open will do about updates (H-LOG-E03). The release is as it was
   * stored, before any verification: good for guesses only.
   */
  async outlook(
    appId: string,
    forceSync: boolean,
  ): Promise<{ packageState: "local" | "download"; method: UpdateMethod; release: ReleaseInfo | null }> {
    const local = await this.#parts.releases.read(appId);
    if (local === null) return { packageState: "download", method: "none", release: null };
    const method = this.#method(appId, local.stored, forceSync);
    return { packageState: "local", method, release: local.stored.release };
  }

  #method(appId: string, stored: StoredRelease, forceSync: boolean): UpdateMethod {
    const intervals = this.#parts.intervals();
    return updateMethod({
      mode: intervals?.mode ?? "default",
      ageMs: this.#parts.clock.now() - stored.lastUpdateAt,
      asyncSeconds: intervals?.asyncSeconds?.(appId) ?? defaultAsyncSeconds,
      syncSeconds: intervals?.syncSeconds?.(appId) ?? defaultSyncSeconds,
      forceSync,
    });
  }

  /** @throws LaunchError 91001 to 91006 */
  async load(appId: string, options: LoadOptions): Promise<LoadedApp> {
    const local = await this.#parts.releases.read(appId);
    if (local === null) return this.#firstLoad(appId, options);
    const method = this.#method(appId, local.stored, options.forceSync);
    if (method === "sync") {
      const updated = await this.#synchronous(appId, local.stored, options);
      if (updated !== null) return updated;
    }
    return this.#openLocal(appId, local.stored, local.zip, method, options);
  }

  /** The asynchronous method after first render (H-UPD-5). True when a new package is staged for the next cold start. */
  async checkLater(appId: string, signal: AbortSignal): Promise<boolean> {
    const local = await this.#parts.releases.read(appId);
    if (local === null) return false;
    const outcome = await this.#query([{ appId, releaseVersion: local.stored.release.releaseVersion }], signal);
    const taken = await this.#take(appId, local.stored, outcome, "async", signal);
    return taken.kind === "new";
  }

  /** A query without apps: renews terms of collection and the gateway's token. */
  async refreshTerms(signal: AbortSignal): Promise<void> {
    await this.#query([], signal);
  }

  async #query(apps: { appId: string; releaseVersion?: string }[], signal: AbortSignal): Promise<QueryOutcome> {
    const { config, keys, installationId, locale } = this.#parts;
    const userId = this.#parts.userId();
    const request = {
      apps,
      ...(userId === "" ? {} : { userId }),
      installationId,
      sdkVersion,
      os: "web",
      locale,
    };
    const outcome = await queryReleases(config, keys, request, this.#parts.fetch, signal);
    if (outcome.kind === "answer") this.#parts.onAnswer(outcome.answer);
    return outcome;
  }

  async #firstLoad(appId: string, options: LoadOptions): Promise<LoadedApp> {
    const { clock } = this.#parts;
    options.stage("query");
    const started = clock.monotonic();
    const outcome = await this.#query([{ appId }], AbortSignal.any([options.signal, timeout(clock, firstQueryMs)]));
    const checked = (result: string, errorCode?: number): void =>
      this.#parts.log(
        "package.check",
        {
          method: "first",
          outcome: result,
          durationMs: Math.round(clock.monotonic() - started),
          ...(errorCode === undefined ? {} : { errorCode }),
        },
        appId,
      );
    if (outcome.kind !== "answer") {
      const number = outcome.kind === "untrusted" ? 91005 : 91004;
      checked("fail", number);
      throw new LaunchError(number, outcome.kind === "untrusted" ? "verify" : "query", outcome.message);
    }
    const app = outcome.answer.apps.find((entry) => entry.appId === appId);
    if (app === undefined) {
      checked("not_available", 91001);
      throw new LaunchError(91001, "query", `the platform knows no mini program ${appId}`);
    }
    if (app.status !== "ok" || app.release === undefined) {
      const offline = app.status === "offline";
      checked(offline ? "offline" : "not_available", offline ? 91003 : 91002);
      throw offline
        ? new LaunchError(91003, "query", `${appId} was taken offline`)
        : new LaunchError(91002, "query", `${appId} has no release for this user on this target app`);
    }
    checked("new");
    options.release?.(app.release);
    const infoAt = clock.monotonic();
    options.stage("download");
    const zip = await this.#download(appId, app.release, options.signal);
    const bytesAt = clock.monotonic();
    options.stage("verify");
    const unpacked = await this.#unpack(zip, app.release);
    const now = clock.now();
    await this.#parts.releases.write(appId, { release: app.release, lastUpdateAt: now, lastOpenedAt: now }, zip);
    void this.#parts.releases.evict();
    const marks = { infoAt, bytesAt, unpackedAt: clock.monotonic() };
    return { appId, release: app.release, package: unpacked, packageState: "download", method: "none", marks };
  }

  async #openLocal(
    appId: string,
    stored: StoredRelease,
    zip: Uint8Array,
    method: UpdateMethod,
    options: LoadOptions,
  ): Promise<LoadedApp> {
    const { clock, keys, releases } = this.#parts;
    const file = stored.release.packages[0];
    const infoAt = clock.monotonic();
    options.stage("verify");
    const bytes = new Uint8Array(zip);
    const { verifyPackage } = await import("./package-download.js");
    // The store is the device's, not ours: what comes out of it is verified like what comes from the network.
    if (file === undefined || (await verifyPackage(appId, stored.release, file, bytes, keys)) !== null) {
      await releases.forget(appId);
      return this.#firstLoad(appId, options);
    }
    const unpacked = await this.#unpack(bytes, stored.release);
    await releases.write(appId, { ...stored, lastOpenedAt: clock.now() }, null);
    const marks = { infoAt, bytesAt: infoAt, unpackedAt: clock.monotonic() };
    return { appId, release: stored.release, package: unpacked, packageState: "local", method, marks };
  }

  /** H-UPD-6: null means "start what is here". */
  async #synchronous(appId: string, stored: StoredRelease, options: LoadOptions): Promise<LoadedApp | null> {
    options.stage("query");
    const signal = AbortSignal.any([options.signal, timeout(this.#parts.clock, syncUpdateMs)]);
    const outcome = await this.#query([{ appId, releaseVersion: stored.release.releaseVersion }], signal);
    const taken = await this.#take(appId, stored, outcome, "sync", signal);
    if (taken.kind === "gone") {
      await this.#parts.releases.forget(appId);
      throw new LaunchError(taken.code, "query", `${appId} is no longer served (${taken.code})`);
    }
    if (taken.kind === "failed") return null;
    const fresh = await this.#parts.releases.read(appId);
    return fresh === null ? null : this.#openLocal(appId, fresh.stored, fresh.zip, "sync", options);
  }

  /** Applies a query's outcome to what is stored (H-UPD-2, H-UPD-7, H-UPD-8). */
  async #take(
    appId: string,
    stored: StoredRelease,
    outcome: QueryOutcome,
    method: "async" | "sync",
    signal: AbortSignal,
  ): Promise<{ kind: "new" | "unchanged" | "failed" } | { kind: "gone"; code: 91002 | 91003 }> {
    const { clock, releases, log } = this.#parts;
    const started = clock.monotonic();
    const done = (result: string): void =>
      log("package.check", { method, outcome: result, durationMs: Math.round(clock.monotonic() - started) }, appId);
    if (outcome.kind !== "answer") {
      done("fail");
      return { kind: "failed" };
    }
    const app = outcome.answer.apps.find((entry) => entry.appId === appId);
    if (app === undefined || app.status === "not_available" || app.status === "offline") {
      done(app?.status === "offline" ? "offline" : "not_available");
      return { kind: "gone", code: app?.status === "offline" ? 91003 : 91002 };
    }
    const release = app.release ?? stored.release;
    const changed = release.packages[0]?.sha256 !== stored.release.packages[0]?.sha256;
    let zip: Uint8Array | null = null;
    if (changed) {
      try {
        zip = await this.#download(appId, release, signal);
      } catch {
        done("fail");
        return { kind: "failed" };
      }
    }
    await releases.write(appId, { release, lastUpdateAt: clock.now(), lastOpenedAt: stored.lastOpenedAt }, zip);
    done(changed ? "new" : "unchanged");
    return { kind: changed ? "new" : "unchanged" };
  }

  async #download(appId: string, release: ReleaseInfo, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const { config, keys, clock, log } = this.#parts;
    const file = release.packages[0];
    if (file === undefined) throw new LaunchError(91004, "download", "the release has no package");
    const platform = { url: config.platformUrl, keys, fetch: this.#parts.fetch, clock };
    const { downloadPackage } = await import("./package-download.js");
    const outcome = await downloadPackage(appId, release, file, platform, signal);
    if (outcome.ok) {
      const { durationMs } = outcome;
      log("package.download", { root: file.root, bytes: outcome.zip.length, durationMs, outcome: "success" }, appId);
      return outcome.zip;
    }
    const invalid = outcome.kind === "invalid";
    const errorCode = invalid ? 91005 : 91004;
    log("package.download", { root: file.root, bytes: 0, durationMs: 0, outcome: "fail", errorCode }, appId);
    throw new LaunchError(errorCode, invalid ? "verify" : "download", outcome.message);
  }

  async #unpack(zip: Uint8Array, release: ReleaseInfo): Promise<AppPackage> {
    // Unpacking and its schemas are for opening programs; a host starts without them.
    const { readPackage } = await import("./app-package.js");
    const outcome = await readPackage(zip);
    if (!outcome.ok) throw new LaunchError(91005, "verify", `the package is invalid: ${outcome.message}`);
    const wanted = [outcome.package.manifest.minSdkVersion, release.minSdkVersion ?? "0.0.0"];
    const tooNew = wanted.find((version) => compareVersions(sdkVersion, version) < 0);
    if (tooNew !== undefined) {
      throw new LaunchError(91006, "verify", `the program needs SDK ${tooNew}, this is ${sdkVersion}`);
    }
    return outcome.package;
  }
}

function timeout(clock: Clock, ms: number): AbortSignal {
  const controller = new AbortController();
  clock.setTimer(ms, () => controller.abort(new DOMException("timed out", "TimeoutError")));
  return controller.signal;
}
