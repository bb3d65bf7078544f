import "fake-indexeddb/auto";
import { afterEach, describe, expect, test } from "vitest";
import { type LocalStore, openLocalStore } from "../../../packages/sdk/src/load/local-store.js";

let next = 0;
const opened: LocalStore[] = [];
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

async function open(kind: "indexeddb" | "memory", name = `store-${next++}`): Promise<LocalStore> {
  const store = await openLocalStore(name, kind);
  opened.push(store);
  return store;
}

describe.each(["indexeddb", "memory"] as const)("the store in %s", (kind) => {
  test("is what was asked for, keeps values by area, and forgets what is deleted", async () => {
    const store = await open(kind);
    expect(store.kind).toBe(kind);
    await store.set("storage", "k", { a: [1] });
    await store.set("settings", "k", "other");
    await store.set("packages", "z", new Uint8Array([1, 2]));
    expect(await store.get("storage", "k")).toEqual({ a: [1] });
    expect(await store.get("settings", "k")).toBe("other");
    expect(await store.get("packages", "z")).toEqual(new Uint8Array([1, 2]));
    await store.delete("storage", "k");
    expect(await store.get("storage", "k")).toBeUndefined();
    expect(await store.get("settings", "k")).toBe("other");
  });

  test("lists and clears by prefix, in key order", async () => {
    const store = await open(kind);
    for (const key of ["b|2", "a|1", "b|1", "c"]) await store.set("storage", key, key);
    expect(await store.entries("storage", "b|")).toEqual([
      ["b|1", "b|1"],
      ["b|2", "b|2"],
    ]);
    expect((await store.entries("storage", "")).map(([key]) => key)).toEqual(["a|1", "b|1", "b|2", "c"]);
    await store.clear("storage", "b|");
    expect((await store.entries("storage", "")).map(([key]) => key)).toEqual(["a|1", "c"]);
    await store.clear("storage", "");
    expect(await store.entries("storage", "")).toEqual([]);
  });
});

test("IndexedDB outlives the store; a broken one falls back to memory", async () => {
  const first = await open("indexeddb", "kept");
  await first.set("settings", "installation", "i1");
  first.close();
  expect(await (await open("indexeddb", "kept")).get("settings", "installation")).toBe("i1");
  const own = globalThis.indexedDB;
  try {
    Object.assign(globalThis, {
      indexedDB: {
        open() {
          throw new DOMException("blocked", "SecurityError");
        },
      },
    });
    expect((await open("indexeddb", "kept")).kind).toBe("memory");
  } finally {
    Object.assign(globalThis, { indexedDB: own });
  }
});
