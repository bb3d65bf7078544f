import type { Clock } from "@berth/core";
import type { Extensions } from "../extension.js";
import type { BerthConfig, ReleaseInfo } from "../host-types.js";
import { LaunchError } from "../launch-error.js";
import type { AppPackage } from "./app-package.js";
import type { LocalStore } from "./local-store.js";
import type { PackageSource } from "./package-source.js";
import type { PlatformKeys } from "./platform-keys.js";
import type { PlatformQueries } from "./platform-queries.js";
import { type PresetPackage, Presets, presetBytes } from "./preset-package.js";
import { ReleaseStore, type StoredRelease } from "./release-store.js";
import { servedRelease } from "./served-release.js";
import type { CheckResult } from "./update-check.js";
import { defaultAsyncSeconds, defaultSyncSeconds, type UpdateMethod, updateMethod } from "./update-decision.js";
import type { Locks } from "./with-lock.js";

/** A program ready to start. */
export interface LoadedApp {
  appId: string;
  release: ReleaseInfo;
  package: AppPackage;
  packageState: PackageState | "preview";
  method: UpdateMethod;
  /** Marks of L-STA-1 on the monotonic clock. */
  marks: { infoAt: number; bytesAt: number; unpackedAt: number };
}

/** Where a package was when an open was asked for (H-LOG-E03). */
export type PackageState = "local" | "preset" | "download";

/** What the loader works with. */
export interface LoaderParts {
  config: BerthConfig;
  keys: PlatformKeys;
  fetch: typeof fetch;
  clock: Clock;
  store: LocalStore;
  locks: Locks | null;
  presets: readonly PresetPackage[];
  queries: PlatformQueries;
  userId(): string;
  intervals(): Extensions["updateIntervals"] | undefined;
  /** Whether a run of that app is open in this page. */
  alive(appId: string): boolean;
  log(name: string, data: Record<string, unknown>, appId: string): void;
  /** Something is wrong that only the host's developer can mend. */
  warn(message: string): void;
}

/** One load. */
export interface LoadOptions {
  forceSync: boolean;
  signal: AbortSignal;
  stage(stage: "query" | "download" | "verify", detail?: string): void;
  /** Hears of the release of a first load as soon as the signed answer is there. */
  release?(release: ReleaseInfo): void;
  /** The page that opens first: its subpackage, if it lies in one, is part of the launch (F-SUB-4). */
  page?(app: LoadedApp): string;
}

/** Longest wait for a synchronous update before the local version starts, ms (H-UPD-6). */
export const syncUpdateMs = 10_000;
/** Longest wait for the first query, ms. */
export const firstQueryMs = 20_000;

/** Query, download, verification and unpacking of programs, with the update rules of H-UPD. */
export class AppLoader {
  readonly #parts: LoaderParts;
  readonly #releases: ReleaseStore;
  readonly #presets: Presets;
  #source: Promise<PackageSource> | null = null;

  constructor(parts: LoaderParts) {
    this.#parts = parts;
    const { config, clock, store, locks } = parts;
    // A release served to one user is not another's (H-SPI-9).
    const prefix = (): string => `${config.targetAppId}|${config.environment}|${parts.userId()}`;
    this.#releases = new ReleaseStore(store, clock, prefix, locks);
    this.#presets = new Presets(parts.presets, store);
  }

  /**
   * Whether a package is on the device, and what an open will do about updates (H-LOG-E03). The release is as it was
   * stored, before any verification: good for guesses only.
   */
  async outlook(
    appId: string,
    forceSync: boolean,
  ): Promise<{ packageState: PackageState; method: UpdateMethod; release: ReleaseInfo | null }> {
    const stored = await this.#releases.find(appId);
    const preset = await this.#presetFor(appId, stored);
    if (preset !== null) {
      return { packageState: "preset", method: this.#method(appId, null, forceSync), release: preset.release };
    }
    if (stored === null) return { packageState: "download", method: "none", release: null };
    const method = this.#method(appId, stored, forceSync);
    return { packageState: stored.preset === true ? "preset" : "local", method, release: stored.release };
  }

  /** @throws LaunchError 91001 to 91006 */
  async load(appId: string, options: LoadOptions): Promise<LoadedApp> {
    const app = await this.#load(appId, options);
    const page = options.page?.(app);
    const root = app.package.manifest.units.find(({ pages }) => page !== undefined && pages.includes(page))?.root ?? "";
    if (app.package.unit(root) !== null) return app;
    options.stage("download");
    await this.#addPart(app, root, options.signal);
    const now = this.#parts.clock.monotonic();
    return { ...app, marks: { ...app.marks, bytesAt: now, unpackedAt: now } };
  }

  async #load(appId: string, options: LoadOptions): Promise<LoadedApp> {
    const found = await this.#releases.find(appId);
    const preset = await this.#presetFor(appId, found);
    const installed = preset === null ? null : await this.#install(preset);
    const stored = installed?.stored ?? found;
    if (stored === null) return this.#firstLoad(appId, options);
    const method = this.#method(appId, installed === null ? stored : null, options.forceSync);
    if (method === "sync") {
      const updated = await this.#synchronous(appId, stored, options);
      if (updated !== null) return updated;
    }
    return this.#openLocal(appId, stored, installed?.zip ?? null, method, options);
  }

  /** The asynchronous method after first render (H-UPD-5); `found` is called before a new package is fetched. */
  async checkLater(appId: string, signal: AbortSignal, found?: () => void): Promise<CheckResult["kind"]> {
    const stored = await this.#releases.find(appId);
    return stored === null ? "failed" : (await this.#check(appId, stored, "async", signal, found)).kind;
  }

  /** Puts a subpackage into the package of a running program (F-SUB-4). False when it cannot be had. */
  async addPart(app: LoadedApp, root: string, signal: AbortSignal): Promise<boolean> {
    if (app.package.unit(root) !== null) return true;
    return this.#addPart(app, root, signal).then(
      () => true,
      () => false,
    );
  }

  /** @throws LaunchError 91004, 91005 */
  async #addPart(app: LoadedApp, root: string, signal: AbortSignal): Promise<void> {
    const file = app.release.packages.find((each) => each.root === root && root !== "");
    if (file === undefined) throw new LaunchError(91005, "verify", `there is no subpackage ${root}`);
    const source = await this.#packages();
    const wrong = await app.package.add(root, await source.obtain(app.appId, app.release, file, signal));
    if (wrong !== null) throw new LaunchError(91005, "verify", `the subpackage ${root} is invalid: ${wrong}`);
  }

  /** The age counts from the last check that succeeded; a preset at its first open has none (H-UPD-2). */
  #method(appId: string, stored: StoredRelease | null, forceSync: boolean): UpdateMethod {
    const intervals = this.#parts.intervals();
    return updateMethod({
      mode: intervals?.mode ?? "default",
      ageMs: stored === null ? 0 : this.#parts.clock.now() - stored.lastUpdateAt,
      asyncSeconds: intervals?.asyncSeconds?.(appId) ?? defaultAsyncSeconds,
      syncSeconds: intervals?.syncSeconds?.(appId) ?? defaultSyncSeconds,
      forceSync,
    });
  }

  /** The preset that this open takes: nothing newer is here, and the platform has not withdrawn it. */
  async #presetFor(appId: string, stored: StoredRelease | null): Promise<PresetPackage | null> {
    if (stored !== null && stored.preset !== true) return null;
    const preset = await this.#presets.find(appId);
    return preset?.release.releaseVersion === stored?.release.releaseVersion ? null : preset;
  }

  async #firstLoad(appId: string, options: LoadOptions): Promise<LoadedApp> {
    const { clock, log } = this.#parts;
    options.stage("query");
    const started = clock.monotonic();
    const outcome = await this.#parts.queries.ask(
      [{ appId }],
      AbortSignal.any([options.signal, timeout(clock, firstQueryMs)]),
    );
    const served = servedRelease(appId, outcome);
    const durationMs = Math.round(clock.monotonic() - started);
    const errorCode = served.ok ? {} : { errorCode: served.error.number };
    log(
      "package.check",
      { method: "first", outcome: served.ok ? "new" : served.outcome, durationMs, ...errorCode },
      appId,
    );
    if (!served.ok) {
      if (served.outcome !== "fail") await this.#presets.gone(appId);
      throw served.error;
    }
    const { release, file } = served;
    options.release?.(release);
    const infoAt = clock.monotonic();
    options.stage("download");
    const source = await this.#packages();
    const { unpacked, bytesAt } = await this.#releases.installing(async () => {
      const zip = await source.obtain(appId, release, file, options.signal);
      const bytesAt = clock.monotonic();
      options.stage("verify");
      const { openPackage } = await import("./open-package.js");
      const unpacked = await openPackage(zip, release);
      const now = clock.now();
      await this.#releases.update(appId, () => ({ release, lastUpdateAt: now, lastOpenedAt: now }));
      return { unpacked, bytesAt };
    });
    void this.#releases.evict(this.#parts.alive);
    const marks = { infoAt, bytesAt, unpackedAt: clock.monotonic() };
    return { appId, release, package: unpacked, packageState: "download", method: "none", marks };
  }

  /** Puts a preset on the device, at its first open or in the place of an older host's preset. */
  async #install(preset: PresetPackage): Promise<{ stored: StoredRelease; zip: Uint8Array<ArrayBuffer> } | null> {
    const { appId, release } = preset;
    try {
      const zip = await presetBytes(preset, this.#parts.fetch);
      const stored = await (await this.#packages()).install(appId, release, zip);
      return { stored, zip };
    } catch (cause) {
      this.#parts.warn(`the preset of ${appId} cannot be used: ${(cause as Error).message}`);
      return null;
    }
  }

  async #openLocal(
    appId: string,
    stored: StoredRelease,
    given: Uint8Array<ArrayBuffer> | null,
    method: UpdateMethod,
    options: LoadOptions,
  ): Promise<LoadedApp> {
    const { clock } = this.#parts;
    const { release } = stored;
    const [file] = release.packages;
    const infoAt = clock.monotonic();
    options.stage("verify");
    const source = await this.#packages();
    const zip = given ?? (file === undefined ? null : await source.local(appId, release, file));
    if (zip === null) {
      // What is on the device is not what was put there.
      await this.#releases.forget(appId);
      const preset = await this.#presetFor(appId, null);
      const again = preset === null ? null : await this.#install(preset);
      if (again === null) return this.#firstLoad(appId, options);
      return this.#openLocal(appId, again.stored, again.zip, "none", options);
    }
    const { openPackage } = await import("./open-package.js");
    const unpacked = await openPackage(zip, release);
    await this.#releases.update(appId, (now) => now && { ...now, lastOpenedAt: clock.now() });
    const marks = { infoAt, bytesAt: infoAt, unpackedAt: clock.monotonic() };
    const packageState = stored.preset === true ? "preset" : "local";
    return { appId, release, package: unpacked, packageState, method, marks };
  }

  /** H-UPD-6: null means "start what is here". */
  async #synchronous(appId: string, stored: StoredRelease, options: LoadOptions): Promise<LoadedApp | null> {
    options.stage("query");
    const signal = AbortSignal.any([options.signal, timeout(this.#parts.clock, syncUpdateMs)]);
    const result = await this.#check(appId, stored, "sync", signal);
    if (result.kind === "gone") {
      throw new LaunchError(result.code, "query", `${appId} is no longer served (${result.code})`);
    }
    if (result.kind === "failed") return null;
    const fresh = await this.#releases.find(appId);
    return fresh === null ? null : this.#openLocal(appId, fresh, null, "sync", options);
  }

  async #check(
    appId: string,
    stored: StoredRelease,
    method: "async" | "sync",
    signal: AbortSignal,
    found?: () => void,
  ): Promise<CheckResult> {
    const { clock, log, alive } = this.#parts;
    const [source, { checkForUpdate }] = await Promise.all([this.#packages(), import("./update-check.js")]);
    const ask = () => this.#parts.queries.ask([{ appId, releaseVersion: stored.release.releaseVersion }], signal);
    const parts = { clock, source, releases: this.#releases, presets: this.#presets, log, ...(found ? { found } : {}) };
    const result = await checkForUpdate(appId, stored, method, ask, parts, signal);
    if (result.kind === "new" || result.kind === "gone") void this.#releases.evict(alive);
    return result;
  }

  #packages(): Promise<PackageSource> {
    const { config, ...parts } = this.#parts;
    // A host starts without what only opens programs.
    this.#source ??= import("./package-source.js").then(
      ({ PackageSource }) => new PackageSource({ ...parts, releases: this.#releases, platformUrl: config.platformUrl }),
    );
    this.#source.catch(() => {
      this.#source = null;
    });
    return this.#source;
  }
}

function timeout(clock: Clock, ms: number): AbortSignal {
  const controller = new AbortController();
  clock.setTimer(ms, () => controller.abort(new DOMException("timed out", "TimeoutError")));
  return controller.signal;
}
