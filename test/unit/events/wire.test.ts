import {
  decodeLogs,
  type EncodableBatch,
  EVENT_ROWS,
  type EventName,
  type EventScope,
  emptyAccount,
  encodeLogs,
  eventRow,
  type LogEvent,
  scrubData,
} from "@berth/core/events";
import { describe, expect, it } from "vitest";

const resource = {
  workspaceId: "w1",
  targetAppId: "2101",
  environment: "production",
  instanceId: "0f9d0000-0000-4000-8000-000000000009",
  deviceKey: "dk",
  os: "Linux",
  osVersion: "6.1",
  sdkVersion: "0.1.0",
};
const session: EventScope = {
  streamId: "0f9d0000-0000-4000-8000-000000000001",
  sessionId: "0f9d0000-0000-4000-8000-000000000001",
  launchId: "0f9d0000-0000-4000-8000-000000000002",
  appId: "a1",
  releaseVersion: "1.2.3",
  releaseState: "gray",
  libVersion: "0.1.0",
  userKey: "uk",
  networkType: "wifi",
  locale: "de",
  previousId: "0f9d0000-0000-4000-8000-000000000003",
  sampleOneIn: 4,
};
const host: EventScope = { streamId: resource.instanceId, appId: "a1", networkType: "unknown", locale: "de" };

/** One value that fits each kind of field. */
function sample(name: EventName): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(eventRow(name)!.fields).map(([key, type]) => {
      if (typeof type !== "string") return [key, ("optional" in type ? type.optional : type)[0]];
      const kind = type.replace("?", "");
      const value = { int: 7, bool: true, origin: "https://api.example.com:8443" }[kind] ?? `${key} "x" ü`;
      return [key, value];
    }),
  );
}

function batch(extra: Partial<EncodableBatch> = {}): EncodableBatch {
  return {
    batchId: "b-1",
    sentTime: 1_790_000_004_210,
    resource,
    account: emptyAccount(),
    scopes: [session, host],
    records: EVENT_ROWS.map(([name, row], at) => ({
      scope: row.stream === "host" ? 1 : 0,
      seq: at + 1,
      time: 1_790_000_001_003,
      name,
      data: scrubData(name, sample(name))!,
    })),
    ...extra,
  };
}

interface Body {
  resourceLogs: { resource: object; scopeLogs: { scope: object; logRecords: object[] }[] }[];
}
const decode = (body: unknown): LogEvent[] =>
  decodeLogs(body)!.flatMap((b) =>
    b.records.map((r) => {
      if (r.kind === "refused") throw new Error(`${r.uid} ${r.reason}`);
      return r.event;
    }),
  );

describe("wire", () => {
  it("L-TST-18: every row of the catalogue survives encoding, reordering, re-batching and decoding", () => {
    const sent = batch();
    const body = JSON.parse(encodeLogs([sent])) as Body;
    // A Collector may split what has one resource over several elements and change every order.
    const [element] = body.resourceLogs;
    const shuffled = {
      resourceLogs: element!.scopeLogs.flatMap((list) =>
        list.logRecords.map((record) => ({
          resource: element!.resource,
          scopeLogs: [{ scope: list.scope, logRecords: [record] }],
        })),
      ),
    };
    shuffled.resourceLogs.reverse();
    const events = decode(shuffled);
    expect(events).toHaveLength(EVENT_ROWS.length);
    for (const record of sent.records) {
      const found = events.find((e) => e.name === record.name)!;
      expect(found.data).toEqual(record.data);
      const scope = sent.scopes[record.scope]!;
      expect(found).toMatchObject({ ...resource, ...scope, v: 1, seq: record.seq, time: record.time });
      const uid = record.name === "session.end" ? `${scope.streamId}-end` : `${scope.streamId}-${record.seq}`;
      expect(found.eventId).toBe(uid);
    }
  });

  it("L-EV-M, L-EV-7, L-WIRE-2: names and number forms on the wire", () => {
    const [call] = batch().records.filter((r) => r.name === "jsapi.call");
    const body = JSON.parse(encodeLogs([batch({ records: [call!] })])) as Body;
    const record = body.resourceLogs[0]!.scopeLogs[0]!.logRecords[0] as { attributes: { key: string }[] };
    expect(record).toMatchObject({
      timeUnixNano: "1790000001003000000",
      eventName: "berth.jsapi.call",
      severityNumber: 9,
    });
    expect(record.attributes).toContainEqual({ key: "berth.duration_ms", value: { intValue: "7" } });
    expect(record.attributes.map((a) => a.key)).toEqual(
      expect.arrayContaining(["log.record.uid", "berth.seq", "berth.jsapi.name", "error.type", "app.screen.name"]),
    );
  });

  it("L-EV-M8: cellular networks are one type on the wire", () => {
    const scopes = [{ ...session, networkType: "4g" as const }];
    const [event] = decode(JSON.parse(encodeLogs([batch({ scopes, records: batch().records.slice(0, 1) })])));
    expect(event!.networkType).toBe("cell");
  });

  it("L-LOSS-2: the account travels, zeros left out, also in a batch without records", () => {
    const account = { ...emptyAccount("memory"), emitted: 412, retries: 2 };
    account.dropped.rate = 3;
    const text = encodeLogs([batch({ account, records: [] })]);
    expect(text).not.toContain("dropped.expired");
    expect(decodeLogs(JSON.parse(text))![0]!.account).toEqual(account);
  });

  it("L-ING-7: a bad record is refused with its reason and does not refuse its batch", () => {
    const spoil = (change: (record: Record<string, unknown>) => void): string => {
      const body = JSON.parse(encodeLogs([batch()])) as Body;
      const record = body.resourceLogs[0]!.scopeLogs[0]!.logRecords.find(
        (r) => (r as { eventName: string }).eventName === "berth.page.view",
      );
      change(record as Record<string, unknown>);
      const records = decodeLogs(body)!.flatMap((b) => b.records);
      const refused = records.filter((r) => r.kind === "refused");
      expect(records.length - refused.length).toBe(EVENT_ROWS.length - refused.length);
      return refused.map((r) => (r.kind === "refused" ? r.reason : "")).join();
    };
    const attribute = (key: string, value: object) => (r: Record<string, unknown>) => {
      const list = r["attributes"] as { key: string; value: object }[];
      list.find((a) => a.key === key)!.value = value;
    };
    expect(spoil((r) => Object.assign(r, { eventName: "berth.page.seen" }))).toBe("unknown_event");
    expect(spoil((r) => Object.assign(r, { eventName: "berth.__proto__" }))).toBe("unknown_event");
    expect(spoil(attribute("berth.reason", { stringValue: "reload" }))).toBe("bad_field");
    expect(spoil(attribute("berth.stack_depth", { stringValue: "3" }))).toBe("bad_field");
    expect(spoil(attribute("log.record.uid", { stringValue: "other-1" }))).toBe("no_identity");
    expect(spoil(attribute("berth.seq", { intValue: "0" }))).toBe("no_identity");
    expect(spoil((r) => Object.assign(r, { timeUnixNano: "soon" }))).toBe("bad_field");
  });

  it("H-LOG-12: another version of the event scope is refused", () => {
    const body = JSON.parse(encodeLogs([batch()]).replaceAll('"version":"1"', '"version":"2"'));
    const reasons = decodeLogs(body)!.flatMap((b) => b.records.map((r) => (r.kind === "refused" ? r.reason : r.kind)));
    expect(new Set(reasons)).toEqual(new Set(["unknown_version"]));
  });

  it("L-ING-A2: what is not an OTLP request is null, and hostile shapes never throw", () => {
    for (const body of [null, [], "x", {}, { resourceLogs: {} }, { resourceLogs: [null] }])
      expect(decodeLogs(body)).toBeNull();
    const odd = {
      resourceLogs: [{ resource: 1, scopeLogs: [null, { logRecords: [null, 1, {}] }, { scope: [], logRecords: 3 }] }],
    };
    expect(decodeLogs(odd)![0]!.records.every((r) => r.kind === "refused")).toBe(true);
  });
});
