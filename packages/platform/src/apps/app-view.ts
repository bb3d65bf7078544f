import { compareVersions } from "@berth/core/release";
import { homeTenant } from "../access/app-access.js";
import type { AppSummary, AppView } from "../client/views.js";
import { maskedConfiguration, releaseView } from "../releases/release-view.js";
import type { AppRow, ReleaseRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";
import { versionView } from "../versions/upload.js";

/** Status by where it is and was live (P-REL-7). */
export function appStatus(releases: readonly ReleaseRow[]): AppSummary["status"] {
  const live = (state: string): boolean => state === "GRAYSCALE_RELEASE" || state === "FULL_RELEASE";
  if (releases.some((one) => live(one.state))) return "Released";
  return releases.some((one) => one.history.some((entry) => live(entry.to))) ? "Archived" : "Created";
}

/** A line of the list of mini programs. */
export function appSummary(tx: StoreTransaction, app: AppRow): AppSummary {
  const latest = tx
    .list("version", app.appId)
    .map((one) => one.version)
    .sort(compareVersions)
    .at(-1);
  return {
    appId: app.appId,
    name: app.metadata.name,
    iconUrl: app.metadata.iconUrl,
    ownerKind: app.ownerKind,
    workspaceId: app.workspaceId,
    status: appStatus(tx.list("release", app.appId)),
    ...(latest === undefined ? {} : { latestVersion: latest }),
  };
}

/** Everything the details page shows. */
export function appView(tx: StoreTransaction, app: AppRow): AppView {
  return {
    ...appSummary(tx, app),
    metadata: app.metadata,
    granted: tx.get("grantSwitch", `${homeTenant(tx, app)}/${app.appId}`)?.granted === true,
    configuration: maskedConfiguration(app.configuration),
    targets: app.targets.flatMap((targetAppId) => {
      const target = tx.get("targetApp", targetAppId);
      return target === undefined ? [] : [{ targetAppId, name: target.name, environments: target.environments }];
    }),
    versions: tx.list("version", app.appId).map(versionView),
    releases: tx.list("release", app.appId).map((one) => releaseView(tx, one)),
    assigned: tx.list("assignment", app.appId).map(({ memberId, level }) => ({ memberId, level })),
  };
}
