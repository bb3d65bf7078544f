import { decodeLogs, sha256Hex } from "@berth/core/events";
import type { Context, Hono } from "hono";
import { dayIn, settingsOf } from "../configuration/settings.js";
import type { RouteVariables } from "../console/operation.js";
import type { PlatformContext } from "../context.js";
import { toHex } from "../signing/base64.js";
import type { BearerClaims } from "../signing/signer.js";
import { acceptBatch, type RefusedRecord, type WriteScope } from "./accept.js";
import { readLogBody } from "./read-body.js";
import type { IngestStats } from "./stats.js";

/** L-ING-A4. */
const limits = { records: 5_000, batches: 64 } as const;
const refusedShown = 100;
const maintainEveryMs = 3_600_000;

type Fault = { status: 400 | 401 | 403 | 413 | 415; reason: string; message: string };

/** The body of a fault as OTLP wants it (L-ING-9). */
function faultAnswer(c: Context<RouteVariables>, fault: Fault): Response {
  const { status, reason, message } = fault;
  return c.json({ code: status, message, details: [{ reason, traceId: c.get("traceId") }] }, status);
}

function writeScope(context: PlatformContext, claims: BearerClaims): WriteScope | null {
  return context.store.transaction((tx) => {
    const settings = settingsOf(tx, claims.workspaceId);
    if (!settings.eventLogCollection) return null;
    const linked = tx.list("app").filter((app) => app.targets.includes(claims.targetAppId));
    return {
      workspaceId: claims.workspaceId,
      targetAppId: claims.targetAppId,
      environment: claims.environment,
      timeZone: settings.timeZone,
      linkedApps: new Set(linked.map((app) => app.appId)),
    };
  });
}

/** Ingest of lifecycle events: token, decoding, validation record by record, one durable commit (section 4 of telemetry.md). */
export function logRoutes(app: Hono<RouteVariables>, context: PlatformContext, stats: IngestStats): void {
  const { store, clock, signer, random } = context;
  let maintainedAt = clock.now();

  app.post("/sdk/v1/logs", async (c) => {
    stats.request();
    const token = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1];
    const claims = token === undefined ? null : await signer.readBearer(token, "log", clock.now());
    if (claims === null)
      return faultAnswer(c, {
        status: 401,
        reason: "UNAUTHENTICATED",
        message: "the token is missing, bad or expired",
      });
    const scope = writeScope(context, claims);
    if (scope === null) return faultAnswer(c, { status: 403, reason: "PERMISSION_DENIED", message: "COLLECTION_OFF" });
    const body = await readLogBody(c.req.raw);
    if (!body.ok)
      return faultAnswer(c, {
        status: body.status,
        reason: body.status === 413 ? "LIMIT_EXCEEDED" : "PARAM_ILLEGAL",
        message: body.message,
      });
    const batches = decodeLogs(body.value);
    if (batches === null)
      return faultAnswer(c, { status: 400, reason: "PARAM_ILLEGAL", message: "not an OTLP logs request" });
    const count = batches.reduce((sum, batch) => sum + batch.records.length, 0);
    if (batches.length > limits.batches || count > limits.records)
      return faultAnswer(c, { status: 413, reason: "LIMIT_EXCEEDED", message: "at most 64 batches and 5,000 records" });
    const deviceKey = saltedKey(context, claims.installationId);
    if (batches.some((batch) => batch.resource.deviceKey !== deviceKey))
      return faultAnswer(c, {
        status: 403,
        reason: "PERMISSION_DENIED",
        message: "the token is of another installation",
      });

    const now = clock.now();
    const read = batches.map((batch) => acceptBatch(batch, scope, now, toHex(random.bytes(16))));
    const results = store.log.commit(read.map((one) => one.accepted));
    const refused: RefusedRecord[] = read.flatMap((one) => one.refused);
    for (const result of results) refused.push(...result.foreign.map((uid) => ({ uid, reason: "foreign_stream" })));
    const accepted = results.reduce((sum, one) => sum + one.accepted, 0);
    const duplicates = results.reduce((sum, one) => sum + one.duplicates, 0);
    stats.accepted(accepted, duplicates);
    for (const { reason } of refused) stats.rejected(reason);
    if (read.some((one) => one.skewed)) stats.skewed(deviceKey);
    if (Math.abs(now - maintainedAt) >= maintainEveryMs) {
      maintainedAt = now;
      store.log.maintain(now, dayIn(scope.timeZone, now));
    }
    return c.json({
      ...(refused.length === 0
        ? {}
        : { partialSuccess: { rejectedLogRecords: String(refused.length), errorMessage: refused[0]?.reason ?? "" } }),
      berth: { serverTime: now, accepted, duplicates, rejected: refused.slice(0, refusedShown) },
    });
  });
}

/** The key under which an installation's events come (H-LOG-2). */
function saltedKey(context: PlatformContext, installationId: string): string {
  const row = context.store.transaction((tx) => tx.get("state", "salts"));
  return sha256Hex((row?.name === "salts" ? row.deviceSalt : "") + installationId);
}
