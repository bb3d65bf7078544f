import type { DomainPolicy } from "@berth/core/policy";
import type { Configuration, Origin, OwnerKind, Snapshot } from "../client/views.js";
import type { AppRow, ReleaseRow } from "../store/rows.js";

/** `release ?? global ?? default`, where only "not set" counts as missing (P-CFG-7, P-CFG-5). */
export function effectiveField<K extends keyof Configuration, D>(
  field: K,
  release: Configuration | undefined,
  global: Configuration,
  fallback: D,
): { value: NonNullable<Configuration[K]> | D; origin: Origin } {
  const own = release?.[field];
  if (own !== undefined) return { value: own, origin: "release" };
  const common = global[field];
  if (common !== undefined) return { value: common, origin: "global" };
  return { value: fallback, origin: "default" };
}

/** The policy of a list field: allow-all by default for tenant mini programs, nothing for others (P-KIND-2, P-KIND-3, P-CFG-23). */
function listPolicy(
  field: "serverDomains" | "wapUrls",
  release: Configuration | undefined,
  global: Configuration,
  ownerKind: OwnerKind,
): { policy: DomainPolicy; origin: Origin } {
  const { value, origin } = effectiveField(field, release, global, null);
  if (value !== null) return { policy: { mode: "list", entries: value }, origin };
  return { policy: ownerKind === "tenant" ? { mode: "allow-all" } : { mode: "list", entries: [] }, origin };
}

/** Live effective values; what an application freezes (P-CFG-10). A default of allow-all is frozen as such (P-CFG-16). */
export function takeSnapshot(app: AppRow, release: Configuration | undefined): Snapshot {
  const snapshot: Snapshot = {
    metadata: app.metadata,
    serverDomains: listPolicy("serverDomains", release, app.configuration, app.ownerKind),
    wapUrls: listPolicy("wapUrls", release, app.configuration, app.ownerKind),
    environmentVariables: release?.environmentVariables ?? {},
  };
  for (const field of ["clientId", "merchantId"] as const) {
    const { value, origin } = effectiveField(field, release, app.configuration, null);
    if (value !== null) snapshot[field] = { value, origin };
  }
  return snapshot;
}

/** What a release serves: its snapshot, with live lists where the target's tenant says so (P-CFG-13, P-CFG-15). */
export function servedSnapshot(app: AppRow, release: ReleaseRow, timing: "release" | "immediate"): Snapshot {
  const live = takeSnapshot(app, release.configuration);
  if (release.snapshot === undefined) return live;
  const final = release.state === "CANCELED" || release.state === "ARCHIVED";
  if (timing === "release" || final) return release.snapshot;
  return { ...release.snapshot, serverDomains: live.serverDomains, wapUrls: live.wapUrls };
}

/** Effective test group of a release, always live (P-PILOT-3). */
export function testersOf(app: AppRow, release: ReleaseRow): string[] {
  return effectiveField("testers", release.configuration, app.configuration, []).value;
}
