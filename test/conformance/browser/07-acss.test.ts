import { expect } from "vitest";
import { makeHost } from "../../browser/host-harness.js";
import { component } from "../../support/program-run.js";
import { rule } from "../rule.js";
import { type ProgramPage, useProgramPage } from "./program-page.js";

let run: ProgramPage;
useProgramPage(makeHost, (page) => {
  run = page;
});

/** Logs the heights of all elements of class `x`, in document order. */
const measure = `onReady() { my.createSelectorQuery().selectAll(".x").boundingClientRect().exec(([all]) => {
  const width = my.getSystemInfoSync().windowWidth;
  log("x", all.map((each) => [Math.round(each.height), Math.round(each.width / width * 750)]));
}) }`;

rule(
  "F-CSS-6",
  async () => {
    await run.open({
      axml: `<view class="x"/><i-c><view class="x"/></i-c><a-c/><s-c/><view class="x y"/><view class="x z"/>`,
      acss: ".x{height:10px}",
      js: measure,
      files: {
        "pages/a/a.json": '{"usingComponents":{"i-c":"/i","a-c":"/s","s-c":"/c"}}',
        ...component("i", `<view class="x"/><slot/>`, "Component({})", {}, { styleIsolation: "isolated" }),
        "i.acss": ".x{height:20px}",
        ...component(
          "s",
          `<view class="x"/><view class="x y"/>`,
          "Component({})",
          {},
          { styleIsolation: "apply-shared" },
        ),
        "s.acss": ".x.y{height:30px}",
        ...component("c", `<view class="x z"/>`),
        "c.acss": ".x.z{height:40px}",
      },
    });
    const heights = ((await run.logged("x")) as [number, number][]).map(([height]) => height);
    expect(heights).toEqual([10, 20, 10, 10, 30, 40, 10, 40]);
  },
  "what the rules of each kind reach",
);

rule(
  "F-CSS-1",
  async () => {
    await run.open({
      axml: `<view class="x a"/><view class="x b"/><view class="x c"/><view class="x d" style="--w:300rpx"/><view class="x" style="width:{{w}}rpx"/>`,
      acss: `.x{height:1px;width:0}.a{width:75rpx}.b{width:calc(100% - 150rpx)}@media (min-width:700rpx){.c{width:375rpx}}
        @media (min-width:800rpx){.c{width:1rpx}}.d{width:var(--w,1rpx)}`,
      js: `data: { w: 450 }, ${measure}`,
    });
    const widths = ((await run.logged("x")) as [number, number][]).map(([, width]) => width);
    expect(widths).toEqual([75, 600, 375, 300, 450]);
  },
  "750rpx are the width of the window, in every position",
);

rule("F-CSS-3", async () => {
  await run.open({
    axml: `<view class="x one"/><view class="x two"/><view class="x three"/>`,
    acss: `@import "/lib/two";.one{height:2px}`,
    js: measure,
    files: {
      "app.acss": ".one,.two,.three{height:1px}view.three{height:4px}",
      "lib/two.acss": ".two{height:3px}.three{height:9px}",
    },
  });
  const heights = ((await run.logged("x")) as [number, number][]).map(([height]) => height);
  expect(heights).toEqual([2, 3, 4]);
});
