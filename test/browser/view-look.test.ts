import type { FragmentNode } from "@berth/core/wire";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { el, launch, t, ViewBench } from "./view-page.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => browser.close());

const row = (...nodes: FragmentNode[]) => el("view", { class: "row" }, nodes);
const SHEET =
  ":host{background:#f5f5f5;padding:12px} .row{display:flex;align-items:center;gap:12px;margin-bottom:12px}" +
  " .card{background:#fff;border-radius:8px;padding:12px;margin-bottom:12px} .blue{background:#b3d4ff} .rose{background:#ffd0d5}";

describe("built-in components as they look (pictures in test/.artifacts are for people)", () => {
  it("draws every component with a size of its own", async () => {
    const bench = await ViewBench.open(browser);
    await bench.host(["styles", { s: SHEET }, { "pages/a/a": ["s"] }]);
    await bench.show([
      row(
        el("button", { type: "primary", size: "mini" }, [t("Primary")]),
        el("button", { size: "mini" }, [t("Plain")]),
        el("button", { type: "warn", size: "mini", loading: true }, [t("Warn")]),
        el("button", { size: "mini", disabled: true }, [t("Off")]),
      ),
      row(
        el("checkbox", { checked: true }),
        el("checkbox"),
        el("radio", { checked: true }),
        el("radio"),
        el("switch", { checked: true }),
        el("switch"),
      ),
      el("view", { class: "card" }, [
        el("slider", { value: 30, "show-value": true }),
        el("progress", { percent: 60, "show-info": true }),
      ]),
      row(
        ...["success", "info", "warn", "waiting", "cancel", "clear", "download", "search", "loading"].map((type) =>
          el("icon", { type }),
        ),
      ),
      el("view", { class: "card" }, [
        el("input", { placeholder: "Your name", "placeholder-style": "color:rgb(200,0,0)" }),
        el("textarea", { value: "Some lines\nof text" }),
      ]),
      el("swiper", { "indicator-dots": true, style: "height:70px" }, [
        el("swiper-item", { class: "blue" }, [t("first")]),
        el("swiper-item", { class: "rose" }, [t("second")]),
      ]),
      el("map", {
        style: "width:100%;height:90px",
        longitude: 5,
        latitude: 5,
        markers: [{ id: 1, longitude: 5, latitude: 5, title: "here" }],
      }),
      el("picker-view", { value: [1], style: "height:102px" }, [
        el(
          "picker-view-column",
          {},
          ["Mon", "Tue", "Wed"].map((d) => el("view", {}, [t(d)])),
        ),
      ]),
      el("camera", {}),
    ]);
    await bench.picture("gallery");
    const boxes = await bench.page.evaluate(() => {
      const root = document.querySelector(".berth-page")!.shadowRoot!;
      return [
        "button",
        "checkbox",
        "switch",
        "slider",
        "progress-view",
        "icon",
        "input",
        "textarea",
        "swiper",
        "map",
        "picker-view",
        "berth-place",
      ].map((name) => {
        const { width, height } = root.querySelector(name)!.getBoundingClientRect();
        return [name, width > 10 && height > 10];
      });
    });
    expect(boxes.filter(([, good]) => !good)).toEqual([]);
    await bench.close();
  });

  it("gives controls roles and names that assistive technology reads", async () => {
    const bench = await ViewBench.open(browser);
    await bench.show([
      el("checkbox", { checked: true, "aria-label": "tea" }),
      el("switch", { "aria-label": "on" }),
      el("slider", { value: 5, "aria-label": "loud" }),
      el("progress", { percent: 20, "aria-label": "done" }),
      el("navigator", { url: "/a" }, [t("next")]),
      el("picker", { range: ["a"] }, [t("town")]),
    ]);
    for (const [role, name] of [
      ["checkbox", "tea"],
      ["switch", "on"],
      ["slider", "loud"],
      ["progressbar", "done"],
      ["link", "next"],
      ["button", "town"],
    ] as const) {
      expect(await bench.page.getByRole(role, { name }).count(), role).toBe(1);
    }
    expect(await bench.page.getByRole("checkbox", { checked: true }).count()).toBe(1);
    await bench.close();
  });
});
