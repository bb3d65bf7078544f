import { environments, refuseCreation } from "@berth/core/release";
import { requireApp } from "../access/app-access.js";
import type { Environment, ReleaseView } from "../client/views.js";
import { settingsOf } from "../configuration/settings.js";
import { audit } from "../console/audit.js";
import { ConsoleRefusal } from "../console/refusal.js";
import type { PlatformContext } from "../context.js";
import { nextNumber } from "../ids.js";
import type { MemberRow, ReleaseRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";
import { releasesOnTarget } from "./release-step.js";
import { releaseView } from "./release-view.js";

/** Creates the release of one version to one target (P-REL-T01). */
export function newRelease(
  context: PlatformContext,
  tx: StoreTransaction,
  member: MemberRow,
  appId: string,
  input: Record<string, unknown>,
): ReleaseView {
  const app = requireApp(tx, member, appId, "release");
  const { version, targetAppId, environment } = input;
  if (typeof version !== "string" || typeof targetAppId !== "string")
    throw new ConsoleRefusal("PARAM_ILLEGAL", "version and targetAppId are texts", { field: "version" });
  if (!environments.includes(environment as Environment))
    throw new ConsoleRefusal("PARAM_ILLEGAL", `environment is one of ${environments.join(", ")}`, {
      field: "environment",
    });
  const target = app.targets.includes(targetAppId) ? tx.get("targetApp", targetAppId) : undefined;
  const uploaded = tx.get("version", `${appId}/${version}`);
  const refusal = refuseCreation({
    version,
    versionReady: uploaded?.state === "READY",
    environmentOffered: target?.environments.includes(environment as Environment) === true,
    targetLinked: target !== undefined,
    reuseVersionAfterOffline: settingsOf(tx, target?.workspaceId ?? "").reuseVersionAfterOffline,
    releases: releasesOnTarget(tx, appId, targetAppId, environment as string),
  });
  if (refusal !== undefined || uploaded === undefined)
    throw new ConsoleRefusal(
      refusal?.code ?? "NOT_FOUND",
      refusal?.message ?? "no such version",
      refusal?.field === undefined ? {} : { field: refusal.field },
    );
  const now = context.clock.now();
  const release: ReleaseRow = {
    releaseId: `release-${nextNumber(tx)}`,
    appId,
    version,
    releaseVersion: uploaded.releaseVersion,
    targetAppId,
    environment: environment as Environment,
    state: "NEW_VERSION_CREATED",
    configuration: {},
    history: [
      {
        from: null,
        event: "create",
        to: "NEW_VERSION_CREATED",
        actor: member.email,
        time: new Date(now).toISOString(),
      },
    ],
    createdAt: now,
  };
  tx.put("release", release);
  audit(context, tx, {
    actor: member.email,
    workspaceId: app.workspaceId,
    object: release.releaseId,
    operation: "release.create",
    after: { version, targetAppId, environment },
  });
  return releaseView(tx, release);
}
