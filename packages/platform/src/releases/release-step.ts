import { type ReleaseEvent, type ReleaseRefusal, type ReleaseTransition, releaseTransition } from "@berth/core/release";
import { settingsOf } from "../configuration/settings.js";
import type { AppRow, ReleaseRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";

/** All releases of a mini program on one target. */
export function releasesOnTarget(
  tx: StoreTransaction,
  appId: string,
  targetAppId: string,
  environment: string,
): ReleaseRow[] {
  return tx.list("release", appId).filter((one) => one.targetAppId === targetAppId && one.environment === environment);
}

/** Name, icon and one category are there (P-META-1). */
export function metadataComplete(app: AppRow): boolean {
  const { name, iconUrl, categories } = app.metadata;
  return name !== "" && iconUrl !== "" && categories.length > 0;
}

/** What an event would do to a release and its target, by the state machine of core. Nothing is stored. */
export function releaseStep(
  tx: StoreTransaction,
  release: ReleaseRow,
  event: ReleaseEvent,
): ReleaseTransition | ReleaseRefusal {
  const target = tx.get("targetApp", release.targetAppId);
  const app = tx.get("app", release.appId);
  if (target === undefined || app === undefined) return { ok: false, code: "NOT_FOUND", message: "no such target" };
  const { environment } = release;
  const pilot = (environment === "production" || environment === "sandbox") && target.pilot[environment];
  return releaseTransition(
    releasesOnTarget(tx, release.appId, release.targetAppId, environment),
    release.releaseId,
    event,
    {
      pilot,
      sandboxApproval: settingsOf(tx, target.workspaceId).sandboxApproval,
      metadataComplete: metadataComplete(app),
      offlinePending: false,
    },
  );
}
