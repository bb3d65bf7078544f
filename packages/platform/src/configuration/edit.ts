import { homeTenant, requireApp } from "../access/app-access.js";
import type { Operation } from "../access/matrix.js";
import type { Configuration, ConfigurationField, TenantSettings } from "../client/views.js";
import { audit } from "../console/audit.js";
import { ConsoleRefusal } from "../console/refusal.js";
import type { PlatformContext } from "../context.js";
import { releaseStep } from "../releases/release-step.js";
import type { AppRow, MemberRow, ReleaseRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";
import { settingsOf } from "./settings.js";

/** Where a field is edited: the mini program, or one of its releases with it. */
export interface EditPlace {
  app: AppRow;
  release?: ReleaseRow;
  /** Tenant whose grant and settings count (P-GRANT-5). */
  tenantId: string;
  settings: TenantSettings;
}

const operations: Readonly<Record<ConfigurationField, Operation>> = {
  serverDomains: "editLists",
  wapUrls: "editLists",
  clientId: "editPaymentIds",
  merchantId: "editPaymentIds",
  testers: "manageTesters",
  environmentVariables: "environmentVariables",
};

/** Whether a text names a field of P-CFG-F1 to P-CFG-F6. */
export function isConfigurationField(name: string): name is ConfigurationField {
  return Object.hasOwn(operations, name);
}

/** Role, grant and switches for editing a field at a place; throws what is missing first. */
export function requireEdit(
  tx: StoreTransaction,
  member: MemberRow,
  target: { appId: string } | { releaseId: string },
  field: ConfigurationField,
): EditPlace {
  const release = "releaseId" in target ? tx.get("release", target.releaseId) : undefined;
  if ("releaseId" in target && release === undefined) throw new ConsoleRefusal("NOT_FOUND", "no such release");
  const app = requireApp(tx, member, release?.appId ?? ("appId" in target ? target.appId : ""), operations[field]);
  if (release === undefined && field === "environmentVariables")
    throw new ConsoleRefusal("PARAM_ILLEGAL", "environment variables belong to a release (P-CFG-F6)", { field });
  const tenantId =
    release === undefined
      ? homeTenant(tx, app)
      : (tx.get("targetApp", release.targetAppId)?.workspaceId ?? homeTenant(tx, app));
  const settings = settingsOf(tx, tenantId);
  const isList = field === "serverDomains" || field === "wapUrls";
  if (isList && tx.get("grantSwitch", `${tenantId}/${app.appId}`)?.granted !== true)
    throw new ConsoleRefusal(
      "GRANT_REQUIRED",
      "a Workspace Admin of the super app has to grant editing of Server Domains and WAP URLs first (P-GRANT-4)",
      { field },
    );
  if (field === "testers" && !settings.testerList)
    throw new ConsoleRefusal("PERMISSION_DENIED", "the tenant's tester list is switched off (P-PILOT-4)", { field });
  return { app, ...(release === undefined ? {} : { release }), tenantId, settings };
}

/** Release-specific fields change in NEW_VERSION_CREATED only, with two exceptions (P-REL-4). */
function requireEditable(
  tx: StoreTransaction,
  place: EditPlace,
  release: ReleaseRow,
  field: ConfigurationField,
  testers: number,
): void {
  const isList = field === "serverDomains" || field === "wapUrls";
  const final = release.state === "CANCELED" || release.state === "ARCHIVED";
  if (isList && place.settings.configurationTiming === "immediate" && !final) return;
  const event =
    field === "testers" && release.state === "PILOT_TESTING"
      ? ({ type: "updateTestGroup", testers } as const)
      : ({ type: "editConfiguration" } as const);
  const step = releaseStep(tx, release, event);
  if (!step.ok) throw new ConsoleRefusal(step.code, step.message, { field });
}

/** Saves a checked value, or returns the field to "not set" with `change: null` (P-CFG-5, P-CFG-6). */
export function editField(
  context: PlatformContext,
  tx: StoreTransaction,
  member: MemberRow,
  target: { appId: string } | { releaseId: string },
  field: ConfigurationField,
  change: Configuration | null,
): EditPlace {
  const place = requireEdit(tx, member, target, field);
  const { app, release } = place;
  if (release !== undefined) requireEditable(tx, place, release, field, change?.testers?.length ?? 0);
  const before = release?.configuration ?? app.configuration;
  const { [field]: former, ...rest } = before;
  const after: Configuration = change === null ? rest : { ...rest, ...change };
  if (release === undefined) {
    app.configuration = after;
    tx.put("app", app);
  } else {
    release.configuration = after;
    tx.put("release", release);
  }
  audit(context, tx, {
    actor: member.email,
    workspaceId: app.workspaceId,
    object: release === undefined ? app.appId : release.releaseId,
    operation: change === null ? `configuration.${field}.reset` : `configuration.${field}`,
    before: former ?? null,
    after: change?.[field] ?? null,
  });
  return place;
}
