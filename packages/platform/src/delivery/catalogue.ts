import type { Environment } from "../client/views.js";
import type { StoreTransaction } from "../store/store.js";
import { resolveApp } from "./resolve-app.js";

/** One mini program a host can offer (host-sdk.md section 3). Favourites live at the host, so none is one here. */
export interface LaunchableApp {
  identifier: string;
  name: string;
  slogan: string;
  iconURL: string;
  introduction: string;
  releaseVersion: string;
  categories: { identifier: string; name: string }[];
  firstPublishTime?: number;
  isFavorite: boolean;
}

/** What P-PILOT-7 would serve to this user, by name and then identifier (H-LIST-2, H-LIST-4); at most 50 (H-LIST-1). */
export function listLaunchable(
  tx: StoreTransaction,
  query: { targetAppId: string; environment: Environment; userId?: string },
): { totalCount: number; appInfos: LaunchableApp[] } {
  const appInfos = tx.list("app").flatMap((app): LaunchableApp[] => {
    const found = resolveApp(tx, app.appId, query);
    if (typeof found === "string") return [];
    const { metadata } = found.snapshot;
    const live = tx
      .list("release", app.appId)
      .flatMap((release) => release.history)
      .filter((entry) => entry.to === "FULL_RELEASE" || entry.to === "GRAYSCALE_RELEASE")
      .map((entry) => Date.parse(entry.time));
    return [
      {
        identifier: app.appId,
        name: metadata.name,
        slogan: metadata.slogan,
        iconURL: metadata.iconUrl,
        introduction: metadata.introduction,
        releaseVersion: found.release.releaseVersion,
        categories: metadata.categories,
        ...(live.length === 0 ? {} : { firstPublishTime: Math.min(...live) }),
        isFavorite: false,
      },
    ];
  });
  appInfos.sort((a, b) => a.name.localeCompare(b.name, "en") || (a.identifier < b.identifier ? -1 : 1));
  return { totalCount: appInfos.length, appInfos: appInfos.slice(0, 50) };
}
