import { environments } from "@berth/core/release";
import type { Hono } from "hono";
import { requireApp } from "../access/app-access.js";
import { authorizeWorkspace } from "../access/authorize.js";
import { realtime } from "../analytics/realtime.js";
import type { Environment, PipelineView, TenantSettings } from "../client/views.js";
import { changeSettings, settingsOf } from "../configuration/settings.js";
import type { PlatformContext } from "../context.js";
import type { IngestStats } from "../ingest/stats.js";
import { rawLifeMs } from "../log/log-store.js";
import { login, memberView } from "../members/login.js";
import type { MemberRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";
import { tokenFamilies } from "../tokens/families.js";
import { audit } from "./audit.js";
import { changeFaults, faultsOf } from "./faults.js";
import { operation, type RouteVariables } from "./operation.js";
import { ConsoleRefusal } from "./refusal.js";

/** The tenant of a member: the own workspace, or its home tenant. */
function tenantOf(tx: StoreTransaction, member: MemberRow): string {
  return tx.get("workspace", member.workspaceId)?.homeTenantId ?? member.workspaceId;
}

/** Login, settings, logs, analytics and the switches of the mock (sections 1, 9, 16, 17). */
export function platformRoutes(app: Hono<RouteVariables>, context: PlatformContext, stats: IngestStats): void {
  const { store, clock } = context;

  operation(app, context, "POST", "login", async (input) => ({
    data: await login(context, await input.body(), input.traceId),
  }));

  operation(app, context, "GET", "me", (input) => ({
    data: store.transaction((tx) => memberView(tx, input.member(tx))),
  }));

  operation(app, context, "GET", "settings", (input) => ({
    data: store.transaction((tx) => settingsOf(tx, tenantOf(tx, input.member(tx)))),
  }));

  operation(app, context, "PUT", "settings", async (input) => {
    const body = await input.body();
    return store.transaction((tx) => {
      const member = input.member(tx);
      if (!authorizeWorkspace(member, "settings"))
        throw new ConsoleRefusal("PERMISSION_DENIED", "only a Workspace Admin changes settings (P-WS-7)");
      const before: TenantSettings = settingsOf(tx, member.workspaceId);
      const { settings, warnings } = changeSettings(before, body);
      tx.put("setting", { workspaceId: member.workspaceId, ...settings });
      audit(context, tx, {
        actor: member.email,
        workspaceId: member.workspaceId,
        object: member.workspaceId,
        operation: "settings",
        before,
        after: settings,
      });
      return { data: settings, warnings };
    });
  });

  operation(app, context, "GET", "apps/:appId/realtime", (input) => {
    const { timeZone, place } = store.transaction((tx) => {
      const member = input.member(tx);
      const row = requireApp(tx, member, input.param("appId"), "analytics");
      const target = input.query("targetAppId") || (row.targets[0] ?? "");
      const environment = input.query("environment") || "production";
      if (!environments.includes(environment as Environment))
        throw new ConsoleRefusal("PARAM_ILLEGAL", "no such environment", { field: "environment" });
      const tenantId = tx.get("targetApp", target)?.workspaceId ?? tenantOf(tx, member);
      return { timeZone: settingsOf(tx, tenantId).timeZone, place: { target, environment, app: row.appId } };
    });
    return { data: realtime(store.log, place, timeZone, clock.now()) };
  });

  operation(app, context, "GET", "apps/:appId/tokens", (input) => ({
    data: store.transaction((tx) => {
      const row = requireApp(tx, input.member(tx), input.param("appId"), "viewApp");
      return tokenFamilies(tx, row.appId, clock.now());
    }),
  }));

  operation(app, context, "GET", "pipeline", (input) => {
    const tenantId = store.transaction((tx) => tenantOf(tx, input.member(tx)));
    const targets = store.transaction((tx) => tx.list("targetApp", tenantId).map((one) => one.targetAppId));
    const recent = store.log.events({ since: clock.now() - rawLifeMs, limit: 50 });
    const data: PipelineView = {
      ...stats.view(),
      lost: store.log.lost(),
      store: store.kind,
      recent: recent
        .filter((event) => targets.includes(event.target))
        .map(({ time, app: appId, name, data: fields }) => ({
          time: new Date(time).toISOString(),
          appId,
          name,
          data: fields,
        })),
    };
    return { data };
  });

  const clockView = (): { offsetMs: number; now: string } => ({
    offsetMs: clock.offsetMs,
    now: new Date(clock.now()).toISOString(),
  });
  operation(app, context, "GET", "clock", (input) => {
    store.transaction((tx) => input.member(tx));
    return { data: clockView() };
  });
  operation(app, context, "PUT", "clock", async (input) => {
    const { offsetMs } = await input.body();
    if (typeof offsetMs !== "number" || !Number.isSafeInteger(offsetMs))
      throw new ConsoleRefusal("PARAM_ILLEGAL", "offsetMs is a whole number", { field: "offsetMs" });
    store.transaction((tx) => {
      input.member(tx);
      tx.put("state", { name: "clock", offsetMs });
    });
    clock.setOffset(offsetMs);
    return { data: clockView() };
  });

  operation(app, context, "GET", "faults", (input) => ({
    data: store.transaction((tx) => {
      input.member(tx);
      return faultsOf(tx);
    }),
  }));
  operation(app, context, "PUT", "faults", async (input) => {
    const body = await input.body();
    return {
      data: store.transaction((tx) => {
        input.member(tx);
        return changeFaults(tx, body);
      }),
    };
  });

  operation(app, context, "GET", "audit", (input) => ({
    data: store.transaction((tx) => {
      const member = input.member(tx);
      const merchants = tx.list("workspace", member.workspaceId).map((one) => one.workspaceId);
      const visible = [member.workspaceId, ...(authorizeWorkspace(member, "merchants") ? merchants : [])];
      return tx.list("audit").filter((entry) => visible.includes(entry.workspaceId));
    }),
  }));
  operation(app, context, "GET", "attempts/:traceId", (input) => ({
    data: store.transaction((tx) => {
      if (!authorizeWorkspace(input.member(tx), "settings"))
        throw new ConsoleRefusal("PERMISSION_DENIED", "only a Workspace Admin looks up login attempts (P-RISK-5)");
      const attempt = tx.get("attempt", input.param("traceId"));
      if (attempt === undefined) throw new ConsoleRefusal("NOT_FOUND", "no login attempt with this trace id");
      return attempt;
    }),
  }));
  operation(app, context, "GET", "outbox", (input) => ({
    data: store.transaction((tx) => {
      input.member(tx);
      return tx.list("outbox");
    }),
  }));
}
