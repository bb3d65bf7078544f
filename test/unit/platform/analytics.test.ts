import { gzipSync } from "node:zlib";
import {
  type EncodableBatch,
  type EventRecord,
  type EventScope,
  emptyAccount,
  encodeLogs,
  sha256Hex,
} from "@berth/core/events";
import { seeded } from "@berth/platform";
import { describe, expect, it } from "vitest";
import { base, type Fixture, fixture, releasedApp, value } from "./fixture.js";

const { targetAppId } = seeded;

/** A device that sends batches as the SDK does. */
async function device(f: Fixture, installationId: string, environment = "development") {
  const answer = await f.post("/sdk/v1/apps/query", { apps: [], targetAppId, environment, installationId });
  const { eventLog } = await answer.json();
  let batches = 0;
  return {
    eventLog,
    deviceKey: sha256Hex(eventLog.deviceSalt + installationId),
    async send(
      scope: Partial<EventScope> & { streamId: string; appId: string },
      records: Omit<EventRecord, "scope">[],
      change: { batchId?: string; gzip?: boolean; deviceKey?: string; target?: string; sentTime?: number } = {},
    ) {
      batches += 1;
      const { host, ...rest } = { host: false, ...scope };
      const batch: EncodableBatch = {
        batchId: change.batchId ?? `${installationId}-${batches}-${scope.streamId}`,
        sentTime: change.sentTime ?? f.clock.now(),
        resource: {
          workspaceId: seeded.tenantId,
          targetAppId: change.target ?? targetAppId,
          environment,
          instanceId: "instance-1",
          deviceKey: change.deviceKey ?? sha256Hex(eventLog.deviceSalt + installationId),
          os: "test",
          osVersion: "1",
          sdkVersion: "0.1.0",
        },
        account: emptyAccount(),
        scopes: [{ networkType: "wifi", locale: "en", sessionId: scope.streamId, ...rest }],
        records: records.map((record) => ({ ...record, scope: 0 })),
      };
      const text = encodeLogs([batch]);
      return f.platform.fetch(
        new Request(`${base}/sdk/v1/logs`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            authorization: `Bearer ${eventLog.token}`,
            ...(change.gzip === true ? { "content-encoding": "gzip" } : {}),
          },
          body: change.gzip === true ? gzipSync(text) : text,
        }),
      );
    },
  };
}

/** Numbers the events of one stream from 1. */
function events(
  f: Fixture,
  list: [name: EventRecord["name"], data: EventRecord["data"]][],
): Omit<EventRecord, "scope">[] {
  return list.map(([name, data], at) => ({ seq: at + 1, time: f.clock.now(), name, data }));
}
const view = (pagePath: string): [EventRecord["name"], EventRecord["data"]] => [
  "page.view",
  { pageId: "p1", pagePath, reason: "load", stackDepth: 1 },
];
const start: [EventRecord["name"], EventRecord["data"]] = ["session.start", { reason: "open", startType: "cold" }];
const call = (
  api: string,
  outcome: string,
  durationMs: number,
  more = {},
): [EventRecord["name"], EventRecord["data"]] => [
  "jsapi.call",
  { callId: "1", api, kind: "builtin", channel: api === "request" ? "http" : "jsapi", outcome, durationMs, ...more },
];

async function numbers(f: Fixture, appId: string) {
  return value(await (await f.as("da")).realtime(appId, { targetAppId, environment: "development" }));
}

describe("visit metrics", () => {
  it("one user, 10 and 20 page loads, leaves and comes back: the worked example (P-AN-10, P-AN-M01, M02, M07)", async () => {
    const f = await fixture();
    const { appId } = await releasedApp(f, "da");
    const d = await device(f, "i-1");
    const userKey = sha256Hex(`${d.eventLog.userSalt}u-1`);
    const loads = [...Array(10).fill(view("pages/a")), ...Array(20).fill(view("pages/b"))];
    await d.send({ streamId: "s-1", appId, userKey }, events(f, [start, ...loads]));
    expect(await numbers(f, appId)).toMatchObject({
      pv: 30,
      uv: 1,
      sessions: 1,
      totalUsers: 1,
      distinctUsers: 1,
      pages: [
        { path: "pages/b", pv: 20 },
        { path: "pages/a", pv: 10 },
      ],
    });
    await d.send({ streamId: "s-2", appId, userKey }, events(f, [start]), { gzip: true });
    expect(await numbers(f, appId)).toMatchObject({ pv: 30, uv: 1, totalUsers: 2, distinctUsers: 1 });
  });

  it("a user and a device are different visitors (P-AN-M02), and a day starts in the workspace's zone (P-GEN-4)", async () => {
    const f = await fixture({ settings: { timeZone: "Asia/Tokyo" } });
    const { appId } = await releasedApp(f, "da");
    const d = await device(f, "i-1");
    await d.send({ streamId: "s-1", appId, userKey: "user-1" }, events(f, [start, view("a")]));
    await d.send({ streamId: "s-2", appId }, events(f, [start, view("a")]));
    expect(await numbers(f, appId)).toMatchObject({ day: "2026-03-10", pv: 2, uv: 2 });
    // 12:00 UTC is 21:00 in Tokyo: three hours to midnight.
    f.clock.advance(3 * 3_600_000 - 1);
    expect(await numbers(f, appId)).toMatchObject({ day: "2026-03-10", pv: 2 });
    f.clock.advance(1);
    expect(await numbers(f, appId)).toMatchObject({ day: "2026-03-11", pv: 0, uv: 0, sessions: 0, totalUsers: 2 });
  });

  it("the JSAPI table: rates without cancellations, codes, mean and p95, total with HTTP (P-AN-20, 21, 23, 25, 26)", async () => {
    const f = await fixture();
    const { appId } = await releasedApp(f, "da");
    const d = await device(f, "i-1");
    const calls = [
      ...Array.from({ length: 20 }, (_, at) => call("getStorage", "success", at + 1)),
      call("getStorage", "fail", 100, { errorCode: "2" }),
      call("scan", "cancel", 5),
      call("request", "fail", 7, { errorCode: "4" }),
    ];
    const refusal: [EventRecord["name"], EventRecord["data"]] = [
      "policy.refusal",
      { policy: "serverDomain", api: "request", origin: "https://evil.test", errorCode: "4", reason: "NOT_LISTED" },
    ];
    await d.send({ streamId: "s-1", appId }, events(f, [start, ...calls, refusal]));
    const shown = await numbers(f, appId);
    expect(shown.jsapiTotal).toBe(23);
    expect(shown.jsapi).toEqual([
      {
        api: "getStorage",
        calls: 21,
        success: 20,
        fail: 1,
        cancel: 0,
        successRate: 20 / 21,
        errorCodes: [{ code: "2", count: 1 }],
        meanMs: 310 / 21,
        p95Ms: 20,
      },
      expect.objectContaining({ api: "request", fail: 1, successRate: 0, errorCodes: [{ code: "4", count: 1 }] }),
      expect.objectContaining({ api: "scan", calls: 1, cancel: 1, successRate: null }),
    ]);
    expect(shown.refusals).toEqual([{ policy: "serverDomain", origin: "https://evil.test", count: 1 }]);
    const pipeline = value(await (await f.as("wa")).pipeline());
    expect(pipeline).toMatchObject({ accepted: 25, duplicates: 0, lost: 0, requests: 1 });
    expect(pipeline.recent).toHaveLength(25);
  });
});

describe("ingest", () => {
  it("counts everything once: same batch, same records in another batch, session.end twice (L-ING-4, L-ING-7, L-EV-5)", async () => {
    const f = await fixture();
    const { appId } = await releasedApp(f, "da");
    const d = await device(f, "i-1");
    const list = events(f, [start, view("a"), view("a")]);
    const end = { seq: 3, time: f.clock.now(), name: "session.end", data: { reason: "exit", durationMs: 9 } } as const;
    const scope = { streamId: "s-1", appId };
    const body = async (answer: Response) => (await answer.json()).berth;
    expect(await body(await d.send(scope, [...list, end], { batchId: "b-1" }))).toMatchObject({
      accepted: 4,
      duplicates: 0,
    });
    expect(await body(await d.send(scope, [...list, end], { batchId: "b-1" }))).toMatchObject({ duplicates: 4 });
    expect(await body(await d.send(scope, [...list, end], { batchId: "b-2" }))).toMatchObject({
      accepted: 4,
      duplicates: 4,
      rejected: [],
    });
    expect(await numbers(f, appId)).toMatchObject({ pv: 2, sessions: 1 });
    // A gap is a loss that can be counted (L-GEN-3).
    await d.send(scope, [{ ...list[1]!, seq: 7 }], { batchId: "b-3" });
    expect(value(await (await f.as("wa")).pipeline()).lost).toBe(3);
  });

  it("refuses record by record with a reason (L-ING-6, L-ING-7)", async () => {
    const f = await fixture();
    const { appId } = await releasedApp(f, "da");
    const [d, other] = [await device(f, "i-1"), await device(f, "i-2")];
    const one = events(f, [view("a")]);
    const reasons = async (answer: Response) =>
      (await answer.json()).berth.rejected.map((entry: { reason: string }) => entry.reason);
    expect(await reasons(await d.send({ streamId: "s-1", appId: "2021999999999999" }, one))).toEqual(["unknown_app"]);
    expect(await reasons(await d.send({ streamId: "s-1", appId }, one, { target: "2101000000000009" }))).toEqual([
      "foreign_target",
    ]);
    expect(await reasons(await d.send({ streamId: "s-1", appId }, one))).toEqual([]);
    expect(await reasons(await other.send({ streamId: "s-1", appId }, one))).toEqual(["foreign_stream"]);
    const late = [{ ...one[0]!, seq: 2, time: f.clock.now() - 4 * 86_400_000 }];
    expect(await reasons(await d.send({ streamId: "s-1", appId }, late))).toEqual(["late"]);
    const bad = [{ ...one[0]!, seq: 3, data: { pagePath: "a" } }];
    expect(await reasons(await d.send({ streamId: "s-1", appId }, bad))).toEqual(["bad_field"]);
    expect((await numbers(f, appId)).pv).toBe(1);
    expect(value(await (await f.as("wa")).pipeline()).rejected).toEqual({
      unknown_app: 1,
      foreign_target: 1,
      foreign_stream: 1,
      late: 1,
      bad_field: 1,
    });
  });

  it("corrects a wrong device clock by its skew (L-CLK-2, L-CLK-V3)", async () => {
    const f = await fixture();
    const { appId } = await releasedApp(f, "da");
    const d = await device(f, "i-1");
    const dayBehind = f.clock.now() - 86_400_000;
    const list = events(f, [view("a")]).map((record) => ({ ...record, time: dayBehind - 10_000 }));
    await d.send({ streamId: "s-1", appId }, list, { sentTime: dayBehind });
    expect((await numbers(f, appId)).pv).toBe(1);
    const [raw] = value(await (await f.as("wa")).pipeline()).recent;
    expect(raw?.time).toBe(new Date(f.clock.now() - 10_000).toISOString());
  });

  it("needs the token of this installation, and collection on (L-ING-2, L-ING-A3)", async () => {
    const f = await fixture();
    const { appId } = await releasedApp(f, "da");
    const d = await device(f, "i-1");
    const one = events(f, [view("a")]);
    const scope = { streamId: "s-1", appId };
    expect((await d.send(scope, one, { deviceKey: "other" })).status).toBe(403);
    expect((await f.post("/sdk/v1/logs", { resourceLogs: [] })).status).toBe(401);
    value(await (await f.as("wa")).setSettings({ eventLogCollection: false }));
    const off = await d.send(scope, one);
    expect([off.status, (await off.json()).message]).toEqual([403, "COLLECTION_OFF"]);
    expect((await device(f, "i-1")).eventLog).not.toHaveProperty("token");
    value(await (await f.as("wa")).setSettings({ eventLogCollection: true }));
    f.clock.advance(24 * 3_600_000);
    expect((await d.send(scope, one)).status).toBe(401);
  });

  it("refuses what is no OTLP request, broken gzip, foreign media and too much (L-ING-A2, A4, A5)", async () => {
    const f = await fixture();
    const d = await device(f, "i-1");
    const send = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
      const request = new Request(`${base}/sdk/v1/logs`, {
        method: "POST",
        headers: { authorization: `Bearer ${d.eventLog.token}`, "content-type": "application/json", ...headers },
        body,
      });
      return (await f.platform.fetch(request)).status;
    };
    expect(await send("{")).toBe(400);
    expect(await send("{}")).toBe(400);
    expect(await send("x", { "content-encoding": "gzip" })).toBe(400);
    expect(await send("x", { "content-encoding": "br" })).toBe(415);
    expect(await send("x", { "content-type": "application/x-protobuf" })).toBe(415);
    expect(await send(" ".repeat(1024 * 1024 + 1))).toBe(413);
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(9 * 1024 * 1024, 32)));
    expect(await send(bomb, { "content-encoding": "gzip" })).toBe(413);
    expect(await send('{"resourceLogs":[]}')).toBe(200);
  });
});
