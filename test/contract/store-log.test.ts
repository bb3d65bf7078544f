import { memoryStore, type Store, sqliteStore } from "@berth/platform";
import { openSqlite } from "@berth/platform/node";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { LogRecord, LogStore } from "../../packages/platform/src/log/log-store.js";

const noon = Date.parse("2026-03-10T12:00:00Z");
const place = { target: "t", environment: "production", app: "app" };
const day = "2026-03-10";

function record(stream: string, seq: number, change: Partial<LogRecord> = {}): LogRecord {
  return {
    ...place,
    uid: `${stream}-${seq}`,
    stream,
    seq,
    ended: false,
    name: "page.view",
    time: noon,
    day,
    visitor: "user:1",
    data: { pagePath: "a" },
    deltas: {
      counters: [{ metric: "pv", key: "a", n: 1, ok: 0, fail: 0, cancel: 0, sumMs: 0, rawN: 1 }],
      sets: ["page", "seen"],
      values: [{ metric: "launch", key: "", ms: 5, n: 1 }],
    },
    keepRaw: true,
    ...change,
  };
}

const makers: Record<string, () => Store> = {
  memory: memoryStore,
  sqlite: () => {
    const driver = openSqlite(":memory:");
    if (driver === null) throw new Error("no SQLite driver loads; npm ci installs better-sqlite3");
    return sqliteStore(driver);
  },
};

for (const [name, make] of Object.entries(makers))
  describe(`log store: ${name}`, () => {
    let store: Store;
    let log: LogStore;
    let batches = 0;
    const open = (): void => {
      store = make();
      log = store.log;
    };
    afterEach(() => store.close());
    const commit = (records: LogRecord[], installation = "i", batchId = `b-${++batches}`, receivedAt = noon) =>
      log.commit([{ batchId, installation, receivedAt, records }])[0];

    it("folds counters, sets and values of a day and keeps running totals (P-AN-4)", () => {
      open();
      const session = { metric: "session" as const, key: "", n: 1, ok: 0, fail: 0, cancel: 0, sumMs: 0, rawN: 1 };
      commit([
        record("s", 1),
        record("s", 2, { visitor: "user:2" }),
        record("s", 3, { deltas: { counters: [session], sets: [], values: [] } }),
        record("s", 4, { day: "2026-03-11" }),
      ]);
      expect(log.counters({ ...place, day, metric: "pv" })).toEqual([
        { key: "a", n: 2, ok: 0, fail: 0, cancel: 0, sumMs: 0 },
      ]);
      expect(log.distinct({ ...place, day, set: "page" })).toBe(2);
      expect(log.values({ ...place, day, metric: "launch", key: "" })).toEqual([{ ms: 5, n: 2 }]);
      expect(log.total({ ...place, metric: "session" })).toBe(1);
      expect(log.everSeen(place)).toBe(2);
      expect(log.counters({ ...place, app: "other", day, metric: "pv" })).toEqual([]);
    });

    it("counts every record once, whatever comes twice and in what order (L-ING-4)", () => {
      fc.assert(
        fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }), { maxLength: 8 }), (sent) => {
          open();
          let accepted = 0;
          let duplicates = 0;
          for (const numbers of sent) {
            const result = commit(numbers.map((seq) => record("s", seq)));
            accepted += result?.accepted ?? 0;
            duplicates += result?.duplicates ?? 0;
          }
          const different = new Set(sent.flat());
          expect(accepted - duplicates).toBe(different.size);
          const [row] = log.counters({ ...place, day, metric: "pv" });
          expect(row?.n ?? 0).toBe(different.size);
          expect(log.events({ place, since: 0, limit: 100 })).toHaveLength(different.size);
          const greatest = Math.max(0, ...different);
          expect(log.lost()).toBe(greatest - different.size);
          store.close();
        }),
        { numRuns: 40 },
      );
      open();
    });

    it("knows a batch again without looking inside (L-ING-4), and session.end once (L-EV-5)", () => {
      open();
      commit([record("s", 1)], "i", "same");
      expect(commit([record("s", 2)], "i", "same")).toEqual({ accepted: 1, duplicates: 1, foreign: [] });
      const end = record("s", 1, { ended: true, uid: "s-end" });
      expect(commit([end])).toMatchObject({ duplicates: 0 });
      expect(commit([end])).toMatchObject({ duplicates: 1 });
    });

    it("gives a stream to the installation that sent first (L-ING-6)", () => {
      open();
      commit([record("s", 1)], "i");
      expect(commit([record("s", 2)], "j")).toEqual({ accepted: 0, duplicates: 0, foreign: ["s-2"] });
      expect(log.counters({ ...place, day, metric: "pv" })[0]?.n).toBe(1);
    });

    it("lists raw events newest first, by name and time", () => {
      open();
      commit([
        record("s", 1, { time: noon - 5 }),
        record("s", 2),
        record("s", 3, { name: "app.show", time: noon + 5 }),
      ]);
      commit([record("s", 4, { keepRaw: false })]);
      expect(log.events({ since: 0, limit: 9 }).map((event) => event.uid)).toEqual(["s-3", "s-2", "s-1"]);
      expect(log.events({ since: noon, name: "page.view", limit: 9 }).map((event) => event.uid)).toEqual(["s-2"]);
      expect(log.events({ since: 0, limit: 1 })[0]).toMatchObject({ uid: "s-3", data: { pagePath: "a" } });
    });

    it("deletes what is past its time and nothing else (P-AN-3, L-ING-5, L-RET-2)", () => {
      open();
      commit([record("s", 1)]);
      const hour = 3_600_000;
      log.maintain(noon + 72 * hour, "2026-03-13");
      expect(log.events({ since: 0, limit: 9 })).toHaveLength(1);
      log.maintain(noon + 74 * hour, "2026-03-13");
      expect(log.events({ since: 0, limit: 9 })).toHaveLength(0);
      expect(commit([record("s", 1)], "i", "again", noon + 96 * hour)).toMatchObject({ duplicates: 1 });
      log.maintain(noon + 200 * hour, "2026-06-08");
      expect(log.counters({ ...place, day, metric: "pv" })).toHaveLength(1);
      log.maintain(noon + 200 * hour, "2026-06-09");
      expect(log.counters({ ...place, day, metric: "pv" })).toHaveLength(0);
      expect(log.everSeen(place)).toBe(1);
    });

    it("forgets a mini program (L-STO-7)", () => {
      open();
      commit([record("s", 1), record("s", 2, { app: "other" })]);
      log.forgetApp("app");
      expect(log.everSeen(place)).toBe(0);
      expect(log.events({ since: 0, limit: 9 }).map((event) => event.app)).toEqual(["other"]);
    });
  });
