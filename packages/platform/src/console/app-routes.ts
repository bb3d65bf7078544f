import type { Hono } from "hono";
import { appAccess, homeTenant, requireApp } from "../access/app-access.js";
import { authorizeWorkspace } from "../access/authorize.js";
import { appSummary, appView } from "../apps/app-view.js";
import { createApp } from "../apps/create-app.js";
import { changeMetadata, requireUniqueName } from "../apps/metadata.js";
import { checkField } from "../configuration/check-field.js";
import { editField, isConfigurationField, requireEdit } from "../configuration/edit.js";
import type { PlatformContext } from "../context.js";
import { releaseView } from "../releases/release-view.js";
import type { AppRow } from "../store/rows.js";
import { uploadVersion } from "../versions/upload.js";
import { audit } from "./audit.js";
import { type OperationInput, type OperationResult, operation, type RouteVariables } from "./operation.js";
import { ConsoleRefusal } from "./refusal.js";

/** Mini programs, their metadata, versions, configuration and grants (sections 2 to 6, 13). */
export function appRoutes(app: Hono<RouteVariables>, context: PlatformContext): void {
  const { store } = context;

  operation(app, context, "GET", "apps", (input) => ({
    data: store.transaction((tx) => {
      const member = input.member(tx);
      if (!authorizeWorkspace(member, "listApps") && !authorizeWorkspace(member, "viewApp"))
        throw new ConsoleRefusal("PERMISSION_DENIED", "your role may not list mini programs");
      const visible = (one: AppRow): boolean => appAccess(tx, one, member, "viewApp") === "allow";
      return tx
        .list("app")
        .filter(visible)
        .map((one) => appSummary(tx, one));
    }),
  }));

  operation(app, context, "POST", "apps", async (input) => {
    const body = await input.body();
    return { data: store.transaction((tx) => createApp(context, tx, input.member(tx), body)) };
  });

  operation(app, context, "GET", "apps/:appId", (input) => ({
    data: store.transaction((tx) => appView(tx, requireApp(tx, input.member(tx), input.param("appId"), "viewApp"))),
  }));

  operation(app, context, "PUT", "apps/:appId/metadata", async (input) => {
    const body = await input.body();
    const data = store.transaction((tx) => {
      const member = input.member(tx);
      const row = requireApp(tx, member, input.param("appId"), "editMetadata");
      // What users see changes by a release only, never by this draft (P-META-3).
      if (body.live === true)
        throw new ConsoleRefusal("RELEASE_REQUIRED", "metadata reaches users with the release of a new version");
      const before = row.metadata;
      row.metadata = changeMetadata(row.metadata, body);
      requireUniqueName(tx, row);
      tx.put("app", row);
      audit(context, tx, {
        actor: member.email,
        workspaceId: row.workspaceId,
        object: row.appId,
        operation: "app.metadata",
        before,
        after: row.metadata,
      });
      return appView(tx, row);
    });
    return { data };
  });

  operation(app, context, "POST", "apps/:appId/versions", async (input) => {
    const zip = await input.bytes();
    return {
      data: await uploadVersion(context, input.member, input.param("appId"), input.query("version"), zip),
    };
  });

  operation(app, context, "PUT", "grants/:appId", async (input) => {
    const { granted } = await input.body();
    if (typeof granted !== "boolean")
      throw new ConsoleRefusal("PARAM_ILLEGAL", "granted is true or false", { field: "granted" });
    const data = store.transaction((tx) => {
      const member = input.member(tx);
      const row = requireApp(tx, member, input.param("appId"), "grant");
      // The member's own tenant: the home tenant, or the owner of a linked target app (P-GRANT-5).
      const before = tx.get("grantSwitch", `${member.workspaceId}/${row.appId}`)?.granted === true;
      tx.put("grantSwitch", { tenantId: member.workspaceId, appId: row.appId, granted });
      audit(context, tx, {
        actor: member.email,
        workspaceId: homeTenant(tx, row),
        object: row.appId,
        operation: "grant",
        before,
        after: granted,
      });
      return { appId: row.appId, granted };
    });
    return { data };
  });

  configurationRoutes(app, context);
}

function configurationRoutes(app: Hono<RouteVariables>, context: PlatformContext): void {
  const { store } = context;
  const fieldOf = (input: OperationInput) => {
    const field = input.param("field");
    if (!isConfigurationField(field)) throw new ConsoleRefusal("PARAM_ILLEGAL", `no field ${field}`, { field });
    return field;
  };
  const levels = [
    { path: "apps/:appId", target: (input: OperationInput) => ({ appId: input.param("appId") }) },
    { path: "releases/:releaseId", target: (input: OperationInput) => ({ releaseId: input.param("releaseId") }) },
  ];
  for (const { path, target } of levels) {
    operation(app, context, "PUT", `${path}/configuration/:field`, async (input): Promise<OperationResult> => {
      const field = fieldOf(input);
      const body = await input.body();
      const settings = store.transaction((tx) => requireEdit(tx, input.member(tx), target(input), field).settings);
      const confirm = Array.isArray(body.confirm) ? body.confirm.map(String) : [];
      const { change, warnings, findings } = await checkField(field, body.value, confirm, settings, context.parser);
      const data = store.transaction((tx) => {
        const place = editField(context, tx, input.member(tx), target(input), field, change);
        return place.release === undefined ? appView(tx, place.app) : releaseView(tx, place.release);
      });
      return { data, warnings, findings };
    });
    operation(app, context, "DELETE", `${path}/configuration/:field`, (input) => ({
      data: store.transaction((tx) => {
        const place = editField(context, tx, input.member(tx), target(input), fieldOf(input), null);
        return place.release === undefined ? appView(tx, place.app) : releaseView(tx, place.release);
      }),
    }));
  }
}
