import { expect } from "vitest";
import { makeHost } from "../../browser/host-harness.js";
import { component } from "../../support/program-run.js";
import { rule } from "../rule.js";
import { type ProgramPage, useProgramPage } from "./program-page.js";

let run: ProgramPage;
useProgramPage(makeHost, (page) => {
  run = page;
});

rule(
  "F-CMP-8",
  async () => {
    await run.open({
      axml: `<view class="x" style="height: 5px"/><c-c id="a" height="10"/><c-c id="b" height="20"/><view class="x" style="height: 5px"/>`,
      js: `onReady() { this.$selectComponent("#b").measure() }`,
      files: {
        "pages/a/a.json": '{"usingComponents":{"c-c":"/c"}}',
        ...component(
          "c",
          `<view class="x" style="height: {{height}}px"/><view><view class="x" style="height: 1px"/></view>`,
          `Component({ methods: { measure() {
            this.createSelectorQuery().select(".x").boundingClientRect().selectAll(".x").boundingClientRect().exec(([one, all]) =>
              console.log("own:" + JSON.stringify([one.height, all.map((each) => each.height)])));
            my.createSelectorQuery().selectAll(".x").boundingClientRect().exec(([all]) => console.log("page:" + JSON.stringify(all.map((each) => each.height)))) } } })`,
        ),
      },
    });
    expect(await run.logged("own")).toEqual([20, [20, 1]]);
    expect(await run.logged("page")).toEqual([5, 10, 1, 20, 1, 5]);
  },
  "a query of a component finds what is in it",
);

rule(
  "F-CMP-11",
  async () => {
    const view = await run.open({
      axml: `<c-c my-class="big"/>`,
      acss: ".big { height: 77px } .base { width: 33px }",
      files: {
        "pages/a/a.json": '{"usingComponents":{"c-c":"/c"}}',
        ...component(
          "c",
          `<view id="v" class="base my-class"/>`,
          `Component({ options: { externalClasses: true }, externalClasses: ["my-class"] })`,
        ),
      },
    });
    expect(await view.locator("#v").boundingBox()).toMatchObject({ width: 33, height: 77 });
  },
  "external classes are those of the user's sheet",
);

rule(
  "F-PAGE-7",
  async () => {
    const tab = (name: string, index: number) => ({
      [`pages/${name}/${name}.axml`]: `<view id="page">${name}</view>`,
      [`pages/${name}/${name}.json`]: "{}",
      [`pages/${name}/${name}.js`]: `Page({ onShow() { this.getTabBar().setData({ selected: ${index} }) } })`,
    });
    const view = await run.open({
      axml: "",
      files: {
        "app.json": JSON.stringify({
          pages: ["pages/a/a", "pages/b/b"],
          tabBar: {
            customize: true,
            items: [
              { pagePath: "pages/a/a", name: "A" },
              { pagePath: "pages/b/b", name: "B" },
            ],
          },
        }),
        ...tab("a", 0),
        ...tab("b", 1),
        ...component(
          "customize-tab-bar/index",
          `<view class="bar"><view a:for="{{['a', 'b']}}" id="tab-{{item}}" onTap="go">{{item}}{{selected === index ? '!' : ''}}</view></view>`,
          `Component({ data: { selected: -1 }, methods: { go(e) { const name = e.currentTarget.id.slice(4); my.switchTab({ url: "/pages/" + name + "/" + name }) } } })`,
        ),
        "customize-tab-bar/index.acss": ".bar { position: fixed; bottom: 0; left: 0; right: 0; display: flex }",
      },
    });
    const shown = view.locator("page-layer:not([inert])");
    await expect.poll(() => shown.locator(".bar").innerText()).toMatch(/a!\s+b$/);
    await shown.locator("#tab-b").click();
    await expect.poll(() => shown.locator("#page").innerText()).toBe("b");
    await expect.poll(() => shown.locator(".bar").innerText()).toMatch(/a\s+b!$/);
    // The host shows no bar of its own.
    await expect.poll(() => run.page.getByRole("tablist").count()).toBe(0);
  },
  "a custom tab bar stands in for the host's",
);
