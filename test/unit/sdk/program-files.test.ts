import type { FileEntry } from "@berth/core/wire";
import { describe, expect, test } from "vitest";
import { AppFiles } from "../../../packages/sdk/src/jsapi/app-files.js";
import type { ApiCall } from "../../../packages/sdk/src/jsapi/definition.js";
import { changeFiles } from "../../../packages/sdk/src/jsapi/file-changes.js";
import { memoryStore } from "../../../packages/sdk/src/load/local-store.js";
import { FakeClock } from "./fake-clock.js";

const usr = "berth-file:usr";

function start() {
  const told: FileEntry[] = [];
  const store = memoryStore();
  const files = new AppFiles(store, "app", new FakeClock(), (entry) => told.push(entry));
  const change = (...changes: unknown[]) => changeFiles({ params: { changes }, run: { files } } as unknown as ApiCall);
  return { files, store, told, change };
}

describe("what a program's file manager changed, at the host (F-CAT-H5)", () => {
  test("is kept with its type, is there for what is asked next, and for the next start", async () => {
    const { files, change, told } = start();
    const kept = change([`${usr}/d/`, new Blob()], [`${usr}/d/a.png`, new Blob(["x"])]);
    expect((await files.read(`${usr}/d/a.png`))?.type).toBe("image/png");
    expect(await kept).toEqual({ success: true });
    expect((await files.kept()).map(([path]) => path)).toEqual([`${usr}/d/`, `${usr}/d/a.png`]);
    expect(await files.list()).toEqual([]);
    await change([`${usr}/d/a.png`, null]);
    expect(await files.read(`${usr}/d/a.png`)).toBeNull();
    // The program did it: it need not be told.
    expect(told).toEqual([]);
  });

  test.each([
    "berth-file:usr/../saved/x",
    "berth-file:usr/./x",
    "berth-file:usr//x",
    "berth-file:usr/..",
    "berth-file:other/x",
    "permissions|app",
    7,
  ])("a worker that asks for %j gets nothing (S-GEN-5)", async (path) => {
    const { store, change } = start();
    expect(await change([path, new Blob(["x"])])).toMatchObject({ error: 2 });
    expect(await store.keys("settings", "")).toEqual([]);
  });

  test("content is a Blob or null; temporary files come from the host only", async () => {
    const { change } = start();
    expect(await change([`${usr}/a`, "text"])).toMatchObject({ error: 2 });
    expect(await change(["berth-file:tmp/9.html", new Blob(["x"])])).toMatchObject({ error: 7103 });
  });

  test("saved files and the program's folder have 10 MB together, and a change is done whole or not (F-STO-6)", async () => {
    const { files, change } = start();
    const half = new Blob([new Uint8Array(5 * 1024 * 1024)]);
    await files.save(files.addTemporary(half));
    expect(await change([`${usr}/a`, half])).toEqual({ success: true });
    expect(await change([`${usr}/a`, null], [`${usr}/b`, half], [`${usr}/c`, new Blob(["x"])])).toMatchObject({
      error: 7102,
    });
    expect(await files.read(`${usr}/a`)).not.toBeNull();
    expect(await files.save(files.addTemporary(new Blob(["x"])))).toEqual({ error: 7102 });
  });
});
