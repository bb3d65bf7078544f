import { describe, expect } from "vitest";
import { page } from "../support/program-run.js";
import { compile, manifest, program, warnings } from "./project-program.js";
import { rule } from "./rule.js";

describe("1.2 window and page json", () => {
  const looks = async (window: unknown, own: Record<string, unknown> = {}) =>
    (await manifest(program({ window }, page("index", "<view/>", "Page({})", {}, own)))).pages["index"];

  rule("F-PAGEJ-1", async () => {
    const window = { defaultTitle: "App", titleBarColor: "#111111", allowsBounceVertical: "YES", pullRefresh: "NO" };
    const own = { defaultTitle: "Page", allowsBounceVertical: false, optionMenu: { icon: "https://a.example/i.png" } };
    expect(await looks(window, own)).toEqual({
      defaultTitle: "Page",
      titleBarColor: "#111111",
      allowsBounceVertical: false,
      pullRefresh: false,
      optionMenu: { icon: "https://a.example/i.png" },
    });
    expect(await warnings(program({}, { "index.json": '{ "pullRefresh": "maybe", "colour": 1 }' }))).toEqual([
      expect.stringMatching(/^JSON_WINDOW index\.json: "pullRefresh" is YES, NO, true or false/),
      expect.stringMatching(/^JSON_UNKNOWN_KEY index\.json: "colour"/),
    ]);
  });

  rule("F-WIN-1", async () => expect(await looks({ defaultTitle: 12 })).toEqual({ defaultTitle: "12" }), "in json");
  rule(
    "F-WIN-2",
    async () => {
      const colours = { titleBarColor: "#fff", backgroundColor: "red", backgroundImageColor: "#eee" };
      expect(await looks(colours)).toEqual(colours);
    },
    "in json",
  );
  rule(
    "F-WIN-3",
    async () => {
      const pictures = { backgroundImageUrl: "https://a.example/b.png", titleImage: "https://a.example/t.png" };
      expect(await looks(pictures)).toEqual(pictures);
    },
    "in json",
  );
  rule("F-WIN-4", async () => expect(await looks({ pullRefresh: "YES" })).toEqual({ pullRefresh: true }), "in json");
  rule(
    "F-WIN-5",
    async () => expect(await looks({ allowsBounceVertical: "NO" })).toEqual({ allowsBounceVertical: false }),
    "in json",
  );
  rule(
    "F-WIN-6",
    async () => expect(await looks({ onReachBottomDistance: "120" })).toEqual({ onReachBottomDistance: 120 }),
    "in json",
  );
  rule(
    "F-WIN-7",
    async () => {
      expect(await looks({ transparentTitle: "auto" })).toEqual({ transparentTitle: "auto" });
      expect(await warnings(program({ window: { transparentTitle: "half" } }))).toHaveLength(1);
    },
    "in json",
  );
  rule(
    "F-WIN-8",
    async () =>
      expect(await looks({ titlePenetrate: "YES", showTitleLoading: true })).toEqual({
        titlePenetrate: true,
        showTitleLoading: true,
      }),
    "in json",
  );
  rule(
    "F-WIN-9",
    async () =>
      expect(await looks({ enableScrollBar: "NO", gestureBack: "YES" })).toEqual({
        enableScrollBar: false,
        gestureBack: true,
      }),
    "in json",
  );

  rule("F-WIN-10", async () => {
    const files = program(
      { pages: ["index", "fixed"] },
      {
        ...page("fixed", "<view/>", "Page({})", {}, { responsive: false }),
        "app.acss": ".a { width: 75rpx }",
        "index.acss": ".b { width: calc(15rpx + 1px) }",
        "fixed.acss": "@media (min-width: 20rpx) { .c { margin: -10rpx 3vw } }",
      },
    );
    const result = await compile(files);
    const sheets = JSON.parse(new TextDecoder().decode(result.files.get("unit/main/styles.json"))) as {
      sheets: Record<string, string>;
      pages: Record<string, string[]>;
    };
    const cssOf = (name: string) => (sheets.pages[name] ?? []).map((id) => sheets.sheets[id]).join("");
    expect(cssOf("index")).toBe(".a{width:10vw}.b{width:calc(2vw + 1px)}");
    expect(cssOf("fixed")).toBe(".a{width:37.5px}@media (min-width:10px){.c{margin:-5px 3vw}}");
  });
});
