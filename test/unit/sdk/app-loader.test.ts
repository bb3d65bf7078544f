import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Locks } from "../../../packages/sdk/src/load/with-lock.js";
import { appId, loaderBench, program, sharedLocks } from "./loader-bench.js";

let zip: Uint8Array;
let other: Uint8Array;

beforeAll(async () => {
  [zip, other] = await Promise.all([program("<view>1</view>"), program("<view>2</view>")]);
});

const hour = 3_600_000;
const tenDays = 864_000_000;

/** A program opened once, `age` ms ago. */
async function installed(age = 0) {
  const bench = loaderBench(zip);
  await bench.open();
  bench.clock.advance(age);
  return bench;
}

describe("first open (H-UPD-1)", () => {
  test("queries, downloads, verifies and keeps", async () => {
    const { open, state } = loaderBench(zip);
    expect(await open()).toMatchObject({ packageState: "download", release: { releaseVersion: "1.0.0" } });
    expect(await open()).toMatchObject({ packageState: "local", method: "none" });
    expect([state.queries, state.downloads]).toEqual([1, 1]);
  });

  test.each([
    ["an unknown app", { status: "unknown" }, 91001],
    ["an app that is not served", { status: "not_available" }, 91002],
    ["an app taken offline", { status: "offline" }, 91003],
    ["no network", { down: true }, 91004],
    ["a newer runtime wanted", { minSdkVersion: "9.0.0" }, 91006],
    ["an H5 app (H-INIT-5), whatever its package is", { runtimeKind: "h5", bytes: new Uint8Array(100) }, 91006],
  ])("%s", async (_, change, number) => {
    const { state, numberOf } = loaderBench(zip);
    Object.assign(state, change);
    expect(await numberOf()).toBe(number);
  });

  test("what was installed opens without a network", async () => {
    const { state, open } = await installed();
    state.down = true;
    expect(await open()).toMatchObject({ packageState: "local" });
  });
});

describe("the vectors of section 8, default mode, last update at 0", () => {
  test("H-UPD-V1: at 3,599 s the local one, no query", async () => {
    const { state, open } = await installed(hour - 1_000);
    expect(await open()).toMatchObject({ packageState: "local", method: "none" });
    expect(state.queries).toBe(1);
  });

  test.each([
    ["H-UPD-V2", hour],
    ["H-UPD-V3", tenDays - 1_000],
  ])("%s: the local one runs, the check follows, the next open has the new one", async (_, age) => {
    const { state, open, checkLater } = await installed(age);
    Object.assign(state, { version: "2.0.0", bytes: other });
    expect(await open()).toMatchObject({ method: "async", release: { releaseVersion: "1.0.0" } });
    expect(state.queries).toBe(1);
    expect(await checkLater()).toBe("new");
    expect(await open()).toMatchObject({ method: "none", release: { releaseVersion: "2.0.0" } });
  });

  test("H-UPD-V4, H-UPD-7: after ten days the query comes first, back to an older version too", async () => {
    const { state, open } = await installed(tenDays);
    Object.assign(state, { version: "0.9.0", bytes: other });
    expect(await open()).toMatchObject({ release: { releaseVersion: "0.9.0" } });
  });

  test("H-UPD-V5: then without network the local one starts and its age stays", async () => {
    const { state, open, loader } = await installed(tenDays);
    state.down = true;
    expect(await open()).toMatchObject({ release: { releaseVersion: "1.0.0" } });
    expect(await loader.outlook(appId, false)).toMatchObject({ packageState: "local", method: "sync" });
  });

  test("H-UPD-V6: a check that found nothing new counts as an update", async () => {
    const { clock, state, open, checkLater } = await installed(hour);
    state.status = "unchanged";
    await open();
    expect(await checkLater()).toBe("unchanged");
    clock.advance(hour - 1_000);
    expect(await open()).toMatchObject({ method: "none" });
    expect(state.queries).toBe(2);
  });

  test("H-UPD-V7: mode sync queries before the start at 1 s", async () => {
    const { state, open } = await installed(1_000);
    Object.assign(state, { intervals: { mode: "sync" }, version: "2.0.0", bytes: other });
    expect(await open()).toMatchObject({ release: { releaseVersion: "2.0.0" } });
  });

  test("H-UPD-V8: mode async starts the local one after ten days and queries after", async () => {
    const { state, open } = await installed(tenDays);
    Object.assign(state, { intervals: { mode: "async" }, version: "2.0.0", bytes: other });
    expect(await open()).toMatchObject({ method: "async", release: { releaseVersion: "1.0.0" } });
    expect(state.queries).toBe(1);
  });
});

describe("updates", () => {
  test("H-UPD-5: a download that fails leaves the old one, and its age", async () => {
    const { state, open, checkLater, loader } = await installed(hour);
    Object.assign(state, { version: "2.0.0", bytes: other, packageAnswer: () => new Response(null, { status: 404 }) });
    expect(await checkLater()).toBe("failed");
    expect(await open()).toMatchObject({ release: { releaseVersion: "1.0.0" } });
    expect(await loader.outlook(appId, false)).toMatchObject({ method: "async" });
  });

  test("H-UPD-6: a platform that does not answer within 10 s does not hold the start up", async () => {
    const { clock, open, tab, state } = await installed(tenDays);
    let asked: () => void = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const mute = tab(((_: unknown, init: RequestInit) => {
      asked();
      return new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(new Error("aborted"))));
    }) as typeof fetch);
    const opening = mute.open();
    await isAsked;
    clock.advance(10_000);
    expect(await opening).toMatchObject({ release: { releaseVersion: "1.0.0" } });
    state.version = "2.0.0";
    expect(await open()).toMatchObject({ release: { releaseVersion: "2.0.0" } });
  });

  test("H-UPD-6, P-OFF-4: taken offline, it does not start and the package is gone; an asynchronous check sees it too", async () => {
    const first = await installed(tenDays);
    first.state.status = "offline";
    expect(await first.numberOf()).toBe(91003);
    expect((await first.loader.outlook(appId, false)).packageState).toBe("download");
    await vi.waitFor(async () => expect(await first.store.keys("packages", "")).toEqual([]));
    const second = await installed(hour);
    second.state.status = "not_available";
    expect(await second.open()).toMatchObject({ method: "async" });
    expect(await second.checkLater()).toBe("gone");
    expect(await second.numberOf()).toBe(91002);
  });

  test("H-UPD-8: a check without a new package stores the lists, which act from the next open", async () => {
    const { state, open, checkLater } = await installed(hour);
    state.entries = ["new.example.com"];
    await open();
    await checkLater();
    expect((await open()).release.serverDomains).toEqual({ mode: "list", entries: ["new.example.com"] });
    expect(state.downloads).toBe(1);
  });

  test("an update that this SDK could not run is not put in the place of one that it can", async () => {
    const { state, open, checkLater } = await installed(hour);
    Object.assign(state, { version: "2.0.0", bytes: other, minSdkVersion: "9.0.0" });
    expect(await checkLater()).toBe("failed");
    expect(await open()).toMatchObject({ release: { releaseVersion: "1.0.0" } });
  });
});

describe("presets (H-UPD-1)", () => {
  function withPreset() {
    const bench = loaderBench(zip);
    bench.state.presets.push({ appId, release: bench.release(), package: zip });
    Object.assign(bench.state, { down: true });
    return bench;
  }

  test("open without a network or a query, and are updated like anything local", async () => {
    const { state, clock, loader, open, checkLater } = withPreset();
    expect(await loader.outlook(appId, false)).toMatchObject({ packageState: "preset", method: "none" });
    expect(await open()).toMatchObject({ packageState: "preset", method: "none" });
    expect(await open()).toMatchObject({ packageState: "preset" });
    Object.assign(state, { down: false, version: "2.0.0", bytes: other });
    clock.advance(hour);
    expect(await open()).toMatchObject({ method: "async" });
    expect(await checkLater()).toBe("new");
    expect(await open()).toMatchObject({ packageState: "local", release: { releaseVersion: "2.0.0" } });
  });

  test("of a newer host replace the older host's as long as no check has succeeded", async () => {
    const { state, open, tab, release } = withPreset();
    await open();
    Object.assign(state, { version: "1.1.0", bytes: other });
    state.presets.splice(0, 1, { appId, release: release(), package: other });
    expect(await tab().open()).toMatchObject({ release: { releaseVersion: "1.1.0" } });
  });

  test("P-OFF-4: do not come back when the platform has taken them offline", async () => {
    const { state, open, numberOf, clock } = withPreset();
    await open();
    Object.assign(state, { down: false, status: "offline" });
    clock.advance(tenDays);
    expect(await numberOf()).toBe(91003);
    state.down = true;
    expect(await numberOf()).toBe(91004);
  });

  test("with other bytes than the signed ones are not opened, and the host's developer hears of it", async () => {
    const { state, release, numberOf } = withPreset();
    state.presets.splice(0, 1, { appId, release: release(), package: other });
    expect(await numberOf()).toBe(91004);
    expect(state.warnings).toEqual([expect.stringContaining("digest")]);
  });

  test("open on a device whose store is broken", async () => {
    const broken = withPreset();
    broken.store.set = () => Promise.reject(new Error("disk"));
    expect(await broken.open()).toMatchObject({ packageState: "preset" });
  });
});

describe("several tabs (Web Locks)", () => {
  test("that open a program for the first time at once download it once", async () => {
    const locks: Locks = sharedLocks();
    const { open, tab, state } = loaderBench(zip, { locks });
    const opened = await Promise.all([open(), tab().open(), tab().open()]);
    expect(opened.map(({ release }) => release.releaseVersion)).toEqual(["1.0.0", "1.0.0", "1.0.0"]);
    expect(state.downloads).toBe(1);
  });

  test("do not write over each other's update: an open during a check keeps the staged release", async () => {
    const locks = sharedLocks();
    const { open, tab, state, clock, checkLater } = loaderBench(zip, { locks });
    await open();
    clock.advance(hour);
    Object.assign(state, { version: "2.0.0", bytes: other });
    await Promise.all([checkLater(), tab().open(), tab().open()]);
    expect(await tab().open()).toMatchObject({ release: { releaseVersion: "2.0.0" } });
  });
});
