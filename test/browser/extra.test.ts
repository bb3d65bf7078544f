import { Draw } from "@berth/core/wire";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lineOf, makeHost, openPackage, packageOf, program, useHostPage } from "./host-harness.js";
import { el, launch, t, ViewBench } from "./view-page.js";

/** Parts of the guest runtime that are loaded when a program needs them (decision 9). */
describe("second scripts in a host", () => {
  let page: Page;
  useHostPage((_bench, nextPage) => {
    page = nextPage;
  });

  /** A host that reads its assets by address; `missing` ones are not there. Gives the names that were asked for. */
  async function host(missing: string[] = []): Promise<string[]> {
    const asked: string[] = [];
    await page.route("**/asset/*", async (route) => {
      const name = new URL(route.request().url()).pathname.replace("/asset/", "");
      asked.push(name);
      const text = await page.evaluate((key) => (globalThis.assets as Record<string, string>)[key], name);
      if (missing.includes(name)) await route.fulfill({ status: 404 });
      else await route.fulfill({ contentType: "text/javascript", body: text ?? "" });
    });
    const of = (name: string): { url: string } => ({ url: `/asset/${name}` });
    const assets = { worker: of("worker"), workerExtra: of("workerExtra"), viewExtra: of("viewExtra") };
    await makeHost(page, { assets, spareGuest: false });
    return asked;
  }
  const inView = async (selector: string): Promise<string[]> => {
    const frame = page.frames().find((each) => each.url().includes("/shell"));
    return (
      (await frame?.evaluate((wanted) => {
        const root = document.querySelector("page-layer:not([inert]) .berth-page")?.shadowRoot;
        return [...(root?.querySelectorAll(wanted) ?? [])].map((each) => each.localName);
      }, selector)) ?? []
    );
  };
  const warnings = (): Promise<string[]> =>
    page.evaluate(() =>
      globalThis.bench.events
        .filter((event: { type: string }) => event.type === "warning")
        .map((event: { code: string; message: string }) => `${event.code} ${event.message}`),
    );

  test("a program without late parts never asks for them", async () => {
    const asked = await host();
    expect(await openPackage(page, await packageOf(program("")))).toEqual({ ok: true });
    expect(await inView("view")).toEqual(["view"]);
    expect(asked).toEqual(["worker"]);
  });

  test("one with a swiper, a text field and a component gets both, and draws all in its first render", async () => {
    const asked = await host();
    const files = program(
      "onReady() { my.createSelectorQuery().select('#f').boundingClientRect(([r]) => {}).exec((r) => console.log('found:' + r[0].id)); }",
      {
        "pages/a/a.json": JSON.stringify({ usingComponents: { part: "/part/part" } }),
        "pages/a/a.axml": "<swiper><swiper-item><part/></swiper-item></swiper><input id='f' value='typed'/>",
        "part/part.json": JSON.stringify({ component: true }),
        "part/part.axml": "<view class='part'>part</view>",
        "part/part.js": "Component({})",
      },
    );
    expect(await openPackage(page, await packageOf(files))).toEqual({ ok: true });
    expect(await inView("swiper,swiper-item,input,.part")).toEqual(["swiper", "swiper-item", "view", "input"]);
    expect(await lineOf(page, "found:")).toBe("found:f");
    expect(asked.sort()).toEqual(["viewExtra", "worker", "workerExtra"]);
    expect(await warnings()).toEqual([]);
  });

  test("without the view's, the page shows labelled places and says why", async () => {
    await host(["viewExtra"]);
    const files = program("failed(e) { console.log('error:' + e.detail.code); }", {
      "pages/a/a.axml": "<view>Hello</view><map onError='failed'/>",
    });
    expect(await openPackage(page, await packageOf(files))).toEqual({ ok: true });
    expect(await inView("view,berth-place")).toEqual(["view", "berth-place"]);
    expect(await lineOf(page, "error:")).toBe("error:1");
    expect(await warnings()).toContainEqual(expect.stringMatching(/^EXTRA_MISSING .*\/asset\/viewExtra.*404/));
  });

  test("without the worker's, a program that needs it does not start, and is told which file is missing", async () => {
    await host(["workerExtra"]);
    const files = program("onLoad() { my.createSelectorQuery(); }");
    const outcome = await openPackage(page, await packageOf(files));
    expect(outcome).toMatchObject({ ok: false, number: 91007 });
    expect(outcome.message).toContain("/asset/workerExtra");
  });

  test("what a program reaches without naming it fails once, with the reason, and is there afterwards", async () => {
    const asked = await host();
    const files = program(
      "onLoad() { const name = ['create', 'SelectorQuery'].join(''); try { my[name](); } catch (e) { console.log('first:' + e.message); }" +
        " const again = () => { try { my[name](); console.log('then:ok'); } catch (e) { setTimeout(again, 20); } }; again(); }",
    );
    expect(await openPackage(page, await packageOf(files))).toEqual({ ok: true });
    expect(await lineOf(page, "first:")).toContain("second script");
    expect(await lineOf(page, "then:")).toBe("then:ok");
    expect(asked).toContain("workerExtra");
  });
});

describe("the second script of a view", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  }, 120_000);
  afterAll(() => browser?.close());

  test("is asked for once, when something of it is drawn; what comes meanwhile waits in order", async () => {
    const bench = await ViewBench.open(browser, { extra: "held" });
    await bench.show([el("view", {}, [t("first")]), { a: 1 }]);
    expect((await bench.toHost()).filter(([kind]) => kind === "extra")).toEqual([]);
    const slider = { n: 1, c: [el("slider", { value: 30 }, [], { s: 1 })] };
    const later = bench.draw(Draw.define, 2, slider, Draw.create, 2, 200, 101, 0);
    const last = bench.draw(Draw.attribute, 201, "value", 70);
    await bench.page.waitForFunction(() => window.viewBench.fromViewHost.some((m) => m[0] === "extra"));
    expect(await bench.html()).toBe("<view>first</view>");
    await bench.giveExtra();
    await Promise.all([later, last]);
    expect((await bench.toHost()).filter(([kind]) => kind === "extra")).toHaveLength(1);
    expect(await bench.page.evaluate(() => window.viewBench.fromView.filter((m) => m[0] === "warning"))).toEqual([]);
    const now = await bench.page.evaluate(() =>
      document
        .querySelector(".berth-page")
        ?.shadowRoot?.querySelector("[aria-valuenow]")
        ?.getAttribute("aria-valuenow"),
    );
    expect(now).toBe("70");
    await bench.close();
  });

  test("what is no script of ours leaves labelled places, and is counted", async () => {
    const bench = await ViewBench.open(browser, { extra: "broken" });
    await bench.show([el("swiper", {}, [el("swiper-item", {}, [t("x")])])]);
    expect(await bench.html()).toContain('data-berth-place="swiper"');
    expect(await bench.toHost()).toContainEqual(["dropped", "second script of the view", 1]);
    await bench.close();
  });
});
