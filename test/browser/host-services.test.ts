import { describe, expect, test } from "vitest";
import { page, useTestHost } from "./test-host-page.js";

useTestHost();

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
      scanned: { code: "4006381333931", barCode: "4006381333931", result: "4006381333931", scanType: "BARCODE" },
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
