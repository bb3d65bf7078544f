import type { Clock } from "@berth/core";
import type { ReleaseInfo } from "../host-types.js";
import type { PackageSource } from "./package-source.js";
import type { Presets } from "./preset-package.js";
import type { QueryOutcome } from "./release-query.js";
import type { ReleaseStore, StoredRelease } from "./release-store.js";
import { whyUnsupported } from "./why-unsupported.js";

/** How a check of an installed program ended. */
export type CheckResult = { kind: "new" | "unchanged" | "failed" } | { kind: "gone"; code: 91002 | 91003 };

/** What a check works with. */
export interface CheckParts {
  clock: Clock;
  source: PackageSource;
  releases: ReleaseStore;
  presets: Presets;
  log(name: string, data: Record<string, unknown>, appId: string): void;
  /** Hears that a new package is being fetched. */
  found?(): void;
}

/** Asks, and applies the answer to what is on the device (H-UPD-2, H-UPD-7, H-UPD-8, P-OFF-4). */
export async function checkForUpdate(
  appId: string,
  stored: StoredRelease,
  method: "async" | "sync",
  ask: () => Promise<QueryOutcome>,
  parts: CheckParts,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { clock, releases } = parts;
  const started = clock.monotonic();
  const done = <R extends CheckResult>(outcome: string, result: R): R => {
    const durationMs = Math.round(clock.monotonic() - started);
    parts.log("package.check", { method, outcome, durationMs }, appId);
    return result;
  };
  const outcome = await ask();
  if (outcome.kind !== "answer") return done("fail", { kind: "failed" });
  const app = outcome.answer.apps.find((entry) => entry.appId === appId);
  if (app === undefined || app.status === "not_available" || app.status === "offline") {
    await parts.presets.gone(appId);
    await releases.forget(appId);
    const offline = app?.status === "offline";
    return done(offline ? "offline" : "not_available", { kind: "gone", code: offline ? 91003 : 91002 });
  }
  const release = app.release ?? stored.release;
  // What this SDK cannot run is not put in the place of what it can.
  if (whyUnsupported(release) !== null) return done("fail", { kind: "failed" });
  const isNew = digests(release) !== digests(stored.release);
  const record = (before: StoredRelease | null): StoredRelease => ({
    release,
    lastUpdateAt: clock.now(),
    lastOpenedAt: before?.lastOpenedAt ?? stored.lastOpenedAt,
  });
  if (!isNew) {
    await releases.update(appId, record);
    return done("unchanged", { kind: "unchanged" });
  }
  parts.found?.();
  try {
    const whole = await releases.installing(async () => {
      for (const file of await wanted(release, stored.release, releases)) {
        await parts.source.obtain(appId, release, file, signal);
        // A package that the disk has no room for is none: the old one stays.
        if (!(await releases.holds(file.sha256))) return false;
      }
      await releases.update(appId, record);
      return true;
    });
    return whole ? done("new", { kind: "new" }) : done("fail", { kind: "failed" });
  } catch {
    return done("fail", { kind: "failed" });
  }
}

function digests({ packages }: ReleaseInfo): string {
  return packages.map(({ sha256 }) => sha256).join();
}

/** The main package, and the subpackages that are on the device in the old release: they stay together (H-UPD-11). */
async function wanted(
  release: ReleaseInfo,
  old: ReleaseInfo,
  releases: ReleaseStore,
): Promise<ReleaseInfo["packages"]> {
  const files: ReleaseInfo["packages"] = [];
  for (const file of release.packages) {
    const before = old.packages.find(({ root }) => root === file.root);
    if (file.root === "" || (before !== undefined && (await releases.holds(before.sha256)))) files.push(file);
  }
  return files;
}
