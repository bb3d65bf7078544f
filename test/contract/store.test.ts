import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryStore, type Store, sqliteStore } from "@berth/platform";
import { openSqlite, openStore } from "@berth/platform/node";
import { afterEach, describe, expect, it } from "vitest";

const workspace = (workspaceId: string, homeTenantId?: string) => ({
  workspaceId,
  kind: "merchant" as const,
  name: workspaceId,
  ...(homeTenantId === undefined ? {} : { homeTenantId }),
});

const makers: Record<string, () => Store> = {
  memory: memoryStore,
  sqlite: () => {
    const driver = openSqlite(":memory:");
    if (driver === null) throw new Error("no SQLite driver loads; npm ci installs better-sqlite3");
    return sqliteStore(driver);
  },
};

for (const [name, make] of Object.entries(makers))
  describe(`store: ${name}`, () => {
    let store: Store;
    afterEach(() => store.close());

    it("keeps rows by key and lists them in order of arrival, also by scope", () => {
      store = make();
      store.transaction((tx) => {
        for (const id of ["b", "a", "c"]) tx.put("workspace", workspace(id, id === "a" ? "other" : "home"));
        tx.put("workspace", { ...workspace("b", "home"), name: "changed" });
      });
      store.transaction((tx) => {
        expect(tx.get("workspace", "b")?.name).toBe("changed");
        expect(tx.get("workspace", "x")).toBeUndefined();
        expect(tx.list("workspace").map((one) => one.workspaceId)).toEqual(["b", "a", "c"]);
        expect(tx.list("workspace", "home").map((one) => one.workspaceId)).toEqual(["b", "c"]);
        tx.delete("workspace", "b");
        expect(tx.list("workspace", "home").map((one) => one.workspaceId)).toEqual(["c"]);
      });
    });

    it("rolls everything back when a transaction throws, and hands the error on", () => {
      store = make();
      store.transaction((tx) => tx.put("workspace", workspace("a")));
      const broken = (): void =>
        store.transaction((tx) => {
          tx.put("workspace", { ...workspace("a"), name: "changed" });
          tx.put("workspace", workspace("b"));
          tx.delete("workspace", "a");
          throw new Error("broken");
        });
      expect(broken).toThrow("broken");
      store.transaction((tx) => {
        expect(tx.list("workspace")).toEqual([workspace("a")]);
      });
    });

    it("shares no object with its callers", () => {
      store = make();
      const row = workspace("a");
      store.transaction((tx) => tx.put("workspace", row));
      row.name = "changed outside";
      store.transaction((tx) => {
        const read = tx.get("workspace", "a");
        expect(read?.name).toBe("a");
        if (read !== undefined) read.name = "changed inside";
        expect(tx.get("workspace", "a")?.name).toBe("a");
      });
    });

    it("appends equal rows beside each other", () => {
      store = make();
      const row = { time: "t", event: "e", channel: "mail" as const, to: "x", subject: "s", body: "", links: [] };
      store.transaction((tx) => {
        tx.append("outbox", row);
        tx.append("outbox", row);
      });
      expect(store.transaction((tx) => tx.list("outbox"))).toEqual([row, row]);
    });

    it("refuses a transaction inside a transaction", () => {
      store = make();
      expect(() => store.transaction(() => store.transaction(() => 1))).toThrow("a transaction runs already");
      expect(store.transaction(() => 1)).toBe(1);
    });

    it("keeps blobs by digest", () => {
      store = make();
      store.transaction((tx) => tx.putBlob("d", new Uint8Array([1, 2, 3])));
      expect([...(store.transaction((tx) => tx.getBlob("d")) ?? [])]).toEqual([1, 2, 3]);
      expect(store.transaction((tx) => tx.getBlob("e"))).toBeUndefined();
    });
  });

describe("store in a data folder", () => {
  it("survives closing, and starts anew with fresh (L-STO-2)", () => {
    const dataDir = mkdtempSync(join(tmpdir(), "berth-store-"));
    try {
      const first = openStore({ dataDir }).store;
      expect(first.kind).toBe("sqlite");
      first.transaction((tx) => tx.put("workspace", workspace("a")));
      first.close();
      const second = openStore({ dataDir }).store;
      expect(second.transaction((tx) => tx.list("workspace"))).toEqual([workspace("a")]);
      second.close();
      const third = openStore({ dataDir, fresh: true }).store;
      expect(third.transaction((tx) => tx.list("workspace"))).toEqual([]);
      third.close();
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});
