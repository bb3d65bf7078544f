import type { DomainPolicy, UrlParser } from "@berth/core/policy";
import type { OwnerKind } from "../client/views.js";
import { servedSnapshot, takeSnapshot } from "../configuration/effective.js";
import { settingsOf } from "../configuration/settings.js";
import type { StoreTransaction } from "../store/store.js";
import { deliverPolicy } from "./deliver-policy.js";

/** What the gateway knows of a release. */
export interface GatewayPolicy {
  appId: string;
  targetAppId: string;
  environment: string;
  ownerKind: OwnerKind;
  serverDomains: DomainPolicy;
  wapUrls: DomainPolicy;
}

const served = new Set(["PILOT_TESTING", "GRAYSCALE_RELEASE", "FULL_RELEASE", "ARCHIVED"]);

/**
 * The lists of a release as devices have them. An archived release is still answered: sessions that run it go on until
 * their next package check (P-OFF-4). Force-removed ones are not.
 */
export function gatewayPolicy(tx: StoreTransaction, releaseId: string, parser: UrlParser): GatewayPolicy | null {
  if (releaseId.startsWith(previewPrefix)) return previewPolicy(tx, releaseId.slice(previewPrefix.length), parser);
  const release = tx.get("release", releaseId);
  const app = release === undefined ? undefined : tx.get("app", release.appId);
  const target = release === undefined ? undefined : tx.get("targetApp", release.targetAppId);
  if (release === undefined || app === undefined || target === undefined) return null;
  if (!served.has(release.state) || release.archivedBecause === "forced") return null;
  const { configurationTiming, allowInsecureUrls } = settingsOf(tx, target.workspaceId);
  const snapshot = servedSnapshot(app, release, configurationTiming);
  return {
    appId: app.appId,
    targetAppId: release.targetAppId,
    environment: release.environment,
    ownerKind: app.ownerKind,
    serverDomains: deliverPolicy(snapshot.serverDomains.policy, allowInsecureUrls, parser),
    wapUrls: deliverPolicy(snapshot.wapUrls.policy, allowInsecureUrls, parser),
  };
}

/** Releases of this form are previews of the program named after it; the SDK makes them up for packages given as bytes. */
const previewPrefix = "preview-";

/** A preview has the live global lists (P-CFG-14), and exists in the development environment only. */
function previewPolicy(tx: StoreTransaction, appId: string, parser: UrlParser): GatewayPolicy | null {
  const app = tx.get("app", appId);
  const target = app?.targets[0] === undefined ? undefined : tx.get("targetApp", app.targets[0]);
  if (app === undefined || target === undefined) return null;
  const { allowInsecureUrls } = settingsOf(tx, target.workspaceId);
  const snapshot = takeSnapshot(app, undefined);
  return {
    appId,
    targetAppId: target.targetAppId,
    environment: "development",
    ownerKind: app.ownerKind,
    serverDomains: deliverPolicy(snapshot.serverDomains.policy, allowInsecureUrls, parser),
    wapUrls: deliverPolicy(snapshot.wapUrls.policy, allowInsecureUrls, parser),
  };
}
