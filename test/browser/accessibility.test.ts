import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { FragmentNode, Json } from "@berth/core/wire";
import { Draw } from "@berth/core/wire";
import { describe, expect, it } from "vitest";
import { bench, PIXEL, useViewBench } from "./view-bench.js";
import { el, t } from "./view-page.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

useViewBench();

/** How a program that follows the system's scheme dresses its page. */
const SHEET = ".row{padding:4px} :host{background:BACK;color:TEXT}";
const field = (name: string, control: FragmentNode): FragmentNode => el("label", { class: "row" }, [t(name), control]);

let slot = 0;
/** An element with a slot, so that it has events. */
const live = (e: string, p: Record<string, Json>, c: FragmentNode[] = [], ...events: string[]): ReturnType<typeof el> =>
  el(e, p, c, { s: ++slot, v: Object.fromEntries(events.map((name) => [name, 1])) });

/** A page that shows every built-in component, named as a careful program would. */
function everything(): FragmentNode[] {
  slot = 0;
  const tap = (e: string, p: Record<string, Json>, ...c: FragmentNode[]) => live(e, p, c, "tap");
  const column = (...texts: string[]) =>
    el(
      "picker-view-column",
      {},
      texts.map((each) => el("view", {}, [t(each)])),
    );
  return [
    tap("view", { id: "card" }, el("text", {}, [t("Tapped words")])),
    tap("view", { id: "rich" }, t("Card "), tap("text", { id: "inner" }, t("inside"))),
    el("view", { role: "heading", "aria-level": "2" }, [t("Heading")]),
    live("form", {}, [
      tap("button", { id: "b1" }, t("Default")),
      tap("button", { id: "b2", type: "primary" }, t("Primary")),
      tap("button", { id: "b3", type: "warn" }, t("Warn")),
      tap("button", { id: "b4", type: "primary", plain: true }, t("Plain")),
      tap("button", { type: "warn", plain: true }, t("Stop")),
      tap("button", { id: "b5", size: "mini", loading: true }, t("Mini")),
      tap("button", { id: "b6", disabled: true }, t("Disabled")),
      field("Name", live("input", { id: "i1", placeholder: "Your name" }, [], "input", "confirm")),
      el("label", { for: "i2" }, [t("Secret")]),
      live("input", { id: "i2", password: true }, [], "input"),
      live("textarea", { id: "i3", "aria-label": "Words", value: "Some" }, [], "input"),
      live("checkbox-group", { "aria-label": "Likes" }, [
        field("Tea", live("checkbox", { id: "c1", value: "tea", checked: true }, [], "change")),
        field("Milk", live("checkbox", { id: "c2", value: "milk" }, [], "change")),
        field("Gin", live("checkbox", { id: "c3", value: "gin", disabled: true }, [], "change")),
      ]),
      live("radio-group", { "aria-label": "Size" }, [
        field("Small", live("radio", { id: "r1", value: "s", checked: true }, [], "change")),
        field("Large", live("radio", { id: "r2", value: "l" }, [], "change")),
      ]),
      field("Alarm", live("switch", { id: "s1" }, [], "change")),
      live("slider", { id: "s2", "aria-label": "Volume", value: 40, "show-value": true }, [], "change"),
      live("picker", { id: "p1", title: "Town", range: ["Oslo", "Bergen"] }, [t("Choose a town")], "change", "cancel"),
      live("picker-view", { id: "p2", "aria-label": "Day", style: "height:102px" }, [column("Mon", "Tue")], "change"),
      live("button", { id: "send", "form-type": "submit" }, [t("Send")], "tap"),
    ]),
    live("navigator", { id: "n1", url: "/pages/b/b" }, [t("Go on")], "tap"),
    el("progress", { percent: 40, "show-info": true, "aria-label": "Done" }),
    el("icon", { type: "success" }),
    el("icon", { type: "warn", "aria-label": "Careful" }),
    el("image", { src: PIXEL, "aria-label": "A dot", style: "width:20px;height:20px" }),
    el("image", { src: PIXEL, style: "width:20px;height:20px" }),
    el("scroll-view", { id: "sv", "scroll-y": true, style: "height:40px" }, [
      el("view", { style: "height:90px" }, [t("Long")]),
    ]),
    el("swiper", { id: "sw", "indicator-dots": true, style: "height:40px" }, [
      el("swiper-item", {}, [t("One")]),
      el("swiper-item", {}, [t("Two")]),
    ]),
    el("movable-area", { style: "width:100px;height:40px" }, [
      el("movable-view", { direction: "all", style: "width:60px;height:40px" }, [t("Move")]),
    ]),
    el("rich-text", { nodes: "<p>Rich <b>text</b></p>" }),
    el("canvas", { id: "cv", style: "width:40px;height:20px", "aria-label": "Chart" }),
    el("video", { id: "v", style: "width:100px;height:60px", "aria-label": "Film" }),
    el("map", {
      style: "width:200px;height:90px",
      longitude: 1,
      latitude: 1,
      markers: [{ id: 1, longitude: 1, latitude: 1, title: "Here" }],
    }),
    el("cover-view", {}, [el("cover-image", { src: PIXEL, "aria-label": "Cover" })]),
    el("camera", {}),
  ];
}

async function show(dark: boolean): Promise<void> {
  const look = {
    colorScheme: dark ? "dark" : "light",
    fontScale: 1,
    locale: "en",
    direction: "ltr",
    reducedMotion: true,
  };
  const sheet = SHEET.replace("BACK", dark ? "#111" : "#fff").replace("TEXT", dark ? "#eee" : "#000");
  await bench.host(["look", look as never]);
  await bench.host(["styles", { a: sheet }, { "pages/a/a": ["a"] }]);
  await bench.page.evaluate(() => {
    document.documentElement.lang = "en";
    document.title = "Program";
  });
  await bench.show(everything(), 60);
}

/** Violations as "rule: elements", and what is wrong with the first of them. */
async function violations(): Promise<string[]> {
  await bench.page.evaluate(axe);
  return bench.page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: AxeResult[] }> } }).axe;
    interface AxeResult {
      id: string;
      nodes: { html: string; failureSummary: string }[];
    }
    // Rules of whole web pages do not concern a page of a program: landmarks and first headings are the host's.
    const off = Object.fromEntries(
      ["region", "landmark-one-main", "page-has-heading-one"].map((id) => [id, { enabled: false }]),
    );
    const { violations: found } = await run.run({ rules: off });
    return found.map(({ id, nodes }) =>
      [id, ...nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)}\n  ${failureSummary}`)].join("\n"),
    );
  });
}

const focusedId = (): Promise<string> =>
  bench.page.evaluate(() => {
    const inner = document.querySelector(".berth-page")?.shadowRoot?.activeElement;
    return inner === null || inner === undefined ? "" : inner.id || inner.localName;
  });

describe("accessibility of built-in components", () => {
  for (const dark of [false, true]) {
    it(`axe finds nothing on a page with every component, ${dark ? "dark" : "light"}`, async () => {
      await show(dark);
      expect(await violations()).toEqual([]);
      await bench.page.setViewportSize({ width: 375, height: 1900 });
      await bench.picture(`everything-${dark ? "dark" : "light"}`);
      await bench.page.locator("#p1").click();
      await bench.picture(`picker-${dark ? "dark" : "light"}`);
      expect(await violations()).toEqual([]);
    });
  }

  it("Tab goes through everything that can be worked, in document order, with a ring round it", async () => {
    await show(false);
    const order: string[] = [];
    for (let i = 0; i < 60; i++) {
      await bench.page.keyboard.press("Tab");
      const id = await focusedId();
      if (id === "" || id === order[0]) break;
      order.push(id);
      const ring = await bench.page.evaluate(() => {
        const inner = document.querySelector(".berth-page")!.shadowRoot!.activeElement!;
        return getComputedStyle(inner).outlineStyle;
      });
      expect([id, ring]).not.toEqual([id, "none"]);
    }
    const named = order.filter((id) => /^[a-z]+\d$|^(?:card|rich|inner|send|button|picker-view-column)$/.test(id));
    expect(named).toEqual(
      "card rich inner b1 b2 b3 b4 button b5 i1 i2 i3 c1 c2 r1 r2 s1 s2 p1 picker-view-column send n1".split(" "),
    );
    await bench.page.mouse.click(5, 640);
    await bench.page.locator("#i1").click();
    const outline = await bench.page.locator("#i1").evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline).toBe("none");
  });

  it("every control can be worked with the keyboard alone", async () => {
    await show(false);
    const { keyboard } = bench.page;
    const slots = new Map<number, string>();
    for (const node of await bench.page.locator("[id]").all()) {
      const id = (await node.getAttribute("id")) ?? "";
      const number = await node.evaluate((element) => {
        return (element as unknown as Record<symbol, number>)[Symbol.for("berth.slot")];
      });
      slots.set(number ?? 0, id);
    }
    const works: Record<string, string[]> = {
      card: ["Enter"],
      inner: ["Space"],
      b1: ["Enter"],
      i1: ["a", "Enter"],
      i3: ["b"],
      c2: ["Space"],
      r1: ["ArrowDown"],
      s1: ["Space"],
      s2: ["ArrowRight"],
      p1: ["Enter", "ArrowDown", "Enter"],
      "picker-view-column": ["ArrowDown"],
      n1: ["Enter"],
    };
    for (let i = 0; i < 40; i++) {
      await keyboard.press("Tab");
      const id = await focusedId();
      for (const key of works[id] ?? []) await keyboard.press(key);
      delete works[id];
      if (id === "" || id === "n1") break;
    }
    expect(Object.keys(works)).toEqual([]);
    await bench.page.waitForFunction(() => window.viewBench.fromView.some((m) => m[2] === "navigate"));
    await bench.page.waitForFunction(() => window.viewBench.fromView.filter((m) => m[2] === "change").length === 6);
    const happened = (await bench.events()).map(([node, type]) => `${slots.get(node)}.${type}`);
    const expected =
      "b1.tap c2.change card.tap i1.confirm i1.input i3.input inner.tap n1.navigate n1.tap p1.change p2.change r2.change s1.change s2.change";
    expect([...new Set(happened)].sort()).toEqual(expected.split(" "));
  });

  it("passes role and aria attributes of programs through, true and false in words", async () => {
    await bench.show([el("view", { id: "v", role: "tab", "aria-selected": true, "aria-hidden": false }, [], { s: 1 })]);
    await bench.draw(Draw.attribute, 101, "aria-selected", false, Draw.attribute, 101, "aria-label", "Tab");
    const attributes = await bench.page
      .locator("#v")
      .evaluate((element) =>
        ["role", "aria-selected", "aria-hidden", "aria-label"].map((each) => element.getAttribute(each)),
      );
    expect(attributes).toEqual(["tab", "false", "false", "Tab"]);
  });
});
