import { expect, test, vi } from "vitest";
import { ProgramUpdates } from "../../../packages/sdk/src/host/program-updates.js";
import type { AppLoader } from "../../../packages/sdk/src/load/app-loader.js";
import { appId, loaderBench, program } from "./loader-bench.js";

/** A program that was opened an hour ago and is opened again, with what it hears of updates. */
async function opened(change: object) {
  const bench = loaderBench(await program("<view>1</view>"));
  await bench.open();
  bench.clock.advance(3_600_000);
  Object.assign(bench.state, change);
  const heard: unknown[] = [];
  const gone = new AbortController();
  const updates = new ProgramUpdates({
    appId,
    clock: bench.clock,
    signal: gone.signal,
    loader: async (): Promise<AppLoader> => bench.loader,
    tell: (event, data) => heard.push([event, data.hasUpdate]),
  });
  return { ...bench, heard, updates, gone };
}

test("H-UPD-12: a staged package is told, and only then there is something to apply", async () => {
  const { clock, updates, heard } = await opened({
    version: "2.0.0",
    bytes: await program("<view>2</view>"),
  });
  updates.rendered("async");
  clock.advance(2_999);
  expect([heard, updates.isReady]).toEqual([[], false]);
  clock.advance(1);
  await vi.waitFor(() => expect(updates.isReady).toBe(true));
  expect(heard).toEqual([
    ["checkForUpdate", true],
    ["updateReady", undefined],
  ]);
});

test.each([
  ["nothing new", { status: "unchanged" }, [["checkForUpdate", false]]],
  ["no network", { down: true }, [["checkForUpdate", false]]],
])("%s is told as no update", async (_, change, expected) => {
  const { clock, updates, heard } = await opened(change);
  updates.rendered("async");
  clock.advance(3_000);
  await vi.waitFor(() => expect(heard).toEqual(expected));
  expect(updates.isReady).toBe(false);
});

test("a package that cannot be had is told as a failure; the old one stays", async () => {
  const { clock, updates, heard } = await opened({
    version: "2.0.0",
    bytes: await program("<view>2</view>"),
    packageAnswer: () => new Response(null, { status: 404 }),
  });
  updates.rendered("async");
  clock.advance(3_000);
  await vi.waitFor(() =>
    expect(heard).toEqual([
      ["checkForUpdate", true],
      ["updateFailed", undefined],
    ]),
  );
  expect(updates.isReady).toBe(false);
});

test("a program that is closed before asks nothing and hears nothing", async () => {
  const { clock, updates, heard, gone, state } = await opened({});
  updates.rendered("async");
  gone.abort();
  clock.advance(3_000);
  expect([heard, state.queries]).toEqual([[], 1]);
});
