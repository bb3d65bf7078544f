import { describe, expect, it } from "vitest";
import { AppStorage } from "../../../packages/sdk/src/jsapi/app-storage.js";
import { memoryStore } from "../../../packages/sdk/src/load/local-store.js";

describe("F-PLG-3 storage of a program and its plugins", () => {
  it("is cleared apart, and keys of plugins may be as long as others", async () => {
    const store = memoryStore();
    const open = async (): Promise<AppStorage> => {
      const storage = new AppStorage(
        store,
        "app|user",
        () => undefined,
        () => {},
      );
      await storage.load();
      return storage;
    };
    const storage = await open();
    await storage.set("k", 1);
    await storage.set("__plugin__/a/k", 2);
    expect(await storage.set(`__plugin__/b/${"k".repeat(256)}`, 3)).toEqual({ ok: true });
    expect(await storage.set(`__plugin__/b/${"k".repeat(257)}`, 3)).toMatchObject({ ok: false, error: 2 });
    await storage.clear("__plugin__/a/");
    expect(
      Object.keys((await open()).snapshot())
        .map((key) => key.slice(0, 13))
        .sort(),
    ).toEqual(["__plugin__/b/", "k"]);
    await storage.clear();
    expect(Object.keys((await open()).snapshot()).map((key) => key.slice(0, 13))).toEqual(["__plugin__/b/"]);
    await storage.clear("__plugin__/b/");
    expect((await open()).snapshot()).toEqual({});
    expect(storage.info().currentSize).toBe(0);
  });
});
