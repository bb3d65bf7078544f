import { forgetEnded, issueCode } from "@berth/core/issuer";
import type { Hono } from "hono";
import { effectiveField } from "../configuration/effective.js";
import { settingsOf } from "../configuration/settings.js";
import type { RouteVariables } from "../console/operation.js";
import type { PlatformContext } from "../context.js";
import { resolveApp } from "../delivery/resolve-app.js";
import { randomText } from "../ids.js";
import type { AppRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";
import { splitScopes } from "./scopes.js";
import { freshCode, issuerTable } from "./secrets.js";

const idForm = /^[0-9A-Za-z_.-]{1,64}$/;

/** The client a code is bound to: the one configured for the release, else the first of the owner's workspace. */
function clientOf(tx: StoreTransaction, app: AppRow, wanted: string | undefined): string | undefined {
  const clients = tx.list("client", app.workspaceId);
  return (clients.find((one) => one.clientId === wanted) ?? clients[0])?.clientId;
}

/** The super app's authorization service: gives out a code after consent (P-TOK-1, P-TOK-5, T-ISS-S1). */
export function codeRoute(app: Hono<RouteVariables>, context: PlatformContext): void {
  const { store, clock, random } = context;
  app.post("/sdk/v1/oauth/code", async (c) => {
    const body = (await c.req.json().catch(() => null)) as Record<string, unknown> | null;
    const { appId, userId, targetAppId, environment } = body ?? {};
    const scopes = splitScopes(body?.scopes);
    const texts = [appId, targetAppId, environment].every((one) => typeof one === "string");
    if (!texts || typeof userId !== "string" || !idForm.test(userId) || scopes === null)
      return c.json({ code: "PARAM_ILLEGAL", message: "appId, userId, targetAppId, environment, scopes?" }, 400);
    const { granted, errors } = scopes;
    if (granted.length === 0)
      return c.json({ code: "PARAM_ILLEGAL", message: "no scope can be granted", authErrorScopes: errors }, 400);
    const query = { targetAppId: String(targetAppId), environment: String(environment), userId };
    const secret = freshCode(random);
    const expiresAt = store.transaction((tx) => {
      const row = tx.get("app", String(appId));
      const target = tx.get("targetApp", query.targetAppId);
      if (row === undefined || target === undefined || !row.targets.includes(query.targetAppId)) return null;
      const found = resolveApp(tx, row.appId, query);
      const wanted =
        typeof found === "string"
          ? effectiveField("clientId", undefined, row.configuration, undefined).value
          : found.snapshot.clientId?.value;
      const clientId = clientOf(tx, row, wanted);
      if (clientId === undefined) return null;
      const settings = settingsOf(tx, target.workspaceId);
      const now = clock.now();
      const table = issuerTable(tx);
      for (const family of tx.list("family", row.appId)) {
        forgetEnded(table, table.family(family.familyId), settings.refreshTokenLifetimeSeconds, now);
        if (table.family(family.familyId).length === 0) tx.delete("family", family.familyId);
      }
      const familyId = randomText(random, 22);
      tx.put("family", { familyId, appId: row.appId });
      const binding = { familyId, appId: row.appId, clientId, userId, scopes: granted };
      return issueCode(table, secret, binding, settings, now);
    });
    if (expiresAt === null) return c.json({ code: "NOT_FOUND", message: "no such mini program for this target" }, 404);
    return c.json({ authCode: secret.value, authSuccessScopes: granted, authErrorScopes: errors, expiresAt });
  });
}
