import type { Hono } from "hono";
import type { Environment } from "../client/views.js";
import { faultsOf } from "../console/faults.js";
import type { RouteVariables } from "../console/operation.js";
import type { PlatformContext } from "../context.js";
import { answerAppQuery, readAppQuery } from "./app-query.js";
import { listLaunchable } from "./catalogue.js";

/** The address under which a device reached us, for addresses in answers. */
function baseUrlOf(context: PlatformContext, request: Request): string {
  return context.baseUrl ?? new URL(request.url).origin;
}

/** App information, packages, configuration file and catalogue for SDKs (section 15). */
export function deviceRoutes(app: Hono<RouteVariables>, context: PlatformContext): void {
  const { store, signer } = context;

  app.post("/sdk/v1/apps/query", async (c) => {
    const query = readAppQuery(await c.req.json().catch(() => null));
    if (query === null) return c.json({ code: "PARAM_ILLEGAL", message: "the body is not an app query" }, 400);
    const answer = await answerAppQuery(context, query, baseUrlOf(context, c.req.raw));
    const bytes = new TextEncoder().encode(JSON.stringify(answer));
    // Signed over the very bytes that go out (P-UPD-2).
    const signature = await signer.sign(bytes);
    return c.body(bytes, 200, {
      "content-type": "application/json",
      "cache-control": "no-store",
      "berth-signature": `keyId=${signer.keyId}, signature=${signature}`,
    });
  });

  app.get("/sdk/v1/packages/:file", (c) => {
    const sha256 = /^([0-9a-f]{64})\.zip$/.exec(c.req.param("file"))?.[1];
    const { bytes, fault } = store.transaction((tx) => ({
      bytes: sha256 === undefined ? undefined : tx.getBlob(sha256),
      fault: faultsOf(tx).packageFault,
    }));
    if (bytes === undefined) return c.json({ code: "NOT_FOUND", message: "no such package" }, 404);
    if (fault === "http500") return c.json({ code: "FAULT", message: "packageFault http500 is on" }, 500);
    if (fault === "timeout") return new Promise<Response>(() => {});
    const body = new Uint8Array(bytes);
    if (fault === "corrupt") body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 0xff;
    const from = Number(/^bytes=(\d+)-$/.exec(c.req.header("range") ?? "")?.[1] ?? 0);
    if (from >= body.length) return c.body(null, 416, { "content-range": `bytes */${body.length}` });
    const range = from === 0 ? {} : { "content-range": `bytes ${from}-${body.length - 1}/${body.length}` };
    return c.body(body.subarray(from), from === 0 ? 200 : 206, {
      ...range,
      "accept-ranges": "bytes",
      "content-type": "application/zip",
      // The address names the content, which never changes.
      "cache-control": fault === "none" ? "public, max-age=31536000, immutable" : "no-store",
      "cross-origin-resource-policy": "cross-origin",
    });
  });

  app.get("/sdk/v1/config", (c) => {
    const targetAppId = c.req.query("targetAppId") ?? "";
    const environment = (c.req.query("environment") ?? "production") as Environment;
    const target = store.transaction((tx) => tx.get("targetApp", targetAppId));
    if (target === undefined || !target.environments.includes(environment))
      return c.json({ code: "NOT_FOUND", message: "no such target app or environment" }, 404);
    return c.json({
      platformUrl: baseUrlOf(context, c.req.raw),
      workspaceId: target.workspaceId,
      targetAppId,
      environment,
      platformKeys: [signer.platformKey],
      configVersion: 1,
    });
  });

  app.get("/sdk/v1/catalogue", (c) => {
    const userId = c.req.query("userId");
    const query = {
      targetAppId: c.req.query("targetAppId") ?? "",
      environment: (c.req.query("environment") ?? "production") as Environment,
      ...(userId === undefined || userId === "" ? {} : { userId }),
    };
    return c.json(store.transaction((tx) => listLaunchable(tx, query)));
  });
}
