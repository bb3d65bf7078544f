import { packageManifestSchema } from "@berth/core/manifest";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { splitPackage } from "../../../packages/platform/src/versions/split-package.js";
import type { LoadedApp } from "../../../packages/sdk/src/load/app-loader.js";
import { evictionLimits } from "../../../packages/sdk/src/load/release-store.js";
import { appId, hex, loaderBench, program } from "./loader-bench.js";

const signal = new AbortController().signal;

/** The split package set of a program with the subpackages "shop" and "news" (P-VER-5). */
async function split(text: string) {
  const zip = await program(text, {
    "app.json": JSON.stringify({
      pages: ["a"],
      subPackages: [
        { root: "shop", pages: ["list"] },
        { root: "news", pages: ["all"] },
      ],
    }),
    ...Object.fromEntries(
      ["shop/list", "news/all"].flatMap((path) => [
        [`${path}.js`, `Page({ data: { of: ${JSON.stringify(text)} } })`],
        [`${path}.json`, "{}"],
        [`${path}.axml`, `<view>${path}</view>`],
      ]),
    ),
    "shop/photo.png": `a picture of ${text}`,
  });
  const files = unzipSync(zip);
  const manifest = packageManifestSchema.parse(JSON.parse(new TextDecoder().decode(files["manifest.json"])));
  const [main, ...parts] = splitPackage(manifest, files).map(({ root, zip: bytes }) => ({ root, bytes }));
  return { bytes: main?.bytes ?? zip, parts };
}

/** The program on a platform that delivers its parts. */
async function bench() {
  const { bytes, parts } = await split("<view>1</view>");
  const made = loaderBench(bytes);
  made.state.parts = parts;
  /** The outcome, with the pauses between tries over at once. */
  const soon = async <T>(work: Promise<T>): Promise<T> => {
    let isDone = false;
    const end = (): void => {
      isDone = true;
    };
    work.then(end, end);
    while (!isDone) {
      made.clock.advance(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return work;
  };
  const add = (app: LoadedApp, root: string, tab: Pick<typeof made, "loader"> = made): Promise<boolean> =>
    soon(tab.loader.addPart(app, root, signal));
  return { ...made, add, soon };
}

const roots = (app: LoadedApp): string[] =>
  app.package.manifest.units.map(({ root }) => root).filter((root) => app.package.unit(root) !== null);

describe("a package that comes apart", () => {
  test("is opened with its main part; another is fetched once it is wanted, and once only (F-SUB-4, H-UPD-11)", async () => {
    const { state, open, add, tab } = await bench();
    const app = await open();
    expect(roots(app)).toEqual([""]);
    expect([state.downloads, app.package.file("shop/photo.png")]).toEqual([1, null]);
    expect(await add(app, "shop")).toBe(true);
    expect(roots(app)).toEqual(["", "shop"]);
    expect(new TextDecoder().decode(app.package.file("shop/photo.png") ?? undefined)).toContain("a picture");
    expect(await add(app, "shop")).toBe(true);
    expect(state.downloads).toBe(2);
    // Another day without a network: what was opened before is here, the rest is not.
    state.down = true;
    const later = tab();
    const again = await later.open();
    expect(await add(again, "shop", later)).toBe(true);
    expect(await add(again, "news", later)).toBe(false);
    state.down = false;
    expect(await add(again, "news", later)).toBe(true);
    expect(roots(again)).toEqual(["", "shop", "news"]);
  });

  test.each([
    ["other part", ([, news]: Uint8Array[]) => news],
    ["part of another build", async () => (await split("<view>2</view>")).parts[0]?.bytes],
  ])("takes no %s, and no line of it is kept", async (_, served) => {
    const { state, open, add, store } = await bench();
    const app = await open();
    const right = state.parts;
    state.served = (await served(right.map(({ bytes }) => bytes))) ?? null;
    expect(await add(app, "shop")).toBe(false);
    expect(roots(app)).toEqual([""]);
    const whole = (await store.keys("packages", "")).filter((key) => !key.includes("|"));
    expect(whole).toEqual([hex(state.bytes)]);
    // A platform's word for another root is no word for this one.
    state.served = null;
    const [shop, news] = app.release.packages.slice(1);
    const swapped = { ...app, release: { ...app.release, packages: [{ ...news!, root: shop!.root }] } };
    expect(await add(swapped, "shop")).toBe(false);
    expect(roots(app)).toEqual([""]);
    expect(await add(app, "shop")).toBe(true);
  });

  test("of which a part is signed, but not what the main part's manifest says, stays without it", async () => {
    const { state, open, add } = await bench();
    state.parts = (await split("<view>2</view>")).parts;
    const app = await open();
    expect(await add(app, "shop")).toBe(false);
    expect([app.package.unit("shop"), app.package.file("shop/photo.png")]).toEqual([null, null]);
  });

  test("goes on where the download of a part stopped (H-UPD-10)", async () => {
    const { state, open, add, tab } = await bench();
    const app = await open();
    const shop = state.parts[0]!.bytes;
    const ranges: (string | null)[] = [];
    state.packageAnswer = (range) => {
      ranges.push(range);
      const from = Number(/\d+/.exec(range ?? "0")?.[0]);
      if (ranges.length > 1) {
        const headers = { "content-range": `bytes ${from}-${shop.length - 1}/${shop.length}` };
        return new Response(shop.slice(from), { status: 206, headers });
      }
      return new Response(shop.slice(0, 100));
    };
    expect(await add(app, "shop")).toBe(true);
    expect(ranges).toEqual([null, "bytes=100-"]);
    expect(roots(app)).toEqual(["", "shop"]);
    state.down = true;
    const later = tab();
    expect(await add(await later.open(), "shop", later)).toBe(true);
  });

  test("is updated as one: the parts on the device come along, no other (H-UPD-11)", async () => {
    const { state, open, add, clock, checkLater, tab } = await bench();
    await add(await open(), "shop");
    Object.assign(state, { version: "2.0.0", ...(await split("<view>2</view>")) });
    clock.advance(3_600_000);
    state.downloads = 0;
    expect(await checkLater()).toBe("new");
    expect(state.downloads).toBe(2);
    state.down = true;
    const later = tab();
    const app = await later.open();
    expect(app.release.releaseVersion).toBe("2.0.0");
    expect(await add(app, "shop", later)).toBe(true);
    expect(app.package.unit("shop")?.code).toContain("<view>2</view>");
    expect(await add(app, "news", later)).toBe(false);
  });

  test("is evicted as one, and only what is here counts (H-UPD-10)", async () => {
    const { state, open, add, clock, releases, store, alive } = await bench();
    const app = await open();
    await add(app, "shop");
    const kept = async (): Promise<number> => (await store.keys("packages", "")).length;
    await releases.evict((id) => alive.has(id));
    expect(await kept()).toBe(2);
    // An app whose main part is small, and whose part that nobody has opened would fill the disk.
    const { release } = app;
    const other = {
      ...release,
      packages: [release.packages[0]!, { ...release.packages[2]!, size: evictionLimits.bytes }],
    };
    clock.advance(1);
    await releases.update("2026000000000002", () => ({ release: other, lastUpdateAt: 0, lastOpenedAt: clock.now() }));
    await releases.evict(() => false);
    expect(await releases.find(appId)).not.toBe(null);
    await releases.forget("2026000000000002");
    clock.advance(evictionLimits.idleMs + 1);
    await releases.evict(() => false);
    expect([await kept(), state.warnings]).toEqual([0, []]);
  });

  test("has the part of its first page before it starts, or does not start", async () => {
    const { state, tab, store, soon } = await bench();
    const load = (stages: string[] = []): Promise<LoadedApp> =>
      tab().loader.load(appId, { forceSync: false, signal, stage: (s) => stages.push(s), page: () => "shop/list" });
    const stages: string[] = [];
    expect(roots(await load(stages))).toEqual(["", "shop"]);
    expect(stages).toEqual(["query", "download", "verify", "download"]);
    state.down = true;
    expect(roots(await load())).toEqual(["", "shop"]);
    await store.delete("packages", hex(state.parts[0]!.bytes));
    await expect(soon(load())).rejects.toMatchObject({ number: 91004, stage: "download" });
  });
});
