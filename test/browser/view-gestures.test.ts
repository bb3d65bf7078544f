import { Draw } from "@berth/core/wire";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { el, launch, t, ViewBench } from "./view-page.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => browser.close());

async function withBench(run: (bench: ViewBench) => Promise<void>, touch = false): Promise<void> {
  const bench = await ViewBench.open(browser, { touch });
  try {
    await run(bench);
  } finally {
    await bench.close();
  }
}
const TAPPED = [
  el(
    "view",
    { id: "outer", style: "height:300px" },
    [el("view", { id: "inner" }, [el("text", {}, [t("hit")])], { s: 2 }), el("view", { id: "other" }, [t("miss")])],
    { s: 1, v: { tap: 1, touchStart: 1, touchEnd: 1 } },
  ),
  el("view", { id: "deaf" }, [t("deaf")], { s: 3 }),
];

describe("tap (F-EVT-2 to F-EVT-4)", () => {
  it("starts at the innermost element with a slot, and only if somebody listens", () =>
    withBench(async (bench) => {
      await bench.show(TAPPED, 3);
      await bench.page.getByText("hit").click();
      await bench.page.getByText("deaf").click();
      await bench.page.getByText("miss").click();
      await bench.page.waitForFunction(() => window.viewBench.fromView.filter((m) => m[2] === "tap").length === 2);
      expect((await bench.events("tap")).map((e) => e[0])).toEqual([102, 101]);
      const start = (await bench.sent()).find((m) => m[2] === "touchStart");
      expect(start?.[4]).toEqual([expect.objectContaining({ identifier: 0, clientY: expect.any(Number) })]);
      const end = (await bench.sent()).find((m) => m[2] === "touchEnd");
      expect(end?.[4]).toEqual([]);
    }));

  it("comes from fingers once, and from element.click() too", () =>
    withBench(async (bench) => {
      await bench.show(TAPPED, 3);
      await bench.page.getByText("hit").tap();
      await bench.page.evaluate(() => {
        document.querySelector(".berth-page")?.shadowRoot?.querySelector<HTMLElement>("#inner")?.click();
      });
      await bench.page.waitForFunction(() => window.viewBench.fromView.filter((m) => m[2] === "tap").length === 2);
      expect((await bench.events()).map((e) => e[1])).toEqual(["touchStart", "touchEnd", "tap", "tap"]);
    }, true));

  it("is none after a movement of more than 10 px", () =>
    withBench(async (bench) => {
      await bench.show(TAPPED, 3);
      const { mouse } = bench.page;
      await mouse.move(50, 100);
      await mouse.down();
      await mouse.move(50, 150, { steps: 3 });
      await mouse.up();
      await mouse.click(50, 200);
      await bench.event("tap");
      expect((await bench.events("tap")).length).toBe(1);
    }));

  it("is suppressed after a long tap that somebody handled", () =>
    withBench(async (bench) => {
      await bench.show([el("view", { style: "height:100px" }, [t("hold")], { s: 1, v: { tap: 1, longTap: 1 } })], 1);
      const { mouse } = bench.page;
      await mouse.move(20, 20);
      await mouse.down();
      await bench.event("longTap");
      await mouse.up();
      await mouse.click(30, 30);
      await bench.event("tap");
      expect((await bench.events("tap")).length).toBe(1);
    }));

  it("comes from Enter and Space on a focused element, and not from a disabled button", () =>
    withBench(async (bench) => {
      await bench.show(
        [
          el("view", { id: "v" }, [t("key")], { s: 1, v: { tap: 1 } }),
          el("button", { disabled: true }, [el("text", {}, [t("off")])], { s: 2, v: { tap: 1 } }),
        ],
        2,
      );
      await bench.page.locator("#v").focus();
      await bench.page.keyboard.press("Enter");
      await bench.page.keyboard.press(" ");
      await bench.page.getByText("off").click({ force: true });
      await bench.page.waitForFunction(() => window.viewBench.fromView.filter((m) => m[2] === "tap").length >= 2);
      expect((await bench.events("tap")).map((e) => e[0])).toEqual([101, 101]);
    }));
});

describe("what a touch does beside", () => {
  it("lights up the hover class and takes it back (F-TAG-2)", () =>
    withBench(async (bench) => {
      await bench.show([
        el("view", {
          id: "h",
          "hover-class": "lit",
          "hover-start-time": 0,
          "hover-stay-time": 0,
          style: "height:50px",
        }),
      ]);
      await bench.page.mouse.move(10, 10);
      await bench.page.mouse.down();
      await bench.page.locator("#h.lit").waitFor();
      await bench.page.mouse.up();
      await bench.page.locator("#h:not(.lit)").waitFor();
    }));

  it("holds the page where touchMove is caught", () =>
    withBench(async (bench) => {
      await bench.show([el("view", { id: "m" }, [], { s: 1, v: { touchMove: 2 } })], 1);
      expect(await bench.page.locator("#m").evaluate((e) => getComputedStyle(e).touchAction)).toBe("none");
    }));

  it("asks for a page: navigator and open-type reach the worker without a handler (F-TAG-34)", () =>
    withBench(async (bench) => {
      await bench.show([
        el("navigator", { url: "/pages/b/b", "open-type": "redirect" }, [t("go")]),
        el("button", { "open-type": "share" }, [t("share")]),
      ]);
      await bench.page.getByText("go").click();
      await bench.page.getByText("share").click();
      expect(await bench.event("openType")).toEqual({ openType: "share", scope: null });
      expect(await bench.events("navigate")).toEqual([
        [1, "navigate", { url: "/pages/b/b", openType: "redirect", delta: 1 }],
      ]);
    }));

  it("says when something comes into sight and leaves it (F-TAG-1)", () =>
    withBench(async (bench) => {
      await bench.show(
        [
          el("view", { style: "height:1000px" }),
          el("view", { style: "height:50px" }, [], { s: 1, v: { appear: 1, firstAppear: 1, disappear: 1 } }),
        ],
        1,
      );
      await bench.call(1, "scrollTo", [{ scrollTop: 1000, duration: 0 }]);
      await bench.event("appear");
      await bench.call(1, "scrollTo", [{ scrollTop: 0, duration: 0 }]);
      await bench.event("disappear");
      expect((await bench.events()).map((e) => e[1])).toEqual(["firstAppear", "appear", "disappear"]);
    }));
});

describe("blank pages (H-LOG-6, L-BLK)", () => {
  type Nodes = Parameters<ViewBench["show"]>[0];
  const told = async (bench: ViewBench) => (await bench.toHost()).filter((m) => m[0] === "blank");
  /** Shows content, waits for the look at 3 s, and says why it was called blank; null: it was not. */
  async function blank(bench: ViewBench, nodes: Nodes): Promise<unknown> {
    await bench.page.clock.install();
    await bench.show(nodes, 5);
    await bench.page.clock.fastForward(3_100);
    await bench.draw(Draw.text, 1, "");
    return (await told(bench))[0]?.[3] ?? null;
  }
  it.each([
    ["L-BLK-V1 nested empty views", [el("view", {}, [el("view")])], "nothing_drawn"],
    ["L-BLK-V2 a hidden root", [el("view", { hidden: true }, [t("text")])], "hidden"],
    ["L-BLK-V2 opacity 0", [el("view", { style: "opacity:0" }, [t("text")])], "hidden"],
    ["L-BLK-V4 one word", [el("view", { style: "font-size:12px" }, [t("word")])], null],
    ["L-BLK-V4 text in no element", [t("text")], null],
    ["L-BLK-V5 an untouched canvas", [el("canvas")], "nothing_drawn"],
    [
      "L-BLK-V6 a web-view, over which the host may show why it refused",
      [el("web-view", { src: "https://a.test/" })],
      null,
    ],
    ["L-BLK-V7 a white cover", [t("text"), el("view", { style: "position:fixed;inset:0;background:#fff" })], "covered"],
    ["L-BLK-V7 a coloured cover", [t("text"), el("view", { style: "position:fixed;inset:0;background:red" })], null],
    ["L-BLK-V8 everything below", [el("view", { style: "margin-top:900px" }, [t("text")])], "outside"],
    [
      "L-BLK-V9 marked skeleton",
      [el("view", { "data-berth-skeleton": "", style: "height:9px;background:#ccc" })],
      "nothing_drawn",
    ],
    ["L-BLK-V9 unmarked skeleton", [el("view", { style: "height:9px;background:#ccc" })], null],
  ] as [string, Nodes, string | null][])("%s", (_name, nodes, expected) =>
    withBench(async (bench) => {
      expect(await blank(bench, nodes)).toBe(expected);
    }),
  );

  it("L-BLK-V3 only the page's background, colour and picture", () =>
    withBench(async (bench) => {
      const gif = "data:image/gif;base64,R0lGODlhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=";
      await bench.host(["styles", { s: `page{background:#fa0 url(${gif})}` }, { "pages/a/a": ["s"] }]);
      expect(await blank(bench, [])).toBe("nothing_drawn");
    }));

  it("L-BLK-V11 left after 900 ms it is not judged, after 1,200 ms it is", () =>
    withBench(async (bench) => {
      await bench.page.clock.install();
      await bench.show([], 5);
      const next = async (id: number, after: number): Promise<void> => {
        await bench.page.clock.fastForward(after);
        await bench.draw(Draw.openPage, id, "pages/b/b", {}, Draw.showPage, id, "none");
      };
      await bench.page.clock.pauseAt(Date.now() + 60_000);
      await next(2, 0);
      const before = (await told(bench)).length;
      await next(3, 900);
      expect((await told(bench)).slice(before)).toEqual([]);
      await next(4, 1_200);
      expect((await told(bench)).slice(before).map((m) => m.slice(0, 4))).toEqual([["blank", 3, 1_200, "no_render"]]);
    }));

  it("says what it looked at, and looks again at 6 s for a host that was loading (L-BLK-V10, L-BLK-5, L-BLK-7)", () =>
    withBench(async (bench) => {
      const nodes = [el("view", { hidden: true }, [t("text")])];
      expect(await blank(bench, nodes)).toBe("hidden");
      await bench.page.clock.fastForward(3_000);
      await bench.draw(Draw.text, 1, "");
      await bench.page.clock.fastForward(6_000);
      expect(await told(bench)).toEqual([
        ["blank", 1, 3_000, "hidden", 2, 1, true],
        ["blank", 1, 6_000, "hidden", 2, 1, false],
      ]);
    }));
});
