import { expect, test } from "vitest";
import { programRun } from "../../support/program-run.js";

const files = {
  "index.axml": "<view/>",
  "index.js": `Page({
    listen() {
      const updates = my.getUpdateManager();
      updates.onCheckForUpdate(({ hasUpdate }) => console.log("found", hasUpdate));
      updates.onUpdateReady(() => { console.log("ready"); updates.applyUpdate(); });
      updates.onUpdateFailed(() => console.log("failed"));
    },
    onLoad() { this.listen(); },
  })`,
};
/** What the host tells of a check (H-UPD-5). */
const tell = (run: Awaited<ReturnType<typeof programRun>>, event: string, data: object = {}): Promise<void> => {
  run.send(["event", "my", { event, data } as never]);
  return run.settle();
};

test("H-UPD-12: a program hears of a check and of a staged package, and asks for the restart", async () => {
  const run = await programRun(files);
  expect(run.logged()).toEqual([]);
  await tell(run, "checkForUpdate", { hasUpdate: true });
  expect(run.logged()).toEqual(["found true"]);
  await tell(run, "updateReady");
  expect(run.logged()).toEqual(["found true", "ready"]);
  expect(run.calls.map(([api]) => api)).toEqual(["applyUpdate"]);
});

test("H-UPD-12: who listens after the host has told is told too; a failure is told as one", async () => {
  const run = await programRun({ ...files, "index.js": files["index.js"].replace("onLoad() { this.listen(); },", "") });
  await tell(run, "checkForUpdate", { hasUpdate: true });
  await tell(run, "updateFailed");
  expect(run.logged()).toEqual([]);
  const page = run.pages[0] as { listen(): void } | undefined;
  page?.listen();
  await run.settle();
  expect(run.logged()).toEqual(["found true", "failed"]);
  expect(run.calls).toEqual([]);
});
