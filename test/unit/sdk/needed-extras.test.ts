import { compileProject, memorySource } from "@berth/compiler";
import { describe, expect, test } from "vitest";
import { neededExtras } from "../../../packages/sdk/src/host/needed-extras.js";

/** What a program of one page needs. */
async function needs(axml: string, script = "Page({})", more: Record<string, string> = {}): Promise<string[]> {
  const result = await compileProject(
    memorySource({
      "app.json": JSON.stringify({ pages: ["pages/a/a"] }),
      "app.js": "App({})",
      "pages/a/a.axml": axml,
      "pages/a/a.js": script,
      ...more,
    }),
  );
  if (!result.ok) throw new Error("the program does not compile");
  const code = result.files.get("unit/main/code.js");
  if (code === undefined) throw new Error([...result.files.keys()].join());
  return neededExtras(new TextDecoder().decode(code));
}

describe("which second scripts a program needs is read off its compiled code", () => {
  test("none for views, texts, pictures, buttons, lists and requests", async () => {
    const axml =
      '<view a:for="{{list}}" onTap="go"><text>{{item}}</text><image src="{{item}}"/><button>b</button></view>' +
      '<scroll-view scroll-y><view a:if="{{x}}">map, video, swiper</view></scroll-view>';
    const script = 'Page({ go() { my.navigateTo({ url: "/pages/a/a" }); my.request({ url: "https://x.test" }); } })';
    expect(await needs(axml, script)).toEqual([]);
  });

  test.each(["map", "input", "swiper", "canvas", "picker-view", "rich-text", "slider"])(
    "the view's for <%s>",
    async (tag) => {
      expect(await needs(`<view><view a:if="{{x}}"><${tag}></${tag}></view></view>`)).toEqual(["view"]);
    },
  );

  test.each([
    ["my.createSelectorQuery()", "<view/>"],
    ['const { createCanvasContext } = my; createCanvasContext("c")', "<view/>"],
    ['my["canIUse"]("map")', "<view/>"],
    ["", "<unknown-tag/>"],
    ["", "<slot/>"],
    ["", '<button open-type="share">s</button>'],
    ["", '<button open-type="{{kind}}">s</button>'],
  ])("the worker's for %s and %s", async (call, axml) => {
    expect(await needs(axml, `Page({ onLoad() { ${call} } })`)).toEqual(["worker"]);
  });

  test("the worker's for custom components, mixins, observers and SJS", async () => {
    const component = {
      "pages/a/a.json": JSON.stringify({ usingComponents: { part: "/part/part" } }),
      "part/part.json": JSON.stringify({ component: true }),
      "part/part.axml": "<view>part</view>",
      "part/part.js": "Component({})",
    };
    expect(await needs("<part/>", "Page({})", component)).toEqual(["worker"]);
    expect(await needs("<view/>", "Page({ mixins: [{}] })")).toEqual(["worker"]);
    expect(await needs("<view/>", "Page({ options: { observers: true }, observers: {} })")).toEqual(["worker"]);
    const sjs = { "pages/a/m.sjs": "export default { f() { return 1; } };" };
    expect(await needs('<import-sjs name="m" from="./m.sjs"/><view onTap="{{m.f}}"/>', "Page({})", sjs)).toEqual([
      "worker",
    ]);
  });
});
