import { expect } from "vitest";
import { rule } from "../rule.js";
import { CLOSED, picture, RED, run, useMediaPage } from "./media-page.js";

useMediaPage();

rule("F-TAG-18", async () => {
  const types = "info warn waiting cancel download search clear success success_no_circle loading".split(" ");
  const view = await run.open({
    axml: `<view style="padding:8px">${types.map((type) => `<icon type="${type}"/>`).join("")}<icon id="big" type="success" size="{{40}}" color="#123456"/><icon type="nonsense"/></view>`,
  });
  const drawn = await view
    .locator("icon")
    .evaluateAll((all) =>
      all.map((e) => [e.clientWidth || e.getBoundingClientRect().width, e.querySelector("svg")?.innerHTML ?? ""]),
    );
  expect(drawn.slice(0, 10).map(([width]) => width)).toEqual(types.map(() => 23));
  expect(new Set(drawn.slice(0, 10).map(([, path]) => path)).size).toBe(10);
  expect(drawn[10]?.[0]).toBe(40);
  expect(String(drawn[10]?.[1])).toContain("#123456");
  // F-TAG-4: an unknown type acts as info.
  expect(drawn[11]?.[1]).toBe(drawn[0]?.[1]);
  await expect.poll(async () => (await run.told()).some((line) => line.includes("unknown type nonsense"))).toBe(true);
  await picture("icon");
});

rule("F-TAG-19", async () => {
  const view = await run.open({
    axml: `<view style="padding:16px"><progress id="plain"/><progress id="half" percent="50" show-info stroke-width="10" active-color="#ff0000" background-color="#00ff00"/>
      <progress id="over" percent="{{160}}"/><progress id="run" percent="{{p}}" active onActiveEnd="end" show-info/></view>`,
    js: `data: { p: 40 }, end() { log("end", this.data.p); if (this.data.p === 40) this.setData({ p: 90 }); }`,
  });
  const facts = (id: string): Promise<unknown[]> =>
    view.locator(`#${id}`).evaluate((e) => {
      const bar = e.firstElementChild as HTMLElement;
      const fill = bar.firstElementChild as HTMLElement;
      return [
        e.getAttribute("aria-valuenow"),
        bar.clientHeight,
        Math.round((100 * fill.getBoundingClientRect().width) / bar.getBoundingClientRect().width),
        getComputedStyle(fill).backgroundColor,
        getComputedStyle(bar).backgroundColor,
        e.textContent,
      ];
    });
  expect((await facts("plain")).slice(0, 3)).toEqual(["0", 6, 0]);
  expect(await facts("half")).toEqual(["50", 10, 50, "rgb(255, 0, 0)", "rgb(0, 255, 0)", "50%"]);
  expect((await facts("over")).slice(0, 3)).toEqual(["100", 6, 100]);
  // It grows from the left to 40, says so, and then goes on to 90.
  expect(await run.logged("end")).toBe(40);
  await expect.poll(async () => (await facts("run"))[2]).toBe(90);
  await picture("progress");
});

rule(
  "F-TAG-20",
  async () => {
    const modes = [
      "",
      "aspectFit",
      "aspectFill",
      "widthFix",
      "heightFix",
      "top",
      "bottom",
      "center",
      "left",
      "right",
      "top left",
      "top right",
      "bottom left",
      "bottom right",
    ];
    const view = await run.open({
      axml: `<image id="bare" src="/red.png" onLoad="load"/><view>${modes
        .map((mode, i) => `<image id="m${i}" src="/red.png" mode="${mode}" style="width:100px;height:80px" />`)
        .join("")}</view>`,
      js: `load(e) { log("load", e.detail); }`,
      files: { "red.png": Buffer.from(RED, "base64") },
    });
    expect(await run.logged("load")).toEqual({ width: 4, height: 2 });
    expect(await view.locator("#bare").evaluate((e) => [e.clientWidth, e.clientHeight])).toEqual([300, 225]);
    // Where the picture of 4 x 2 px is drawn inside its box: box size, and how it is fitted and placed.
    const drawn = await view.locator("image[style]").evaluateAll((all) =>
      all.map((e) => {
        const { objectFit, objectPosition } = getComputedStyle(e.firstElementChild as Element);
        return `${e.clientWidth}x${e.clientHeight} ${objectFit} ${objectPosition}`;
      }),
    );
    expect(drawn).toEqual([
      "100x80 fill 50% 50%",
      "100x80 contain 50% 50%",
      "100x80 cover 50% 50%",
      "100x50 fill 50% 50%",
      "160x80 fill 50% 50%",
      "100x80 none 50% 0%",
      "100x80 none 50% 100%",
      "100x80 none 50% 50%",
      "100x80 none 0% 50%",
      "100x80 none 100% 50%",
      "100x80 none 0% 0%",
      "100x80 none 100% 0%",
      "100x80 none 0% 100%",
      "100x80 none 100% 100%",
    ]);
    await picture("image-modes");
  },
  "size, onLoad, modes",
);

rule(
  "F-TAG-20",
  async () => {
    const view = await run.open({
      axml: `<image id="broken" src="/broken.png" default-source="/red.png" onError="broken"/><view style="height:3000px"/><image id="lazy" lazy-load src="/late.png" onLoad="late"/>`,
      js: `broken(e) { log("broken", typeof e.detail.errMsg); }, late() { log("late", true); }`,
      files: {
        "red.png": Buffer.from(RED, "base64"),
        "late.png": Buffer.from(RED, "base64"),
        "broken.png": Buffer.from("no picture"),
      },
    });
    expect(await run.logged("broken")).toBe("string");
    const source = (): Promise<string | null> => view.locator("#lazy > img").getAttribute("src");
    expect(await source()).toBe(null);
    await view.locator("#lazy").evaluate((e) => e.scrollIntoView());
    expect(await run.logged("late")).toBe(true);
    expect(await source()).toMatch(/^blob:/);
  },
  "lazy-load, default-source, onError",
);

rule("F-TAG-6", async () => {
  run.bench.contacts.length = 0;
  const refused = "https://evil.test/p.png";
  const view = await run.open(
    {
      axml: `<image id="package" src="/red.png" onLoad="ok" data-n="package"/><image src="data:image/png;base64,${RED}" onLoad="ok" data-n="data"/>
        <image src="{{file}}" onLoad="ok" data-n="file"/><image id="no" src="${refused}" onError="no" data-n="image"/>
        <video src="${refused}" onError="no" data-n="video"/><canvas id="c" onReady="draw"/>
        <rich-text nodes="<img src='${refused}'>"/><map markers="{{[{ id: 1, iconPath: '${refused}' }]}}"/>
        <view class="bg">x</view>`,
      acss: `.bg{background:url(${refused})}`,
      js: `data: { file: "" },
        ok(e) { log("ok-" + e.target.dataset.n, true); }, no(e) { log("no-" + e.target.dataset.n, typeof e.detail.errMsg); },
        draw() { const c = my.createCanvasContext("c"); c.drawImage("${refused}", 0, 0); c.fillRect(0, 0, 5, 5);
          c.draw(false, () => c.toTempFilePath({ success: (f) => this.setData({ file: f.apFilePath }) })); }`,
      files: { "red.png": Buffer.from(RED, "base64") },
    },
    CLOSED,
  );
  for (const name of ["package", "data", "file"]) expect(await run.logged(`ok-${name}`)).toBe(true);
  for (const name of ["image", "video"]) expect(await run.logged(`no-${name}`)).toBe("string");
  expect(await view.locator("#no > img").isVisible()).toBe(false);
  expect(await view.locator("rich-text img").getAttribute("src")).toBe(null);
  const sources = await view.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
  expect(sources.filter((name) => name.includes("evil.test"))).toEqual([]);
});
