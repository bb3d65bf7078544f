import { describe, expect, test } from "vitest";
import { page, useTestHost } from "./test-host-page.js";

useTestHost();

describe("life of apps", () => {
  test("events come in order; a handler that is slow or throws delays nothing (H-LIFE-1, H-LIFE-2, H-LIFE-3, H-LIFE-4)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given({ apps: [{ appId: "A" }] });
      const told: unknown[] = [];
      for (const name of ["appStart", "pageEnter", "appShow", "appHide", "appExit", "appLaunchFailed"]) {
        test.host.registerEventHandler(name, (event: { appVersion?: string; error?: { number: number } }) => {
          told.push([name, event.appVersion ?? event.error?.number ?? null]);
          return new Promise(() => {});
        });
      }
      const program = await test.open("A");
      program.handle.hide();
      const closed = program.handle.closed;
      test.clock.advance(5 * 60_000);
      const { reason } = await closed;
      await test.open("gone").catch(() => {});
      return { told, reason, state: program.handle.state };
    });
    expect(seen).toEqual({
      told: [
        ["appStart", null],
        ["pageEnter", null],
        ["appShow", "1.0.0"],
        ["appHide", "1.0.0"],
        ["appExit", "1.0.0"],
        ["appStart", null],
        ["appLaunchFailed", 91001],
        ["appExit", null],
      ],
      reason: "memory",
      state: "closed",
    });
  });

  test("at most five live; a memory warning ends those in the background and is told in front (H-OPEN-6, H-LIFE-4)", async () => {
    const seen = await page.evaluate(async () => {
      const ids = ["A", "B", "C", "D", "E", "F"];
      const test = await globalThis.given({ apps: ids.map((appId) => ({ appId })) });
      for (const appId of ids.slice(0, 5)) {
        test.clock.advance(1_000);
        (await test.open(appId)).handle.hide();
      }
      test.clock.advance(1_000);
      const front = await test.open("F");
      const five = test.host.running().map(({ appId }: { appId: string }) => appId);
      await test.host.memoryWarning();
      const warned = (event: { data: { event?: string } }): boolean => event.data.event === "memoryWarning";
      while (!front.heard.some(warned)) await new Promise((resolve) => setTimeout(resolve, 5));
      return [five, test.host.running().length, front.heard.find(warned).data];
    });
    expect(seen).toEqual([["F", "E", "D", "C", "B"], 1, { event: "memoryWarning", data: { level: 10 } }]);
  });

  test("another user reaches nothing of the former one (H-SPI-9)", async () => {
    const seen = await page.evaluate(async () => {
      let user = "u1";
      const services = { member: { getMemberInfo: async () => ({ userId: user }) } };
      const test = await globalThis.given({ apps: [{ appId: "A" }, { appId: "B" }], host: { services } });
      const first = await test.open("A");
      await first.call("setStorage", { key: "k", data: "mine" });
      await test.host.apps.addFavorite("A");
      await test.open("gone").catch(() => {});
      const errors = test.container.childElementCount;
      user = "u2";
      const changed = test.host.userChanged();
      // Opened while the user changes: it waits and belongs to the new one.
      const second = await test.open("A");
      await changed;
      const stored = Object.keys(second.start.storage);
      const favourites = (await test.host.apps.favorites()).length;
      const downloads = test.platform.requests.filter((line: string) => line.includes("query")).length;
      user = "u1";
      await test.host.userChanged();
      const again = await test.open("A");
      return {
        closed: [first.handle.state, second.handle.state],
        errors,
        left: test.container.childElementCount,
        stored,
        favourites,
        asked: downloads > 1,
        back: again.start.storage,
      };
    });
    expect(seen).toEqual({
      closed: ["closed", "closed"],
      errors: 2,
      left: 1,
      stored: [],
      favourites: 0,
      asked: true,
      back: { k: '"mine"' },
    });
  });
});

test("nothing is collected unless the host says so; lists and lifecycle go on (H-GATE-1, H-GATE-7)", async () => {
  const seen = await page.evaluate(async () => {
    const run = async (eventLog: object): Promise<unknown[]> => {
      const test = await globalThis.given({ apps: [{ appId: "A" }], host: eventLog });
      let events = 0;
      let shown = 0;
      test.host.eventLog.subscribe(() => {
        events += 1;
      });
      test.host.registerEventHandler("appShow", () => {
        shown += 1;
      });
      const program = await test.open("A");
      const refused = (await program.call("request", { url: "https://unlisted.test/" })).result.error;
      await program.handle.close();
      await test.host.eventLog.flush();
      for (let turn = 0; turn < 20; turn += 1) {
        test.clock.advance(10_000);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      // What is on disk or on its way is counted; with the gate closed there is none of it (H-GATE-3).
      const { gate, emitted } = test.host.eventLog.stats();
      const sent = test.platform.requests.filter((line: string) => line.endsWith("/logs")).length;
      return [gate, events > 0, emitted > 0, sent > emitted, refused, shown];
    };
    return [await run({}), await run({ eventLog: { allowed: true } })];
  });
  expect(seen).toEqual([
    ["host", false, false, false, 4, 1],
    ["open", true, true, false, 4, 1],
  ]);
});

test("intervals and mode of the host decide when updates are looked for (H-EXT-6)", async () => {
  const seen = await page.evaluate(async () => {
    const test = await globalThis.given({ apps: [{ appId: "A" }] });
    const queries = (): number => test.platform.requests.filter((line: string) => line.includes("/apps/query")).length;
    const open = async (): Promise<number> => {
      const before = queries();
      await (await test.open("A")).handle.close();
      return queries() - before;
    };
    await open();
    const local = await open();
    test.host.registerExtension("updateIntervals", { mode: "sync" });
    const always = await open();
    const asked: string[] = [];
    test.host.registerExtension("updateIntervals", { syncSeconds: (appId: string) => asked.push(appId) && 60 });
    const young = await open();
    test.clock.advance(60_000);
    const old = await open();
    return { local, always, young, old, asked: asked.includes("A") };
  });
  expect(seen).toEqual({ local: 0, always: 1, young: 0, old: 1, asked: true });
});

test("lists: what is served, favourites, sections by category, codes of bad queries (H-LIST-1, H-LIST-3, H-LIST-4, H-LIST-5)", async () => {
  const seen = await page.evaluate(async () => {
    const apps = [
      { appId: "A", name: "Tea" },
      { appId: "B", name: "Alpha" },
      { appId: "C", status: "offline" },
    ];
    const test = await globalThis.given({ apps });
    const { apps: list } = test.host;
    await list.addFavorite("A");
    const names = (await list.fetchApps({ startIndex: 0, size: 50 })).appInfos.map(
      ({ name }: { name: string }) => name,
    );
    const byId = (await list.fetchAppInfosByIds(["A", "X", "B"])).appInfos.map(
      ({ identifier, isFavorite }: { identifier: string; isFavorite: boolean }) => [identifier, isFavorite],
    );
    const codes: unknown[] = [];
    const failed = ({ details }: { details: { number: number } }): number => codes.push(details.number);
    await list.fetchApps({ startIndex: 0, size: 51 }).catch(failed);
    await list.fetchApps({ startIndex: -1, size: 5 }).catch(failed);
    test.platform.down = true;
    await list.searchApps("a").catch(failed);
    return { names, byId, codes };
  });
  expect(seen).toEqual({
    names: ["Alpha", "Tea"],
    byId: [
      ["A", true],
      ["B", false],
    ],
    codes: [2, 2, 10104],
  });
});
