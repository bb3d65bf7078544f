import { createHash, generateKeyPairSync, sign } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type HostBench, lineOf, packageOf, startHostBench } from "./host-harness.js";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const key = `k1:${publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64")}`;
const signed = (data: string): string => sign(null, Buffer.from(data), privateKey).toString("base64");

let bench: HostBench;
let page: Page;
let zip: Uint8Array;
let sha256 = "";
/** Lists of the releases served next, and every query's body. */
let serverDomains: object;
let queries: { apps: unknown[] }[];

beforeAll(async () => {
  bench = await startHostBench();
  zip = await packageOf({
    "app.json": '{"pages":["a"]}',
    "app.js":
      "App({ onShow(o) { this.from = o.referrerInfo; console.log('shown:' + JSON.stringify([o.query, o.referrerInfo && o.referrerInfo.appId, o.referrerInfo && o.referrerInfo.extraData])); } });",
    "a.json": "{}",
    "a.axml": "<view>Hello</view><image a:if='{{picture}}' src='{{picture}}'/>",
    "a.js":
      "Page({ onLoad(q) { if (q.go) my.navigateToMiniProgram({ appId: 'B', path: 'a?back=1', extraData: { n: 1 } }); if (q.back) setTimeout(() => my.navigateBackMiniProgram({ extraData: { n: 2, got: getApp().from.extraData } }), 50); if (q.deny) my.navigateToMiniProgram({ appId: 'X', success: () => console.log('denied:no'), fail: (e) => console.log('denied:' + e.error) }); if (q.picture) this.setData({ picture: 'https://pictures.example/secret.png' }); if (q.alone) my.navigateBackMiniProgram({ fail: (e) => console.log('alone:' + e.error) }); } });",
  });
  sha256 = createHash("sha256").update(zip).digest("hex");
}, 120_000);
afterAll(() => bench?.close());

/** A signed answer of the platform for every app that is asked for. */
function answer(body: string): { text: string; signature: string } {
  const request = JSON.parse(body) as { nonce: string; apps: { appId: string }[] };
  queries.push(request);
  const apps = request.apps.map(({ appId }) => ({
    appId,
    // X is served to nobody (P-PILOT-7).
    status: appId === "X" ? "not_available" : "ok",
    release: {
      releaseId: `R-${appId}`,
      releaseVersion: "1.0.0",
      releaseState: "full",
      ownerKind: "tenant",
      metadata: { name: appId, slogan: "", iconUrl: "", introduction: "", categories: [] },
      packages: [
        {
          root: "",
          url: "/p.zip",
          size: zip.length,
          sha256,
          signature: signed(`berth-package-1\n${appId}\n1.0.0\n\n${sha256}`),
        },
      ],
      serverDomains,
      wapUrls: { mode: "list", entries: [] },
      environmentVariables: {},
      features: [],
      jsapis: [],
      minSdkVersion: "0.0.1",
    },
  }));
  const eventLog = { collect: true, token: "t", userSalt: "u", deviceSalt: "d" };
  const text = JSON.stringify({ nonce: request.nonce, apps, serverTime: Date.now(), eventLog });
  return { text, signature: `keyId=k1, signature=${signed(text)}` };
}

beforeEach(async () => {
  serverDomains = { mode: "list", entries: [] };
  queries = [];
  page = await bench.newPage();
  await page.exposeFunction("platformAnswer", answer);
  await page.exposeFunction("platformZip", () => Buffer.from(zip).toString("base64"));
  await page.evaluate(async (platformKey) => {
    const state = { events: [] as unknown[], logged: [] as string[], later: null as (() => void) | null };
    globalThis.bench = state;
    const host = await globalThis.BerthSdk.createHost({
      config: {
        platformUrl: "",
        workspaceId: "W1",
        targetAppId: "T1",
        environment: "test",
        platformKeys: [platformKey],
        configVersion: 1,
      },
      assets: globalThis.assets,
      shell: { url: "/shell" },
      store: "memory",
      gateway: null,
      eventLog: { allowed: true },
      clock: {
        now: () => Date.now(),
        monotonic: () => performance.now(),
        // Five minutes pass when the test says so.
        setTimer(ms: number, fn: () => void) {
          if (ms === 300_000) {
            state.later = fn;
            return () => {
              state.later = null;
            };
          }
          const id = setTimeout(fn, ms);
          return () => clearTimeout(id);
        },
      },
      async fetch(url: string, init: { body: string }) {
        // biome-ignore lint/suspicious/noExplicitAny: functions that the test put into the page
        const own = globalThis as any;
        if (url.endsWith("/query")) {
          const { text, signature } = await own.platformAnswer(init.body);
          return new Response(text, { headers: { "berth-signature": signature } });
        }
        if (url.endsWith(".zip")) {
          const text = atob(await own.platformZip());
          return new Response(Uint8Array.from(text, (c) => c.charCodeAt(0)));
        }
        return new Response("", { status: 503 });
      },
    });
    host.eventLog.subscribe((event: { name: string }) => state.logged.push(event.name));
    globalThis.bench.host = host;
  }, key);
});
afterEach(() => page.context().close());

const open = (appId: string, more: Record<string, unknown> = {}): Promise<string> =>
  page.evaluate(
    async ({ id, params }) => {
      const app = await globalThis.bench.host.openApp(id, {
        container: document.querySelector("#app"),
        inspect: (event: unknown) => globalThis.bench.events.push(event),
        ...params,
      });
      return app.state as string;
    },
    { id: appId, params: more },
  );
const running = (): Promise<string[]> =>
  page.evaluate(() =>
    globalThis.bench.host.running().map((app: { appId: string; state: string }) => `${app.appId} ${app.state}`),
  );

describe("programs of a platform", () => {
  test("the first open on a fresh device counts its session (H-GATE-2, H-GATE-5)", async () => {
    await open("A");
    expect(queries.map(({ apps }) => apps.length)).toEqual([0, 1]);
    await expect.poll(() => page.evaluate(() => globalThis.bench.logged)).toContain("session.start");
    expect(await page.evaluate(() => globalThis.bench.logged)).toContain("app.launch_start");
  });

  test("a release that wants another shell than was guessed gets it, and the guess is gone (S-RES-5)", async () => {
    serverDomains = { mode: "allow-all" };
    await open("A");
    const shells = page.frames().filter((frame) => frame.url().includes("/shell"));
    expect(shells.map((frame) => new URL(frame.url()).search)).toEqual(["?policy=open"]);
    expect(page.workers()).toHaveLength(1);
  });

  test("five stay alive, the least recently used one in the background goes first (H-OPEN-6)", async () => {
    for (const appId of ["A", "B", "C", "D", "E"]) {
      await open(appId);
      await page.evaluate(() => globalThis.bench.host.running()[0].hide());
    }
    await open("A");
    await page.evaluate(() => globalThis.bench.host.running()[0].hide());
    await open("F");
    expect(await running()).toEqual(["F active", "A background", "E background", "D background", "C background"]);
  }, 60_000);

  test("five minutes in the background end a program (F-APP-5, H-LIFE-4); coming back in time keeps it", async () => {
    await open("A");
    const app = (method: string): Promise<void> =>
      page.evaluate((name) => globalThis.bench.host.running()[0][name](), method);
    await app("hide");
    await app("show");
    expect(await page.evaluate(() => globalThis.bench.later)).toBe(null);
    await page.evaluate(() => {
      const [first] = globalThis.bench.host.running();
      void first.closed.then(({ reason }: { reason: string }) => {
        globalThis.bench.reason = reason;
      });
      first.hide();
      globalThis.bench.later();
    });
    expect(await running()).toEqual([]);
    expect(await page.evaluate(() => globalThis.bench.reason)).toBe("memory");
  });

  test("openUrl opens page and query; another program opens and gives back (H-OPEN-2, F-CAT-A4)", async () => {
    await page.evaluate(() =>
      globalThis.bench.host.openUrl("https://any.test/x?_ariver_appid=A&_ariver_path=a&go=1", {
        container: document.querySelector("#app"),
        inspect: (event: unknown) => globalThis.bench.events.push(event),
      }),
    );
    expect(await lineOf(page, 'shown:[{"go"')).toBe('shown:[{"go":"1"},null,null]');
    // B has opened over A and gone back to it with a word of its own.
    expect(await lineOf(page, 'shown:[{},"B"')).toBe('shown:[{},"B",{"n":2,"got":{"n":1}}]');
    expect((await running()).sort()).toEqual(["A active", "B background"]);
  });

  test("a program that may not be opened is refused to another with its launch code, and the asker stays in front (F-NAV-9, H-ERR-5)", async () => {
    await open("A", { query: { deny: "1", alone: "1" } });
    expect(await lineOf(page, "denied:")).toBe("denied:91002");
    // Nobody opened it, so there is nowhere to go back to.
    expect(await lineOf(page, "alone:")).toBe("alone:3");
    await expect.poll(running).toEqual(["A active"]);
  });
});

test("a refused picture is an event of the log: its origin, why, and on which page; not its path (S-RES-8, H-LOG-E16)", async () => {
  await page.evaluate(() => {
    globalThis.bench.errors = [];
    globalThis.bench.host.eventLog.subscribe((event: { name: string }) => {
      if (event.name === "resource.error") globalThis.bench.errors.push(event);
    });
  });
  await open("A", { page: "a?picture=1" });
  await expect.poll(() => page.evaluate(() => globalThis.bench.errors.length)).toBe(1);
  const [event] = await page.evaluate(() => globalThis.bench.errors);
  expect(JSON.stringify(event)).not.toContain("secret");
  const data = { code: "LIST_EMPTY", kind: "image", origin: "https://pictures.example", pagePath: "a" };
  expect(event).toMatchObject({ data });
});
