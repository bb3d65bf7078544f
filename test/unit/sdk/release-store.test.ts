import { beforeAll, describe, expect, test } from "vitest";
import type { StoredRelease } from "../../../packages/sdk/src/load/release-store.js";
import { appId, hex, loaderBench, program } from "./loader-bench.js";

let zip: Uint8Array;
beforeAll(async () => {
  zip = await program("<view>1</view>");
});

const MB = 1024 * 1024;
const day = 24 * 3_600_000;

/** Programs with packages of these sizes, opened one hour after the other. */
async function device(sizes: Record<string, number>) {
  const bench = loaderBench(zip);
  for (const [id, size] of Object.entries(sizes)) {
    const packages = [{ root: "", url: "", size, sha256: hex(Buffer.from(id)), signature: "" }];
    const at = bench.clock.now();
    const stored: StoredRelease = { release: { ...bench.release(), packages }, lastUpdateAt: at, lastOpenedAt: at };
    await bench.releases.keep(packages[0]?.sha256 ?? "", new Uint8Array(10), () => false);
    await bench.releases.update(id, () => stored);
    bench.clock.advance(3_600_000);
  }
  const here = async (): Promise<string[]> => {
    const ids = Object.keys(sizes);
    return (await Promise.all(ids.map(async (id) => ((await bench.releases.find(id)) === null ? [] : [id])))).flat();
  };
  return { ...bench, here };
}

describe("eviction (H-UPD-10)", () => {
  test("above 200 MB the least recently opened go first, never what is alive", async () => {
    const { releases, here, store } = await device({ A: 90 * MB, B: 90 * MB, C: 90 * MB });
    await releases.evict((id) => id === "A");
    expect(await here()).toEqual(["A", "B", "C"]);
    await releases.evict(() => false);
    expect(await here()).toEqual(["B", "C"]);
    expect((await store.keys("packages", "")).length).toBe(2);
  });

  test("what was not opened for 30 days goes", async () => {
    const { releases, here, clock } = await device({ A: MB, B: MB });
    clock.advance(30 * day - 3_600_000);
    await releases.evict(() => false);
    expect(await here()).toEqual(["B"]);
  });

  test("bytes without a release go, a download under way stays for a day", async () => {
    const { releases, store, clock } = await device({});
    await store.set("packages", hex(Buffer.from("orphan")), new Uint8Array(1));
    await store.set("packages", `${hex(Buffer.from("partial"))}|000000000000|${clock.now()}`, new Uint8Array(1));
    await releases.evict(() => false);
    expect((await store.keys("packages", "")).length).toBe(1);
    clock.advance(day + 1);
    await releases.evict(() => false);
    expect(await store.keys("packages", "")).toEqual([]);
  });
});

describe("a disk that is full or fails", () => {
  test("full: programs that were not opened for longest give way, alive ones do not", async () => {
    const { releases, here, store } = await device({ A: MB, B: MB, C: MB });
    const set = store.set.bind(store);
    let room = 0;
    store.set = async (area, key, value) => {
      if (area === "packages" && room-- <= 0 && (await store.keys("packages", "")).length > 1) {
        throw new DOMException("full", "QuotaExceededError");
      }
      await set(area, key, value);
    };
    expect(await releases.keep(hex(zip), zip, (id) => id === "A")).toBe(true);
    expect(await here()).toEqual(["A"]);
  });

  test("full for good: the program runs from memory, and nothing of it stays", async () => {
    const { store, open, loader } = loaderBench(zip);
    store.set = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    expect(await open()).toMatchObject({ packageState: "download", release: { releaseVersion: "1.0.0" } });
    expect(await loader.outlook(appId, false)).toMatchObject({ packageState: "download" });
  });

  test("an IndexedDB that fails at every step is no reason not to open", async () => {
    const { store, open, releases } = loaderBench(zip);
    const fails = () => Promise.reject(new DOMException("gone", "InvalidStateError"));
    Object.assign(store, { get: fails, set: fails, delete: fails, entries: fails, keys: fails, clear: fails });
    expect(await open()).toMatchObject({ packageState: "download" });
    expect(await open()).toMatchObject({ packageState: "download" });
    await releases.evict(() => false);
  });

  test("a crash between bytes and record leaves nothing that could run", async () => {
    const { store, releases, open, state } = loaderBench(zip);
    await store.set("packages", hex(zip), zip.slice(0, 100));
    expect(await releases.find(appId)).toBeNull();
    expect(await open()).toMatchObject({ packageState: "download" });
    expect(state.downloads).toBe(1);
  });
});
