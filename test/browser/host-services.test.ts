import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type HostBench, startHostBench } from "./host-harness.js";

// `Testing` and `given` are declared in host-api.test.ts.
let bench: HostBench;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  bench = await startHostBench(`import * as Testing from "@berth/sdk/testing"; globalThis.Testing = Testing;`);
  page = await bench.newPage();
  page.on("pageerror", (error) => problems.push(error.message));
  await page.evaluate(() => {
    /** A test host that goes with the test. */
    globalThis.given = async (options = {}) => {
      await globalThis.bench?.dispose();
      globalThis.bench = await globalThis.Testing.createTestHost(options);
      return globalThis.bench;
    };
  });
}, 120_000);
afterAll(() => bench?.close());
afterEach(async () => {
  await page.evaluate(async () => {
    await globalThis.bench?.dispose();
    globalThis.bench = null;
  });
  expect(problems.splice(0)).toEqual([]);
});

describe("custom JSAPIs in a run", () => {
  test("new names need a feature, answers with an error fail, schemas and throws too (H-JS-1, H-JS-4, H-JS-5, H-JS-6, H-JS-9)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given({
        apps: [{ appId: "A", jsapis: ["points", "fails", "throws", "nothing"] }],
        host: { eventLog: { allowed: true } },
      });
      const logged: unknown[] = [];
      test.host.eventLog.subscribe(({ name, data }: { name: string; data: { api: string; kind: string } }) => {
        if (name === "jsapi.call") logged.push([data.api, data.kind]);
      });
      await test.host.registerJsapi([
        {
          name: "points",
          params: [
            { name: "card", type: "string", required: true },
            { name: "n", type: "integer", default: 3 },
          ],
          handler: (_context: unknown, params: object, place: unknown) => ({ params, place }),
        },
        { name: "fails", handler: () => ({ error: 7, errorMessage: "no card" }) },
        {
          name: "throws",
          handler() {
            throw new Error("mine");
          },
        },
        { name: "nothing", handler: () => null },
        { name: "hidden", handler: () => ({}) },
        { name: "vibrate", handler: () => ({ own: true }) },
      ]);
      const program = await test.open("A");
      const call = async (name: string, params = {}): Promise<unknown> => {
        const { ok, result } = await program.call(name, params);
        return ok ? result : [result.error, result.errorMessage];
      };
      const answers = [
        await call("points", { card: "c" }),
        await call("points", { card: 1 }),
        await call("fails"),
        await call("throws"),
        await call("nothing"),
        await call("hidden"),
        await call("vibrate"),
        await call("absent"),
      ];
      await test.host.eventLog.flush();
      for (let turn = 0; logged.length < 8 && turn < 200; turn += 1) {
        test.clock.advance(100);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return { answers, logged };
    });
    expect(seen.answers).toEqual([
      { params: { card: "c", n: 3 }, place: { appId: "A", pageId: 1, path: "pages/index/index" } },
      [2, 'points: parameter "card" must be of type string'],
      [7, "no card"],
      [3, expect.stringContaining("mine")],
      [3, expect.stringContaining("no object")],
      [4, expect.stringContaining("P-FEAT-1")],
      { own: true },
      [1, expect.stringContaining("absent")],
    ]);
    // A host's own names say nothing to a platform, and are not told.
    expect(seen.logged).toContainEqual(["(unknown)", "custom"]);
    expect(seen.logged).toContainEqual(["vibrate", "overridden"]);
  });

  test("lists and permissions come before a replacing handler, which gets the canonical address (H-JS-7)", async () => {
    const seen = await page.evaluate(async () => {
      const serverDomains = { mode: "list", entries: ["api.example.com"] };
      const test = await globalThis.given({ apps: [{ appId: "A", serverDomains }] });
      const urls: unknown[] = [];
      const handler = (_context: unknown, { url }: { url: unknown }): object => {
        urls.push(url);
        return {};
      };
      await test.host.registerJsapi([
        { name: "request", handler },
        { name: "scan", handler },
      ]);
      const program = await test.open("A");
      const listed = await program.call("request", { url: "HTTPS://API.Example.com:443/a/../b" });
      const other = await program.call("request", { url: "https://evil.test/" });
      const scan = program.call("scan");
      await program.tap("Don't allow");
      return [listed.ok, other.result.error, (await scan).result.error, urls];
    });
    expect(seen).toEqual([true, 4, 2001, ["https://api.example.com/b"]]);
  });

  test("a call of a page that is left fails with 1, its signal aborts (H-JS-8)", async () => {
    const seen = await page.evaluate(async () => {
      const test = await globalThis.given({ apps: [{ appId: "A", pages: ["p/a", "p/b"], jsapis: ["slow"] }] });
      let aborted = false;
      await test.host.registerJsapi({
        name: "slow",
        handler: ({ signal }: { signal: AbortSignal }) =>
          new Promise(() => {
            signal.addEventListener("abort", () => {
              aborted = true;
            });
          }),
      });
      const program = await test.open("A");
      program.navigateTo("p/b");
      const slow = program.call("slow");
      await program.waitFor((event: { api?: string }) => event.api === "slow");
      program.handle.back();
      return [(await slow).result.error, aborted];
    });
    expect(seen).toEqual([1, true]);
  });
});

describe("services", () => {
  test("codes of a service become errors of the call (H-SPI-5, H-SPI-E1, H-SPI-E2, H-SPI-E3, H-SPI-E4, H-SPI-E5, H-SPI-E6)", async () => {
    const seen = await page.evaluate(async () => {
      let code = 1000;
      const fail = async (): Promise<never> => {
        throw new globalThis.BerthSdk.SpiError(code, "said so");
      };
      const services = { oauth: { getAuthCode: fail }, payment: { pay: fail }, member: { getMemberInfo: fail } };
      const test = await globalThis.given({ host: { services } });
      const program = await test.open();
      const errors: unknown[] = [];
      for (code of [1000, 1001, 1002, 1003, 1005, 2001]) {
        const auth = await program.call("getAuthCode", { scopes: "auth_base" });
        const pay = await program.call("tradePay", { tradeNO: "1" });
        errors.push([code, auth.result.error, pay.ok ? pay.result.resultCode : pay.result.error]);
      }
      return errors;
    });
    expect(seen).toEqual([
      [1000, 3, 3],
      [1001, 11, "6001"],
      [1002, 3, 3],
      [1003, 10, "6004"],
      [1005, 3, 3],
      [2001, 11, 11],
    ]);
  });

  test("without a service the call fails with 1; answers of another form and silence fail too (H-SPI-3, H-SPI-5, H-SPI-10)", async () => {
    const seen = await page.evaluate(async () => {
      const none = await (await globalThis.given()).open();
      const errors: unknown[] = [];
      for (const [api, params] of [
        ["getAuthCode", {}],
        ["getOpenUserInfo", {}],
        ["tradePay", { tradeNO: "1" }],
      ] as const) {
        errors.push((await none.call(api, params)).result.error);
      }
      const services = {
        oauth: { getAuthCode: async () => ({ code: "x" }) },
        payment: { pay: async () => ({ resultCode: "8888", secret: 1 }) },
        member: {
          getMemberInfo: ({ strategy }: { strategy: string }) =>
            strategy === "localUserIdOnly" ? Promise.resolve({ userId: "u" }) : new Promise(() => {}),
        },
      };
      const test = await globalThis.given({ host: { services } });
      const program = await test.open();
      errors.push((await program.call("getAuthCode", {})).result.error);
      errors.push((await program.call("tradePay", { tradeNO: "1" })).result.error);
      const info = program.call("getOpenUserInfo");
      await program.waitFor((event: { api?: string }) => event.api === "getOpenUserInfo");
      test.clock.advance(30_000);
      errors.push((await info).result.error);
      return errors;
    });
    expect(seen).toEqual([1, 1, 1, 3, 3, 10]);
  });

  test("scopes that are not silent ask first, refused ones are told, none is 11 (H-SPI-1, H-SPI-6, H-SPI-7)", async () => {
    const seen = await page.evaluate(async () => {
      const asked: unknown[] = [];
      let confirmed = { confirmed: true, scopes: ["auth_user"] };
      const services = {
        oauth: {
          async showAuthPage({ scopes, clientId }: { scopes: string[]; clientId: string }) {
            asked.push(["page", clientId, scopes]);
            return confirmed;
          },
          async getAuthCode({ scopes, flowType }: { scopes: string[]; flowType: string }) {
            asked.push(["code", flowType, scopes]);
            return { authCode: `code${asked.length}`, successScopes: scopes };
          },
        },
      };
      const test = await globalThis.given({ apps: [{ appId: "A", clientId: "client" }], host: { services } });
      const program = await test.open("A");
      const some = (await program.call("getAuthCode", { scopes: ["auth_base", "auth_user", "phoneNumber"] })).result;
      confirmed = { confirmed: true, scopes: [] };
      const none = (await program.call("getAuthCode", { scopes: ["phoneNumber"] })).result;
      confirmed = { confirmed: false, scopes: [] };
      const refused = (await program.call("getAuthCode", { scopes: ["auth_base", "auth_user"] })).result;
      return { asked, some: [some.authSuccessScopes, some.authErrorScopes], none: none.error, refused: refused.error };
    });
    expect(seen).toEqual({
      asked: [
        ["page", "client", ["auth_user", "phoneNumber"]],
        ["code", "localMiniProgram", ["auth_base", "auth_user"]],
        ["page", "client", ["phoneNumber"]],
        ["page", "client", ["auth_user"]],
      ],
      some: [["auth_base", "auth_user"], { phoneNumber: "10001" }],
      none: 11,
      refused: 11,
    });
  });

  test("scanning, and codes that were delivered before (H-SPI-4, H-SPI-11)", async () => {
    const seen = await page.evaluate(async () => {
      const asked: unknown[] = [];
      const services = {
        code: {
          async scan({ type, hideAlbum }: { type: string; hideAlbum: boolean }) {
            asked.push([type, hideAlbum]);
            if (hideAlbum) throw new globalThis.BerthSdk.SpiError(1001, "closed");
            return { code: "4006381333931", kind: "bar" };
          },
        },
        oauth: { getAuthCode: async () => ({ authCode: "once", successScopes: ["auth_base"] }) },
      };
      const test = await globalThis.given({ host: { services } });
      const program = await test.open();
      const scan = program.call("scan", { type: "bar" });
      await program.tap("Allow");
      const scanned = (await scan).result;
      const cancelled = (await program.call("scan", { hideAlbum: true })).result.error;
      const codes = [];
      for (let turn = 0; turn < 2; turn += 1) {
        const { result } = await program.call("getAuthCode");
        codes.push(result.authCode ?? result.error);
      }
      return { asked, scanned, cancelled, codes };
    });
    expect(seen).toEqual({
      asked: [
        ["bar", false],
        ["qr", true],
      ],
      scanned: { code: "4006381333931", barCode: "4006381333931" },
      cancelled: 10,
      codes: ["once", 3],
    });
  });

  test("a member service that does not answer within 200 ms has nobody logged in (H-SPI-2, H-SPI-8)", async () => {
    const sent = await page.evaluate(async () => {
      await globalThis.bench?.dispose();
      const clock = new globalThis.Testing.FakeClock();
      const waiting = globalThis.Testing.createTestHost({
        host: { clock, services: { member: { getMemberInfo: () => new Promise(() => {}) } } },
      });
      const late = setInterval(() => clock.advance(200), 5);
      const test = await waiting;
      clearInterval(late);
      globalThis.bench = test;
      const bodies: string[] = [];
      test.platform.answer("https://platform.test/sdk/v1/apps/query", async (request: Request) => {
        bodies.push(await request.text());
        return new Response("", { status: 503 });
      });
      await test.open().catch(() => {});
      return bodies;
    });
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.join()).not.toContain("userId");
  });
});

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
