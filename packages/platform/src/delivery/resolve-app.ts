import { deviceKey, grayscaleBucket, resolveRelease } from "@berth/core/release";
import type { Snapshot } from "../client/views.js";
import { servedSnapshot, testersOf } from "../configuration/effective.js";
import { settingsOf } from "../configuration/settings.js";
import { releasesOnTarget } from "../releases/release-step.js";
import type { AppRow, ReleaseRow, VersionRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";

/** Who asks, and for which target. */
export interface DeviceQuery {
  targetAppId: string;
  environment: string;
  userId?: string;
  installationId?: string;
}

/** What is served to a device. */
export interface ResolvedApp {
  app: AppRow;
  release: ReleaseRow;
  version: VersionRow;
  snapshot: Snapshot;
  insecure: boolean;
  /** This version reached this target once only and its lists are frozen, so an equal version is an equal answer. */
  stable: boolean;
}

/** The release a user gets (P-PILOT-7), or why none: taken off the target, or never there. */
export function resolveApp(
  tx: StoreTransaction,
  appId: string,
  query: DeviceQuery,
): ResolvedApp | "offline" | "not_available" {
  const app = tx.get("app", appId);
  const target = tx.get("targetApp", query.targetAppId);
  if (app === undefined || target === undefined || !app.targets.includes(query.targetAppId)) return "not_available";
  const releases = releasesOnTarget(tx, appId, query.targetAppId, query.environment);
  const { userId, installationId } = query;
  const key = userId ?? (installationId === undefined ? undefined : deviceKey(installationId));
  const candidates = releases.map((release) => ({ ...release, testers: testersOf(app, release) }));
  const found = resolveRelease(candidates, {
    ...(userId === undefined ? {} : { userId }),
    ...(key === undefined ? {} : { bucket: grayscaleBucket(appId, key) }),
  });
  if (found === undefined) {
    const removed = releases.some((one) => one.archivedBecause === "offline" || one.archivedBecause === "forced");
    return removed ? "offline" : "not_available";
  }
  const release = releases.find((one) => one.releaseId === found.releaseId);
  const version = tx.get("version", `${appId}/${found.version}`);
  if (release === undefined || version === undefined) return "not_available";
  const { configurationTiming, allowInsecureUrls } = settingsOf(tx, target.workspaceId);
  return {
    app,
    release,
    version,
    snapshot: servedSnapshot(app, release, configurationTiming),
    insecure: allowInsecureUrls,
    stable: configurationTiming === "release" && releases.filter((one) => one.version === found.version).length === 1,
  };
}
